import { dirname } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { Processes } from '../process/index.ts';
import {
  boxes,
  closeBoxes,
  hasBoxes,
  closed,
  isStrict,
  node,
  onLinux,
  run,
  startOf,
  textOf,
} from '../../../test/support/boxes.ts';
import { createBubblewrap } from './index.ts';
import { countsTasksPerNamespace, quote } from './script.ts';

afterAll(closeBoxes);

describe.skipIf(!hasBoxes).each(boxes)('%s', (name, box) => {
  describe('passes on', () => {
    test('every argument and variable to the letter', async () => {
      const args = [
        '',
        'a b',
        '$HOME `id` $(id) !x',
        '"\'\\',
        'line\nline',
        'ünï💥',
        '-x',
        '*',
        '~',
      ];
      const env = { NASTY: `a'b"c$(id)\n\\ü`, 'npm_config_@a:registry': 'x y' };
      const script =
        'console.log(JSON.stringify([process.argv.slice(1), process.env.NASTY, process.env["npm_config_@a:registry"]]))';
      const grants = { ...closed, read: [dirname(dirname(node))] };
      const { out } = await run(box, startOf(node, ['-e', script, '--', ...args], { env, grants }));
      expect(JSON.parse(out)).toEqual([args, env.NASTY, env['npm_config_@a:registry']]);
    });

    test('input, output, errors and the exit code', async () => {
      const running = await box.start(startOf('/bin/sh', ['-c', 'cat; echo problem >&2; exit 7']));
      await running.write(Buffer.from('told\n'));
      const read = Promise.all([textOf(running.stdout), textOf(running.stderr)]);
      const exit = await running.stop();
      expect(await read).toEqual(['told\n', 'problem\n']);
      expect(exit).toMatchObject({ code: 7, ended: 'asked' });
    });

    // The library's own shells take the signal for themselves too, and may end before the server.
    test.skipIf(!isStrict(name))('a polite signal to the server itself', async () => {
      const script =
        'process.stdin.resume(); process.on("SIGTERM", () => { console.log("bye"); process.exit(5) }); setInterval(() => {}, 1000); console.log("up")';
      const grants = { ...closed, read: [dirname(dirname(node))] };
      const running = await box.start(startOf(node, ['-e', script], { grants }));
      const chunks: string[] = [];
      for await (const chunk of running.stdout) {
        chunks.push(Buffer.from(chunk).toString());
        if (chunks.length === 1) void running.stop();
      }
      expect(chunks.join('')).toBe('up\nbye\n');
      expect(await running.exited).toMatchObject({ code: 5 });
    });
  });

  test('says plainly what it cannot enforce', () => {
    const unenforced = box.cannotEnforce(startOf('/bin/true', []));
    expect(unenforced).not.toEqual([]);
    expect(unenforced.every((sentence) => sentence.length > 10)).toBe(true);
  });
});

test.skipIf(!onLinux)('bubblewrap that is missing is named, with how to install it', async () => {
  expect(await createBubblewrap(new Processes(), '/nowhere').check()).toEqual({
    why: 'bwrap is not installed',
    hint: expect.stringContaining('bubblewrap'),
  });
});

test.each([
  ['5.13.19-generic', false],
  ['5.14.0', true],
  ['6.18.44-fc', true],
  ['4.19', false],
])('kernel %s counts tasks for each sandbox: %s', (version, expected) => {
  expect(countsTasksPerNamespace(version)).toBe(expected);
});

test('a quoted word is one word', () => {
  expect(quote(`it's "$x"\n`)).toBe(`'it'\\''s "$x"\n'`);
});

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import {
  areGoneSoon,
  boxes,
  closeBoxes,
  hasBoxes,
  onLinux,
  processesWith,
  runNode,
  shell,
  startOf,
} from '../../../test/support/boxes.ts';

afterAll(closeBoxes);

/** A time that nobody else on this machine sleeps, by which what we started is found again. */
const NAP = 100_000 + Math.floor(Math.random() * 1e8);
const napping = `sleep\u0000${NAP}\u0000`;

/** Starts a contained server with children, tells the proxy's socket, and waits to be killed. */
function driverOf(name: string): string {
  const start = startOf(
    '/bin/sh',
    ['-c', `trap "" TERM; setsid sleep ${NAP} & echo up; while :; do sleep ${NAP}; done`],
    { grants: { hosts: name === 'bubblewrap' ? [] : ['example.invalid'] } },
  );
  return `
    import { Processes } from ${JSON.stringify(join(import.meta.dirname, '../process/index.ts'))};
    import * as sandbox from ${JSON.stringify(join(import.meta.dirname, 'index.ts'))};
    const path = process.env.PATH;
    const processes = new Processes();
    const runtime = new sandbox.Runtime(processes);
    const boxes = [
      sandbox.createBubblewrap(processes, path),
      sandbox.createBubblewrap(processes, path, runtime),
      sandbox.createSandboxRuntime(processes, path, runtime),
    ];
    const box = boxes.find(({ name }) => name === ${JSON.stringify(name)});
    const running = await box.start(${JSON.stringify(start)});
    const pass = box === boxes[0] ? undefined : await runtime.allow([]);
    for await (const chunk of running.stdout) {
      console.log(pass?.manager.getLinuxHttpSocketPath() ?? 'no-socket-of-a-proxy');
    }`;
}

describe.skipIf(!hasBoxes || !onLinux).each(boxes)('%s ends', (name, box) => {
  test('a fork bomb, and lets a few children be', async () => {
    expect((await shell(box, `f() { sleep ${NAP} & f; }; f`)).ended).toBe('processes');
    expect(await areGoneSoon(napping)).toBe(true);
    expect(await shell(box, 'for i in 1 2 3; do sleep 0.2 & done; wait')).toMatchObject({
      code: 0,
    });
  });

  test('a memory hog', async () => {
    const hog = 'const kept = []; setInterval(() => kept.push(Buffer.alloc(2e7, 1)), 5)';
    expect((await runNode(box, hog, { limits: { memory: 400e6 } })).ended).toBe('memory');
  });

  test('a file that grows too large', async () => {
    const { out } = await shell(
      box,
      'head -c 9000000 /dev/zero > "$TMPDIR/large"; wc -c < "$TMPDIR/large"; head -c 900 /dev/zero > "$TMPDIR/small"; wc -c < "$TMPDIR/small"',
      { limits: { fileSize: 1_048_576 } },
    );
    expect(out).toBe('1048576\n900\n');
  });

  test('children that left their session, when the server exits', async () => {
    await shell(
      box,
      `setsid sleep ${NAP} & setsid sh -c "sleep ${NAP} & wait" & sleep 0.1; exit 0`,
    );
    expect(await areGoneSoon(napping)).toBe(true);
  });

  test('a server that ignores every polite word', async () => {
    const running = await box.start(
      startOf('/bin/sh', ['-c', `trap "" TERM HUP INT; while :; do sleep ${NAP}; done`]),
    );
    await wait(100);
    expect(await running.stop()).toMatchObject({ ended: 'asked' });
    expect(processesWith(napping)).toEqual([]);
  });

  test('everything, when Warder is killed', async () => {
    const driver = spawn(process.execPath, ['--input-type=module', '-e', driverOf(name)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const chunk of driver.stdout) {
      const socket = String(chunk).trim();
      driver.kill('SIGKILL');
      expect(await areGoneSoon(napping)).toBe(true);
      expect(await areGoneSoon(socket)).toBe(true);
      for (let round = 0; round < 100 && existsSync(socket); round++) await wait(25);
      expect(existsSync(socket)).toBe(false);
    }
  });
});

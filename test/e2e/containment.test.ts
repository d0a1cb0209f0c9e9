import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { audit, canContain, configOf, hostile, temporaryHome, treeOf, warder } from './harness.ts';
import type { Home } from './harness.ts';

// What a server that tries can reach while it is looked at, and that without a word from the user it runs
// contained or not at all.

interface Saw {
  readonly home: readonly string[] | false;
  readonly key: string | false;
  readonly variables: readonly string[];
  readonly network: boolean;
  readonly shadow: number | false;
  readonly wrote: readonly string[];
}

/** A home with a key in it, a port that somebody listens on, and a server that tries to reach both. */
async function curious(): Promise<{ home: Home; config: string; asked: () => number }> {
  const home = temporaryHome();
  mkdirSync(join(home.path, '.ssh'));
  writeFileSync(join(home.path, '.ssh/id_test'), 'a private key', { mode: 0o600 });
  let connections = 0;
  const listener = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void listener.close());
  const { port } = listener.address() as AddressInfo;
  const args = [join(hostile, 'stdio.mjs'), 'nosy', `127.0.0.1:${port}`];
  const config = configOf({ nosy: { command: 'node', args, env: { COLOUR: 'green' } } });
  return {
    home: { ...home, env: { ...home.env, SECRET: 'value' } },
    config,
    asked: () => connections,
  };
}

async function sees(args: readonly string[], home: Home): Promise<Saw> {
  const { report, stderr } = await audit(args, { home });
  const look = report.servers[0]?.look;
  if (!look?.seen || look.instructions === undefined) {
    throw new Error(`not seen: ${JSON.stringify(look)} ${stderr}`);
  }
  return JSON.parse(look.instructions) as Saw;
}

describe.runIf(canContain)('a server that is looked at', () => {
  test('sees no file of the user, no variable but its own, no network, and leaves nothing', async () => {
    const { asked, config, home } = await curious();
    const before = treeOf(home.path);
    const saw = await sees(['--config', config, '--no-store'], home);
    expect(saw.key).toBe(false);
    expect(saw.home === false ? [] : saw.home).not.toContain('.ssh');
    expect(saw.shadow).toBe(false);
    expect(saw.variables).toContain('COLOUR');
    expect(saw.variables).not.toContain('SECRET');
    expect([saw.network, asked()]).toEqual([false, 0]);
    const changed = [...treeOf(home.path)].filter(([path, what]) => before.get(path) !== what);
    expect(changed.filter(([path]) => !/^cache(\/warder(\/|$)|$)/.test(path))).toEqual([]);
  });

  test('could do all that uncontained, so the test above can fail', async () => {
    const { asked, config, home } = await curious();
    // Without a program to contain it, and with the user's word, it runs as its client would start it.
    const path = { ...home.env, PATH: join(process.execPath, '..') };
    const saw = await sees(['--config', config, '--no-store', '--allow-execute'], {
      ...home,
      env: path,
    });
    expect([saw.key, saw.network, asked() > 0]).toEqual(['a private key', true, true]);
    expect(saw.wrote).toContain(home.path);
  });

  test('is not started at all where it cannot be contained and nobody agrees to that', async () => {
    const { asked, config, home } = await curious();
    const { code, report } = await audit(['--config', config, '--no-store'], {
      home: { ...home, env: { ...home.env, PATH: join(process.execPath, '..') } },
    });
    expect(code).toBe(3);
    expect(report.servers[0]?.look).toMatchObject({ seen: false, reason: 'no-containment' });
    expect(asked()).toBe(0);
  });
});

test.runIf(canContain)('the text report names what was not looked at, and why', async () => {
  const { config, home } = await curious();
  const { code, stdout } = await warder(['audit', '--config', config, '--no-store'], {
    home: { ...home, env: { ...home.env, PATH: join(process.execPath, '..') } },
  });
  expect(code).toBe(3);
  expect(stdout).toContain('Not looked at');
  expect(stdout).toContain('--allow-execute');
});

import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import type { Limits, Running } from '../../domain/ports.ts';
import { Processes, findProgram } from './index.ts';
import { parsePsLine, parseStat } from './table.ts';

const isLinux = process.platform === 'linux';
const limits: Limits = {
  processes: 100,
  memory: 1 << 30,
  cpuSeconds: 60,
  openFiles: 1024,
  fileSize: 1 << 26,
};
const processes = new Processes();
/** A time that nobody else on this machine sleeps. */
const NAP = 100_000 + Math.floor(Math.random() * 1e8);

/** Starts a server with children of every kind, tells their ids, and waits to be killed. */
const DRIVER = `
import { Processes } from ${JSON.stringify(join(import.meta.dirname, 'index.ts'))};
const processes = new Processes();
const script = 'trap "" TERM; setsid sleep 300 & a=$!; sleep 300 & echo $$ $a $!; while :; do sleep 1; done';
const running = await processes.start({
  file: '/bin/sh', args: ['-c', script], cwd: '/', env: { PATH: '/usr/bin:/bin' },
  limits: ${JSON.stringify(limits)},
});
for await (const chunk of running.stdout) process.stdout.write(processes.folder + ' ' + Buffer.from(chunk));
`;
afterAll(() => processes.close());

function startNode(script: string, more: Partial<Limits> = {}): Promise<Running> {
  return processes.start({
    file: process.execPath,
    args: ['-e', script],
    cwd: '/',
    env: { PATH: '/usr/bin:/bin' },
    limits: { ...limits, ...more },
  });
}

function startShell(script: string, ...args: readonly string[]): Promise<Running> {
  return processes.start({
    file: '/bin/sh',
    args: ['-c', script, 'sh', ...args],
    cwd: '/',
    env: { PATH: '/usr/bin:/bin' },
    limits,
  });
}

async function textOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

async function lineOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  let text = '';
  for await (const chunk of stream) {
    text += Buffer.from(chunk).toString();
    if (text.includes('\n')) break;
  }
  return text.split('\n')[0] ?? '';
}

/** Whether a process still runs; a zombie does not. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isLinux || !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
}

async function isGoneSoon(pid: number): Promise<boolean> {
  for (let round = 0; round < 200; round++) {
    if (!isAlive(pid)) return true;
    await wait(25);
  }
  return false;
}

describe('a started process', () => {
  test('gets its arguments to the letter and no inherited environment', async () => {
    const args = ['', 'a b', '$HOME `id` $(id)', '"\'\\', 'line\nline', 'ünï💥', '-x', '*'];
    const running = await processes.start({
      file: process.execPath,
      args: [
        '-e',
        'console.log(JSON.stringify([process.argv.slice(1), Object.keys(process.env)]))',
        '--',
        ...args,
      ],
      cwd: '/',
      env: { ONLY: 'this' },
      limits,
    });
    const [seen, names] = JSON.parse(await textOf(running.stdout)) as [string[], string[]];
    expect(seen).toEqual(args);
    expect(names.filter((name) => name !== 'WARDER_TREE')).toEqual(['ONLY']);
  });

  test('is written to and read from, and says how it ended', async () => {
    const running = await startShell('cat; echo problem >&2; exit 3');
    await running.write(Buffer.from('one\n'));
    expect(await lineOf(running.stdout)).toBe('one');
    await running.write(Buffer.from('two\n'));
    // A second reader goes on where the first stopped.
    expect(await lineOf(running.stdout)).toBe('two');
    const stopped = running.stop();
    expect(await textOf(running.stderr)).toBe('problem\n');
    expect(await stopped).toEqual({ code: 3, signal: null, ended: 'asked' });
  });

  test('can be read from after it has ended', async () => {
    const running = await startShell('echo out; echo problem >&2');
    await running.exited;
    expect(await textOf(running.stdout)).toBe('out\n');
    expect(await textOf(running.stderr)).toBe('problem\n');
  });

  test('that nobody reads from is held back, and can still be stopped', async () => {
    const running = await startShell('yes');
    await wait(100);
    expect(await running.stop()).toMatchObject({ ended: 'asked' });
  });

  test('that reads nothing makes a large write wait until it is stopped', async () => {
    const running = await startShell('trap "" TERM; sleep 30');
    const write = running.write(new Uint8Array(1 << 22)).then(
      () => 'done',
      () => 'refused',
    );
    expect(await Promise.race([write, wait(100, 'waiting')])).toBe('waiting');
    await running.stop();
    expect(await write).toBe('refused');
  });

  test('that does not exist is an error with its name', async () => {
    await expect(
      processes.start({ file: '/no/such program', args: [], cwd: '/', env: {}, limits }),
    ).rejects.toMatchObject({
      code: 'START_FAILED',
      message: expect.stringContaining('"/no/such program"'),
    });
  });
});

describe.skipIf(!isLinux)('nothing is left', () => {
  test('when a server ignores closed input and TERM', async () => {
    const running = await startShell('trap "" TERM; echo $$; while :; do sleep 1; done');
    const pid = Number(await lineOf(running.stdout));
    await running.stop();
    expect(isAlive(pid)).toBe(false);
  });

  test('when a server forks a child that leaves the session, and exits', async () => {
    const running = await startShell('setsid sleep 300 >/dev/null 2>&1 & echo $!');
    const pid = Number(await lineOf(running.stdout));
    await running.exited;
    expect(isAlive(pid)).toBe(false);
  });

  test('when a server hands its output to a daemon, and exits', async () => {
    const running = await startShell(
      '(setsid sh -c "(sleep 300 & echo \\$!; wait) &" &) ; sleep 0.2; echo end',
    );
    const pid = Number((await textOf(running.stdout)).split('\n')[0]);
    expect(pid).toBeGreaterThan(1);
    await running.exited;
    expect(isAlive(pid)).toBe(false);
  });

  test('when the tree is stopped while it keeps forking', async () => {
    const running = await startShell(`while :; do sleep ${NAP} & sleep 0.005; done`);
    await wait(150);
    await running.stop();
    const left = readdirSync('/proc').filter(
      (name) => /^\d+$/.test(name) && commandLine(name) === `sleep\u0000${NAP}\u0000`,
    );
    expect(left).toEqual([]);
  });

  test('when Warder itself is killed', async () => {
    const driver = spawn(process.execPath, ['--input-type=module', '-e', DRIVER], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [folder, ...pids] = (await lineOf(driver.stdout)).split(' ');
    expect(existsSync(folder ?? '')).toBe(true);
    expect(pids.map(Number).every(isAlive)).toBe(true);
    driver.kill('SIGKILL');
    for (const pid of pids) expect(await isGoneSoon(Number(pid))).toBe(true);
    for (let round = 0; round < 100 && existsSync(folder ?? ''); round++) await wait(25);
    expect(existsSync(folder ?? '')).toBe(false);
  });
});

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1');
  } catch {
    return '';
  }
}

describe.skipIf(!isLinux)('a limit', () => {
  test('on memory ends the tree, and a modest server stays', async () => {
    const hog = 'const kept = []; setInterval(() => kept.push(Buffer.alloc(2e7, 1)), 5)';
    const greedy = await startNode(hog, { memory: 400e6 });
    expect(await greedy.exited).toMatchObject({ ended: 'memory' });
    const modest = await startNode('setTimeout(() => {}, 400)', { memory: 400e6 });
    expect(await modest.exited).toEqual({ code: 0, signal: null });
  });

  test('on processes ends a fork bomb, and a few children stay', async () => {
    const bomb = await startShell('f() { sleep 60 & f; }; f');
    expect(await bomb.exited).toMatchObject({ ended: 'processes' });
    const few = await startShell('for i in 1 2 3; do sleep 0.3 & done; wait');
    expect(await few.exited).toEqual({ code: 0, signal: null });
  });

  test('on processor time ends a busy loop, and idling is free', async () => {
    const busy = await startNode('for (;;);', { cpuSeconds: 0.5 });
    expect(await busy.exited).toMatchObject({ ended: 'time' });
    const idle = await startNode('setTimeout(() => {}, 800)', { cpuSeconds: 0.5 });
    expect(await idle.exited).toEqual({ code: 0, signal: null });
  });
});

describe('a program', () => {
  test.each([
    ['sh', '/nowhere:/bin', '/bin/sh'],
    ['/bin/sh', undefined, '/bin/sh'],
    ['./sh', undefined, '/bin/sh'],
    ['no-such-program', '/bin', undefined],
    ['sh', 'bin::.', undefined],
    ['sh', undefined, undefined],
    ['', '/bin', undefined],
    ['..', '/bin', undefined],
    ['s\0h', '/bin', undefined],
  ])('%j on %j is %j', (command, path, expected) => {
    expect(findProgram(command, path, '/bin')).toBe(expected);
  });
});

test('a process may call itself what it likes', () => {
  const stat =
    '42 (a) R 1 1 (b) S 7 42 41 0 -1 4194560 1 2 3 4 100 50 25 25 20 0 1 0 98765 1 2 3 4 5';
  expect(parseStat(stat)).toEqual({
    pid: 42,
    parent: 7,
    group: 42,
    session: 41,
    started: '98765',
    isZombie: false,
    cpuSeconds: 2,
  });
  expect(parseStat('')).toBeUndefined();
});

test('a line of ps is read', () => {
  expect(parsePsLine('  501   1   501 0 Ss   1:02.50 Fri Nov 20 13:00:00 2026')).toMatchObject({
    pid: 501,
    parent: 1,
    group: 501,
    isZombie: false,
    cpuSeconds: 62.5,
    started: 'Fri Nov 20 13:00:00 2026',
  });
});

import { readFileSync, readdirSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Processes } from '../../src/adapters/process/index.ts';
import {
  Runtime,
  createBubblewrap,
  createSandboxRuntime,
} from '../../src/adapters/sandbox/index.ts';
import type { Exit, Grants, Limits, Sandbox, Start } from '../../src/domain/ports.ts';

// The back ends of the sandbox that work on this machine, and short ways to run something in them.

const path = process.env['PATH'];
const processes = new Processes();
const runtime = new Runtime(processes);
const candidates: readonly Sandbox[] = [
  createBubblewrap(processes, path),
  createBubblewrap(processes, path, runtime),
  createSandboxRuntime(processes, path, runtime),
];
const checks = await Promise.all(
  candidates.map(async (sandbox) => ({ sandbox, problem: await sandbox.check() })),
);
for (const { sandbox, problem } of checks) {
  if (problem === undefined) continue;
  console.warn(`SKIPPED: ${sandbox.name} is not tested: ${problem.why} (${problem.hint})`);
}

export const onLinux = process.platform === 'linux';

const working = checks.filter(({ problem }) => problem === undefined);

/** Where none works, the tests of all are skipped. */
export const hasBoxes: boolean = working.length > 0;

/** Name and back end of those that work here, for `describe.each`. */
export const boxes: readonly (readonly [string, Sandbox])[] = (hasBoxes ? working : checks).map(
  ({ sandbox }) => [sandbox.name, sandbox],
);

/** Whether a back end is our own profile, which keeps more closed than the library's. */
export function isStrict(name: string): boolean {
  return name !== 'sandbox-runtime';
}

export async function closeBoxes(): Promise<void> {
  await Promise.all(candidates.map((sandbox) => sandbox.close()));
  await processes.close();
}

export const node: string = realpathSync(process.execPath);

const limits: Limits = {
  processes: 60,
  memory: 1 << 30,
  cpuSeconds: 60,
  openFiles: 512,
  fileSize: 1 << 24,
};
export const closed: Grants = { read: [], write: [], standIns: [], hidden: [], hosts: [] };

interface Run extends Exit {
  readonly out: string;
  readonly err: string;
}

interface More {
  readonly grants?: Partial<Grants>;
  readonly limits?: Partial<Limits>;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

export function startOf(command: string, args: readonly string[], more: More = {}): Start {
  return {
    command,
    args,
    cwd: more.cwd ?? '/tmp',
    env: { PATH: '/usr/bin:/bin', ...more.env },
    grants: { ...closed, ...more.grants },
    limits: { ...limits, ...more.limits },
  };
}

export async function textOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

export async function run(sandbox: Sandbox, start: Start): Promise<Run> {
  const running = await sandbox.start(start);
  const [out, err, exit] = await Promise.all([
    textOf(running.stdout),
    textOf(running.stderr),
    running.exited,
  ]);
  return { ...exit, out, err };
}

export const shell = (sandbox: Sandbox, script: string, more?: More): Promise<Run> =>
  run(sandbox, startOf('/bin/sh', ['-c', script], more));

export const runNode = (sandbox: Sandbox, script: string, more: More = {}): Promise<Run> => {
  const installation = dirname(dirname(node));
  const read = [installation, ...(more.grants?.read ?? [])];
  return run(sandbox, startOf(node, ['-e', script], { ...more, grants: { ...more.grants, read } }));
};

/** What runs on this machine with that word in its command line; not what has ended. */
export function processesWith(word: string): string[] {
  return readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      return readFileSync(`/proc/${name}/cmdline`, 'latin1').includes(word);
    } catch {
      return false;
    }
  });
}

export async function areGoneSoon(word: string): Promise<boolean> {
  for (let round = 0; round < 200; round++) {
    if (processesWith(word).length === 0) return true;
    await wait(25);
  }
  return false;
}

import { WarderError, messageOf } from '../../domain/errors.ts';
import { excerpt, visible } from '../../domain/escape.ts';
import type { Grants, Running, Sandbox, Start } from '../../domain/ports.ts';
import { findProgram } from '../process/index.ts';
import type { Processes } from '../process/index.ts';
import { installHint, namespaceHint } from './hints.ts';
import { profiled } from './profile.ts';
import type { Features } from './profile.ts';
import { openExit } from './proxy.ts';
import type { Runtime } from './runtime.ts';
import { refuseZeroBytes } from './script.ts';
import { callFilter } from './seccomp.ts';

const PROBE_LIMITS = { processes: 8, memory: 1e8, cpuSeconds: 5, openFiles: 64, fileSize: 1e6 };
const NOTHING: Grants = { read: [], write: [], standIns: [], hidden: [], hosts: [] };

/**
 * The containment for Linux: bubblewrap with a file system built from nothing, no network, no
 * capabilities, own processes, and a death bound to ours. The environment and the mounts go over a
 * pipe, so that no other user reads them in the process list, and no variable that a configuration
 * names (`LD_PRELOAD`) acts on bubblewrap itself.
 *
 * @param path where to look for programs, as a PATH variable
 * @param runtime opens the granted hosts; without it there is no network whatever is granted
 */
export function createBubblewrap(
  processes: Processes,
  path: string | undefined,
  runtime?: Runtime,
): Sandbox {
  let features: Promise<Features> | undefined;
  let checked: ReturnType<Sandbox['check']> | undefined;
  const socat = findProgram('socat', path, '/');

  const start = async (what: Start): Promise<Running> => {
    refuseZeroBytes(what);
    features ??= readFeatures(processes, path);
    const found = await features;
    if (runtime === undefined || socat === undefined || what.grants.hosts.length === 0) {
      return processes.start(profiled(what, found));
    }
    const exit = await openExit(runtime, what.grants.hosts);
    const running = await processes
      .start(profiled(what, found, { ...exit, socat }))
      .catch((thrown: unknown) => {
        exit.release();
        throw thrown;
      });
    void running.exited.then(exit.release);
    return running;
  };

  const needs = ['bwrap', ...(runtime === undefined ? [] : ['socat', 'rg'])];
  return {
    name: runtime === undefined ? 'bubblewrap' : 'bubblewrap with filtering proxy',
    check: () => (checked ??= check(needs, path, start)),
    cannotEnforce: () => [
      'memory, processes and processor time of the whole server are checked ten times a second, not by the kernel',
      ...(callFilter(process.arch) === undefined
        ? [`system calls are not filtered on ${process.arch}`]
        : []),
    ],
    start,
    close: async () => runtime?.close(),
  };
}

async function check(
  needs: readonly string[],
  path: string | undefined,
  start: (what: Start) => Promise<Running>,
): ReturnType<Sandbox['check']> {
  if (process.platform !== 'linux') return { why: 'bubblewrap is for Linux', hint: '' };
  const missing = needs.filter((program) => findProgram(program, path, '/') === undefined);
  if (missing.length > 0) {
    const verb = missing.length === 1 ? 'is' : 'are';
    return { why: `${missing.join(', ')} ${verb} not installed`, hint: installHint(missing) };
  }
  try {
    const probe = await start({
      command: '/bin/sh',
      args: ['-c', 'exit 0'],
      cwd: '/',
      env: {},
      grants: NOTHING,
      limits: PROBE_LIMITS,
    });
    const [said, { code }] = await Promise.all([textOf(probe.stderr), probe.exited]);
    if (code === 0) return undefined;
    return {
      why: `bubblewrap does not work here: "${visible(excerpt(said.trim(), 0, 200))}"`,
      hint: namespaceHint(said),
    };
  } catch (thrown) {
    return { why: `bubblewrap does not work here: ${messageOf(thrown)}`, hint: namespaceHint('') };
  }
}

async function readFeatures(processes: Processes, path: string | undefined): Promise<Features> {
  const file = findProgram('bwrap', path, '/');
  if (file === undefined) throw new WarderError('START_FAILED', 'bubblewrap is not installed');
  const help = await processes.start({
    file,
    args: ['--help'],
    cwd: '/',
    env: {},
    limits: PROBE_LIMITS,
  });
  const text = await textOf(help.stdout);
  return {
    file,
    boundsFolders: text.includes('--size '),
    forbidsNamespaces: text.includes('--disable-userns '),
  };
}

async function textOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  let text = '';
  for await (const chunk of stream) {
    if (text.length < 65_536) text += Buffer.from(chunk).toString();
  }
  return text;
}

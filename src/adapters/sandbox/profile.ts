import { existsSync, statSync } from 'node:fs';
import { release } from 'node:os';
import type { Start } from '../../domain/ports.ts';
import type { Spawn } from '../process/index.ts';
import { SOCKET, relayLines } from './proxy.ts';
import type { Exit } from './proxy.ts';
import { callFilter } from './seccomp.ts';
import { commandWords, countsTasksPerNamespace, limitLines } from './script.ts';
import {
  KERNEL_SECRETS,
  KERNEL_SETTINGS,
  SYSTEM_FOLDERS,
  SYSTEM_SETTINGS,
  isSystemPath,
  linkTarget,
} from './system.ts';

const HOME = '/home/warder';
/** Bytes that a server can put into each of its own folders, which live in memory. */
const SCRATCH = 256 * 1024 * 1024;

/** Options of bubblewrap that older versions lack. */
export interface Features {
  readonly file: string;
  /** `--size`, since 0.7. */
  readonly boundsFolders: boolean;
  /** `--disable-userns`, since 0.8. */
  readonly forbidsNamespaces: boolean;
}

/** A way out, and the program inside that leads to it. */
type Relayed = Exit & { readonly socat: string };

/** How bubblewrap is called for one start: the strictest that still lets programs run. */
export function profiled(what: Start, features: Features, exit?: Relayed): Spawn {
  const files = [...accountFiles()].map(([path, text]) => ({ path, bytes: Buffer.from(text) }));
  const filter = callFilter(process.arch);
  const lines = [
    ...(exit === undefined ? [] : relayLines(exit.socat)),
    ...limitLines(what.limits, countsTasksPerNamespace(release())),
    'exec "$@"',
  ];
  // The options come over descriptor 3, what they refer to over those that follow.
  const fed = [
    ...files.flatMap(({ path }, index) => ['--ro-bind-data', String(4 + index), path]),
    ...(filter === undefined ? [] : ['--seccomp', String(4 + files.length)]),
    '--remount-ro',
    '/',
  ];
  return {
    file: features.file,
    args: [
      '--args',
      '3',
      '--',
      '/bin/sh',
      '-c',
      lines.join('\n'),
      'sh',
      ...commandWords(what.env, what.command, what.args),
    ],
    cwd: '/',
    env: {},
    limits: what.limits,
    inputs: [
      Buffer.from(`${[...options(what, features, exit), ...fed].join('\0')}\0`),
      ...files.map(({ bytes }) => bytes),
      ...(filter === undefined ? [] : [filter]),
    ],
    isCarrier: true,
  };
}

/** Names for the one user inside, and for nobody else. */
function accountFiles(): ReadonlyMap<string, string> {
  const user = process.getuid?.() ?? 0;
  const group = process.getgid?.() ?? 0;
  return new Map([
    ['/etc/passwd', `warder:x:${user}:${group}::${HOME}:/bin/sh\n`],
    ['/etc/group', `warder:x:${group}:\n`],
    ['/etc/hosts', '127.0.0.1 localhost\n::1 localhost\n'],
  ]);
}

function options(what: Start, features: Features, exit: Relayed | undefined): string[] {
  const folder = (path: string): string[] => [
    ...(features.boundsFolders ? ['--size', String(SCRATCH)] : []),
    '--tmpfs',
    path,
  ];
  return [
    '--unshare-user',
    '--unshare-all',
    ...(features.forbidsNamespaces ? ['--disable-userns'] : []),
    '--die-with-parent',
    '--new-session',
    '--cap-drop',
    'ALL',
    '--hostname',
    'warder',
    ...SYSTEM_FOLDERS.flatMap(systemMount),
    ...SYSTEM_SETTINGS.flatMap((path) => ['--ro-bind-try', path, path]),
    '--dev',
    '/dev',
    '--proc',
    '/proc',
    // Where Warder runs as root, the server is root to the kernel's files, if without capabilities:
    // what it may write there (a core dump's handler) would run outside.
    ...KERNEL_SETTINGS.flatMap((path) => ['--ro-bind-try', path, path]),
    ...KERNEL_SECRETS.filter((path) => existsSync(path)).flatMap((path) => [
      '--ro-bind-try',
      '/dev/null',
      path,
    ]),
    ...folder('/dev/shm'),
    ...folder('/tmp'),
    ...folder('/home'),
    '--dir',
    HOME,
    ...grantMounts(what, folder),
    ...(exit === undefined
      ? []
      : ['--ro-bind', exit.socket, SOCKET, '--ro-bind', exit.socat, exit.socat]),
    '--chdir',
    what.cwd ?? HOME,
    '--clearenv',
    ...Object.entries({ HOME, TMPDIR: '/tmp', ...exit?.env, ...what.env }).flatMap(
      ([name, value]) => ['--setenv', name, value],
    ),
  ];
}

function systemMount(path: string): string[] {
  const target = linkTarget(path);
  return target === undefined ? ['--ro-bind-try', path, path] : ['--symlink', target, path];
}

/** What the start grants, outer folders before inner ones, so that neither covers the other. */
function grantMounts({ grants, cwd }: Start, folder: (path: string) => string[]): string[] {
  const mounts = new Map<string, string[]>();
  // Later ones win over earlier ones at the same path: what is granted over what stands in for it.
  for (const path of [cwd ?? HOME, ...grants.standIns]) mounts.set(path, folder(path));
  for (const path of grants.read) mounts.set(path, ['--ro-bind-try', path, path]);
  for (const path of grants.write) mounts.set(path, ['--bind', path, path]);
  for (const path of grants.hidden) {
    if (isFolder(path)) mounts.set(path, folder(path));
    else mounts.set(path, ['--ro-bind-try', '/dev/null', path]);
  }
  return [...mounts]
    .filter(([path]) => path !== '/' && path !== HOME && !isSystemPath(path))
    .sort(([a], [b]) => depth(a) - depth(b))
    .flatMap(([, mount]) => mount);
}

function depth(path: string): number {
  return path.split('/').length;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

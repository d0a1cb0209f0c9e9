import { execFileSync, spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll } from 'vitest';
import { auditReport } from '../../src/domain/report.ts';
import type { AuditReport } from '../../src/domain/report.ts';

// Runs the program as a user does: as a process of its own, in a home folder of its own.

export const root: string = join(import.meta.dirname, '../..');
export const labs: string = join(root, 'labs');
export const hostile: string = join(root, 'test/hostile');

/** A home folder that is gone after the tests, and an environment in which nothing else is known. */
export interface Home {
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
}

/** How one run of the program ended. */
export interface Run {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly home?: Home;
  readonly cwd?: string;
  /** Called with the process as soon as it runs. */
  readonly onStart?: (child: ChildProcess) => void | Promise<void>;
  /** Runs as this user; only root can. */
  readonly uid?: number;
}

const made: string[] = [];
afterAll(() => {
  for (const path of made) rmSync(path, { recursive: true, force: true, maxRetries: 3 });
});

/** A folder that is gone after the tests of the file. */
export function temporaryFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'warder-e2e-'));
  chmodSync(path, 0o755);
  made.push(path);
  return path;
}

export function temporaryHome(): Home {
  const path = temporaryFolder();
  const folders = {
    HOME: '.',
    XDG_CONFIG_HOME: 'config',
    XDG_DATA_HOME: 'data',
    XDG_STATE_HOME: 'state',
    XDG_CACHE_HOME: 'cache',
    TMPDIR: 'tmp',
  };
  const env = Object.entries(folders).map(([name, folder]) => [name, join(path, folder)] as const);
  for (const [, folder] of env) mkdirSync(folder, { recursive: true });
  const inherited = [
    'PATH',
    'NODE_EXTRA_CA_CERTS',
    'SSL_CERT_FILE',
    'PIP_CERT',
    'REQUESTS_CA_BUNDLE',
  ];
  const known = inherited.map((name) => [name, process.env[name]] as const);
  return {
    path,
    env: Object.fromEntries(
      [...env, ...known].filter((pair): pair is readonly [string, string] => pair[1] !== undefined),
    ),
  };
}

/**
 * Whether local servers can be contained here. Where they cannot, the tests run them uncontained, as a
 * user may decide to, and those about containment itself are left out.
 */
export const canContain: boolean =
  process.platform === 'darwin' ||
  spawnSync('bwrap', ['--ro-bind', '/', '/', '--unshare-all', 'true']).status === 0;
if (!canContain) console.warn('bubblewrap does not work here: servers are tested uncontained');

/** Runs `warder` to its end. */
export async function warder(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  const home = options.home ?? temporaryHome();
  // Offline audits are about what stands in files, and start nothing that is not needed for that.
  const isLooking = args[0] === 'audit' || args[0] === 'lock';
  const open = isLooking && !canContain && !args.includes('--offline') ? ['--allow-execute'] : [];
  const named = args[0] === 'lock' ? 2 : 1;
  const words = [join(root, 'bin/warder'), ...args.slice(0, named), ...open, ...args.slice(named)];
  const child = spawn(process.execPath, words, {
    cwd: options.cwd ?? home.path,
    env: home.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(options.uid !== undefined && { uid: options.uid, gid: options.uid }),
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  void options.onStart?.(child);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}

/** Runs `warder audit --json`, and holds the report to its schema. */
export async function audit(
  args: readonly string[],
  options: RunOptions = {},
): Promise<Run & { readonly report: AuditReport }> {
  const run = await warder(['audit', '--json', ...args], options);
  try {
    return { ...run, report: auditReport.parse(JSON.parse(run.stdout)) };
  } catch (cause) {
    throw new Error(`no report, exit ${run.code}, standard error: ${run.stderr.slice(0, 2000)}`, {
      cause,
    });
  }
}

/** A client's configuration in a file of its own; gives the path. */
export function configOf(servers: Readonly<Record<string, unknown>>): string {
  const path = join(temporaryFolder(), 'mcp.json');
  writeFileSync(path, JSON.stringify({ mcpServers: servers }), { mode: 0o600 });
  return path;
}

/** Everything below a folder: path → what it is and holds. */
export function treeOf(folder: string): Map<string, string> {
  const tree = new Map<string, string>();
  const visit = (path: string): void => {
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (!stat) return;
    const name = relative(folder, path);
    if (stat.isDirectory()) {
      tree.set(name, 'folder');
      for (const entry of readdirSync(path)) visit(join(path, entry));
    } else if (stat.isSymbolicLink()) tree.set(name, `→ ${readlinkSync(path)}`);
    else if (stat.isFile()) {
      tree.set(name, createHash('sha256').update(readFileSync(path)).digest('hex'));
    } else tree.set(name, 'special');
  };
  visit(folder);
  return tree;
}

/** A word that marks the processes of one test in the process table. */
export function newMark(): string {
  return `warder-mark-${process.pid}-${Math.random().toString(36).slice(2)}`;
}

/** Ids of the processes whose command line holds the mark. */
export function processesWith(mark: string): number[] {
  const lines =
    process.platform === 'linux'
      ? readdirSync('/proc')
          .filter((name) => /^\d+$/.test(name))
          .map((pid) => `${pid} ${commandLineOf(pid)}`)
      : execFileSync('ps', ['-axo', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  return lines
    .filter((line) => line.includes(mark))
    .map((line) => Number.parseInt(line, 10))
    .filter((pid) => pid !== process.pid);
}

function commandLineOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return ''; // It ended in the meantime.
  }
}

/** The processes with the mark that are still there after a moment of grace. */
export async function survivors(mark: string): Promise<number[]> {
  for (let tries = 0; tries < 20 && processesWith(mark).length > 0; tries += 1) await pause(100);
  return processesWith(mark);
}

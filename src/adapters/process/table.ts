import { execFile } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { promisify } from 'node:util';

/** One process of the machine, as far as it matters to whom it belongs. */
export interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  /** Tells two processes apart that had the same id one after the other. */
  readonly started: string;
  readonly isZombie: boolean;
  /** Processor time of the process and of its children that ended, in seconds. */
  readonly cpuSeconds: number;
}

export type ProcessTable = ReadonlyMap<number, Process>;

// The kernel reports times to programs in hundredths of a second on every Linux.
const TICKS = 100;

/** All processes that can be seen. Empty where the platform gives no cheap way to know. */
export async function readTable(): Promise<ProcessTable> {
  if (process.platform === 'linux') return readProc();
  if (process.platform === 'darwin') return readPs();
  return new Map();
}

function readProc(): ProcessTable {
  const table = new Map<number, Process>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const found = parseStat(textOf(`/proc/${name}/stat`));
    if (found !== undefined) table.set(found.pid, found);
  }
  return table;
}

/** Reads the line of `/proc/<pid>/stat` (proc_pid_stat(5)). The name in brackets may hold anything. */
export function parseStat(line: string): Process | undefined {
  const open = line.indexOf(' (');
  const close = line.lastIndexOf(') ');
  if (open < 0 || close < 0) return undefined;
  const fields = line.slice(close + 2).split(' ');
  const number = (index: number): number => Number(fields[index] ?? 0);
  return {
    pid: Number(line.slice(0, open)),
    isZombie: fields[0] === 'Z' || fields[0] === 'X',
    parent: number(1),
    group: number(2),
    session: number(3),
    cpuSeconds: (number(11) + number(12) + number(13) + number(14)) / TICKS,
    started: fields[19] ?? '',
  };
}

async function readPs(): Promise<ProcessTable> {
  const columns = 'pid=,ppid=,pgid=,sess=,stat=,time=,lstart=';
  const options = { env: { LC_ALL: 'C' }, maxBuffer: 1 << 24 };
  // A look that fails is made up for by the next one.
  const told = promisify(execFile)('/bin/ps', ['-axo', columns], options);
  const { stdout } = await told.catch(() => ({ stdout: '' }));
  const rows = stdout.split('\n').map(parsePsLine);
  return new Map(rows.flatMap((row) => (row === undefined ? [] : [[row.pid, row] as const])));
}

/** Reads one line of `ps -o pid=,ppid=,pgid=,sess=,stat=,time=,lstart=`. */
export function parsePsLine(line: string): Process | undefined {
  const [pid, parent, group, session, state, time, ...started] = line.trim().split(/\s+/);
  if (pid === undefined || state === undefined || time === undefined) return undefined;
  return {
    pid: Number(pid),
    parent: Number(parent),
    group: Number(group),
    session: Number.parseInt(session ?? '0', 16) || 0,
    started: started.join(' '),
    isZombie: state.startsWith('Z'),
    cpuSeconds: time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0),
  };
}

/** Bytes of memory that a process holds, shared pages included; 0 where it is gone or not told. */
export function residentMemory(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB$/m.exec(textOf(`/proc/${pid}/status`));
  return line === null ? 0 : Number(line[1]) * 1024;
}

/** Whether a process of ours carries a mark in the environment that it was started with. */
export function hasMark(pid: number, mark: string): boolean {
  return textOf(`/proc/${pid}/environ`).includes(mark);
}

/** Whether the command line of a process holds a word. */
export function commandLineHas(pid: number, word: string): boolean {
  return textOf(`/proc/${pid}/cmdline`).includes(word);
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    // Gone since the listing, or somebody else's.
    return '';
  }
}

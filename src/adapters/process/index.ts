import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { WarderError, messageOf } from '../../domain/errors.ts';
import type { Limits, Running } from '../../domain/ports.ts';
import { startGuard } from './guard.ts';
import type { Guard } from './guard.ts';
import { RunningTree } from './running.ts';
import { commandLineHas, readTable } from './table.ts';
import { Watch } from './watch.ts';

export { findProgram } from './find.ts';
export { kindOf, realPathOf, shebangOf } from './paths.ts';

/** The variable by which a process is known as ours, and by which run. */
const MARK = 'WARDER_TREE';

/** What is started, to the letter: no shell reads it. */
export interface Spawn {
  /** Absolute path of the program. */
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The whole environment, but for the mark that is added. */
  readonly env: Readonly<Record<string, string>>;
  readonly limits: Limits;
  /** Read by the program on file descriptors 3, 4, …, each to its end. */
  readonly inputs?: readonly Uint8Array[];
  /**
   * Set where the program only carries the server (a sandbox): a polite signal goes past it, and a
   * process namespace keeps the tree together.
   */
  readonly isCarrier?: boolean;
}

/** Starts processes and answers for their end, whatever they do and however Warder ends. */
export class Processes {
  /** Begins the mark of every run; a number ends it. */
  readonly #id: string = randomBytes(12).toString('hex');
  #runs = 0;
  readonly #running = new Set<RunningTree>();
  readonly #watch = new Watch();
  #folder: string | undefined;
  #guard: Guard | undefined;

  /** A folder for what runs need on disk; readable by us alone, gone with us. */
  get folder(): string {
    this.#folder ??= mkdtempSync(join(tmpdir(), 'warder-'));
    return this.#folder;
  }

  /** @throws WarderError START_FAILED when the program cannot be executed */
  async start(what: Spawn): Promise<Running> {
    this.#guard ??= startGuard(`${MARK}=${this.#id}`, this.folder);
    this.#runs += 1;
    const mark = `${this.#id}.${this.#runs}.`;
    const child = spawn(what.file, [...what.args], {
      cwd: what.cwd,
      env: { ...what.env, [MARK]: mark },
      detached: process.platform !== 'win32',
      windowsHide: true,
      stdio: ['pipe', 'pipe', 'pipe', ...(what.inputs ?? []).map(() => 'pipe' as const)],
    }) as ChildProcessByStdio<Writable, Readable, Readable>;
    await begun(child, what.file);
    feed(child, what.inputs ?? []);
    const running = new RunningTree(child, {
      mark: what.isCarrier === true ? undefined : `${MARK}=${mark}`,
      isCarrier: what.isCarrier === true,
      limits: what.limits,
      watch: this.#watch,
    });
    this.#guard?.remember(-running.pid);
    this.#running.add(running);
    void this.#forgetWhenOver(running);
    return running;
  }

  async #forgetWhenOver(running: RunningTree): Promise<void> {
    await running.exited;
    this.#running.delete(running);
    this.#guard?.forget(-running.pid);
  }

  /**
   * Answers also for the end of a child that a library started, and for the socket it listens on, by
   * which it is found. The function that comes back gives the answer for the child up again.
   */
  async adopt(socket: string): Promise<() => void> {
    this.#guard ??= startGuard(`${MARK}=${this.#id}`, this.folder);
    this.#guard?.rememberFile(socket);
    const children = [...(await readTable()).values()].filter(
      ({ pid, parent }) => parent === process.pid && commandLineHas(pid, socket),
    );
    for (const { pid } of children) this.#guard?.remember(pid);
    return () => {
      for (const { pid } of children) this.#guard?.forget(pid);
    };
  }

  /** Stops everything that still runs, and removes the folder. */
  async close(): Promise<void> {
    await Promise.all([...this.#running].map((running) => running.stop()));
    this.#guard?.close();
    this.#guard = undefined;
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = undefined;
  }
}

/** Resolves when the program runs. */
async function begun(child: ChildProcessByStdio<Writable, Readable, Readable>, file: string) {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  child.once('spawn', resolve);
  child.once('error', reject);
  await promise.catch((cause: unknown) => {
    throw new WarderError(
      'START_FAILED',
      `cannot start ${JSON.stringify(file)}: ${messageOf(cause)}`,
      { cause },
    );
  });
  child.on('error', () => undefined);
}

function feed(
  child: ChildProcessByStdio<Writable, Readable, Readable>,
  inputs: readonly Uint8Array[],
): void {
  for (const [index, bytes] of inputs.entries()) {
    const stream = child.stdio[index + 3] as Writable;
    // A program that ends before it has read everything says so by its exit.
    stream.on('error', () => undefined);
    stream.end(bytes);
  }
}

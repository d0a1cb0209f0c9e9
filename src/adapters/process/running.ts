import { execFile } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { PassThrough, pipeline } from 'node:stream';
import type { Readable, Writable } from 'node:stream';
import type { Exit, Limits, Running } from '../../domain/ports.ts';
import { readTable } from './table.ts';
import { Tree } from './tree.ts';
import type { Watch } from './watch.ts';

/** How long a server has to end by itself after its input was closed, and again after TERM. */
const GRACE = 700;
const POLL = 10;
/** How long the kernel may take to carry out a KILL before we stop waiting for it. */
const KILL_TIME = 5000;

interface Around {
  readonly mark: string | undefined;
  readonly isCarrier: boolean;
  readonly limits: Limits;
  readonly watch: Watch;
}

/** A child process and all that came from it, as one thing that runs and ends. */
export class RunningTree implements Running {
  readonly pid: number;
  readonly stdout: AsyncIterable<Uint8Array>;
  readonly stderr: AsyncIterable<Uint8Array>;
  readonly exited: Promise<Exit>;
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #tree: Tree;
  readonly #isCarrier: boolean;
  #ended: Exit['ended'];
  #stopping: Promise<Exit> | undefined;

  constructor(child: ChildProcessByStdio<Writable, Readable, Readable>, around: Around) {
    this.pid = child.pid ?? 0;
    this.#child = child;
    this.#isCarrier = around.isCarrier;
    this.#tree = new Tree(this.pid, around.mark);
    this.stdout = chunksOf(child.stdout);
    this.stderr = chunksOf(child.stderr);
    child.stdin.on('error', () => undefined);
    this.exited = this.#watchOver(around);
  }

  async #watchOver({ watch, limits }: Around): Promise<Exit> {
    watch.add(this.#tree, {
      limits,
      end: (reason) => {
        this.#ended ??= reason;
        void this.#kill();
      },
    });
    const [code, signal] = (await once(this.#child, 'exit')) as [number | null, string | null];
    // Whoever is left works for nobody now, and may hold the streams open.
    await this.#kill();
    watch.remove(this.#tree);
    return { code, signal, ...(this.#ended !== undefined && { ended: this.#ended }) };
  }

  async write(bytes: Uint8Array): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#child.stdin.write(bytes, (error) => (error ? reject(error) : resolve()));
    await promise;
  }

  stop(): Promise<Exit> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async #stop(): Promise<Exit> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.#ended ??= 'asked';
    this.#child.stdin.end();
    if (!(await this.#exitsWithin(GRACE))) {
      await this.#tree.signal('SIGTERM', ({ pid }) => this.#isCarrier && pid === this.pid);
      if (!(await this.#exitsWithin(GRACE))) await this.#kill();
    }
    const exit = await this.exited;
    this.#child.stdin.destroy();
    return exit;
  }

  async #exitsWithin(milliseconds: number): Promise<boolean> {
    const settled = new AbortController();
    const timeout = wait(milliseconds, false, { signal: settled.signal }).catch(() => false);
    const isOver = await Promise.race([this.exited.then(() => true), timeout]);
    settled.abort();
    return isOver;
  }

  /** Kills until nothing is left; a tree that forks while it dies is killed again. */
  async #kill(): Promise<void> {
    if (process.platform === 'win32') await killOnWindows(this.pid);
    this.#tree.members(await readTable());
    // The root first: it may be a namespace's lifeline, and then nothing can fork any more.
    this.#child.kill('SIGKILL');
    for (let waited = 0; waited < KILL_TIME; waited += POLL) {
      if ((await this.#tree.signal('SIGKILL')) === 0) return;
      await wait(POLL);
    }
  }
}

/** The stream's chunks. Stopping to read does not close it, so that one reader may follow another. */
function chunksOf(source: Readable): AsyncIterable<Uint8Array> {
  // When a child exits, Node throws away what nobody has read of its streams yet. Behind a stream of
  // ours it is kept for a reader who comes later; how much is bounded by the buffers on the way.
  const kept = new PassThrough();
  pipeline(source, kept, () => undefined);
  return {
    async *[Symbol.asyncIterator]() {
      try {
        yield* kept.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;
      } catch {
        // Broken off in the middle, which for the reader is the end.
      }
    },
  };
}

async function killOnWindows(pid: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  execFile('taskkill', ['/PID', String(pid), '/T', '/F'], { windowsHide: true }, () => resolve());
  await promise;
}

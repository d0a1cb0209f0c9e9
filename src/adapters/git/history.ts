import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import type { Limits } from '../../domain/ports.ts';
import { findProgram } from '../process/index.ts';
import type { Processes } from '../process/index.ts';
import { Patches } from './patches.ts';
import type { Added } from './patches.ts';
import { readRepository } from './repository.ts';
import type { Repository } from './repository.ts';

export type { Added } from './patches.ts';

export interface HistoryLimits {
  readonly commits: number;
  /** Bytes that Git may print. */
  readonly bytes: number;
  readonly milliseconds: number;
}

/** Everything that commits added, newest first. */
export interface History {
  /** What each commit added; to be read once, and to its end. */
  readonly added: AsyncIterable<Added>;
  /** How many commits were read so far. */
  readonly commits: number;
  /** Why it was not read to its beginning, as a clause; known when `added` has ended. */
  readonly cut: string | undefined;
}

export type ReadHistory = (
  folder: string,
  limits?: Partial<HistoryLimits>,
  signal?: AbortSignal,
) => Promise<History | string>;

const LIMITS: HistoryLimits = { commits: 20_000, bytes: 512 * 1024 * 1024, milliseconds: 180_000 };
const PROCESS: Limits = {
  processes: 8,
  memory: 2 * 1024 ** 3,
  cpuSeconds: 300,
  openFiles: 4096,
  fileSize: 1024 ** 2,
};
/** Characters of a line; a longer one is no text that anybody wrote. */
const LONGEST = 4 * 1024 * 1024;

/**
 * Reads the history of the repository that a folder belongs to. Git runs in a folder of ours that only
 * borrows the objects: no configuration, hook, attribute, filter, pager or replacement of the repository
 * is obeyed, nothing is fetched, and nothing is written into it.
 *
 * @param path the PATH variable, by which `git` is found
 * @returns a reader that gives the history, or why there is none, as a clause
 */
export function createHistory(processes: Processes, path: string | undefined): ReadHistory {
  return async (folder, limits = {}, signal) => {
    const git = findProgram('git', path, processes.folder);
    if (git === undefined) return 'there is no program `git` on this machine';
    const repository = await readRepository(folder);
    if (typeof repository === 'string') return repository;
    return new Reading(processes, git, repository, { ...LIMITS, ...limits }, signal);
  };
}

class Reading implements History {
  cut: string | undefined;
  readonly #patches = new Patches();
  readonly #processes: Processes;
  readonly #git: string;
  readonly #repository: Repository;
  readonly #limits: HistoryLimits;
  readonly #signal: AbortSignal | undefined;

  constructor(
    processes: Processes,
    git: string,
    repository: Repository,
    limits: HistoryLimits,
    signal: AbortSignal | undefined,
  ) {
    this.#processes = processes;
    this.#git = git;
    this.#repository = repository;
    this.#limits = limits;
    this.#signal = signal;
  }

  get commits(): number {
    return Math.min(this.#patches.commits, this.#limits.commits);
  }

  get added(): AsyncIterable<Added> {
    return this.#read();
  }

  async *#read(): AsyncGenerator<Added> {
    const folder = borrow(this.#processes.folder, this.#repository);
    const running = await this.#processes.start({
      file: this.#git,
      args: [
        ...LOG,
        `--max-count=${this.#limits.commits + 1}`,
        ...pathArguments(this.#repository.path),
      ],
      cwd: folder,
      env: environment(folder, this.#repository.objects),
      limits: PROCESS,
    });
    const complaint = lastOf(running.stderr);
    const stop = (): void => void running.stop();
    this.#signal?.addEventListener('abort', stop, { once: true });
    const late = setTimeout(() => {
      this.cut ??= `it takes longer than ${this.#limits.milliseconds / 1000} seconds`;
      stop();
    }, this.#limits.milliseconds);
    try {
      for await (const line of this.#lines(running.stdout)) {
        const added = this.#patches.read(line);
        if (this.#patches.commits > this.#limits.commits) {
          this.cut ??= `only the newest ${this.#limits.commits} commits were read`;
          break;
        }
        if (added !== undefined) yield added;
      }
      stop();
      const { code, ended } = await running.exited;
      if (ended === 'memory' || ended === 'time') this.cut ??= `git passed its limit on ${ended}`;
      if (code !== 0 && ended === undefined) this.cut ??= `git failed: ${await complaint}`;
      if (this.#repository.shallow.length > 0)
        this.cut ??= 'the clone is shallow: its history breaks off';
    } finally {
      clearTimeout(late);
      this.#signal?.removeEventListener('abort', stop);
      await running.stop();
    }
  }

  async *#lines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
    const decoder = new StringDecoder('utf8');
    let [bytes, rest] = [0, ''];
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > this.#limits.bytes) {
        this.cut ??= `only the first ${Math.round(this.#limits.bytes / 1024 / 1024)} MB of it were read`;
        return;
      }
      const lines = (rest + decoder.write(Buffer.from(chunk))).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
      if (rest.length > LONGEST) {
        this.cut ??= 'it holds a line of more than four million characters';
        return;
      }
    }
    if (rest !== '') yield rest;
  }
}

const SETTINGS: readonly string[] = [
  // What is larger is no source; Git calls it binary and prints none of it.
  'core.bigFileThreshold=2m',
  'core.commitGraph=false',
  'core.multiPackIndex=false',
  'core.fsmonitor=false',
];

const LOG: readonly string[] = [
  '--no-pager',
  ...SETTINGS.flatMap((setting) => ['-c', setting]),
  'log',
  '--all',
  '--full-history',
  '--patch',
  '--cc',
  '--unified=0',
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
  '--no-renames',
  '--no-show-signature',
  '--no-decorate',
  '--src-prefix=a/',
  '--dst-prefix=b/',
  // COMMIT_MARK, as Git's format writes it.
  '--format=%x00%H',
];

/** A repository of ours without settings, whose references are the tips. */
function borrow(folder: string, { shallow, tips }: Repository): string {
  const own = mkdtempSync(join(folder, 'history-'));
  const isLong = tips[0]?.length === 64;
  mkdirSync(join(own, 'refs'));
  writeFileSync(join(own, 'HEAD'), 'ref: refs/heads/none\n');
  writeFileSync(
    join(own, 'config'),
    isLong
      ? '[core]\nrepositoryformatversion = 1\nbare = true\n[extensions]\nobjectFormat = sha256\n'
      : '[core]\nrepositoryformatversion = 0\nbare = true\n',
  );
  writeFileSync(
    join(own, 'packed-refs'),
    tips.map((id, index) => `${id} refs/tips/${index}\n`).join(''),
  );
  if (shallow.length > 0)
    writeFileSync(join(own, 'shallow'), shallow.map((id) => `${id}\n`).join(''));
  return own;
}

function environment(folder: string, objects: string): Record<string, string> {
  return {
    GIT_DIR: folder,
    GIT_OBJECT_DIRECTORY: objects,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_SYSTEM: NOWHERE,
    GIT_CONFIG_GLOBAL: NOWHERE,
    GIT_ATTR_NOSYSTEM: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: '',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    HOME: folder,
    LC_ALL: 'C',
    TZ: 'UTC',
  };
}

const NOWHERE = process.platform === 'win32' ? 'NUL' : '/dev/null';

function pathArguments(path: string): string[] {
  return path === '' ? ['--'] : ['--', `:(top,literal)${path}`];
}

async function lastOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  let text = '';
  for await (const chunk of stream) text = (text + Buffer.from(chunk).toString()).slice(-500);
  return text.trim().replaceAll(/\s+/g, ' ');
}

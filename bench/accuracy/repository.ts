import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { messageOf } from '../../src/domain/errors.ts';

/** A file of a commit. */
export interface Blob {
  readonly id: string;
  /** Bytes. */
  readonly size: number;
}

/** Files of one commit by path; links and submodules are left out. */
export type Tree = ReadonlyMap<string, Blob>;

const MAX_OUTPUT = 2 ** 30;
const decoder = new TextDecoder();

/**
 * Reads a foreign repository without trusting it: only its objects are used, through an empty repository
 * of our own, so that none of its configuration, hooks, attributes or filters can take effect, and
 * nothing is checked out.
 */
export class Repository {
  readonly #environment: NodeJS.ProcessEnv;

  private constructor(objects: string) {
    this.#environment = {
      PATH: process.env['PATH'],
      GIT_DIR: emptyRepository(),
      GIT_OBJECT_DIRECTORY: objects,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: devNull,
      GIT_ATTR_NOSYSTEM: '1',
      GIT_NO_LAZY_FETCH: '1',
      GIT_NO_REPLACE_OBJECTS: '1',
      GIT_TERMINAL_PROMPT: '0',
      LC_ALL: 'C',
    };
  }

  /**
   * Opens `owner/name` in a mirror: a folder of git directories named `owner+name/repo`.
   *
   * @throws where the mirror does not have it
   */
  static open(mirror: string, name: string): Repository {
    const folder = join(mirror, name.replace('/', '+'), 'repo');
    const objects = [join(folder, 'objects'), join(folder, '.git', 'objects')].find((path) =>
      existsSync(path),
    );
    if (objects === undefined) throw new Error('the repository is not in the mirror');
    return new Repository(resolve(objects));
  }

  /** @throws where the commit is not there */
  tree(commit: string): Tree {
    const output = decoder.decode(this.#git(['ls-tree', '-r', '-z', '-l', '--full-tree', commit]));
    const files = new Map<string, Blob>();
    for (const entry of output.split('\0')) {
      const tab = entry.indexOf('\t');
      const [mode = '', type, id = '', size] = entry.slice(0, tab).split(/ +/);
      if (type !== 'blob' || !mode.startsWith('100')) continue;
      files.set(entry.slice(tab + 1), { id, size: Number(size) });
    }
    return files;
  }

  /** Texts of blobs, in their order; invalid UTF-8 is replaced, as the product does. */
  texts(blobs: readonly Blob[]): string[] {
    if (blobs.length === 0) return [];
    const input = blobs.map(({ id }) => `${id}\n`).join('');
    const output = this.#git(['cat-file', '--batch'], input);
    let at = 0;
    return blobs.map(({ id }) => {
      const end = output.indexOf(10, at);
      const [found, type, size] = decoder.decode(output.subarray(at, end)).split(' ');
      if (end < 0 || found !== id || type !== 'blob') throw new Error(`the blob ${id} is missing`);
      const start = end + 1;
      at = start + Number(size) + 1;
      return decoder.decode(output.subarray(start, at - 1));
    });
  }

  /** Files that were moved between two commits: old path → new path. */
  moved(from: string, to: string): ReadonlyMap<string, string> {
    const options = ['-r', '-z', '-M', '--name-status', '--diff-filter=R', '--no-ext-diff'];
    const words = decoder.decode(this.#git(['diff-tree', ...options, from, to])).split('\0');
    const moves = new Map<string, string>();
    for (let at = 0; at + 2 < words.length; at += 3) {
      moves.set(words[at + 1] ?? '', words[at + 2] ?? '');
    }
    return moves;
  }

  /** The unified diff of two blobs, without context. */
  diff(from: Blob, to: Blob): string {
    const options = ['--no-ext-diff', '--no-textconv', '--no-color', '--text', '--unified=0'];
    return decoder.decode(this.#git(['diff', ...options, from.id, to.id]));
  }

  #git(args: readonly string[], input = ''): Buffer {
    const { error, status, stderr, stdout } = spawnSync('git', args, {
      env: this.#environment,
      input,
      maxBuffer: MAX_OUTPUT,
    });
    if (error !== undefined) throw new Error(`git ${args[0]}: ${messageOf(error)}`);
    if (status !== 0) {
      throw new Error(`git ${args[0]}: ${decoder.decode(stderr).split('\n')[0] ?? ''}`);
    }
    return stdout;
  }
}

let empty: string | undefined;

/** One per process, removed with it. */
function emptyRepository(): string {
  if (empty !== undefined) return empty;
  const folder = mkdtempSync(join(tmpdir(), 'warder-accuracy-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const made = spawnSync('git', ['init', '--bare', '--quiet', '--template=', folder]);
  if (made.status !== 0) throw new Error('git is needed to read the mirror, and did not run');
  empty = folder;
  return folder;
}

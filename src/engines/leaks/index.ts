import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { systemClock } from '../../adapters/clock.ts';
import { sha256 } from '../../adapters/digest.ts';
import { readBounded, walk } from '../../adapters/files/index.ts';
import type { History } from '../../adapters/git/index.ts';
import { fileRole } from '../../domain/role.ts';
import type { LeakSearch, SearchedText } from '../../domain/leak.ts';
import type { Progress } from '../../domain/ports.ts';
import { searchHistory } from './history.ts';
import { ignoredByGit } from './ignored.ts';
import { textOf } from './decode.ts';
import { locate } from './locate.ts';
import type { Fingerprint } from './locate.ts';

export type { Fingerprint } from './locate.ts';

export interface SearchOptions {
  /** The name in the coverage. */
  readonly name: string;
  readonly server?: string;
  /** How the path of a file is shown, from its path below the folder. */
  readonly shown: (path: string) => string;
  /** Absent where there is no key that stays: a digest that nobody sees again tells nothing. */
  readonly fingerprint?: Fingerprint;
  readonly progress?: Progress;
  readonly signal?: AbortSignal;
  readonly limits?: Partial<SearchLimits>;
  /** Where the folder's history is to be searched too: what reads it. */
  readonly history?: (folder: string) => Promise<History | string>;
}

export interface SearchLimits {
  readonly entries: number;
  readonly depth: number;
  /** Bytes of one file. */
  readonly fileBytes: number;
  /** Bytes in all. */
  readonly bytes: number;
  readonly milliseconds: number;
}

const LIMITS: SearchLimits = {
  entries: 200_000,
  depth: 32,
  fileBytes: 10 * 1024 * 1024,
  bytes: 1024 * 1024 * 1024,
  milliseconds: 10 * 60 * 1000,
};

/** Folders of what others wrote, or of what programs keep; each is the business of an audit of its own. */
const SKIPPED: ReadonlySet<string> = new Set([
  '.git',
  '.hg',
  '.mypy_cache',
  '.pytest_cache',
  '.svn',
  '.tox',
  '.venv',
  '__pycache__',
  'node_modules',
]);
/** Files that are read at the same time. */
const TOGETHER = 16;

/**
 * Searches the files of a folder for secrets. Binary files and the folders of packages are passed by;
 * what could not be read, was too large or was too much stands in `unable`. The result holds no secret:
 * kinds, places and keyed digests alone. Never throws for what a file holds.
 */
export async function searchFolder(folder: string, options: SearchOptions): Promise<LeakSearch> {
  const { fingerprint, name, progress, server, shown, signal } = options;
  const limits = { ...LIMITS, ...options.limits };
  const end = progress?.begin('searching for secrets');
  const { files, unread } = await walk(folder, {
    depth: limits.depth,
    entries: limits.entries,
    skip: SKIPPED,
  });
  const unable = unread.map(({ path, why }) => ({ path: shownPath(folder, path, shown), why }));
  const isIgnored = await ignoredByGit(folder);
  const texts: SearchedText[] = [];
  const known = new Set<string>();
  const tell = (secret: string): void => void known.add(sha256(secret));
  const started = systemClock.now();
  let [searched, bytes] = [0, 0];
  for (let from = 0; from < files.length; from += TOGETHER) {
    if (signal?.aborted === true) break;
    const isLate = systemClock.now() - started > limits.milliseconds;
    if (bytes > limits.bytes || isLate) {
      const left = files.length - from;
      const most = isLate ? 'took too long' : `hold ${Math.round(limits.bytes / 1024 / 1024)} MB`;
      unable.push({
        path: shown(''),
        why: `${left} files were not searched: the first ${most}`,
      });
      break;
    }
    const part = files.slice(from, from + TOGETHER);
    const contents = await Promise.all(
      part.map(({ path }) => readBounded(path, { limit: limits.fileBytes, within: folder })),
    );
    for (const [index, content] of contents.entries()) {
      const path = part[index]?.steps.join('/') ?? '';
      if (content.state === 'refused') unable.push({ path: shown(path), why: content.why });
      if (content.state !== 'read') continue;
      bytes += content.bytes.length;
      const text = textOf(content.bytes);
      if (text === undefined) continue;
      searched += 1;
      const { isCut, leaks } = locate(text, { path, fingerprint, isMild: isIgnored(path), tell });
      if (leaks.length > 0)
        texts.push({ in: 'files', path: shown(path), role: fileRole(path), leaks });
      if (isCut)
        unable.push({ path: shown(path), why: 'it holds too much that begins like a secret' });
    }
    // Lets an interrupt through.
    await nextTurn();
  }
  end?.(`${searched} files`);
  const found = { name, ...(server !== undefined && { server }), files: searched, unable };
  if (options.history === undefined) return { ...found, texts };
  const past = progress?.begin('searching the history for secrets');
  const earlier = await searchHistory(await options.history(folder), { shown, fingerprint, known });
  past?.(`${earlier.history.commits} commits`);
  return { ...found, texts: [...texts, ...earlier.texts], history: earlier.history };
}

function shownPath(folder: string, path: string, shown: (path: string) => string): string {
  const base = join(folder, '/');
  return path.startsWith(base) ? shown(path.slice(base.length).replaceAll('\\', '/')) : shown('');
}

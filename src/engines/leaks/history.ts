import { setImmediate as nextTurn } from 'node:timers/promises';
import type { History } from '../../adapters/git/index.ts';
import { sha256 } from '../../adapters/digest.ts';
import { fileRole } from '../../domain/role.ts';
import type { LeakSearch, LocatedLeak, SearchedText } from '../../domain/leak.ts';
import { locate } from './locate.ts';
import type { Fingerprint } from './locate.ts';

/** Leaks of a history that are listed; a repository with more has a problem that a list does not solve. */
const MOST = 1000;
/** Pieces of a history between two looks at what else there is to do. */
const PIECES = 200;

interface Setting {
  readonly shown: (path: string) => string;
  readonly fingerprint: Fingerprint | undefined;
  /** Digests of the secrets that stand in today's files: what is found there is not found again. */
  readonly known: ReadonlySet<string>;
}

/**
 * Searches what commits added for secrets that today's files do not hold. A secret is placed in the
 * oldest commit that added it; in how many more it stands changes nothing.
 */
export async function searchHistory(
  history: History | string,
  { fingerprint, known, shown }: Setting,
): Promise<{
  readonly texts: readonly SearchedText[];
  readonly history: NonNullable<LeakSearch['history']>;
}> {
  if (typeof history === 'string') return { texts: [], history: { commits: 0, unable: history } };
  const oldest = new Map<string, SearchedText>();
  let [pieces, isFull] = [0, false];
  for await (const { commit, line, path, text } of history.added) {
    const { leaks } = locate(text, { path, fingerprint });
    for (const leak of leaks) {
      if (leak.by === 'look') continue;
      // Kept in memory for the time of the search, and nowhere else.
      const digest = sha256(text.slice(leak.start, leak.end));
      if (known.has(digest)) continue;
      isFull ||= oldest.size >= MOST && !oldest.has(digest);
      if (oldest.size < MOST || oldest.has(digest)) {
        const placed: LocatedLeak = { ...leak, line: line + leak.line - 1 };
        const role = fileRole(path);
        oldest.set(digest, { in: 'history', path: shown(path), role, commit, leaks: [placed] });
      }
    }
    pieces += 1;
    if (pieces % PIECES === 0) await nextTurn();
  }
  const why = isFull ? `it holds more than ${MOST} secrets` : history.cut;
  return {
    texts: [...oldest.values()].reverse(),
    history: {
      commits: history.commits,
      ...(why !== undefined && { unable: `the history was not wholly searched: ${why}` }),
    },
  };
}

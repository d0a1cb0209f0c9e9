import { join } from 'node:path';
import { createHistory } from '../../adapters/git/index.ts';
import type { ReadHistory } from '../../adapters/git/index.ts';
import { Processes } from '../../adapters/process/index.ts';
import type { LeakSearch } from '../../domain/leak.ts';
import type { Progress } from '../../domain/ports.ts';
import { searchFolder } from '../../engines/leaks/index.ts';
import type { Fingerprint } from '../../engines/leaks/index.ts';

/** A folder of files that belong to a target: its own, or those of a package in the cache. */
export interface Tree {
  /** Its name in reports. */
  readonly name: string;
  readonly folder: string;
  /** What stands in front of the paths of its files where they are shown: its folder, or the package's name. */
  readonly root: string;
  /** Whether it may be a work tree of Git: a package in the cache is none, whatever lies around the cache. */
  readonly isCheckout: boolean;
  /** Id of the server whose files they are, where it is known. */
  readonly server?: string;
}

interface Setting {
  readonly fingerprint: Fingerprint | undefined;
  /** Whether the histories of the folders are searched too, where they have one. */
  readonly withHistory: boolean;
  /** The PATH variable. */
  readonly path: string | undefined;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** Searches the files of targets for secrets, one after the other. */
export async function searchTrees(trees: readonly Tree[], setting: Setting): Promise<LeakSearch[]> {
  const processes = new Processes();
  try {
    return await searchAll(trees, setting, createHistory(processes, setting.path));
  } finally {
    await processes.close();
  }
}

async function searchAll(
  trees: readonly Tree[],
  { fingerprint, progress, signal, withHistory }: Setting,
  readHistory: ReadHistory,
): Promise<LeakSearch[]> {
  const found: LeakSearch[] = [];
  for (const { folder, isCheckout, name, root, server } of trees) {
    found.push(
      await searchFolder(folder, {
        name,
        shown: (path) => (path === '' ? root : join(root, path)),
        progress,
        signal,
        ...(withHistory && isCheckout && { history: (path) => readHistory(path, {}, signal) }),
        ...(server !== undefined && { server }),
        ...(fingerprint !== undefined && { fingerprint }),
      }),
    );
  }
  return found;
}

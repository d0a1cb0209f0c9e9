import { join } from 'node:path';
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
  /** Id of the server whose files they are, where it is known. */
  readonly server?: string;
}

/** Searches the files of targets for secrets, one after the other. */
export async function searchTrees(
  trees: readonly Tree[],
  {
    fingerprint,
    progress,
    signal,
  }: {
    readonly fingerprint: Fingerprint | undefined;
    readonly progress: Progress;
    readonly signal: AbortSignal;
  },
): Promise<LeakSearch[]> {
  const found: LeakSearch[] = [];
  for (const { folder, name, root, server } of trees) {
    found.push(
      await searchFolder(folder, {
        name,
        shown: (path) => (path === '' ? root : join(root, path)),
        progress,
        signal,
        ...(server !== undefined && { server }),
        ...(fingerprint !== undefined && { fingerprint }),
      }),
    );
  }
  return found;
}

import type { Dirent } from 'node:fs';
import { opendir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { failureReason } from './reason.ts';
import type { Unread } from './reason.ts';

interface WalkedFile {
  readonly path: string;
  /** Names from the root down to the file. */
  readonly steps: readonly string[];
}

export interface Walked {
  /** Regular files, and links to files wherever they lead: whoever reads one bounds that. Sorted. */
  readonly files: readonly WalkedFile[];
  /** Links to folders that were not followed: out of the root, in a circle, or behind another link. */
  readonly unfollowed: readonly WalkedFile[];
  /** Folders that could not be listed, and the bound that ended the walk, where one did. */
  readonly unread: readonly Unread[];
}

interface Bounds {
  /** Steps below the root. */
  readonly depth: number;
  /** Names in all. */
  readonly entries: number;
  /** Names of folders that are passed by. */
  readonly skip: ReadonlySet<string>;
}

interface Folder {
  readonly path: string;
  readonly steps: readonly string[];
  readonly isLinked: boolean;
}

/**
 * Lists the files below a folder in an order that does not depend on the disk. A link to a folder is
 * followed when it leads to another place inside the root, once: a name that a program looks up
 * through a link must be found, a maze of links must not. A root that is not there has no files.
 */
export async function walk(root: string, bounds: Bounds): Promise<Walked> {
  const files: WalkedFile[] = [];
  const unfollowed: WalkedFile[] = [];
  const unread: Unread[] = [];
  let left = bounds.entries;
  const pending: Folder[] = [{ path: root, steps: [], isLinked: false }];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    const names = await list(folder.path, left);
    if ('why' in names) {
      if (names.why !== undefined) unread.push({ path: folder.path, why: names.why });
      continue;
    }
    left -= names.length;
    for (const name of names) {
      const entry = { path: join(folder.path, name.name), steps: [...folder.steps, name.name] };
      const link = name.isSymbolicLink() ? await linkKind(root, folder, entry.path) : undefined;
      if (name.isFile() || link === 'file') files.push(entry);
      else if (link === 'unfollowed') unfollowed.push(entry);
      else if ((name.isDirectory() || link === 'folder') && !bounds.skip.has(name.name)) {
        if (entry.steps.length < bounds.depth) {
          pending.push({ ...entry, isLinked: folder.isLinked || link === 'folder' });
        } else
          unread.push({ path: entry.path, why: `it lies deeper than ${bounds.depth} folders` });
      }
    }
    if (left <= 0) {
      unread.push({ path: root, why: `it holds more than ${bounds.entries} files and folders` });
      break;
    }
  }
  return {
    files: files.sort(byPath),
    unfollowed: unfollowed.sort(byPath),
    unread: unread.sort(byPath),
  };
}

/** At most `limit` names of a folder, sorted; or why it has none to give. */
async function list(
  path: string,
  limit: number,
): Promise<Dirent[] | { readonly why: string | undefined }> {
  try {
    const names: Dirent[] = [];
    // Read piece by piece: a hostile folder may hold more names than memory does.
    for await (const name of await opendir(path, { bufferSize: 256 })) {
      names.push(name);
      if (names.length >= limit) break;
    }
    return names.sort((a, b) => compare(a.name, b.name));
  } catch (thrown) {
    return { why: failureReason(thrown) };
  }
}

async function linkKind(
  root: string,
  { isLinked, path: folder }: Folder,
  path: string,
): Promise<'file' | 'folder' | 'unfollowed' | undefined> {
  try {
    const target = await stat(path);
    if (target.isFile()) return 'file';
    if (!target.isDirectory()) return undefined;
    const [base, here, there] = await Promise.all([
      realpath(root),
      realpath(folder),
      realpath(path),
    ]);
    const isInside = below(base, there) && !below(there, here);
    return isInside && !isLinked ? 'folder' : 'unfollowed';
  } catch {
    // A link that leads nowhere or in a circle: no program reads anything through it.
    return undefined;
  }
}

/** Whether a path is the folder itself or lies below it. */
function below(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return compare(a.path, b.path);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

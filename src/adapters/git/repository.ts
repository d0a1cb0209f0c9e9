import { stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { readBounded, walk } from '../files/index.ts';

/** What of a repository is read: its objects, and the commits that its branches and tags name. */
export interface Repository {
  /** Folder of its objects. */
  readonly objects: string;
  /** Ids of commits and tags, in hexadecimal. */
  readonly tips: readonly string[];
  /** Ids at which a shallow clone breaks off. */
  readonly shallow: readonly string[];
  /** The path that is asked about, below the root of the work tree; empty for all of it. */
  readonly path: string;
}

const MOST_UP = 40;
const SMALL = 4096;
const PACKED = 32 * 1024 * 1024;
const MOST_REFS = 20_000;
const ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/**
 * Finds the repository that a folder belongs to and reads its references as the plain files they are:
 * Git itself is not asked, for it would obey the repository's own configuration.
 *
 * @returns why there is nothing to read, as a clause, where there is not
 */
export async function readRepository(folder: string): Promise<Repository | string> {
  const found = await findGitFolder(folder);
  if (found === undefined) return 'the folder is no Git repository';
  const { gitFolder, root } = found;
  const common = await commonFolder(gitFolder);
  const objects = join(common, 'objects');
  if (!(await isFolder(objects))) return 'the repository has no objects of its own';
  if (await isFolder(join(common, 'reftable'))) return 'it keeps its references in a reftable';
  const tips = new Set([
    ...(await looseTips(gitFolder, 'HEAD')),
    ...(await packedTips(common)),
    ...(await refTips(common)),
  ]);
  if (tips.size === 0) return 'the repository has no commit';
  const path = relative(root, resolve(folder)).split(sep).join('/');
  return { objects, tips: [...tips], shallow: await idsIn(join(common, 'shallow')), path };
}

async function findGitFolder(
  folder: string,
): Promise<{ readonly gitFolder: string; readonly root: string } | undefined> {
  let root = resolve(folder);
  for (let up = 0; up < MOST_UP; up += 1) {
    const place = join(root, '.git');
    if (await isFolder(place)) return { gitFolder: place, root };
    // A work tree of its own, or a submodule: a file that says where.
    const [, target] = /^gitdir: (.{1,2000})$/m.exec((await smallText(place)) ?? '') ?? [];
    if (target !== undefined) return { gitFolder: resolve(root, target), root };
    const above = dirname(root);
    if (above === root) return undefined;
    root = above;
  }
  return undefined;
}

/** Where objects and branches are: for a second work tree in the first one's folder. */
async function commonFolder(gitFolder: string): Promise<string> {
  const named = (await smallText(join(gitFolder, 'commondir')))?.trim();
  return named === undefined || named === '' ? gitFolder : resolve(gitFolder, named);
}

async function packedTips(common: string): Promise<string[]> {
  const content = await readBounded(join(common, 'packed-refs'), { limit: PACKED });
  if (content.state !== 'read') return [];
  const lines = new TextDecoder().decode(content.bytes).split('\n', MOST_REFS);
  return lines.map((line) => line.slice(0, line.indexOf(' '))).filter((id) => ID.test(id));
}

async function refTips(common: string): Promise<string[]> {
  const { files } = await walk(join(common, 'refs'), {
    depth: 20,
    entries: MOST_REFS,
    skip: new Set(),
  });
  const found: string[] = [];
  for (const { path } of files) found.push(...(await looseTips(path)));
  return found;
}

async function looseTips(...path: readonly string[]): Promise<string[]> {
  const id = (await smallText(join(...path)))?.trim() ?? '';
  return ID.test(id) ? [id] : [];
}

async function idsIn(path: string): Promise<string[]> {
  const content = await readBounded(path, { limit: PACKED });
  if (content.state !== 'read') return [];
  const lines = new TextDecoder().decode(content.bytes).split('\n', MOST_REFS);
  return lines.filter((line) => ID.test(line));
}

async function smallText(path: string): Promise<string | undefined> {
  const content = await readBounded(path, { limit: SMALL });
  return content.state === 'read' ? new TextDecoder().decode(content.bytes) : undefined;
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}

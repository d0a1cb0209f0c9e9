import { posix } from 'node:path';
import type { SourceText } from './analyser.ts';
import { isManifest, isProgram, isSource } from './code.ts';
import { importsOf } from './imports.ts';
import type { Repository, Tree } from './repository.ts';

const MANIFESTS = ['package.json', 'pyproject.toml', 'setup.py', 'go.mod'];
/** Bytes of one file; what is larger is data. */
const MAX_FILE = 16 * 1024 * 1024;

/** What is analysed of a repository, and what of it could not be read. */
export interface Extent {
  readonly files: readonly SourceText[];
  readonly unread: readonly { readonly path: string; readonly why: string }[];
}

/** The program's own source below a folder, with the manifests that name its modules. */
export function folderExtent(repository: Repository, tree: Tree, folder: string): Extent {
  return read(
    repository,
    tree,
    [...tree.keys()].filter((path) => isWithin(path, folder) && isWanted(path)),
  );
}

/**
 * The package that holds the given files (the folder of the nearest manifest above each of them) and, of
 * the rest of the repository, what it imports. Test code is left out, unless it is one of the files.
 */
export function packageExtent(
  repository: Repository,
  tree: Tree,
  files: readonly string[],
): Extent {
  const folders = [...new Set(files.map((file) => packageOf(tree, file)))];
  let next = [...tree.keys()].filter(
    (path) =>
      files.includes(path) || (isWanted(path) && folders.some((folder) => isWithin(path, folder))),
  );
  const known = new Set(next);
  const found: Extent[] = [];
  const find = importsOf(tree, (path) => packageOf(tree, path));
  while (next.length > 0) {
    const extent = read(repository, tree, next);
    found.push(extent);
    next = [...new Set(extent.files.flatMap(find))].filter(
      (path) => !known.has(path) && isWanted(path),
    );
    for (const path of next) known.add(path);
  }
  return {
    files: found.flatMap((extent) => extent.files),
    unread: found.flatMap((extent) => extent.unread),
  };
}

/** The folder of the nearest manifest above a file; the root is `''`. */
function packageOf(tree: Tree, file: string): string {
  for (let folder = posix.dirname(file); ; folder = posix.dirname(folder)) {
    if (folder === '.') return '';
    if (MANIFESTS.some((name) => tree.has(`${folder}/${name}`))) return folder;
  }
}

function isWithin(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}

function isWanted(path: string): boolean {
  return isProgram(path) && (isSource(path) || isManifest(path));
}

function read(repository: Repository, tree: Tree, paths: readonly string[]): Extent {
  const sized = paths.map((path) => ({ path, blob: tree.get(path) }));
  const present = sized.flatMap(({ blob, path }) => (blob === undefined ? [] : [{ blob, path }]));
  const readable = present.filter(({ blob }) => blob.size <= MAX_FILE);
  const texts = repository.texts(readable.map(({ blob }) => blob));
  return {
    files: readable.map(({ path }, at) => ({ path, text: texts[at] ?? '' })),
    unread: present
      .filter(({ blob }) => blob.size > MAX_FILE)
      .map(({ path }) => ({ path, why: `larger than ${MAX_FILE} bytes` })),
  };
}

import { posix } from 'node:path';
import type { Analyse, Analysed, SourceText } from './analyser.ts';
import { isManifest, isProgram, isSource } from './code.ts';
import { importsOf } from './imports.ts';
import type { Repository, Tree } from './repository.ts';

const MANIFESTS = ['package.json', 'pyproject.toml', 'setup.py', 'go.mod'];
/** Bytes of one file; what is larger is data. */
const MAX_FILE = 16 * 1024 * 1024;

/** What is analysed of a repository, and what of it could not be read. */
export interface Extent {
  /** The folder that is the program's own: what lies above it is not part of its paths. */
  readonly root: string;
  readonly files: readonly SourceText[];
  readonly unread: readonly { readonly path: string; readonly why: string }[];
}

/** The program's own source below a folder, with the manifests that name its modules. */
export function folderExtent(repository: Repository, tree: Tree, root: string): Extent {
  const paths = [...tree.keys()].filter((path) => isOf(root, path));
  return { root, ...read(repository, tree, paths) };
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
  const [root = ''] = folders;
  let next = [...tree.keys()].filter(
    (path) => files.includes(path) || folders.some((folder) => isOf(folder, path)),
  );
  const known = new Set(next);
  const found: Omit<Extent, 'root'>[] = [];
  const find = importsOf(tree, (path) => packageOf(tree, path));
  while (next.length > 0) {
    const extent = read(repository, tree, next);
    found.push(extent);
    const imported = new Set(extent.files.flatMap(find));
    next = [...imported].filter((path) => !known.has(path) && isOf('', path));
    for (const path of next) known.add(path);
  }
  return {
    root: [...known].every((path) => isWithin(path, root)) ? root : '',
    files: found.flatMap((extent) => extent.files),
    unread: found.flatMap((extent) => extent.unread),
  };
}

/** Analyses an extent as the program that it is, by paths from its own root; answers by those of the repository. */
export function analyseExtent({ files, root }: Extent, analyse: Analyse): Analysed {
  const prefix = root === '' ? '' : `${root}/`;
  const outer = <T extends { readonly path: string }>(one: T): T => ({
    ...one,
    path: prefix + one.path,
  });
  const { findings, functions, unable } = analyse(
    files.map(({ path, text }) => ({ path: path.slice(prefix.length), text })),
  );
  return {
    findings: findings.map(outer),
    unable: unable.map(outer),
    functions: (path) => functions(path.slice(prefix.length)),
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

/** Whether it is the program's own below a folder. An example that is a package of its own is one. */
function isOf(folder: string, path: string): boolean {
  const own = folder === '' ? path : path.slice(folder.length + 1);
  return isWithin(path, folder) && isProgram(own) && (isSource(path) || isManifest(path));
}

function read(repository: Repository, tree: Tree, paths: readonly string[]): Omit<Extent, 'root'> {
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

import { dirname, isAbsolute, join, resolve, sep } from 'node:path';
import { readBounded } from '../../adapters/files/index.ts';
import { kindOf, realPathOf } from '../../adapters/process/index.ts';
import type { Grants } from '../../domain/ports.ts';
import { isPrivate, isWithin, privateWithin } from './private.ts';

/** Files that mark the root of a package. */
const ROOTS =
  'package.json pyproject.toml requirements.txt setup.py uv.lock Pipfile deno.json Cargo.toml go.mod Gemfile .git'.split(
    ' ',
  );
const MAX_MANIFEST = 1024 * 1024;

/** What a start is about to touch, before it is judged. */
export interface Wishes {
  readonly home: string;
  /** Programs and caches of ours: opened as they are. */
  readonly programs: readonly string[];
  /** Scripts and programs that belong to a package whose folder they need. */
  readonly scripts: readonly string[];
  /** The folder that the configuration names, or the project's. */
  readonly folder: string | undefined;
  /** Where relative arguments start. */
  readonly base: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly hosts: readonly string[];
}

/**
 * Opens what a server needs in order to start, and nothing of the user's: its program, the package
 * that its script is part of, files that its arguments name. Folders that its arguments or variables
 * name become empty stand-ins, so that a server which insists on them starts. Places of secrets stay
 * closed whoever names them.
 */
export async function grantsFor(wishes: Wishes): Promise<Grants> {
  const { home } = wishes;
  const isOpenable = (path: string): boolean => isAbsolute(path) && !isWithin(home, path);
  const packages = (await Promise.all(wishes.scripts.map((path) => packageOf(path, home)))).flat();
  const folder = wishes.folder === undefined ? [] : [wishes.folder];
  const opened = [...packages, ...folder].filter(
    (path) => isOpenable(path) && !isPrivate(path, home) && !isPrivate(realPathOf(path), home),
  );
  const named = wishes.args.flatMap((arg) => pathsIn(arg, wishes.base));
  const inVariables = Object.values(wishes.env).filter(isAbsolute);
  const files = named.filter(
    (path) =>
      kindOf(path) === 'file' && !isPrivate(path, home) && !isPrivate(realPathOf(path), home),
  );
  const folders = [...named, ...inVariables].filter((path) => kindOf(path) === 'folder');
  const read = unique([...wishes.programs.filter(isOpenable), ...opened, ...files]);
  return {
    read: unique([...read, ...read.map(realPathOf)]),
    write: [],
    standIns: unique(folders).filter((path) => path !== sep && !isCovered(path, read)),
    hidden: unique(opened.flatMap((path) => privateWithin(path, home))).filter(
      (path) => kindOf(path) !== undefined,
    ),
    hosts: wishes.hosts,
  };
}

/** A stand-in must not take away what is open, nor pretend that what is open were empty. */
function isCovered(path: string, read: readonly string[]): boolean {
  return read.some((open) => isWithin(path, open));
}

/** The paths that an argument may name: itself, and what follows `=` or `file://` in it. */
function pathsIn(arg: string, base: string): string[] {
  const value = arg.startsWith('-') ? arg.slice(arg.indexOf('=') + 1) : arg;
  const bare = value.replace(/^file:\/\//, '');
  if (bare === '' || bare.length > 4096 || bare.startsWith('-') || bare.includes('\0')) return [];
  // A bare word is more often a word than a file of that name.
  const isPath = isAbsolute(bare) || /^\.{1,2}(?:\/|$)/.test(bare) || bare.includes('/');
  return isPath || kindOf(resolve(base, bare)) === 'file' ? [resolve(base, bare)] : [];
}

/**
 * The folder of the package that a file is part of, with the folders in which its dependencies may
 * stand: the `node_modules` of the folders above, and the workspace it is a member of.
 */
async function packageOf(file: string, home: string): Promise<string[]> {
  const real = realPathOf(file);
  const above = foldersAbove(real, home);
  const root = above.find((folder) =>
    ROOTS.some((name) => kindOf(join(folder, name)) !== undefined),
  );
  if (root === undefined) return [file, real];
  const outer = above.slice(above.indexOf(root) + 1);
  const modules = outer
    .map((folder) => join(folder, 'node_modules'))
    .filter((folder) => kindOf(folder) === 'folder');
  for (const folder of outer) {
    if (await isWorkspace(folder)) return [root, folder];
  }
  return [root, ...modules];
}

/** The folders above a file, nearest first, below the home folder and the root. */
function foldersAbove(file: string, home: string): string[] {
  const folders: string[] = [];
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    if (isWithin(home, folder)) break;
    folders.push(folder);
  }
  return folders;
}

async function isWorkspace(folder: string): Promise<boolean> {
  if (kindOf(join(folder, 'pnpm-workspace.yaml')) === 'file') return true;
  const file = await readBounded(join(folder, 'package.json'), { limit: MAX_MANIFEST });
  return file.state === 'read' && /"workspaces"\s*:/.test(Buffer.from(file.bytes).toString());
}

function unique(paths: readonly string[]): string[] {
  return [...new Set(paths)];
}

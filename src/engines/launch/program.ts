import { basename, dirname, join } from 'node:path';
import { findProgram, realPathOf, shebangOf } from '../../adapters/process/index.ts';
import { isWithin } from './private.ts';

/** A program on this machine, with what it needs in order to run. */
export interface Program {
  /** As it was found on the PATH: some programs look at the name they are called by. */
  readonly file: string;
  /** Folders and files that hold the program and the interpreters of its script. */
  readonly read: readonly string[];
  /** Folders to look for further programs in. */
  readonly path: readonly string[];
  /** What its version manager needs to be told. */
  readonly env: Readonly<Record<string, string>>;
}

/** Where version managers keep everything, and the variable that names the place. */
const MANAGERS: readonly { readonly folder: RegExp; readonly variables: readonly string[] }[] = [
  { folder: /^.*\/\.?pyenv(?=\/)/, variables: ['PYENV_ROOT'] },
  { folder: /^.*\/\.?rbenv(?=\/)/, variables: ['RBENV_ROOT'] },
  { folder: /^.*\/\.?nodenv(?=\/)/, variables: ['NODENV_ROOT'] },
  { folder: /^.*\/\.?asdf(?=\/)/, variables: ['ASDF_DIR', 'ASDF_DATA_DIR'] },
  { folder: /^.*\/mise(?=\/(?:shims|installs)\/)/, variables: ['MISE_DATA_DIR'] },
  { folder: /^.*\/\.volta(?=\/)/, variables: ['VOLTA_HOME'] },
];
const MAX_INTERPRETERS = 3;

/**
 * Finds a program and what it consists of, without running anything.
 *
 * @param path the PATH to look on
 * @param base where a relative path starts
 */
export function findWhole(
  command: string,
  path: string | undefined,
  base: string,
  home: string,
): Program | undefined {
  const file = findProgram(command, path, base);
  if (file === undefined) return undefined;
  const read = new Set<string>();
  const folders = new Set<string>();
  const env: Record<string, string> = {};
  let next: string | undefined = file;
  for (let round = 0; round < MAX_INTERPRETERS && next !== undefined; round += 1) {
    const real = realPathOf(next);
    for (const one of [next, real]) {
      folders.add(dirname(one));
      for (const part of installation(one, home)) read.add(part);
    }
    const manager = managerOf(next);
    if (manager !== undefined) {
      read.add(manager.root);
      for (const name of manager.variables) env[name] = manager.root;
    }
    next = interpreterOf(real, path);
  }
  return { file, read: [...read], path: [...folders], env };
}

/** The installation that a program belongs to: the folder above its `bin`, or else itself alone. */
function installation(file: string, home: string): string[] {
  const folder = dirname(file);
  const tree = dirname(folder);
  const isOwn = /^(?:bin|Scripts)$/.test(basename(folder)) && !isShared(tree, home);
  return isOwn ? [tree] : [file];
}

/** A folder that holds more than one program's own files. */
function isShared(folder: string, home: string): boolean {
  return (
    isWithin(home, folder) ||
    ['.local', '.cargo', '.config', 'go', '.dotnet'].some((name) => folder === join(home, name))
  );
}

function managerOf(file: string): { root: string; variables: readonly string[] } | undefined {
  for (const { folder, variables } of MANAGERS) {
    const root = folder.exec(file)?.[0];
    if (root !== undefined) return { root, variables };
  }
  return undefined;
}

/** The program that runs a script; undefined for what needs none. */
function interpreterOf(file: string, path: string | undefined): string | undefined {
  const named = interpreterName(file);
  if (named !== undefined) return findProgram(named, path, '/');
  const [program] = shebangOf(file) ?? [];
  return program === undefined ? undefined : findProgram(program, path, '/');
}

/**
 * The name under which a script asks for its interpreter (`#!/usr/bin/env node`); undefined where it
 * names a place instead, which a package from elsewhere has no right to choose.
 */
export function interpreterName(file: string): string | undefined {
  const [program, ...words] = shebangOf(file) ?? [];
  if (program === undefined || basename(program) !== 'env') return undefined;
  // `env -S node --flag`, `env NAME=value node`
  const named = words.find((word) => !word.startsWith('-') && !word.includes('='));
  return named?.includes('/') === true ? undefined : named;
}

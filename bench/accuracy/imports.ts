import { posix } from 'node:path';
import type { SourceText } from './analyser.ts';
import type { Tree } from './repository.ts';

// Imports that lead from one package of a repository into another. This is rough on purpose: it decides
// what is read, not what anything means, and reading a file too many costs only time.

const SCRIPT = /\b(?:from|import|require)\s{0,8}\(?\s{0,8}['"]([^'"\n]{1,300})['"]/g;
const PYTHON =
  /^[ \t]{0,80}(?:from[ \t]+([\w.]{1,200})[ \t]+import\b|import[ \t]+([\w.]{1,200}))/gm;
const ENDINGS = ['', '.ts', '.tsx', '.mts', '.js', '.mjs', '/index.ts', '/index.js'];

/** Gives, for a file, the files of the repository that it may import. */
export function importsOf(
  tree: Tree,
  packageOf: (path: string) => string,
): (file: SourceText) => string[] {
  const byModule = pythonModules(tree);
  const byName = Map.groupBy(
    [...tree.keys()].filter((path) => path.endsWith('/package.json')),
    (path) => posix.basename(posix.dirname(path)),
  );
  return ({ path, text }) => {
    if (path.endsWith('.py')) {
      return modulesIn(text).flatMap((name) => byModule.get(name) ?? []);
    }
    return [...text.matchAll(SCRIPT)].flatMap(([, name = '']) => {
      if (name.startsWith('.')) return relative(tree, posix.join(posix.dirname(path), name));
      // Packages of a workspace are named, by custom, as their folder with or without a scope.
      const last = name.startsWith('@') ? name.split('/')[1] : name.split('/')[0];
      const [manifest, another] = byName.get(last ?? '') ?? [];
      if (manifest === undefined || another !== undefined) return [];
      const folder = posix.dirname(manifest);
      return [...tree.keys()].filter((file) => packageOf(file) === folder);
    });
  };
}

function relative(tree: Tree, base: string): string[] {
  const stem = base.replace(/\.[cm]?jsx?$/, '');
  return [base, stem].flatMap((start) =>
    ENDINGS.map((ending) => start + ending).filter((path) => tree.has(path)),
  );
}

function modulesIn(text: string): string[] {
  return [...text.matchAll(PYTHON)].map(([, from, plain]) => from ?? plain ?? '');
}

/** Dotted names of two parts or more that one single file has; shorter ones mean something everywhere. */
function pythonModules(tree: Tree): ReadonlyMap<string, readonly string[]> {
  const modules = new Map<string, string[]>();
  for (const path of tree.keys()) {
    if (!path.endsWith('.py')) continue;
    const parts = path.replace(/(?:\/__init__)?\.py$/, '').split('/');
    for (let at = Math.max(0, parts.length - 6); at < parts.length - 1; at++) {
      const name = parts.slice(at).join('.');
      modules.set(name, [...(modules.get(name) ?? []), path]);
    }
  }
  return new Map([...modules].filter(([, paths]) => paths.length === 1));
}

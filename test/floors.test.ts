import { globSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

// Imports go down only. The compiler holds the floors; this holds what it cannot see: which engine
// enters which, by which door, and what each floor may take from Node and from packages.

const src = resolve(import.meta.dirname, '../src');

/** engine → the engines that it may enter, by their index.ts. Acyclic. */
const EDGES: Readonly<Record<string, readonly string[]>> = {
  inventory: [],
  launch: [],
  connect: ['launch'],
  exceptions: [],
  scan: ['connect', 'exceptions', 'lock'],
  advisories: [],
  analyse: [],
  leaks: [],
  lock: [],
  report: [],
  history: [],
};

const FLOOR: Readonly<Record<string, number>> = {
  domain: 0,
  catalogue: 1,
  adapters: 1,
  engines: 2,
  apps: 3,
};

interface Import {
  readonly from: string;
  readonly to: string;
}

/** The code of a file: programs in templates and in comments are examples. */
function codeIn(path: string): string {
  return readFileSync(join(src, path), 'utf8')
    .replaceAll(/`(?:[^`\\]|\\[^])*`/g, '``')
    .replaceAll(/^\s*(?:\/\/|\*).*$/gm, '');
}

const files = globSync('**/*.ts', { cwd: src }).filter((path) => !path.endsWith('.test.ts'));
const imports = files.flatMap((from): Import[] => {
  const text = codeIn(from);
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\b[^'"\n;]*?\bfrom\s*['"]([^'"]+)['"]|(?:(?:^|\n)\s*import\s*|\bimport\s*\(\s*)['"]([^'"]+)['"]|(?:^|\n)\} from ['"]([^'"]+)['"]/g,
  );
  return [...found].map((match) => ({ from, to: match[1] ?? match[2] ?? match[3] ?? '' }));
});
const inside = imports
  .filter(({ to }) => to.startsWith('.'))
  .map(({ from, to }) => ({ from, to: relative(src, resolve(src, dirname(from), to)) }));
const outside = imports.filter(({ to }) => !to.startsWith('.'));
const floorOf = (path: string): string => path.split('/')[0] ?? '';
const engineOf = (path: string): string => path.split('/')[1] ?? '';

describe('floors', () => {
  test('the tree has imports to judge', () => {
    expect(inside.length).toBeGreaterThan(50);
    expect(outside.length).toBeGreaterThan(5);
  });

  test('imports go down only, and catalogue and adapters do not know each other', () => {
    const wrong = inside.filter(({ from, to }) => {
      const [above, below] = [floorOf(from), floorOf(to)];
      return above !== below && !((FLOOR[above] ?? -1) > (FLOOR[below] ?? 99));
    });
    expect(wrong).toEqual([]);
  });

  test('an engine enters another engine by its index.ts, over a listed edge', () => {
    const wrong = inside.filter(({ from, to }) => {
      if (floorOf(to) !== 'engines' || floorOf(from) === 'domain') return false;
      if (floorOf(from) === 'engines' && engineOf(from) === engineOf(to)) return false;
      if (to !== `engines/${engineOf(to)}/index.ts`) return true;
      return floorOf(from) === 'engines' && !EDGES[engineOf(from)]?.includes(engineOf(to));
    });
    expect(wrong).toEqual([]);
  });

  test('the listed edges are acyclic, and each engine is listed', () => {
    const visit = (engine: string, path: readonly string[]): void => {
      expect(path).not.toContain(engine);
      for (const next of EDGES[engine] ?? []) visit(next, [...path, engine]);
    };
    for (const engine of Object.keys(EDGES)) visit(engine, []);
    const present = new Set(files.filter((path) => floorOf(path) === 'engines').map(engineOf));
    expect([...present].filter((engine) => !(engine in EDGES))).toEqual([]);
  });

  test('domain knows zod alone, and catalogue nothing but domain', () => {
    const taken = (floor: string): string[] =>
      outside.filter(({ from }) => floorOf(from) === floor).map(({ to }) => to);
    expect(taken('domain').filter((name) => name !== 'zod')).toEqual([]);
    expect(taken('catalogue')).toEqual([]);
  });

  test('only apps read argv, environment and exit', () => {
    const wrong = files
      .filter((path) => floorOf(path) !== 'apps')
      .filter((path) => /(?<![\w'"`.])process\.(?:argv|env|exit|exitCode)\b/.test(codeIn(path)));
    expect(wrong).toEqual([]);
  });

  test('packages are entered from adapters and apps; engines take from Node only what is pure', () => {
    const pure = new Set(['node:path', 'node:util', 'node:events', 'node:timers/promises']);
    const wrong = outside.filter(
      ({ from, to }) =>
        floorOf(from) === 'engines' &&
        (builtinModules.includes(to.replace('node:', '')) ? !pure.has(to) : true),
    );
    expect(wrong).toEqual([]);
  });
});

import { posix } from 'node:path';
import type { ClassNode, FunctionNode, SourceModule } from '../../../domain/source.ts';
import type { Frame } from './frame.ts';
import type { Value } from './value.ts';

/** A module while it is run. Go's files of one folder share one frame. */
export interface ModuleInfo {
  readonly module: SourceModule;
  readonly frame: Frame;
  /** JavaScript: what it exports by name. The others export their variables. */
  readonly exports: Map<string, Value>;
  /** JavaScript: modules whose exports it passes on. */
  readonly passes: ModuleInfo[];
  /** Classes that stand in it. */
  readonly classes: ClassInfo[];
  state: 'new' | 'running' | 'done';
}

/** A class while the program is run. Its instances are not told apart. */
export interface ClassInfo {
  readonly node: ClassNode;
  readonly module: ModuleInfo;
  readonly frame: Frame;
  readonly bases: readonly Value[];
  readonly methods: Map<string, FunctionNode>;
  /** Methods as their decorators left them. */
  readonly decorated: Map<string, Value>;
  readonly fields: Map<string, Value>;
  readonly statics: Map<string, Value>;
}

/** Finds the modules of a program by what imports call them. */
export class ModuleMap {
  readonly #byPath: ReadonlyMap<string, SourceModule>;
  readonly #folders = new Map<string, SourceModule[]>();
  /** Python: dotted names by their last two words, for packages that lie below a source folder. */
  readonly #dotted = new Map<string, string[]>();
  readonly #packages: ReadonlyMap<string, string>;

  /** @param packages names of packages in the program → their folder (workspaces, Go modules) */
  constructor(modules: readonly SourceModule[], packages: ReadonlyMap<string, string>) {
    this.#byPath = new Map(modules.map((module) => [module.path, module]));
    this.#packages = packages;
    for (const module of modules) {
      const folder = posix.dirname(module.path);
      const known = this.#folders.get(folder);
      if (known === undefined) this.#folders.set(folder, [module]);
      else known.push(module);
      if (module.language === 'python') this.#indexDotted(module.path);
    }
  }

  #indexDotted(path: string): void {
    const words = path.replace(/(?:\/__init__)?\.py$/, '').split('/');
    const last = words.at(-1) ?? '';
    const known = this.#dotted.get(last);
    if (known === undefined) this.#dotted.set(last, [path]);
    else known.push(path);
  }

  /** The modules that an import means: one, or all files of a Go package; empty for what lies outside. */
  resolve(from: string, importer: SourceModule): readonly SourceModule[] {
    if (importer.language === 'javascript') return this.#javascript(from, importer);
    if (importer.language === 'python') return this.#python(from, importer);
    return this.#go(from);
  }

  /** The Go files beside a module. */
  beside(module: SourceModule): readonly SourceModule[] {
    return (this.#folders.get(posix.dirname(module.path)) ?? []).filter(
      (other) => other.language === 'go' && other.packageName === module.packageName,
    );
  }

  #javascript(from: string, importer: SourceModule): SourceModule[] {
    const folder = posix.dirname(importer.path);
    if (from.startsWith('.')) return this.#firstOf(posix.join(folder, from));
    // `@/x` and `~/x` stand for the source folder by wide custom; `src/x` for itself.
    const alias =
      /^(?:@|~|#)\/(.*)$/.exec(from)?.[1] ?? (from.startsWith('src/') ? from.slice(4) : undefined);
    if (alias !== undefined) {
      for (let up = folder; ; up = posix.dirname(up)) {
        const found = [
          ...this.#firstOf(posix.join(up, 'src', alias)),
          ...this.#firstOf(posix.join(up, alias)),
        ];
        if (found.length > 0) return found.slice(0, 1);
        if (up === '.' || up === '/') return [];
      }
    }
    // A path from the root names no package, and its last parent is itself.
    if (from.startsWith('/')) return [];
    for (let name = from; name !== '.'; name = posix.dirname(name)) {
      const root = this.#packages.get(name);
      if (root === undefined) continue;
      const rest = from.slice(name.length + 1);
      const tries =
        rest === '' ? ['src/index', 'index', 'src/main', 'lib/index'] : [`src/${rest}`, rest];
      for (const one of tries) {
        const found = this.#firstOf(posix.join(root, one));
        if (found.length > 0) return found;
      }
      return [];
    }
    return [];
  }

  #firstOf(path: string): SourceModule[] {
    const bare = path.replace(/\.[cm]?jsx?$/, '');
    const endings = [
      '.ts',
      '.tsx',
      '.mts',
      '.cts',
      '.js',
      '.mjs',
      '.cjs',
      '.jsx',
      '/index.ts',
      '/index.tsx',
      '/index.js',
      '/index.mjs',
    ];
    for (const candidate of [
      path,
      ...endings.map((ending) => bare + ending),
      ...endings.map((ending) => path + ending),
    ]) {
      const found = this.#byPath.get(candidate);
      if (found !== undefined) return [found];
    }
    return [];
  }

  #python(from: string, importer: SourceModule): SourceModule[] {
    const dots = /^\.*/.exec(from)?.[0].length ?? 0;
    const words = from.slice(dots).split('.').filter(Boolean);
    if (dots > 0) {
      let folder = posix.dirname(importer.path);
      for (let up = 1; up < dots; up++) folder = posix.dirname(folder);
      return this.#pythonAt(posix.join(folder, ...words));
    }
    const last = words.at(-1);
    if (last === undefined) return [];
    const tail = words.join('/');
    const fits = (this.#dotted.get(last) ?? []).filter((path) => {
      const bare = path.replace(/(?:\/__init__)?\.py$/, '');
      return bare === tail || bare.endsWith(`/${tail}`);
    });
    // Of several packages with the same name, the one that shares most of the importer's path.
    const best = fits.toSorted((a, b) => shared(b, importer.path) - shared(a, importer.path))[0];
    const found = best === undefined ? undefined : this.#byPath.get(best);
    return found === undefined ||
      (words.length === 1 && shared(found.path, importer.path) === 0 && importer.path.includes('/'))
      ? []
      : [found];
  }

  #pythonAt(path: string): SourceModule[] {
    const found = this.#byPath.get(`${path}.py`) ?? this.#byPath.get(`${path}/__init__.py`);
    return found === undefined ? [] : [found];
  }

  #go(from: string): readonly SourceModule[] {
    for (const [name, root] of this.#packages) {
      if (from !== name && !from.startsWith(`${name}/`)) continue;
      const folder = posix.join(root, from.slice(name.length + 1));
      return (this.#folders.get(folder) ?? []).filter(({ language }) => language === 'go');
    }
    return [];
  }
}

function shared(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')];
  let same = 0;
  while (same < left.length && left[same] === right[same]) same++;
  return same;
}

const MOST_BASES = 12;

/** The class and those it is derived from, nearest first. */
export function lineage(info: ClassInfo): ClassInfo[] {
  const line: ClassInfo[] = [];
  const queue = [info];
  for (
    let one = queue.shift();
    one !== undefined && line.length < MOST_BASES;
    one = queue.shift()
  ) {
    if (line.includes(one)) continue;
    line.push(one);
    for (const base of one.bases) if (base.class !== undefined) queue.push(base.class);
  }
  return line;
}

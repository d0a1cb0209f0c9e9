import type { JsonPointer } from './json.ts';

/** Where a package comes from. Only what comes from a registry can be matched by name. */
export type PackageOrigin = 'registry' | 'git' | 'url' | 'path';

/** A package at the version that a lockfile pins. */
export interface LockedPackage {
  /** By the name of the OSV schema: `npm`, `PyPI`, `Go`, `crates.io`. */
  readonly ecosystem: string;
  readonly name: string;
  readonly version: string;
  readonly origin: PackageOrigin;
  /** The address that it is fetched from, where the lockfile says. */
  readonly resolved?: string;
  /** The digest that it is held to, in the lockfile's own form. */
  readonly integrity?: string;
  /** Needed to develop or test alone. */
  readonly isDevelopment: boolean;
  /** What it needs, as positions in the list of packages. */
  readonly needs: readonly number[];
  /** Where the lockfile tells of it: 1-based. */
  readonly line?: number;
}

/** What a lockfile pins. */
export interface Lockfile {
  readonly format: string;
  readonly packages: readonly LockedPackage[];
  /** What the project itself asks for, as positions in the list of packages. */
  readonly roots: readonly number[];
  /** Entries that could not be read, as clauses; at most a hundred. */
  readonly problems: readonly { readonly at: JsonPointer | number; readonly why: string }[];
}

/**
 * The shortest way by which the project comes to a package: from what it asks for to the package itself.
 * Empty where nothing asks for it.
 */
export function wayTo({ packages, roots }: Lockfile, target: number): number[] {
  const before = new Map<number, number | undefined>(roots.map((root) => [root, undefined]));
  for (const [at] of before) {
    if (at === target) break;
    for (const next of packages[at]?.needs ?? []) if (!before.has(next)) before.set(next, at);
  }
  if (!before.has(target)) return [];
  const way: number[] = [];
  for (let at: number | undefined = target; at !== undefined; at = before.get(at)) way.unshift(at);
  return way;
}

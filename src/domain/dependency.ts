import type { JsonPointer } from './json.ts';
import type { SourceRole } from './role.ts';
import type { Severity } from './severity.ts';

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

/** An advisory that speaks of a package at its version. */
export interface KnownFlaw {
  readonly id: string;
  /** Ids of other advisories on the same flaw. */
  readonly also: readonly string[];
  readonly summary: string;
  /** By the worst vector of the advisory, where it has one. */
  readonly rating?: { readonly score: number; readonly severity: Severity };
  /** The next version that is out of it, where one is named. */
  readonly fixed?: string;
}

/** A package of a lockfile with what is known of it. */
export interface PinnedPackage extends LockedPackage {
  readonly flaws: readonly KnownFlaw[];
  /** Names from what the project asks for to the package itself; empty where that is not told. */
  readonly way: readonly string[];
}

/** A lockfile as rules judge it. */
export interface PinnedFile extends Omit<Lockfile, 'packages' | 'roots'> {
  readonly path: string;
  readonly role: SourceRole;
  readonly packages: readonly PinnedPackage[];
  /** When the newest advisory was changed, milliseconds since the epoch; undefined where none are loaded. */
  readonly advisories: number | undefined;
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

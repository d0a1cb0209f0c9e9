import type { AdvisoryRow, AdvisoryStore } from '../../domain/advisory-store.ts';
import { affects, fixedIn } from './affects.ts';

/** A package at a version, as a lockfile names it. */
export interface PackageAt {
  /** By the name of the OSV schema. */
  readonly ecosystem: string;
  readonly name: string;
  readonly version: string;
}

/** An advisory that speaks of a package at its version. */
export interface Match {
  readonly package: PackageAt;
  /** Of advisories that are aliases of each other, the one that stands for them. */
  readonly advisory: AdvisoryRow;
  /** The others' ids. */
  readonly also: readonly string[];
  /** The next version that is out of it, where one is named. */
  readonly fixed?: string;
}

/**
 * Matches packages with the advisories that are known. Those that were withdrawn never match; those that
 * are aliases of each other are one match.
 */
export function matchPackages(store: AdvisoryStore, packages: readonly PackageAt[]): Match[] {
  return packages.flatMap((one) => matchesOf(store, one));
}

function matchesOf(store: AdvisoryStore, one: PackageAt): Match[] {
  const fixes = new Map<string, string | undefined>();
  for (const { affected, id, isWithdrawn } of store.candidates(one.ecosystem, one.name)) {
    if (isWithdrawn || !isOf(affected.ecosystem, one.ecosystem)) continue;
    if (affects(affected, one.version))
      fixes.set(id, fixes.get(id) ?? fixedIn(affected, one.version));
  }
  const rows = [...fixes.keys()].flatMap((id) => store.row(id) ?? []);
  return merged(rows).map(([advisory, ...others]) => {
    const all = [advisory, ...others];
    const fixed = all.map(({ id }) => fixes.get(id)).find((version) => version !== undefined);
    return {
      package: one,
      advisory,
      also: others.map(({ id }) => id),
      ...(fixed !== undefined && { fixed }),
    };
  });
}

/** `Debian` is every release of it; `Debian:12` is that one. */
function isOf(stated: string, asked: string): boolean {
  return stated === asked || !asked.includes(':') || !stated.includes(':');
}

type Group = [AdvisoryRow, ...AdvisoryRow[]];

/** Groups of those that are aliases of each other, whichever of them says so. */
function merged(rows: readonly AdvisoryRow[]): Group[] {
  const groups: { names: Set<string>; rows: Group }[] = [];
  for (const row of rows.toSorted((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1))) {
    const names = [row.id, ...row.aliases];
    const same = groups.filter((group) => names.some((name) => group.names.has(name)));
    const [first, ...more] = same;
    if (first === undefined) {
      groups.push({ names: new Set(names), rows: [row] });
      continue;
    }
    for (const name of names) first.names.add(name);
    first.rows.push(row);
    for (const group of more) {
      for (const name of group.names) first.names.add(name);
      first.rows.push(...group.rows);
      groups.splice(groups.indexOf(group), 1);
    }
  }
  return groups.map((group) => group.rows);
}

const FIRST = [/^MAL-/, /^GHSA-/, /^(?:PYSEC|GO|RUSTSEC)-/];

/** Which of several aliases people look up: what is malicious, then where most is written. */
function rank({ id }: AdvisoryRow): number {
  const at = FIRST.findIndex((shape) => shape.test(id));
  return at < 0 ? FIRST.length : at;
}

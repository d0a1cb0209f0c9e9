import { comparePython } from './python.ts';
import { compareSemver } from './semver.ts';

/** Below zero where `a` is the older one. Total: texts that are no versions have their place, too. */
export type CompareVersions = (a: string, b: string) => number;

// Ecosystems by the names of the OSV schema, without what follows a colon (`Debian:12`).
const ORDERS: ReadonlyMap<string, CompareVersions> = new Map([
  ...['npm', 'Go', 'crates.io', 'Hex', 'Pub', 'SwiftURL', 'Bitnami', 'GitHub Actions'].map(
    (name) => [name, compareSemver] as const,
  ),
  ['PyPI', comparePython],
]);

/** How an ecosystem orders its versions; undefined where that is not known here. */
export function versionOrder(ecosystem: string): CompareVersions | undefined {
  return ORDERS.get(ecosystem.split(':')[0] ?? '');
}

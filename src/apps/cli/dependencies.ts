import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { openAdvisoryStore } from '../../adapters/advisories/index.ts';
import { cvssScore } from '../../adapters/cvss/index.ts';
import { walk } from '../../adapters/files/index.ts';
import { MOST_LOCKFILE, isLockfile, readLockfile } from '../../adapters/lockfiles/index.ts';
import type { AdvisoryStore } from '../../domain/advisory-store.ts';
import { wayTo } from '../../domain/dependency.ts';
import type { KnownFlaw, Lockfile, PinnedFile } from '../../domain/dependency.ts';
import { sourceRole } from '../../domain/role.ts';
import { matchPackages } from '../../engines/advisories/index.ts';
import type { Match, PackageAt } from '../../engines/advisories/index.ts';
import type { Pinned } from '../../engines/scan/index.ts';
import type { Tree } from './trees.ts';

/** Folders that hold what somebody else built, with lockfiles that nobody installs from. */
const FOREIGN = new Set(['node_modules', '.git', '.venv', 'venv', 'vendor', 'site-packages']);

/** The lockfiles at and below a folder, sorted. */
export async function lockfilesBelow(folder: string): Promise<string[]> {
  const { files } = await walk(folder, { depth: 12, entries: 200_000, skip: FOREIGN });
  return files.map(({ path }) => path).filter((path) => isLockfile(basename(path)));
}

/**
 * Reads a lockfile and looks its packages up in the advisories.
 *
 * @param shown its path in reports
 * @param store advisories, where any are kept
 * @returns a clause that says why it cannot be read, where it cannot
 */
export function readPinned(
  path: string,
  shown: string,
  store: AdvisoryStore | undefined,
): PinnedFile | { readonly why: string } {
  const { size } = statSync(path);
  if (size > MOST_LOCKFILE) return { why: `it has ${size} bytes; the limit is ${MOST_LOCKFILE}` };
  const lockfile = readLockfile(basename(path), readFileSync(path, 'utf8'));
  if ('why' in lockfile) return lockfile;
  const { format, packages, problems } = lockfile;
  // A lockfile is what the folder is that it stands in.
  const role = sourceRole(join(dirname(shown), 'index.js').replaceAll('\\', '/'), '', true);
  return {
    path: shown,
    role,
    format,
    problems,
    packages: known(lockfile, store).map((flaws, at) => {
      const one = packages[at];
      if (one === undefined) throw new Error('a package went missing');
      const way = flaws.length === 0 ? [] : wayTo(lockfile, at);
      return { ...one, flaws, way: way.map((step) => packages[step]?.name ?? '') };
    }),
    advisories: (store?.sources().length ?? 0) === 0 ? undefined : store?.newest(),
  };
}

/** What is known of each package of a lockfile. Only what comes from a registry is known by its name. */
function known({ packages }: Lockfile, store: AdvisoryStore | undefined): KnownFlaw[][] {
  return packages.map((one) =>
    store === undefined || one.origin !== 'registry' ? [] : flawsOf(one, store),
  );
}

/** What advisories say of a package at a version. */
export function flawsOf(one: PackageAt, store: AdvisoryStore): KnownFlaw[] {
  return matchPackages(store, [one]).map(flawOf);
}

function flawOf({ advisory, also, fixed }: Match): KnownFlaw {
  const ratings = advisory.severity.flatMap(({ score }) => cvssScore(score) ?? []);
  const [rating] = ratings.toSorted((a, b) => b.score - a.score);
  return {
    id: advisory.id,
    also,
    summary: advisory.summary,
    ...(rating !== undefined && { rating }),
    ...(fixed !== undefined && { fixed }),
  };
}

/**
 * Reads the lockfiles of targets and looks their packages up in the advisories, where any are kept.
 *
 * @param database the file of advisories, which need not be there
 * @throws WarderError STORE_UNUSABLE where it is there and no such file
 */
export async function pinnedIn(trees: readonly Tree[], database: string): Promise<Pinned[]> {
  const store = trees.length > 0 && existsSync(database) ? openAdvisoryStore(database) : undefined;
  try {
    const found: Pinned[] = [];
    for (const tree of trees) found.push(await pinnedOf(tree, store));
    return found;
  } finally {
    store?.close();
  }
}

async function pinnedOf(
  { folder, name, root, server }: Tree,
  store: AdvisoryStore | undefined,
): Promise<Pinned> {
  const files: PinnedFile[] = [];
  const unable: { path: string; why: string }[] = [];
  for (const path of await lockfilesBelow(folder)) {
    const shown = join(root, relative(folder, path));
    const read = readPinned(path, shown, store);
    if ('why' in read) unable.push({ path: shown, why: read.why });
    else files.push(read);
  }
  return { name, files, unable, ...(server !== undefined && { server }) };
}

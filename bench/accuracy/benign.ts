import { messageOf } from '../../src/domain/errors.ts';
import { isObject, isString } from '../../src/domain/json.ts';
import type { Json } from '../../src/domain/json.ts';
import { severities } from '../../src/domain/severity.ts';
import type { Severity } from '../../src/domain/severity.ts';
import type { Spotted } from './analyser.ts';
import { isManifest, linesOfCode } from './code.ts';
import { analyseExtent, folderExtent } from './extent.ts';
import { isCommit, isRepository, rowsOf } from './pair.ts';
import type { Unable } from './pair.ts';
import { isAlert } from './pair-judge.ts';
import type { Setting } from './pairs.ts';
import { Repository } from './repository.ts';

/** A repository at a commit where no flaw is known. */
interface Row {
  readonly id: string;
  readonly commit: string;
  readonly folder: string;
  /** Whether it has pairs as well, so that its flaws have been looked for. */
  readonly hasPairs: boolean;
}

export interface Quiet {
  readonly repository: string;
  readonly hasPairs: boolean;
  readonly lines: number;
  readonly findings: readonly Spotted[];
  readonly unable: readonly { readonly path: string; readonly why: string }[];
}

interface Noise {
  readonly repositories: number;
  /** Thousands of lines of code: not blank, not only a comment, no docstring; no test code. */
  readonly kloc: number;
  readonly counts: Readonly<Record<Severity, number>>;
  /** By severity; `high` holds critical, and each severity stands for itself alone. */
  readonly perKloc: Readonly<Record<'high' | 'medium' | 'low', number>> & {
    /** The bar: critical, high and medium together. */
    readonly mediumOrHigher: number;
  };
}

export interface BenignScore extends Noise {
  readonly withPairs: Noise;
  readonly withoutPairs: Noise;
  readonly byRepository: Readonly<Record<string, Noise>>;
  readonly byRule: Readonly<Record<string, Readonly<Record<Severity, number>>>>;
  readonly rows: readonly Quiet[];
  readonly unable: readonly Unable[];
}

/** Measures what is found in programs that are taken to be sound. @throws where the document is no list */
export function measureBenign(document: Json, setting: Setting): BenignScore {
  const rows = rowsOf(document, 'repositories');
  const unable: Unable[] = [];
  const quiet: Quiet[] = [];
  for (const [at, raw] of rows.entries()) {
    const row = rowOf(raw, at);
    setting.progress(`repository ${at + 1} of ${rows.length}: ${row.id}`);
    if ('why' in row) {
      unable.push(row);
      continue;
    }
    try {
      const one = look(row, setting);
      quiet.push(one);
      unable.push(...one.unable.map(({ path, why }) => ({ id: row.id, why: `${path}: ${why}` })));
    } catch (thrown) {
      unable.push({ id: row.id, why: messageOf(thrown) });
    }
  }
  return scoreBenign(quiet, unable);
}

function rowOf(row: Json, at: number): Row | Unable {
  if (!isObject(row)) return { id: `row ${at + 1}`, why: 'it is no object' };
  const { commit, repo, scan_root: root } = row;
  if (!isRepository(repo)) return { id: `row ${at + 1}`, why: 'repo is not owner/name' };
  if (!isCommit(commit)) return { id: repo, why: 'commit is not a full hash' };
  const folder = isString(root) ? root.replace(/^\.?\/?|\/$/g, '') : '';
  return { id: repo, commit, folder, hasPairs: row['also_in_set_A'] === true };
}

function look({ commit, folder, hasPairs, id }: Row, { analyse, mirror }: Setting): Quiet {
  const repository = Repository.open(mirror, id);
  const tree = repository.tree(commit);
  const named = folderExtent(repository, tree, folder);
  // Measuring more than was asked for is told; measuring nothing would look like silence.
  const isThere = named.files.some(({ path }) => !isManifest(path));
  const extent = isThere ? named : folderExtent(repository, tree, '');
  const { files, unread } = extent;
  const moved = { path: folder, why: 'no source there; the whole repository was taken instead' };
  const code = files.filter(({ path }) => !isManifest(path));
  if (code.length === 0) throw new Error('there is no source file');
  const { findings, unable } = analyseExtent(extent, analyse);
  return {
    repository: id,
    hasPairs,
    lines: code.reduce((sum, { path, text }) => sum + linesOfCode(path, text), 0),
    findings,
    unable: [...(isThere ? [] : [moved]), ...unread, ...unable],
  };
}

export function scoreBenign(rows: readonly Quiet[], unable: readonly Unable[]): BenignScore {
  const findings = rows.flatMap((row) => row.findings);
  return {
    ...noiseOf(rows),
    withPairs: noiseOf(rows.filter((row) => row.hasPairs)),
    withoutPairs: noiseOf(rows.filter((row) => !row.hasPairs)),
    byRepository: Object.fromEntries(rows.map((row) => [row.repository, noiseOf([row])])),
    byRule: Object.fromEntries(
      [...Map.groupBy(findings, ({ rule }) => rule)]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([rule, some]) => [rule, countsOf(some)]),
    ),
    rows,
    unable,
  };
}

function noiseOf(rows: readonly Quiet[]): Noise {
  const kloc = rows.reduce((sum, { lines }) => sum + lines, 0) / 1000;
  const findings = rows.flatMap((row) => row.findings);
  const counts = countsOf(findings);
  const per = (count: number): number => (kloc === 0 ? 0 : count / kloc);
  return {
    repositories: rows.length,
    kloc,
    counts,
    perKloc: {
      high: per(counts.critical + counts.high),
      medium: per(counts.medium),
      low: per(counts.low),
      mediumOrHigher: per(findings.filter(isAlert).length),
    },
  };
}

function countsOf(findings: readonly Spotted[]): Record<Severity, number> {
  const counts = Object.fromEntries(severities.map((severity) => [severity, 0]));
  for (const { severity } of findings) counts[severity] = (counts[severity] ?? 0) + 1;
  return counts as Record<Severity, number>;
}

import { isAtLeast } from '../../src/domain/severity.ts';
import type { Analyse, Analysed, Span, Spotted } from './analyser.ts';
import { analyseExtent, packageExtent } from './extent.ts';
import { follow, hunksOf } from './lines.ts';
import type { Range } from './lines.ts';
import type { Pair } from './pair.ts';
import type { Repository, Tree } from './repository.ts';
import { isCompatible } from './weakness.ts';

/** Lines around the sink in which a finding still means it. */
const NEAR = 10;

/** Where a flaw acts in one commit: the range, and the function around it. */
interface Target {
  readonly path: string;
  readonly range: Range;
  readonly around: Span | undefined;
}

/** What was found at the flaw, before and after the fix. */
export interface PairVerdict {
  readonly pair: Pair;
  readonly vulnerable: readonly Spotted[];
  readonly fixed: readonly Spotted[];
  /** Files that the analysis could not deal with, in either commit, among those that hold a sink. */
  readonly unable: readonly { readonly path: string; readonly why: string }[];
}

/** A finding that blocks a merge: medium or above, as on benign code and in texts. */
export function isAlert({ severity }: Spotted): boolean {
  return isAtLeast(severity, 'medium');
}

/** Analyses both commits of a pair. The fixed one is looked at only where the flaw was seen at all. */
export function judgePair(pair: Pair, repository: Repository, analyse: Analyse): PairVerdict {
  const before = repository.tree(pair.vulnerable);
  const paths = pair.sinks.map(({ path }) => path);
  const lost = paths.find((path) => !before.has(path));
  if (lost !== undefined) throw new Error(`the file of a sink is not in the vulnerable commit`);
  const first = analyseExtent(packageExtent(repository, before, paths), analyse);
  const targets = pair.sinks.map(
    ({ path, range }): Target => ({
      path,
      range,
      around: innermost(first.functions(path), range),
    }),
  );
  const vulnerable = hitsIn(first, targets, pair);
  const unable = unableIn(first, targets);
  if (vulnerable.length === 0 || pair.fixed === undefined) {
    return { pair, vulnerable, fixed: [], unable };
  }
  const after = repository.tree(pair.fixed);
  const places = followSinks(repository, pair, before, after);
  const found = places.map(({ path }) => path);
  const second = analyseExtent(packageExtent(repository, after, found), analyse);
  const moved = places.map(
    ({ path, range, at }): Target => ({
      path,
      range,
      around: sameFunction(second.functions(path), targets[at]?.around, range),
    }),
  );
  return {
    pair,
    vulnerable,
    fixed: hitsIn(second, moved, pair),
    unable: [...unable, ...unableIn(second, moved)],
  };
}

/** Findings of a compatible weakness within ten lines of a sink, or in the function around it. */
function hitsIn({ findings }: Analysed, targets: readonly Target[], pair: Pair): Spotted[] {
  return findings.filter(
    (finding) =>
      isCompatible(pair.weakness, finding.cwe) &&
      targets.some(({ around, path, range }) => {
        if (finding.path !== path) return false;
        const isNear = overlaps(finding, { start: range.start - NEAR, end: range.end + NEAR });
        return isNear || (around !== undefined && overlaps(finding, rangeOf(around)));
      }),
  );
}

function unableIn(analysed: Analysed, targets: readonly Target[]): PairVerdict['unable'] {
  return analysed.unable.filter(({ path }) => targets.some((target) => target.path === path));
}

/** Where each sink stands after the fix; a sink whose file is gone stands nowhere. */
function followSinks(
  repository: Repository,
  pair: Pair & { readonly fixed?: string | undefined },
  before: Tree,
  after: Tree,
): { readonly path: string; readonly range: Range; readonly at: number }[] {
  const isWhole = pair.sinks.every(({ path }) => after.has(path));
  const moves = isWhole
    ? new Map<string, string>()
    : repository.moved(pair.vulnerable, pair.fixed ?? pair.vulnerable);
  return pair.sinks.flatMap(({ path, range }, at) => {
    const now = after.has(path) ? path : moves.get(path);
    const [from, to] = [before.get(path), after.get(now ?? '')];
    if (now === undefined || from === undefined || to === undefined) return [];
    const hunks = from.id === to.id ? [] : hunksOf(repository.diff(from, to));
    return [{ path: now, range: follow(range, hunks), at }];
  });
}

/** The function of the same name, the nearest of several; where there is no name, the one around the range. */
function sameFunction(
  functions: readonly Span[],
  known: Span | undefined,
  range: Range,
): Span | undefined {
  const namesakes =
    known === undefined || known.name === ''
      ? []
      : functions.filter(({ name }) => name === known.name);
  const distance = ({ startLine, endLine }: Span): number =>
    Math.max(0, startLine - range.end, range.start - endLine);
  return namesakes.length > 0
    ? namesakes.toSorted((a, b) => distance(a) - distance(b))[0]
    : innermost(functions, range);
}

function innermost(functions: readonly Span[], range: Range): Span | undefined {
  return functions
    .filter(({ startLine, endLine }) => startLine <= range.start && range.end <= endLine)
    .toSorted((a, b) => a.endLine - a.startLine - (b.endLine - b.startLine))[0];
}

function rangeOf({ startLine, endLine }: Span): Range {
  return { start: startLine, end: endLine };
}

function overlaps({ line, endLine }: Spotted, { start, end }: Range): boolean {
  return line <= end && Math.max(line, endLine) >= start;
}

import type { Spotted } from './analyser.ts';
import { fixStyles } from './pair.ts';
import type { FixStyle, Pair, Unable } from './pair.ts';
import { isAlert } from './pair-judge.ts';
import type { PairVerdict } from './pair-judge.ts';
import { macroOf, shareOf, sharesBy } from './share.ts';
import type { Share } from './share.ts';
import { isInScope } from './weakness.ts';

/** What became of one pair. A pair that could not be measured counts as one that was missed. */
export interface PairRow {
  readonly id: string;
  readonly class: string;
  readonly cwe: number | null;
  readonly style: FixStyle | 'none';
  readonly isInScope: boolean;
  readonly isFound: boolean;
  readonly isToldApart: boolean;
  readonly vulnerable: readonly Spotted[];
  readonly fixed: readonly Spotted[];
  readonly why?: string;
}

type Styles = Readonly<Record<FixStyle, Share>>;

interface Discrimination extends Styles {
  readonly all: Share;
  /** Means over repositories. */
  readonly macro: Readonly<Record<FixStyle | 'all', number>>;
  readonly byClass: Readonly<Record<string, Share>>;
  readonly byLanguage: Readonly<Record<string, Share>>;
  readonly byRepository: Readonly<Record<string, Share>>;
}

interface Recall extends Share, Styles {
  readonly byClass: Readonly<Record<string, Share>>;
}

interface RuleOnPairs {
  /** Flaws that it finds before the fix, with an alert. */
  readonly found: number;
  /** Of these, the ones on which it is silent afterwards. */
  readonly quiet: number;
}

/** Classes in scope, unless a member says otherwise; alerts, unless it says otherwise. */
export interface PairScore {
  readonly discrimination: Discrimination & {
    readonly outOfScope: Discrimination;
    /** The same with findings below medium counted as well, before and after. */
    readonly anySeverity: Discrimination;
  };
  readonly recall: Recall & { readonly outOfScope: Recall };
  readonly byRule: Readonly<Record<string, RuleOnPairs>>;
  readonly rows: readonly PairRow[];
  readonly unable: readonly Unable[];
}

/** A pair with its verdict, or with the reason why there is none. */
export interface Measured {
  readonly pair: Pair;
  readonly verdict?: PairVerdict;
  readonly why?: string;
}

type Counts = (finding: Spotted) => boolean;

const isFoundBy =
  (counts: Counts) =>
  ({ verdict }: Measured): boolean =>
    verdict?.vulnerable.some(counts) === true;

const isToldApartBy =
  (counts: Counts) =>
  ({ verdict }: Measured): boolean =>
    verdict !== undefined && verdict.vulnerable.some(counts) && !verdict.fixed.some(counts);

// One fix commit may mend several flaws, which then stand or fall together.
const clusterOf = ({ pair }: Measured): string =>
  `${pair.repository} ${pair.fixed ?? pair.vulnerable}`;

/**
 * Scores pairs: an alert at the flaw, and none at the same place after the fix.
 *
 * @param broken rows of the file that are no pairs
 */
export function scorePairs(measured: readonly Measured[], broken: readonly Unable[]): PairScore {
  const inScope = measured.filter(({ pair }) => isInScope(pair.weakness));
  const outOfScope = measured.filter(({ pair }) => !isInScope(pair.weakness));
  return {
    discrimination: {
      ...discriminationOf(inScope, isAlert),
      outOfScope: discriminationOf(outOfScope, isAlert),
      anySeverity: discriminationOf(inScope, () => true),
    },
    recall: { ...recallOf(inScope), outOfScope: recallOf(outOfScope) },
    byRule: rulesOf(measured),
    rows: measured.map(rowOf),
    unable: [...broken, ...measured.flatMap(unableOf)],
  };
}

function discriminationOf(all: readonly Measured[], counts: Counts): Discrimination {
  const pairs = all.filter(({ pair }) => pair.fixed !== undefined);
  const isHit = isToldApartBy(counts);
  const by = (groupOf: (one: Measured) => string): Record<string, Share> =>
    sharesBy(pairs, isHit, groupOf, clusterOf);
  const macro = (some: readonly Measured[]): number =>
    macroOf(some, isHit, ({ pair }) => pair.repository);
  return {
    ...stylesOf((style) => shareOf(pairs.filter(hasStyle(style)), isHit, clusterOf)),
    all: shareOf(pairs, isHit, clusterOf),
    macro: {
      ...stylesOf((style) => macro(pairs.filter(hasStyle(style)))),
      all: macro(pairs),
    },
    byClass: by(({ pair }) => pair.weakness.class),
    byLanguage: by(({ pair }) => pair.language),
    byRepository: by(({ pair }) => pair.repository),
  };
}

function recallOf(all: readonly Measured[]): Recall {
  const isHit = isFoundBy(isAlert);
  return {
    ...shareOf(all, isHit, clusterOf),
    ...stylesOf((style) => shareOf(all.filter(hasStyle(style)), isHit, clusterOf)),
    byClass: sharesBy(all, isHit, ({ pair }) => pair.weakness.class, clusterOf),
  };
}

function stylesOf<T>(give: (style: FixStyle) => T): Record<FixStyle, T> {
  return Object.fromEntries(fixStyles.map((style) => [style, give(style)])) as Record<FixStyle, T>;
}

function hasStyle(style: FixStyle): (one: Measured) => boolean {
  return ({ pair }) => pair.style === style;
}

function rulesOf(measured: readonly Measured[]): Record<string, RuleOnPairs> {
  const rules = new Map<string, { found: number; quiet: number }>();
  for (const { verdict } of measured) {
    if (verdict === undefined) continue;
    const [before, after] = [verdict.vulnerable, verdict.fixed].map(
      (findings) => new Set(findings.filter(isAlert).map(({ rule }) => rule)),
    );
    for (const rule of before ?? []) {
      const row = rules.get(rule) ?? { found: 0, quiet: 0 };
      row.found++;
      if (after?.has(rule) !== true) row.quiet++;
      rules.set(rule, row);
    }
  }
  return Object.fromEntries([...rules].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function rowOf(measured: Measured): PairRow {
  const { pair, verdict, why } = measured;
  return {
    id: pair.id,
    class: pair.weakness.class,
    cwe: pair.weakness.cwe ?? null,
    style: pair.style ?? 'none',
    isInScope: isInScope(pair.weakness),
    isFound: isFoundBy(isAlert)(measured),
    isToldApart: pair.fixed !== undefined && isToldApartBy(isAlert)(measured),
    vulnerable: verdict?.vulnerable ?? [],
    fixed: verdict?.fixed ?? [],
    ...(why !== undefined && { why }),
  };
}

/** A pair that was not measured, or one of whose files was not read, which makes silence worth nothing. */
function unableOf({ pair: { id }, verdict, why }: Measured): Unable[] {
  if (why !== undefined) return [{ id, why }];
  return (verdict?.unable ?? []).map((one) => ({ id, why: `${one.path}: ${one.why}` }));
}

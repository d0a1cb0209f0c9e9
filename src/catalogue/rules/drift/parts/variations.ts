import { firstDifference } from '../../../../domain/drift.ts';
import type { Change } from '../../../../domain/drift.ts';
import { excerpt, quoted } from '../../../../domain/escape.ts';
import type { DriftSubject, Match, Variation } from '../../../../domain/rule.ts';
import { compareSeverity } from '../../../../domain/severity.ts';
import type { Severity } from '../../../../domain/severity.ts';
import { definitionKinds } from '../../../../domain/definition.ts';
import type { DefinitionKind } from '../../../../domain/definition.ts';

/** How grave it is that a change of this grade was not the same for everybody, or did not last. */
const UNSTEADY: Readonly<Record<Severity, Severity>> = {
  critical: 'critical',
  high: 'high',
  medium: 'high',
  low: 'medium',
  info: 'info',
};

const MOST_SHOWN = 240;

/** One match for each definition that differs in lists which were asked for in one of these ways. */
export function* differing(
  { variations }: DriftSubject,
  ways: readonly Variation['way'][],
): Generator<Match> {
  const told = new Set<string>();
  for (const variation of variations.filter(({ way }) => ways.includes(way))) {
    for (const [key, changes] of byDefinition(variation.changes)) {
      // The same definition may differ in several lists; the first says it.
      if (told.has(key)) continue;
      told.add(key);
      const [worst, ...others] = changes.toSorted((a, b) => compareSeverity(a.grade, b.grade));
      if (worst !== undefined) yield matchOf(worst, others.length, variation);
    }
  }
}

function byDefinition(changes: readonly Change[]): Map<string, Change[]> {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const key = `${change.kind} ${change.name}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [change]);
    else group.push(change);
  }
  return groups;
}

function matchOf(change: Change, others: number, { isAnnounced, says }: Variation): Match {
  const { after, at, before, grade, kind, name, what } = change;
  const more = others === 0 ? '' : `, and ${others} more ${others === 1 ? 'change' : 'changes'}`;
  const isComing = change.change === 'new-definition' || change.change === 'removed-definition';
  const isProper = isAnnounced && isComing;
  const proper = isProper ? ' The server announced it, as the protocol asks.' : '';
  return {
    at,
    of: { server: '', kind: kindOf(kind), name },
    shows: evidenceOf(before, after) ?? name,
    because: `${says.replace(/^a/, 'A')}: ${what}${more}.${proper}`,
    severity: isProper ? 'low' : UNSTEADY[grade],
  };
}

/** What is there now, around the place where it departs from what was there before. */
function evidenceOf(before: string | undefined, after: string | undefined): string | undefined {
  if (after === undefined) return before && excerpt(before, 0, MOST_SHOWN);
  return excerpt(after, before === undefined ? 0 : firstDifference(before, after), MOST_SHOWN);
}

/** Changes between two lists are all about definitions. */
function kindOf(kind: Change['kind']): DefinitionKind {
  const known = definitionKinds.find((one) => one === kind);
  if (known === undefined) throw new Error(`${quoted(kind)} is no definition`);
  return known;
}

/** Why a rule does not apply, where the server was asked in none of these ways. */
export function notAsked(
  { asked }: DriftSubject,
  ways: readonly Variation['way'][],
): string | undefined {
  return asked.some(({ way }) => ways.includes(way)) ? undefined : NOT_ASKED;
}

const NOT_ASKED = 'the server was not asked in that way; --differential does';

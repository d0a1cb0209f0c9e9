import { setImmediate as nextTurn } from 'node:timers/promises';
import { sha256 } from '../../adapters/digest.ts';
import type { Listing } from '../../domain/definition.ts';
import { messageOf } from '../../domain/errors.ts';
import { visible } from '../../domain/escape.ts';
import type { ExceptionSubject, Suppressed } from '../../domain/exception.ts';
import type { Finding } from '../../domain/finding.ts';
import type { LeakSearch } from '../../domain/leak.ts';
import type { CoverageRow } from '../../domain/report.ts';
import { placeText } from '../../domain/place.ts';
import { familyOf } from '../../domain/rule.ts';
import type { AnyRule, MatchOf, Rule, RuleFamily } from '../../domain/rule.ts';
import type { ConfigFile } from '../../domain/server.ts';
import { driftGroups } from './drift.ts';
import {
  configGroups,
  definitionCases,
  definitionGroups,
  fileGroups,
  sourceGroups,
} from './groups.ts';
import type { Analysed, Found, Group, Looked } from './groups.ts';
import { exceptionGroups } from './exceptions.ts';
import { inventoryGroups } from './inventory.ts';
import { leakGroups } from './leaks.ts';

/** Not yet fit to be shown: evidence and reasons hold whatever they quote. */
export interface Judgement {
  readonly findings: readonly Finding[];
  readonly coverage: readonly CoverageRow[];
  /** Findings that somebody decided to leave; none before exceptions are applied. */
  readonly suppressed?: readonly Suppressed[];
}

const MAX_FINDINGS = 100;
const MAX_TOLD = 1000;

/**
 * Gives every rule everything that its family looks at, and records what each came to: a rule that
 * could not look is *unable*, a rule that threw is an *error*, and neither is a pass.
 *
 * @param sanctioned ids of the servers that the organisation has sanctioned, where there is a list
 * @param analysed the programs whose source was analysed
 * @param searched the folders that were searched for secrets
 */
export async function judge(
  rules: readonly AnyRule[],
  looked: readonly Looked[],
  files: readonly ConfigFile[],
  sanctioned: readonly string[] | undefined,
  analysed: readonly Analysed[],
  searched: readonly LeakSearch[],
): Promise<Judgement> {
  const groups = {
    definition: definitionGroups(looked),
    config: configGroups(looked, sanctioned),
    'config-file': fileGroups(files),
    source: sourceGroups(analysed),
    inventory: inventoryGroups(looked, sanctioned),
    output: [],
    secret: leakGroups(searched),
    drift: driftGroups(looked),
    // Judged when it is known what they silenced.
    exception: [],
  } satisfies Groups;
  return judgeGroups(rules, groups);
}

/** Gives every rule on exceptions what became of each of them. */
export async function judgeExceptions(
  rules: readonly AnyRule[],
  uses: readonly ExceptionSubject[],
): Promise<Judgement> {
  const own = rules.filter(({ id }) => familyOf(id) === 'exception');
  return judgeGroups(own, { exception: exceptionGroups(uses) });
}

type Groups = { readonly [F in RuleFamily]: readonly Group<F>[] };

async function judgeGroups(rules: readonly AnyRule[], groups: Partial<Groups>): Promise<Judgement> {
  const findings: Finding[] = [];
  const coverage: CoverageRow[] = [];
  for (const rule of rules) {
    const seen = new Map<string, number>();
    // The family in the id picks the groups; the compiler cannot follow that.
    for (const group of (groups[familyOf(rule.id)] ?? []) as readonly Group<RuleFamily>[]) {
      coverage.push(judgeGroup(rule as Rule, group, findings, seen));
      // Lets an interrupt through: a rule may take a while for what a hostile server sent.
      await nextTurn();
    }
  }
  // Servers that meet in several companies are found there each time, for the same reason.
  const once = new Map(findings.map((finding) => [finding.id, finding]));
  return { findings: [...once.values()], coverage };
}

/** What the rules for definitions find in listings, each beside all others. */
export async function judgeListings(
  rules: readonly AnyRule[],
  listings: readonly Listing[],
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const listing of listings) {
    const { server } = listing;
    const others = listings.filter((other) => other !== listing);
    const group = { name: server, server, cases: definitionCases(listing, others) };
    for (const rule of rules) {
      if (familyOf(rule.id) !== 'definition') continue;
      judgeGroup(rule as Rule, group as unknown as Group<RuleFamily>, findings, new Map());
      await nextTurn();
    }
  }
  return findings;
}

function judgeGroup(
  rule: Rule,
  { name, server, cases, instead }: Group<RuleFamily>,
  findings: Finding[],
  seenByRule: Map<string, number>,
): CoverageRow {
  const row = { rule: rule.id, subject: name };
  if (instead !== undefined) return { ...row, ...instead, findings: 0 };
  let found = 0;
  let applied = 0;
  let inapplicable = '';
  let incomplete: string | undefined;
  // The same servers may meet in several groups; then it is the same finding, not one more.
  const seen = familyOf(rule.id) === 'inventory' ? new Map<string, number>() : seenByRule;
  const told = new Set<string>();
  try {
    for (const { subject, partly, found: findingIn } of cases) {
      const why = rule.notApplicable?.(subject);
      if (why !== undefined) {
        inapplicable = why;
        continue;
      }
      applied++;
      incomplete ??= partly;
      for (const match of rule.detect(subject)) {
        const one = findingIn(match);
        // What was found without this circumstance is not due to it.
        const key = `${placeText(one.place)} ${one.shows}`;
        if (one.because !== undefined && told.has(key)) continue;
        if (told.size < MAX_TOLD) told.add(key);
        found++;
        if (found <= MAX_FINDINGS) findings.push(findingOf(rule, name, server, match, one, seen));
      }
    }
  } catch (thrown) {
    const why = `the rule failed: ${visible(messageOf(thrown)).slice(0, 200)}`;
    return { ...row, outcome: 'error', why, findings: found };
  }
  if (found > MAX_FINDINGS) {
    const why = `${found} findings, of which the first ${MAX_FINDINGS} are listed`;
    return { ...row, outcome: 'fail', why, findings: found };
  }
  const cut = incomplete === undefined ? {} : { why: incomplete };
  if (found > 0) return { ...row, outcome: 'fail', ...cut, findings: found };
  if (incomplete !== undefined) return { ...row, outcome: 'unable', ...cut, findings: 0 };
  if (applied === 0) return { ...row, outcome: 'not-applicable', why: inapplicable, findings: 0 };
  return { ...row, outcome: 'pass', findings: 0 };
}

function findingOf(
  rule: Rule,
  subject: string,
  server: string | undefined,
  match: MatchOf<RuleFamily>,
  { about, because: circumstance, place, shows, steps }: Found,
  seen: Map<string, number>,
): Finding {
  const owner = server ?? (place.in === 'definition' ? place.server : undefined);
  const because = [match.because, circumstance].filter((part) => part !== undefined).join(' ');
  return {
    id: fingerprint([rule.id, identityOf(rule, subject), ...about], seen),
    rule: rule.id,
    severity: match.severity ?? rule.severity,
    confidence: match.confidence ?? rule.confidence,
    title: rule.title,
    ...(owner !== undefined && { server: owner }),
    place,
    shows,
    ...(steps !== undefined && { steps }),
    why: rule.why,
    ...(because !== '' && { because }),
    fix: rule.fix,
    controls: rule.controls,
    techniques: rule.techniques,
    cwe: rule.cwe,
    top10: rule.top10,
  };
}

/** What of a subject's name stays the same from run to run, and from machine to machine. */
function identityOf({ id }: Rule, subject: string): string {
  const family = familyOf(id);
  // Servers come and go; what is found among those that stay is the same finding.
  if (family === 'inventory') return '';
  // A program's findings have paths of their own; where it was checked out is nobody's concern.
  return family === 'source' ? (subject.split(/[\\/]/).at(-1) ?? '') : subject;
}

/** Names a finding by what it is about, not by line or offset, so that it stays itself when they move. */
function fingerprint(about: readonly string[], seen: Map<string, number>): string {
  const key = JSON.stringify(about);
  const nth = seen.get(key) ?? 0;
  seen.set(key, nth + 1);
  return sha256(`${key}#${nth}`).slice(0, 16);
}

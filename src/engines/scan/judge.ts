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
import { dependencyGroups } from './dependencies.ts';
import type { Pinned } from './dependencies.ts';
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
 * @param pinned the lockfiles of targets
 * @param roots folders that were given as targets: where they lie is no part of a finding's identity
 */
export async function judge(
  rules: readonly AnyRule[],
  looked: readonly Looked[],
  files: readonly ConfigFile[],
  sanctioned: readonly string[] | undefined,
  analysed: readonly Analysed[],
  searched: readonly LeakSearch[],
  pinned: readonly Pinned[],
  roots: readonly string[],
): Promise<Judgement> {
  const groups = {
    definition: definitionGroups(looked),
    config: configGroups(looked, sanctioned),
    'config-file': fileGroups(files),
    source: sourceGroups(analysed),
    inventory: inventoryGroups(looked, sanctioned),
    output: [],
    secret: leakGroups(searched),
    dependency: dependencyGroups(pinned),
    drift: driftGroups(looked),
    // Judged when it is known what they silenced.
    exception: [],
  } satisfies Groups;
  return judgeGroups(rules, groups, roots);
}

/** Gives every rule on exceptions what became of each of them. */
export async function judgeExceptions(
  rules: readonly AnyRule[],
  uses: readonly ExceptionSubject[],
  roots: readonly string[],
): Promise<Judgement> {
  const own = rules.filter(({ id }) => familyOf(id) === 'exception');
  return judgeGroups(own, { exception: exceptionGroups(uses) }, roots);
}

type Groups = { readonly [F in RuleFamily]: readonly Group<F>[] };

/**
 * Gives every rule the groups of its family, and records what it came to on each.
 *
 * @param roots folders that were given as targets, as above
 */
export async function judgeGroups(
  rules: readonly AnyRule[],
  groups: Partial<Groups>,
  roots: readonly string[],
): Promise<Judgement> {
  const findings: Finding[] = [];
  const coverage: CoverageRow[] = [];
  for (const rule of rules) {
    const shared = namer(roots);
    // The family in the id picks the groups; the compiler cannot follow that.
    for (const group of (groups[familyOf(rule.id)] ?? []) as readonly Group<RuleFamily>[]) {
      // The same servers may meet in several groups; then it is the same finding, not one more.
      const idOf = familyOf(rule.id) === 'inventory' ? namer(roots) : shared;
      coverage.push(judgeGroup(rule as Rule, group, findings, idOf));
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
      judgeGroup(rule as Rule, group as unknown as Group<RuleFamily>, findings, namer([]));
      await nextTurn();
    }
  }
  return findings;
}

function judgeGroup(
  rule: Rule,
  { name, server, cases, instead }: Group<RuleFamily>,
  findings: Finding[],
  idOf: Namer,
): CoverageRow {
  const row = { rule: rule.id, subject: name };
  if (instead !== undefined) return { ...row, ...instead, findings: 0 };
  let found = 0;
  let applied = 0;
  let inapplicable = '';
  let incomplete: string | undefined;
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
        if (found <= MAX_FINDINGS) findings.push(findingOf(rule, name, server, match, one, idOf));
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
  idOf: Namer,
): Finding {
  const owner = server ?? (place.in === 'definition' ? place.server : undefined);
  const because = [match.because, circumstance].filter((part) => part !== undefined).join(' ');
  return {
    // Servers come and go; what is found among those that stay is the same finding.
    id: idOf([rule.id, familyOf(rule.id) === 'inventory' ? '' : subject, ...about]),
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

/** Gives a finding its id, from what it is about. */
type Namer = (about: readonly string[]) => string;

/**
 * Names findings by what they are about, not by line or offset, so that they stay themselves when those
 * move, nor by where a target lies, so that they are the same on another machine. What is about the same
 * is numbered.
 */
function namer(roots: readonly string[]): Namer {
  const seen = new Map<string, number>();
  return (about) => {
    const key = JSON.stringify(about.map((part) => below(part, roots)));
    const nth = seen.get(key) ?? 0;
    seen.set(key, nth + 1);
    return sha256(`${key}#${nth}`).slice(0, 16);
  };
}

function below(path: string, roots: readonly string[]): string {
  const root = roots.find(
    (one) => path.startsWith(one) && /^(?:$|[\\/])/.test(path.slice(one.length)),
  );
  return root === undefined ? path : path.slice(root.length + 1);
}

import { setImmediate as nextTurn } from 'node:timers/promises';
import { sha256 } from '../../adapters/digest.ts';
import { passagesOf } from '../../domain/definition.ts';
import type { Definition, Listing } from '../../domain/definition.ts';
import { messageOf } from '../../domain/errors.ts';
import { quoted, visible } from '../../domain/escape.ts';
import type { Finding } from '../../domain/finding.ts';
import type { Look } from '../../domain/introspection.ts';
import { pointer } from '../../domain/json.ts';
import type { Place } from '../../domain/place.ts';
import type { CoverageRow } from '../../domain/report.ts';
import { familyOf } from '../../domain/rule.ts';
import type { AnyRule, Match, Rule, RuleFamily, Subjects } from '../../domain/rule.ts';
import type { ConfigFile, Server, ServerEntry } from '../../domain/server.ts';

/** A server with what one look at it brought. */
export interface Looked {
  readonly server: Server;
  readonly look: Look;
}

/** Not yet fit to be shown: evidence and reasons hold whatever they quote. */
export interface Judgement {
  readonly findings: readonly Finding[];
  readonly coverage: readonly CoverageRow[];
}

/** One thing for a rule to judge, and how a match in it becomes a place. */
interface Case<F extends RuleFamily> {
  readonly subject: Subjects[F];
  /** Set where the subject is not whole, so that to find nothing in it is no pass. */
  readonly partly?: string;
  readonly place: (match: Match) => Place;
}

/** All that a rule is to judge under one name in the coverage: a server, or a file. */
interface Group<F extends RuleFamily> {
  readonly name: string;
  readonly server?: string;
  readonly cases: readonly Case<F>[];
  /** Set where there is nothing to judge: the outcome that every rule of the family then has. */
  readonly instead?: { readonly outcome: 'unable' | 'not-applicable'; readonly why: string };
}

const MAX_FINDINGS = 100;
/** Characters of one server's definitions. Rules take seconds for a million, and others wait. */
const MAX_TEXT = 2_000_000;

/**
 * Gives every rule everything that its family looks at, and records what each came to: a rule that
 * could not look is *unable*, a rule that threw is an *error*, and neither is a pass.
 *
 * @param sanctioned ids of the servers that the organisation has sanctioned, where there is a list
 */
export async function judge(
  rules: readonly AnyRule[],
  looked: readonly Looked[],
  files: readonly ConfigFile[],
  sanctioned: readonly string[] | undefined,
): Promise<Judgement> {
  const groups = {
    definition: definitionGroups(looked),
    config: configGroups(looked, sanctioned),
    'config-file': fileGroups(files),
  } satisfies { readonly [F in RuleFamily]: readonly Group<F>[] };

  const findings: Finding[] = [];
  const coverage: CoverageRow[] = [];
  for (const rule of rules) {
    // The family in the id picks the groups; the compiler cannot follow that.
    for (const group of groups[familyOf(rule.id)] as readonly Group<RuleFamily>[]) {
      coverage.push(judgeGroup(rule as Rule, group, findings));
      // Lets an interrupt through: a rule may take a while for what a hostile server sent.
      await nextTurn();
    }
  }
  return { findings, coverage };
}

function judgeGroup(
  rule: Rule,
  { name, server, cases, instead }: Group<RuleFamily>,
  findings: Finding[],
): CoverageRow {
  const row = { rule: rule.id, subject: name };
  if (instead !== undefined) return { ...row, ...instead, findings: 0 };
  let found = 0;
  let applied = 0;
  let inapplicable = '';
  let incomplete: string | undefined;
  const seen = new Map<string, number>();
  try {
    for (const { subject, partly, place } of cases) {
      const why = rule.notApplicable?.(subject);
      if (why !== undefined) {
        inapplicable = why;
        continue;
      }
      applied++;
      incomplete ??= partly;
      for (const match of rule.detect(subject)) {
        found++;
        if (found <= MAX_FINDINGS)
          findings.push(findingOf(rule, name, server, match, place(match), seen));
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
  match: Match,
  place: Place,
  seen: Map<string, number>,
): Finding {
  return {
    id: fingerprint(rule.id, subject, place, seen),
    rule: rule.id,
    severity: match.severity ?? rule.severity,
    confidence: match.confidence ?? rule.confidence,
    title: rule.title,
    ...(server !== undefined && { server }),
    place,
    shows: match.shows,
    why: rule.why,
    ...(match.because !== undefined && { because: match.because }),
    fix: rule.fix,
    controls: rule.controls,
    techniques: rule.techniques,
    cwe: rule.cwe,
    top10: rule.top10,
  };
}

/** Names a finding by what it is about, not by line or offset, so that it stays itself when they move. */
function fingerprint(
  rule: string,
  subject: string,
  place: Place,
  seen: Map<string, number>,
): string {
  const where =
    place.in === 'file'
      ? [place.path, place.pointer ?? '']
      : [place.kind, place.name, place.pointer];
  const key = JSON.stringify([rule, subject, ...where]);
  const nth = seen.get(key) ?? 0;
  seen.set(key, nth + 1);
  return sha256(`${key}#${nth}`).slice(0, 16);
}

function definitionGroups(looked: readonly Looked[]): Group<'definition'>[] {
  const listings = new Map<string, Listing>();
  for (const { server, look } of looked) {
    if (!look.seen) continue;
    const { definitions } = look.introspection;
    listings.set(server.id, { server: server.id, title: server.name, definitions });
  }
  return looked.map(({ server, look }): Group<'definition'> => {
    const group = { name: server.id, server: server.id, cases: [] };
    if (!look.seen) {
      const outcome = look.problem.reason === 'disabled' ? 'not-applicable' : 'unable';
      return { ...group, instead: { outcome, why: look.problem.why } };
    }
    const listing = listings.get(server.id);
    if (listing === undefined || listing.definitions.length === 0) {
      return {
        ...group,
        instead: { outcome: 'not-applicable', why: 'the server defines nothing' },
      };
    }
    const others = [...listings.values()].filter((other) => other !== listing);
    return {
      ...group,
      cases: definitionCases(listing, others),
    };
  });
}

/** The definitions as far as rules read them; what is left out is told with the last. */
function definitionCases(listing: Listing, others: readonly Listing[]): Case<'definition'>[] {
  const cases: Case<'definition'>[] = [];
  let left = MAX_TEXT;
  for (const definition of listing.definitions) {
    const one = definitionCase(definition, listing, others);
    for (const { text } of one.subject.passages) left -= text.length;
    if (left < 0) {
      const partly = `only ${cases.length} of ${listing.definitions.length} definitions were judged: they hold too much text`;
      return cases.map((known) => ({ ...known, partly }));
    }
    cases.push(one);
  }
  return cases;
}

function definitionCase(
  definition: Definition,
  listing: Listing,
  others: readonly Listing[],
): Case<'definition'> {
  const { kind, name, raw } = definition;
  const { isCut, passages } = passagesOf(definition);
  return {
    subject: { kind, name, raw, passages, listing, others },
    ...(isCut && { partly: `the ${kind} ${quoted(name, 80)} is larger than what rules read` }),
    place: ({ at, offset }) => ({
      in: 'definition',
      server: listing.server,
      kind,
      name,
      pointer: at,
      ...(offset !== undefined && { offset }),
    }),
  };
}

function configGroups(
  looked: readonly Looked[],
  sanctioned: readonly string[] | undefined,
): Group<'config'>[] {
  const all = looked.flatMap(({ server }) => server.entries);
  return looked.map(({ server }): Group<'config'> => {
    const entries = server.entries.filter(({ scope }) => scope !== 'target');
    const group = { name: server.id, server: server.id, cases: [] };
    if (entries.length === 0) {
      const why = 'the server was given as a target and stands in no configuration';
      return { ...group, instead: { outcome: 'not-applicable', why } };
    }
    return {
      ...group,
      cases: entries.map((entry) => ({
        subject: {
          ...entry,
          others: all.filter((other) => other !== entry),
          sanctioned,
          server: server.id,
        },
        place: ({ at }) => filePlace(entry.file, entryPointer(entry, at)),
      })),
    };
  });
}

function fileGroups(files: readonly ConfigFile[]): Group<'config-file'>[] {
  return files.map((file) => ({
    name: file.path,
    cases: [{ subject: file, place: ({ at }) => filePlace(file, at) }],
  }));
}

function entryPointer(entry: ServerEntry, at: string): string {
  return at === '' ? entry.at : `${entry.at}${at.startsWith('/') ? at : pointer('', at)}`;
}

function filePlace(file: ConfigFile, at: string): Place {
  const { line, column } = file.locate(at);
  return { in: 'file', path: file.path, line, column, pointer: at };
}

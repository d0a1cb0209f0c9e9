import type { WireNote } from './introspection.ts';
import { list } from './list.ts';
import type { AuditReport, CoverageRow, ServerReport } from './report.ts';
import { familyOf } from './rule.ts';

/** Something that was not looked at, or not wholly. */
export interface Gap {
  /** What it is about: a server, part of its listing, a file, a rule, or a finding of the last run. */
  readonly kind: 'server' | 'listing' | 'file' | 'rule' | 'earlier';
  /** Servers, files or rules, by the names under which the user knows them. */
  readonly names: readonly string[];
  readonly why: string;
  readonly hint?: string;
  /** What a server wrote on its standard error before it failed. */
  readonly stderr: string;
  /** The user's own wish: it is listed, and is no reason for concern. */
  readonly isIntended: boolean;
}

/** Notes of the wire which mean that something a server offers was not read, or not judged. */
const CUT_SHORT: ReadonlySet<string> = new Set([
  'era-differs',
  'list-failed',
  'oversized-line',
  'repeated-cursor',
  'too-many-definitions',
  'too-many-pages',
  'too-much-text',
] satisfies WireNote['kind'][]);

/** Whether a note means that something a server offers was not read, or not judged. */
export function isCutShort({ kind }: { readonly kind: string }): boolean {
  return CUT_SHORT.has(kind);
}

/**
 * Whether something that was to be looked at was not. Every format and the exit code ask here, so that
 * no report says less than another. What the user switched off is no gap.
 */
export function isIncomplete(report: AuditReport): boolean {
  return gapsOf(report).some(({ isIntended }) => !isIntended);
}

/** Everything that was to be looked at and was not; what has the same reason is one entry. */
export function gapsOf(report: AuditReport): Gap[] {
  const nameOf = namesOf(report);
  return merged([
    ...report.servers.flatMap((server) => gapsOfServer(server, nameOf(server.id))),
    ...report.unread.map(({ path, why }) => gap('file', path, why)),
    ...gapsOfRules(report, nameOf),
    ...(report.run.since?.notChecked ?? []).map(({ rule, where }) =>
      gap('earlier', rule, `Found something the last time and could not look again: ${where}`),
    ),
  ]);
}

/** Gives servers the name under which the user knows them: their own, or the id where two share a name. */
export function namesOf({ servers }: Pick<AuditReport, 'servers'>): (subject: string) => string {
  const ids = new Map<string, string[]>();
  for (const { id, name } of servers) ids.set(name, [...(ids.get(name) ?? []), id]);
  const names = new Map(
    servers.map(({ id, name }) => [id, ids.get(name)?.length === 1 ? name : id]),
  );
  return (subject) => names.get(subject) ?? subject;
}

function gapsOfServer({ look }: ServerReport, name: string): Gap[] {
  if (look.seen) {
    return look.notes
      .filter(isCutShort)
      .map(({ what }) => gap('listing', name, `Not everything it offers was read: ${what}`));
  }
  return [
    {
      ...gap('server', name, look.why),
      ...(look.hint !== undefined && { hint: look.hint }),
      stderr: look.stderr.text,
      isIntended: look.reason === 'disabled',
    },
  ];
}

/** What rules could not judge, apart from servers that nobody could look at. */
function gapsOfRules(
  { coverage, servers }: AuditReport,
  nameOf: (subject: string) => string,
): Gap[] {
  const unseen = new Set(servers.filter(({ look }) => !look.seen).map(({ id }) => id));
  const reasons = new Map<string, { rules: Set<string>; subjects: Set<string>; said: string }>();
  for (const row of coverage) {
    const said = saidOf(row);
    if (said === undefined || (row.outcome === 'unable' && unseen.has(row.subject))) continue;
    // That servers are missing from a company of servers is told by the gap of each.
    if (unseen.size > 0 && row.outcome !== 'error' && familyOf(row.rule) === 'inventory') continue;
    const key = `${said} ${row.why}`;
    const known = reasons.get(key) ?? { rules: new Set(), subjects: new Set(), said };
    reasons.set(key, known);
    known.rules.add(row.rule);
    known.subjects.add(nameOf(row.subject));
  }
  return [...reasons].map(([key, { rules, subjects, said }]) => ({
    ...gap('rule', '', `${said} ${list([...subjects], 3)}: ${key.slice(said.length + 1)}`),
    names: [...rules],
  }));
}

function saidOf({ outcome, why }: CoverageRow): string | undefined {
  if (outcome === 'unable') return 'Could not judge';
  if (outcome === 'error') return 'Failed on';
  return outcome === 'fail' && why !== undefined ? 'On' : undefined;
}

function gap(kind: Gap['kind'], name: string, why: string): Gap {
  return { kind, names: [name], why, stderr: '', isIntended: false };
}

function merged(gaps: readonly Gap[]): Gap[] {
  const byReason = new Map<string, { gap: Gap; names: string[] }>();
  for (const gap of gaps) {
    const key = JSON.stringify([gap.kind, gap.why, gap.hint, gap.stderr, gap.isIntended]);
    const same = byReason.get(key);
    if (same === undefined) byReason.set(key, { gap, names: [...gap.names] });
    else same.names.push(...gap.names);
  }
  const all = [...byReason.values()].map(({ gap, names }) => ({ ...gap, names }));
  return [...all.filter((one) => !one.isIntended), ...all.filter((one) => one.isIntended)];
}

import { isExpired } from '../../domain/exception.ts';
import type {
  ExceptionSubject,
  KnownServer,
  Silencer,
  Suppressed,
} from '../../domain/exception.ts';
import type { Finding } from '../../domain/finding.ts';
import type { CoverageRow } from '../../domain/report.ts';

/** What an audit found, before anything is silenced. */
interface Found {
  readonly findings: readonly Finding[];
  readonly coverage: readonly CoverageRow[];
  /** What the user knows a server by, by its id. */
  readonly serverOf: (id: string) => KnownServer | undefined;
}

export interface Applied {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Suppressed[];
  /** Every exception with what became of it, for the rules that judge exceptions. */
  readonly uses: readonly ExceptionSubject[];
}

/**
 * Parts the findings into those that stay and those that somebody decided to leave. Of several
 * exceptions for one finding the first is named; all of them count as used. One that has expired or is
 * not whole silences nothing.
 *
 * @param today the day of the audit: `2026-11-20`
 */
export function applyExceptions(
  { coverage, findings, serverOf }: Found,
  silencers: readonly Silencer[],
  today: string,
): Applied {
  const counts = silencers.map(() => 0);
  const active: Finding[] = [];
  const suppressed: Suppressed[] = [];
  const candidates = byRule(silencers);
  for (const finding of findings) {
    const server = finding.server === undefined ? undefined : serverOf(finding.server);
    let by: Silencer | undefined;
    for (const { index, silencer } of candidates(finding.rule)) {
      if (!silencer.silences(finding, server)) continue;
      counts[index] = (counts[index] ?? 0) + 1;
      if (!isExpired(silencer, today)) by ??= silencer;
    }
    if (by === undefined) active.push(finding);
    else suppressed.push({ finding, by: decisionOf(by) });
  }
  const looks = Map.groupBy(coverage, ({ rule }) => rule);
  const uses = silencers.map((silencer, index): ExceptionSubject => {
    const rows = (looks.get(silencer.rule ?? '') ?? []).filter(({ subject }) =>
      silencer.concerns(subject, serverOf(subject)),
    );
    const { concerns: _concerns, silences: _silences, ...exception } = silencer;
    return { ...exception, silenced: counts[index] ?? 0, isLooked: isLooked(rows), today };
  });
  return { findings: active, suppressed, uses };
}

interface Candidate {
  readonly index: number;
  readonly silencer: Silencer;
}

/** A baseline may hold a hundred thousand entries, so only those of a finding's rule are asked. */
function byRule(silencers: readonly Silencer[]): (rule: string) => Iterable<Candidate> {
  const all = silencers.map((silencer, index) => ({ silencer, index }));
  // Statements of a VEX document may name a finding instead of a rule.
  const [open, named] = [true, false].map((isOpen) =>
    all.filter(({ silencer }) => (silencer.from === 'vex') === isOpen),
  );
  const groups = Map.groupBy(named ?? [], ({ silencer }) => silencer.rule);
  return (rule) => [...(groups.get(rule) ?? []), ...(open ?? [])];
}

/** Whether the rule judged something it concerns, and left nothing of it out. */
function isLooked(rows: readonly CoverageRow[]): boolean {
  const isBlind = rows.some(({ outcome }) => outcome === 'unable' || outcome === 'error');
  return !isBlind && rows.some(({ outcome }) => outcome === 'pass' || outcome === 'fail');
}

function decisionOf({
  concerns: _concerns,
  problem: _problem,
  rule: _rule,
  silences: _silences,
  ...decision
}: Silencer): Suppressed['by'] {
  return decision;
}

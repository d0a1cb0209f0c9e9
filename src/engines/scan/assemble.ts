import type { Mask } from '../../domain/known-secrets.ts';
import {
  coverageRecord,
  findingRecord,
  lookRecord,
  serverRecord,
  suppressedRecord,
} from '../../domain/record.ts';
import { placeText } from '../../domain/place.ts';
import type { AuditReport } from '../../domain/report.ts';
import { compareSeverity, confidences, severities } from '../../domain/severity.ts';
import type { Finding } from '../../domain/finding.ts';
import type { Looked } from './groups.ts';
import type { Judgement } from './judge.ts';

const outcomes = ['pass', 'fail', 'not-applicable', 'unable', 'error'] as const;

/** Puts one report together: everything in a fixed order, everything that changes by itself in `run`. */
export function assemble(parts: {
  readonly target: string;
  readonly version: string;
  readonly looked: readonly Looked[];
  readonly unread: AuditReport['unread'];
  /** Masks the secrets that the servers were given. */
  readonly mask: Mask;
  readonly judgement: Judgement;
  readonly started: number;
  readonly milliseconds: number;
}): AuditReport {
  const { looked, mask, judgement } = parts;
  const findings = judgement.findings
    .toSorted(compareFindings)
    .map((finding) => findingRecord(finding, mask));
  const suppressed = (judgement.suppressed ?? [])
    .toSorted((a, b) => compareFindings(a.finding, b.finding))
    .map((one) => suppressedRecord(one, mask));
  const coverage = judgement.coverage.map((row) => coverageRecord(row, mask));
  return {
    format: 'warder-audit/1',
    tool: { name: 'warder', version: parts.version },
    run: { started: new Date(parts.started).toISOString(), milliseconds: parts.milliseconds },
    target: parts.target,
    summary: {
      servers: looked.length,
      seen: looked.filter(({ look }) => look.seen).length,
      findings: countBy(
        severities,
        findings.map((finding) => finding.severity),
      ),
      outcomes: countBy(
        outcomes,
        coverage.map((row) => row.outcome),
      ),
    },
    servers: looked.map(({ server, look }) => ({
      ...serverRecord(server),
      look: lookRecord(look, mask),
    })),
    findings,
    ...(suppressed.length > 0 && { suppressed }),
    coverage,
    unread: parts.unread,
  };
}

/** Worst first, surest first; then by rule and place, so that the order never depends on chance. */
function compareFindings(a: Finding, b: Finding): number {
  return (
    compareSeverity(a.severity, b.severity) ||
    confidences.indexOf(a.confidence) - confidences.indexOf(b.confidence) ||
    compareText(a.rule, b.rule) ||
    compareText(placeText(a.place), placeText(b.place)) ||
    compareText(a.id, b.id)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function countBy<K extends string>(names: readonly K[], found: readonly K[]): Record<K, number> {
  const counts = Object.fromEntries(names.map((name) => [name, 0])) as Record<K, number>;
  for (const name of found) counts[name]++;
  return counts;
}

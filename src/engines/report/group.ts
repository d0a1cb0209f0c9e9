import type { Finding } from '../../domain/finding.ts';
import type { AuditReport } from '../../domain/report.ts';
import type { Confidence, Severity } from '../../domain/severity.ts';

/** What one rule found, wherever it found it: one thing to read, with its places. */
export interface Group {
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly title: string;
  /** What the cases have in common; each may add its own `because`. */
  readonly why: string;
  readonly fix: string;
  readonly cases: readonly Case[];
  /** How many of the cases the last run did not have; none where there was no last run. */
  readonly added: number;
  readonly like: Finding;
}

export interface Case {
  readonly finding: Finding;
  readonly isNew: boolean;
}

/** The findings by rule, worst first. Cases that a rule graded otherwise stand in a group of their own. */
export function groupsOf({ findings, run }: AuditReport): Group[] {
  const fresh = new Set(run.since?.new);
  const byRule = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    const { confidence, fix, rule, severity, why } = finding;
    const key = JSON.stringify([severity, confidence, rule, why, fix]);
    const known = byRule.get(key);
    if (known === undefined) byRule.set(key, [finding]);
    else known.push(finding);
  }
  return [...byRule.values()].map((found): Group => {
    const [like] = found;
    const cases = found.map((finding) => ({ finding, isNew: fresh.has(finding.id) }));
    return {
      rule: like.rule,
      severity: like.severity,
      confidence: like.confidence,
      title: like.title,
      why: like.why,
      fix: like.fix,
      cases,
      added: cases.filter(({ isNew }) => isNew).length,
      like,
    };
  });
}

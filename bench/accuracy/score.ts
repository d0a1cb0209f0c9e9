import { isAtLeast } from '../../src/domain/severity.ts';
import type { Severity } from '../../src/domain/severity.ts';
import type { Rule } from '../../src/domain/rule.ts';
import type { Row } from './corpus.ts';

/** A finding at this severity or above is an alert. */
const ALERT: Severity = 'medium';

/** What the rules said of one row. */
export interface Verdict {
  readonly row: Row;
  /** Rules with a finding that counts as an alert. */
  readonly alerts: readonly string[];
  /** Rules with any finding. */
  readonly notes: readonly string[];
  readonly microseconds: number;
  /** Microseconds of each rule. */
  readonly byRule: ReadonlyMap<string, number>;
}

/** Runs every rule over every row. */
export function judge(rows: readonly Row[], rules: readonly Rule<'definition'>[]): Verdict[] {
  return rows.map((row) => {
    const alerts: string[] = [];
    const notes: string[] = [];
    const byRule = new Map<string, number>();
    const start = performance.now();
    let last = start;
    for (const rule of rules) {
      if (rule.notApplicable?.(row.subject) !== undefined) continue;
      const worst = [...rule.detect(row.subject)].map((match) => match.severity ?? rule.severity);
      if (worst.length > 0) notes.push(rule.id);
      if (worst.some((severity) => isAtLeast(severity, ALERT))) alerts.push(rule.id);
      const now = performance.now();
      byRule.set(rule.id, (now - last) * 1000);
      last = now;
    }
    return { row, alerts, notes, microseconds: (last - start) * 1000, byRule };
  });
}

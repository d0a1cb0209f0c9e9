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
}

/** A share with its 95 % interval. */
export interface Share {
  readonly hits: number;
  readonly of: number;
  readonly rate: number;
  readonly low: number;
  readonly high: number;
}

/** Runs every rule over every row. */
export function judge(rows: readonly Row[], rules: readonly Rule<'definition'>[]): Verdict[] {
  return rows.map((row) => {
    const start = performance.now();
    const alerts: string[] = [];
    const notes: string[] = [];
    for (const rule of rules) {
      if (rule.notApplicable?.(row.subject) !== undefined) continue;
      const worst = [...rule.detect(row.subject)].map((match) => match.severity ?? rule.severity);
      if (worst.length > 0) notes.push(rule.id);
      if (worst.some((severity) => isAtLeast(severity, ALERT))) alerts.push(rule.id);
    }
    return { row, alerts, notes, microseconds: (performance.now() - start) * 1000 };
  });
}

/** The share of verdicts that are alerts, with the Wilson score interval (95 %). */
export function share(verdicts: readonly Verdict[]): Share {
  const of = verdicts.length;
  const hits = verdicts.filter(({ alerts }) => alerts.length > 0).length;
  if (of === 0) return { hits, of, rate: 0, low: 0, high: 1 };
  const z = 1.959964;
  const p = hits / of;
  const middle = p + (z * z) / (2 * of);
  const spread = z * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of));
  const scale = 1 + (z * z) / of;
  return {
    hits,
    of,
    rate: p,
    low: Math.max(0, (middle - spread) / scale),
    high: (middle + spread) / scale,
  };
}

/** The mean of the clusters' shares: a template that occurs fifty times counts once. */
export function macro(verdicts: readonly Verdict[]): number {
  const clusters = Map.groupBy(verdicts, ({ row }) => row.cluster);
  const rates = [...clusters.values()].map((members) => share(members).rate);
  return rates.length === 0 ? 0 : rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

import cvss from 'ae-cvss-calculator';
import type { Severity } from '../../domain/severity.ts';

/** What a vector comes to. */
export interface Score {
  /** 0.0 to 10.0. */
  readonly score: number;
  readonly severity: Severity;
}

const LONGEST = 300;

/**
 * The base score of a CVSS vector, 3.0, 3.1 or 4.0, with its rating on the qualitative scale of the
 * standard; undefined where it is no such vector.
 */
export function cvssScore(vector: string): Score | undefined {
  if (vector.length > LONGEST || !/^CVSS:(?:3\.[01]|4\.0)\//.test(vector)) return undefined;
  const scores = cvss.fromVector(vector)?.calculateScores() as { base?: number } | undefined;
  const score = scores?.base;
  return score === undefined || !Number.isFinite(score)
    ? undefined
    : { score, severity: ratingOf(score) };
}

function ratingOf(score: number): Severity {
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  if (score >= 4) return 'medium';
  return score > 0 ? 'low' : 'info';
}

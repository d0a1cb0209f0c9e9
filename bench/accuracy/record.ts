import type { BenignScore } from './benign.ts';
import type { Cost } from './cost.ts';
import type { Scores } from './limits.ts';
import type { PairScore } from './pair-score.ts';
import type { ProgramScore } from './programs.ts';
import type { TextScore } from './texts.ts';
import { isCompatible } from './weakness.ts';

/** What `--json` writes. Rates are 0 to 1; a member is missing where that corpus was not given. */
export interface AccuracyRecord {
  readonly discrimination?: PairScore['discrimination'];
  readonly recall?: PairScore['recall'];
  readonly pairs?: Pick<PairScore, 'byRule' | 'rows' | 'unable'>;
  readonly benign?: Omit<BenignScore, 'rows'>;
  readonly texts?: Omit<TextScore, 'verdicts'>;
  readonly programs?: ProgramScore;
  readonly cost: Cost;
}

/** What `--publish` writes, for the documentation: sums and rules, and no row of any corpus. */
export interface Published {
  readonly version: string;
  /** All source rules, so that those which found nothing are listed too. */
  readonly rules: readonly SourceRule[];
  readonly record: AccuracyRecord;
}

interface SourceRule {
  readonly id: string;
  /** Flaws of its kind among pairs and twins: what it could have found. */
  readonly labelled: number;
}

export function recordOf({ benign, pairs, programs, texts }: Scores, cost: Cost): AccuracyRecord {
  return {
    ...(pairs !== undefined && {
      discrimination: pairs.discrimination,
      recall: pairs.recall,
      pairs: { byRule: pairs.byRule, rows: pairs.rows, unable: pairs.unable },
    }),
    ...(benign !== undefined && { benign: without(benign, 'rows') }),
    ...(texts !== undefined && { texts: without(texts, 'verdicts') }),
    ...(programs !== undefined && { programs }),
    cost,
  };
}

/** @param rules the source rules */
export function publish(
  record: AccuracyRecord,
  rules: readonly { readonly id: string; readonly cwe: readonly number[] }[],
  version: string,
): Published {
  const { benign, discrimination, pairs, programs, texts } = record;
  const labels = [
    ...(pairs?.rows ?? []).map((row) => ({ class: row.class, cwe: row.cwe ?? undefined })),
    ...(programs?.rows ?? []).map((row) => ({ class: row.class, cwe: undefined })),
  ];
  return {
    version,
    rules: rules.map(({ cwe, id }) => ({
      id,
      labelled: labels.filter((label) => isCompatible(label, cwe)).length,
    })),
    record: {
      ...record,
      ...(discrimination !== undefined && {
        discrimination: {
          ...discrimination,
          byRepository: {},
          outOfScope: { ...discrimination.outOfScope, byRepository: {} },
          anySeverity: { ...discrimination.anySeverity, byRepository: {} },
        },
      }),
      ...(pairs !== undefined && { pairs: { ...pairs, rows: [], unable: [] } }),
      ...(benign !== undefined && { benign: { ...benign, byRepository: {}, unable: [] } }),
      ...(texts !== undefined && { texts: { ...texts, unable: [] } }),
      ...(programs !== undefined && { programs: { ...programs, rows: [], unable: [] } }),
    },
  };
}

function without<T extends object, K extends keyof T>(whole: T, key: K): Omit<T, K> {
  const { [key]: _, ...rest } = whole;
  return rest;
}

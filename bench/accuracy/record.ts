import type { BenignScore } from './benign.ts';
import type { Cost } from './cost.ts';
import type { Scores } from './limits.ts';
import type { PairScore } from './pair-score.ts';
import type { ProgramScore } from './programs.ts';
import type { TextScore } from './texts.ts';

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

function without<T extends object, K extends keyof T>(whole: T, key: K): Omit<T, K> {
  const { [key]: _, ...rest } = whole;
  return rest;
}

import type { Json } from '../../src/domain/json.ts';
import { messageOf } from '../../src/domain/errors.ts';
import type { Analyse } from './analyser.ts';
import { pairOf, rowsOf } from './pair.ts';
import type { Unable } from './pair.ts';
import { judgePair } from './pair-judge.ts';
import { scorePairs } from './pair-score.ts';
import type { Measured, PairScore } from './pair-score.ts';
import { Repository } from './repository.ts';

/** What a corpus of code is measured with. */
export interface Setting {
  /** A folder of git directories named `owner+name/repo`. */
  readonly mirror: string;
  readonly analyse: Analyse;
  /** Told before each row. */
  readonly progress: (what: string) => void;
}

/**
 * Measures a document of pairs. A row that cannot be measured is told among the unable, and counts as
 * missed where it says enough of itself to be counted.
 *
 * @throws where the document holds no list of pairs
 */
export function measurePairs(document: Json, setting: Setting): PairScore {
  const { analyse, mirror, progress } = setting;
  const rows = rowsOf(document, 'pairs');
  const broken: Unable[] = [];
  const measured: Measured[] = [];
  for (const [at, row] of rows.entries()) {
    const pair = pairOf(row, at);
    progress(`pair ${at + 1} of ${rows.length}: ${pair.id}`);
    if ('why' in pair) {
      broken.push(pair);
      continue;
    }
    try {
      const repository = Repository.open(mirror, pair.repository);
      measured.push({ pair, verdict: judgePair(pair, repository, analyse) });
    } catch (thrown) {
      measured.push({ pair, why: messageOf(thrown) });
    }
  }
  return scorePairs(measured, broken);
}

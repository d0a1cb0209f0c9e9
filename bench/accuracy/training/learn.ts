import { featuresOf } from '../../../src/catalogue/text/features.ts';
import type { Signed } from '../../../src/catalogue/text/features.ts';
import type { Weights } from '../../../src/catalogue/text/model.ts';
import { randomFrom } from './compose.ts';

/** A text as the learner sees it: the features of each of its sentences. */
export interface Sample {
  readonly isAttack: boolean;
  readonly sentences: readonly Uint32Array[];
  /** Samples of one cluster are kept together when the set is divided. */
  readonly cluster: number;
}

export function sampleOf(
  isAttack: boolean,
  cluster: number,
  passages: readonly (readonly Signed[])[],
): Sample {
  const sentences = passages.flatMap((all) =>
    all.map((_sentence, i) => {
      const { count, numbers } = featuresOf(all, i);
      return Uint32Array.from(numbers.subarray(0, count));
    }),
  );
  return { isAttack, sentences, cluster };
}

interface Settings {
  /** How many features there are. */
  readonly features: number;
  readonly rounds: number;
  readonly rate: number;
  /** How strongly weights are pulled to nought. */
  readonly decay: number;
  /** In how many templates a feature must occur to count: what marks one alone says nothing of others. */
  readonly leastTemplates: number;
  readonly seed: number;
}

/**
 * Logistic regression over texts of which only the whole is labelled: a text's score is the soft maximum of
 * its sentences' (multiple-instance learning), so the sentence that gives it away takes the blame.
 */
export function learn(samples: readonly Sample[], settings: Settings): Weights {
  const { decay, features: count, leastTemplates, rate, rounds, seed } = settings;
  const values = new Float32Array(count);
  // Adagrad: what is rare learns faster than what stands in every sentence.
  const squares = new Float32Array(count);
  const isCommon = commonIn(samples, leastTemplates, count);
  const random = randomFrom(seed);
  const order = samples.map((_, i) => i);
  let bias = -2;
  for (let round = 0; round < rounds; round += 1) {
    shuffle(order, random);
    for (const at of order) {
      const { isAttack, sentences } = samples[at] as Sample;
      if (sentences.length === 0) continue;
      const scores = sentences.map((features) => scoreOf(features, values, bias));
      const most = Math.max(...scores);
      const sum = scores.reduce((total, score) => total + Math.exp(score - most), 0);
      const error = 1 / (1 + Math.exp(-most - Math.log(sum))) - (isAttack ? 1 : 0);
      for (const [i, features] of sentences.entries()) {
        const step = (error * Math.exp((scores[i] as number) - most)) / sum;
        bias -= (rate * step) / 100;
        for (const feature of features) {
          if (isCommon[feature] === 0) continue;
          const slope = step + decay * (values[feature] as number);
          const square = (squares[feature] as number) + slope * slope;
          squares[feature] = square;
          values[feature] = (values[feature] as number) - (rate * slope) / Math.sqrt(square + 1);
        }
      }
    }
  }
  return { bias, values };
}

export function scoreOf(features: Uint32Array, values: Float32Array, bias: number): number {
  let score = bias;
  for (const feature of features) score += values[feature] as number;
  return score;
}

/** The score of a text: that of its worst sentence. */
export function worstOf({ sentences }: Sample, { bias, values }: Weights): number {
  return sentences.reduce(
    (worst, features) => Math.max(worst, scoreOf(features, values, bias)),
    -Infinity,
  );
}

function commonIn(samples: readonly Sample[], least: number, count: number): Uint8Array {
  const clusters = new Map<number, Set<number>>();
  for (const { cluster, sentences } of samples) {
    for (const feature of sentences.flatMap((features) => [...features])) {
      const seen = clusters.get(feature);
      if (seen === undefined) clusters.set(feature, new Set([cluster]));
      else seen.add(cluster);
    }
  }
  const isCommon = new Uint8Array(count);
  for (const [feature, seen] of clusters) if (seen.size >= least) isCommon[feature] = 1;
  return isCommon;
}

function shuffle(order: number[], random: () => number): void {
  for (let i = order.length - 1; i > 0; i -= 1) {
    const k = Math.floor(random() * (i + 1));
    const kept = order[i] as number;
    order[i] = order[k] as number;
    order[k] = kept;
  }
}

import { featureCount, featuresOf, motifOf } from './features.ts';
import type { Signed, Stretch } from './features.ts';
import { bias, step, steps } from './weights.gen.ts';

// The score of a sentence is a sum of weights over its features. The weights come from `npm run train`;
// that it is a plain sum is what lets each score explain itself.

/** A trained model: what each feature adds to the score of a sentence, and what every sentence starts from. */
export interface Weights {
  readonly bias: number;
  readonly values: Float32Array;
}

/** What two stretches of a sentence (or one, twice) added to its score. */
export interface Reason {
  readonly weight: number;
  readonly first: Stretch;
  readonly second: Stretch;
  /** What they come to, where that has a name. */
  readonly says?: string;
}

/** How much each sentence of a text reads like an attack: log odds, 0 is even. */
export function scoresOf(all: readonly Signed[], { bias, values }: Weights): number[] {
  return all.map((_sentence, i) => {
    const { count, numbers } = featuresOf(all, i);
    let score = bias;
    for (let k = 0; k < count; k += 1) score += values[numbers[k] as number] as number;
    return score;
  });
}

/** What counted for most in the score of one sentence, first what counted most. */
export function reasonsFor(
  all: readonly Signed[],
  index: number,
  { values }: Weights,
  most: number,
): Reason[] {
  const reasons: Reason[] = [];
  // Beside its neighbours the signs are not its own: nothing to point at.
  const alone = all.slice(index, index + 1);
  const { count, numbers, stretchesOf } = featuresOf(alone, 0);
  for (let k = 0; k < count; k += 1) {
    const weight = values[numbers[k] as number] as number;
    if (weight <= 0) continue;
    const says = motifOf(numbers[k] as number);
    const [first, second] = stretchesOf(k);
    reasons.push({ weight, first, second, ...(says !== undefined && { says }) });
  }
  return reasons.sort((a, b) => b.weight - a.weight).slice(0, most);
}

let unpacked: Weights | undefined;

/** The weights that are shipped, unpacked at first use. */
export function shipped(): Weights {
  unpacked ??= { bias, values: unpack({ count: featureCount, step, steps }) };
  return unpacked;
}

/** Weights as they are stored: see `npm run train`. */
interface Packed {
  /** How many features there are. */
  readonly count: number;
  readonly step: number;
  readonly steps: string;
}

/** The weight of each feature. */
export function unpack({ count, step, steps }: Packed): Float32Array {
  const values = new Float32Array(count);
  let feature = -1;
  for (const part of steps.split(' ')) {
    const [skip = '0', weight = '0'] = part.split(',');
    feature += Number.parseInt(skip, 36);
    values[feature] = Number.parseInt(weight, 36) * step;
  }
  return values;
}

import type { OutputSubject } from '../../domain/rule.ts';
import { featureCount, featuresOf } from '../text/features.ts';
import { unpack } from '../text/model.ts';
import type { Weights } from '../text/model.ts';
import { heldIn, holdable, linesOf, traitCount } from './traits.ts';
import type { Line } from './traits.ts';
import { bias, step, steps } from './weights.gen.ts';

// The model of definitions, with weights of its own and the traits as further features: what servers return
// is written otherwise than what they say of themselves, and is longer.

/** How many features a sentence of a returned text can have: those of any sentence, and its traits. */
export const outputFeatureCount: number = featureCount + traitCount;

/** Each feature of a sentence once. */
export function eachOutputFeature(
  lines: readonly Line[],
  index: number,
  visit: (feature: number) => void,
): void {
  const line = lines[index];
  if (line === undefined) return;
  eachCheapFeature(lines, index, visit);
  for (const trait of heldIn(line)) visit(featureCount + trait);
}

function eachCheapFeature(
  lines: readonly Line[],
  index: number,
  visit: (feature: number) => void,
): void {
  const { count, numbers } = featuresOf(lines, index);
  for (let i = 0; i < count; i += 1) visit(numbers[i] as number);
  for (const trait of lines[index]?.traits ?? []) visit(featureCount + trait);
}

/** The sentences of a text and how much each reads like an attack. */
export interface ScoredOutput {
  readonly lines: readonly Line[];
  /** Log odds by the shipped weights; those below `leastOdds` may be too low. */
  readonly odds: readonly number[];
}

/** Below these odds nothing is an attack, whatever else speaks for it. */
export const leastOdds = -1;
const known = new WeakMap<OutputSubject, ScoredOutput>();

/** The sentences of a returned text with their odds. Each subject is scored once. */
export function scoredOutput(subject: OutputSubject): ScoredOutput {
  const before = known.get(subject);
  if (before !== undefined) return before;
  const lines = linesOf(subject, 'suspect');
  const { bias: start, values } = outputWeights();
  const weightOf = (trait: number): number => values[featureCount + trait] ?? 0;
  const most = holdable.reduce((sum, trait) => sum + Math.max(0, weightOf(trait)), 0);
  const odds = lines.map((line, i) => {
    if (!line.isSuspect) return Number.NEGATIVE_INFINITY;
    let sum = start;
    eachCheapFeature(lines, i, (feature) => {
      sum += values[feature] as number;
    });
    // What is dear to look for is looked for where it can matter.
    if (sum + most < leastOdds) return sum;
    return heldIn(line).reduce((total, trait) => total + weightOf(trait), sum);
  });
  const scored = { lines, odds };
  known.set(subject, scored);
  return scored;
}

/** The highest odds of a sentence in a stretch of the text, as it is in its normal spelling. */
export function oddsAt(
  subject: OutputSubject,
  { at, end }: { readonly at: number; readonly end: number },
): number {
  const { lines, odds } = scoredOutput(subject);
  let most = Number.NEGATIVE_INFINITY;
  for (let i = firstBehind(lines, at); (lines[i]?.at ?? end) < end; i += 1) {
    most = Math.max(most, odds[i] ?? most);
  }
  return most;
}

/** The first line that ends behind a place; the lines stand in order. */
function firstBehind(lines: readonly Line[], at: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const line = lines[middle];
    if (line !== undefined && line.at + line.text.length <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

let unpacked: Weights | undefined;

/** The weights that are shipped, unpacked at first use. */
export function outputWeights(): Weights {
  unpacked ??= { bias, values: unpack({ count: outputFeatureCount, step, steps }) };
  return unpacked;
}

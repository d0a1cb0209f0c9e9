import { kinds, numberOf } from './lexicon/kinds.ts';
import type { Kind } from './lexicon/kinds.ts';
import type { Sign } from './signs.ts';
import { bias, step, steps } from './weights.gen.ts';

// The score of a text is a sum of weights over the signs in its sentences: of each sign, of each two in one
// sentence, of each two close together in their order, and of those in the sentences beside it. The weights
// come from `npm run train`; that it is a plain sum is what lets each score explain itself.

/** Where a sentence stands; the first of a description says what the tool is for. */
export type Setting = Extract<Kind, 'opening' | 'in-schema' | 'in-instructions' | 'in-prompt'>;

/** A sentence with its signs. */
export interface Signed {
  readonly text: string;
  /** Where it starts in its text, in UTF-16 code units of the normal spelling. */
  readonly at: number;
  readonly signs: readonly Sign[];
  readonly settings: readonly Setting[];
}

/** A trained model: what each feature adds to the score of a sentence, and what every sentence starts from. */
export interface Weights {
  readonly bias: number;
  readonly values: Float32Array;
}

/** What two signs (or one, twice) added to a score. */
export interface Reason {
  readonly weight: number;
  readonly first: Sign;
  readonly second: Sign;
}

const SIZE = kinds.length;
const CLOSE = SIZE * SIZE;
const SINGLE = 2 * SIZE * SIZE;
const BESIDE = SINGLE + SIZE;
/** How many features there are. */
export const featureCount: number = BESIDE + SIZE;

/** As many words apart as two signs may stand to count as close. */
const REACH = 4;
const MOST_SIGNS = 80;
const SETTINGS: ReadonlyMap<Setting, number> = new Map(
  (['opening', 'in-schema', 'in-instructions', 'in-prompt'] as const).map((name) => [
    name,
    numberOf(name),
  ]),
);

// Which features the sentence at hand has had: the number of the sentence, so that nothing need be cleared.
const stamps = new Uint32Array(featureCount);
let sentences = 0;

/**
 * Each feature of a sentence once, with the signs that make it. Signs beyond the first 80 are left out.
 *
 * @param beside the signs of the sentences before and after
 */
export function eachFeature(
  { settings, signs }: Signed,
  beside: readonly (readonly Sign[])[],
  visit: (feature: number, first: Sign, second: Sign) => void,
): void {
  sentences = (sentences + 1) >>> 0;
  const once = (feature: number, first: Sign, second: Sign): void => {
    if (stamps[feature] === sentences) return;
    stamps[feature] = sentences;
    visit(feature, first, second);
  };
  const most = Math.min(signs.length, MOST_SIGNS);
  for (let j = 0; j < most; j += 1) {
    const second = signs[j] as Sign;
    once(SINGLE + second.kind, second, second);
    for (const setting of settings)
      once(wide(SETTINGS.get(setting) ?? 0, second.kind), second, second);
    for (let i = 0; i < j; i += 1) {
      const first = signs[i] as Sign;
      if (first.word === second.word) continue;
      once(wide(first.kind, second.kind), first, second);
      if (second.word - first.word <= REACH)
        once(CLOSE + first.kind * SIZE + second.kind, first, second);
    }
  }
  for (const neighbour of beside) {
    for (let i = 0; i < Math.min(neighbour.length, MOST_SIGNS); i += 1) {
      const sign = neighbour[i] as Sign;
      once(BESIDE + sign.kind, sign, sign);
    }
  }
}

/** Two kinds whatever their order. */
function wide(one: number, other: number): number {
  return one < other ? one * SIZE + other : other * SIZE + one;
}

/** The signs of the sentences before and after one. */
export function besideOf(all: readonly Signed[], i: number): (readonly Sign[])[] {
  return [all[i - 1]?.signs ?? [], all[i + 1]?.signs ?? []];
}

/** How much each sentence of a text reads like an attack: log odds, 0 is even. */
export function scoresOf(all: readonly Signed[], { bias, values }: Weights): number[] {
  return all.map((sentence, i) => {
    let score = bias;
    eachFeature(sentence, besideOf(all, i), (feature) => {
      score += values[feature] ?? 0;
    });
    return score;
  });
}

/** What counted for most in the score of a sentence; signs of the sentences beside it are left out. */
export function reasonsFor(sentence: Signed, { values }: Weights, most: number): Reason[] {
  const reasons: Reason[] = [];
  eachFeature(sentence, [], (feature, first, second) => {
    const weight = values[feature] ?? 0;
    if (weight > 0) reasons.push({ weight, first, second });
  });
  return reasons.sort((a, b) => b.weight - a.weight).slice(0, most);
}

/** The weights that are shipped, unpacked at first use. */
export function shipped(): Weights {
  unpacked ??= unpack();
  return unpacked;
}

let unpacked: Weights | undefined;

function unpack(): Weights {
  const values = new Float32Array(featureCount);
  let feature = -1;
  for (const part of steps.split(' ')) {
    const [skip = '0', weight = '0'] = part.split(',');
    feature += Number.parseInt(skip, 36);
    values[feature] = Number.parseInt(weight, 36) * step;
  }
  return { bias, values };
}

import { kinds, numberOf } from './lexicon/kinds.ts';
import type { Kind } from './lexicon/kinds.ts';
import { addTo, motifs, motifsIn, presenceOf } from './motifs.ts';
import type { Sign } from './signs.ts';
import type { Token } from './tokens.ts';

// What the model sees of a sentence: each sign, each two signs, each two close together in their order, the
// signs of the sentences beside it, the motifs that signs make, and its words, alone and by twos (hashed).

/** Where a sentence stands; the first of a description says what the tool is for. */
export type Setting = Extract<Kind, 'opening' | 'in-schema' | 'in-instructions' | 'in-prompt'>;

/** A sentence with its signs. */
export interface Signed {
  readonly text: string;
  /** Where it starts in its text, in UTF-16 code units of the normal spelling. */
  readonly at: number;
  readonly signs: readonly Sign[];
  readonly words: readonly Token[];
  readonly settings: readonly Setting[];
}

/** A stretch of a sentence, in UTF-16 code units. */
export interface Stretch {
  readonly at: number;
  readonly end: number;
}

const SIZE = kinds.length;
const CLOSE = SIZE * SIZE;
const SINGLE = 2 * SIZE * SIZE;
const BESIDE = SINGLE + SIZE;
const MOTIF = BESIDE + SIZE;
const ACROSS = MOTIF + motifs.length;
const WORDS = ACROSS + motifs.length;
/** A power of two. */
const BUCKETS = 131_072;
/** How many features there are. */
export const featureCount: number = WORDS + BUCKETS;

/** As many words apart as two signs may stand to count as close. */
const REACH = 4;
const MOST_SIGNS = 60;
const MOST_WORDS = 120;
const SETTINGS: ReadonlyMap<Setting, number> = new Map(
  (['opening', 'in-schema', 'in-instructions', 'in-prompt'] as const).map((name) => [
    name,
    numberOf(name),
  ]),
);

// Which features the sentence at hand has had: the number of the sentence, so that nothing need be cleared.
const stamps = new Uint32Array(featureCount);
let turn = 0;

/**
 * Each feature of a sentence once, with what makes it. Signs beyond the first 60 and words beyond the
 * first 120 are left out.
 */
export function eachFeature(
  all: readonly Signed[],
  index: number,
  visit: (feature: number, first: Stretch, second: Stretch) => void,
): void {
  const sentence = all[index];
  if (sentence === undefined) return;
  turn = (turn + 1) >>> 0;
  const once = (feature: number, first: Stretch, second: Stretch): void => {
    if (stamps[feature] === turn) return;
    stamps[feature] = turn;
    visit(feature, first, second);
  };
  const before = all[index - 1]?.signs ?? [];
  const after = all[index + 1]?.signs ?? [];
  eachPair(sentence, once);
  eachMotif(sentence, before, once);
  for (const signs of [before, after]) {
    for (let i = 0; i < Math.min(signs.length, MOST_SIGNS); i += 1) {
      const sign = signs[i] as Sign;
      once(BESIDE + sign.kind, sign, sign);
    }
  }
  eachWord(sentence, once);
}

type Visit = (feature: number, first: Stretch, second: Stretch) => void;

function eachPair({ settings, signs }: Signed, visit: Visit): void {
  const most = Math.min(signs.length, MOST_SIGNS);
  for (let j = 0; j < most; j += 1) {
    const second = signs[j] as Sign;
    visit(SINGLE + second.kind, second, second);
    for (const setting of settings) {
      visit(wide(SETTINGS.get(setting) ?? 0, second.kind), second, second);
    }
    for (let i = 0; i < j; i += 1) {
      const first = signs[i] as Sign;
      if (first.word === second.word) continue;
      visit(wide(first.kind, second.kind), first, second);
      if (second.word - first.word <= REACH) {
        visit(CLOSE + first.kind * SIZE + second.kind, first, second);
      }
    }
  }
}

/** Two kinds whatever their order. */
function wide(one: number, other: number): number {
  return one < other ? one * SIZE + other : other * SIZE + one;
}

function eachMotif({ settings, signs }: Signed, before: readonly Sign[], visit: Visit): void {
  const [first] = signs;
  // No motif has fewer parts than two.
  if (first === undefined || signs.length + before.length < 2) return;
  const presence = presenceOf(signs);
  for (const setting of settings) addTo(presence, SETTINGS.get(setting) ?? 0);
  const whole = { at: first.at, end: (signs.at(-1) ?? first).end };
  for (const motif of motifsIn(presence)) visit(MOTIF + motif, whole, whole);
  if (before.length === 0) return;
  for (const { kind } of before) addTo(presence, kind);
  for (const motif of motifsIn(presence)) visit(ACROSS + motif, whole, whole);
}

function eachWord({ words }: Signed, visit: Visit): void {
  let last: Token | undefined;
  for (let i = 0; i < Math.min(words.length, MOST_WORDS); i += 1) {
    const word = words[i] as Token;
    visit(WORDS + (word.hash & (BUCKETS - 1)), word, word);
    if (last !== undefined) {
      const hash = Math.imul(last.hash, 31) ^ Math.imul(word.hash, 0x01000193);
      visit(WORDS + ((hash ^ (hash >>> 15)) & (BUCKETS - 1)), last, word);
    }
    last = word;
  }
}

/** What a motif says, where a feature is one. */
export function motifOf(feature: number): string | undefined {
  if (feature < MOTIF || feature >= WORDS) return undefined;
  return motifs[(feature - MOTIF) % motifs.length]?.says;
}

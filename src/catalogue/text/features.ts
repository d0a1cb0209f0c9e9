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
/** More than so many signs and words can make. */
const MOST_FEATURES = 8192;
const SETTINGS: Readonly<Record<Setting, number>> = {
  opening: numberOf('opening'),
  'in-schema': numberOf('in-schema'),
  'in-instructions': numberOf('in-instructions'),
  'in-prompt': numberOf('in-prompt'),
};

/** The features of a sentence, each once, with what makes them. One for all: the next sentence overwrites it. */
export interface Features {
  readonly count: number;
  readonly numbers: Int32Array;
  /** The two stretches that make a feature, by its place among them. */
  readonly stretchesOf: (place: number) => readonly [Stretch, Stretch];
}

class Sheet implements Features {
  count = 0;
  readonly numbers = new Int32Array(MOST_FEATURES);
  // Four offsets each. As objects they would outlive their sentence, which the collector has to pay for.
  readonly #places = new Int32Array(4 * MOST_FEATURES);
  // Which features the sentence at hand has had: its turn, so that nothing need be cleared but once in a while.
  readonly #stamps = new Uint8Array(featureCount);
  #turn = 0;

  clear(): void {
    this.count = 0;
    this.#turn += 1;
    if (this.#turn < 256) return;
    this.#stamps.fill(0);
    this.#turn = 1;
  }

  note(feature: number, first: Stretch, second: Stretch): void {
    if (this.#stamps[feature] === this.#turn) return;
    this.#stamps[feature] = this.#turn;
    const place = 4 * this.count;
    this.numbers[this.count] = feature;
    this.#places[place] = first.at;
    this.#places[place + 1] = first.end;
    this.#places[place + 2] = second.at;
    this.#places[place + 3] = second.end;
    this.count += 1;
  }

  stretchesOf = (place: number): readonly [Stretch, Stretch] => {
    const [at = 0, end = 0, nextAt = 0, nextEnd = 0] = this.#places.subarray(4 * place);
    return [
      { at, end },
      { at: nextAt, end: nextEnd },
    ];
  };
}

const sheet = new Sheet();

/**
 * The features of a sentence, by what it holds and what the sentences beside it hold. Signs beyond the first
 * 60 and words beyond the first 120 are left out.
 */
export function featuresOf(all: readonly Signed[], index: number): Features {
  sheet.clear();
  const sentence = all[index];
  if (sentence === undefined) return sheet;
  const before = all[index - 1]?.signs ?? NO_SIGNS;
  const after = all[index + 1]?.signs ?? NO_SIGNS;
  notePairs(sentence);
  noteMotifs(sentence, before);
  noteNeighbours(before);
  noteNeighbours(after);
  noteWords(sentence);
  return sheet;
}

const NO_SIGNS: readonly Sign[] = [];

function noteNeighbours(signs: readonly Sign[]): void {
  for (let i = 0; i < Math.min(signs.length, MOST_SIGNS); i += 1) {
    const sign = signs[i] as Sign;
    sheet.note(BESIDE + sign.kind, sign, sign);
  }
}

function notePairs({ settings, signs }: Signed): void {
  const most = Math.min(signs.length, MOST_SIGNS);
  for (let j = 0; j < most; j += 1) {
    const second = signs[j] as Sign;
    sheet.note(SINGLE + second.kind, second, second);
    for (const setting of settings) {
      sheet.note(wide(SETTINGS[setting], second.kind), second, second);
    }
    for (let i = 0; i < j; i += 1) {
      const first = signs[i] as Sign;
      if (first.word === second.word) continue;
      sheet.note(wide(first.kind, second.kind), first, second);
      if (second.word - first.word <= REACH) {
        sheet.note(CLOSE + first.kind * SIZE + second.kind, first, second);
      }
    }
  }
}

/** Two kinds whatever their order. */
function wide(one: number, other: number): number {
  return one < other ? one * SIZE + other : other * SIZE + one;
}

function noteMotifs({ settings, signs }: Signed, before: readonly Sign[]): void {
  const [first] = signs;
  // No motif has fewer parts than two.
  if (first === undefined || signs.length + before.length < 2) return;
  const presence = presenceOf(signs);
  for (const setting of settings) addTo(presence, SETTINGS[setting]);
  const whole = { at: first.at, end: (signs.at(-1) ?? first).end };
  for (const motif of motifsIn(presence)) sheet.note(MOTIF + motif, whole, whole);
  if (before.length === 0) return;
  for (const { kind } of before) addTo(presence, kind);
  for (const motif of motifsIn(presence)) sheet.note(ACROSS + motif, whole, whole);
}

function noteWords({ words }: Signed): void {
  let last: Token | undefined;
  for (let i = 0; i < Math.min(words.length, MOST_WORDS); i += 1) {
    const word = words[i] as Token;
    sheet.note(WORDS + (word.hash & (BUCKETS - 1)), word, word);
    if (last !== undefined) {
      const hash = Math.imul(last.hash, 31) ^ Math.imul(word.hash, 0x01000193);
      sheet.note(WORDS + ((hash ^ (hash >>> 15)) & (BUCKETS - 1)), last, word);
    }
    last = word;
  }
}

/** What a motif says, where a feature is one. */
export function motifOf(feature: number): string | undefined {
  if (feature < MOTIF || feature >= WORDS) return undefined;
  return motifs[(feature - MOTIF) % motifs.length]?.says;
}

import type { OutputSubject } from '../../domain/rule.ts';
import type { Signed } from '../text/features.ts';
import { deeds, numberOf, objects } from '../text/lexicon/kinds.ts';
import type { Deed } from '../text/lexicon/kinds.ts';
import { addThings, nobody, signsIn } from '../text/signs.ts';
import type { Sign } from '../text/signs.ts';
import { sentencesOf } from '../text/sentences.ts';
import type { Span } from '../text/sentences.ts';
import { wordsOf } from '../text/tokens.ts';
import type { Token } from '../text/tokens.ts';
import { cue } from './cues.ts';
import type { Cue } from './cues.ts';
import { riskKinds, risksIn } from './risks.ts';
import type { RiskKind } from './risks.ts';
import { readOutput } from './scenes.ts';
import type { Scene } from './scenes.ts';

// What a sentence of a returned text is, seen from the rest of that text. An attack in a page is an order
// where there are no others, about things of which nothing else there speaks.

/** A sentence of a returned text with its signs and its traits, each trait once. */
export interface Line extends Signed {
  readonly traits: readonly number[];
  /** The cues in it, together. */
  readonly mask: number;
  /** Whether it was asked for; see `linesOf`. */
  readonly isSuspect: boolean;
}

type Manner = 'called' | 'told' | 'unaddressed';
type Trait =
  | Manner
  | `${Manner}, off topic`
  | `${Manner}, with an order`
  | (typeof OTHERS)[number]
  | `wants ${RiskKind}`
  | `holds ${RiskKind}`
  | `odd ${Deed}`;

const MANNERS: readonly Manner[] = ['called', 'told', 'unaddressed'];
const OTHERS = [
  'some weight',
  'much weight',
  'among models',
  'quoted',
  'alone',
  'in data',
  'of attacks',
  'near attacks',
  'foreign',
  'opens',
  'ends',
  'order, none elsewhere',
  'order, few elsewhere',
  'order, many elsewhere',
] as const;
const traits: readonly Trait[] = [
  ...MANNERS.flatMap((manner): Trait[] => [
    manner,
    `${manner}, off topic`,
    `${manner}, with an order`,
  ]),
  ...OTHERS,
  ...riskKinds.flatMap((kind): Trait[] => [`wants ${kind}`, `holds ${kind}`]),
  ...deeds.map((deed): Trait => `odd ${deed}`),
];
const NUMBERS: ReadonlyMap<Trait, number> = new Map(traits.map((name, i) => [name, i]));
const trait = (name: Trait): number => NUMBERS.get(name) ?? 0;

/** How many traits there are. */
export const traitCount: number = traits.length;

// Sentences on each side that may speak of the same without making it the text's own subject.
const BESIDE = 2;
/** Characters. */
const NEAR = 300;
const MANY = 0.25;
const SOME = 3;
const MUCH = 6;

// Positions of things and deeds in masks, by kind of sign.
const THINGS: ReadonlyMap<number, number> = new Map(
  objects.map((object, i) => [numberOf(`foreign ${object}`), i]),
);
const OWN: readonly number[] = objects.map(numberOf);
const ORDERS: ReadonlyMap<number, number> = new Map(
  deeds.flatMap((deed, i) => [
    [numberOf(`order ${deed}`), i] as const,
    [numberOf(`bare ${deed}`), i] as const,
  ]),
);

/**
 * The sentences of a text that a server returned. Linear in its length.
 *
 * @param which `suspect` reads only those with at least two kinds of cue, and the ones beside them; the
 *   others have no signs. Most sentences of most texts are so passed by.
 */
export function linesOf(subject: OutputSubject, which: 'all' | 'suspect'): Line[] {
  const { cues, isForeign, scenes, text } = readOutput(subject);
  const abouts = cues.filter(isAbout).map(({ at }) => at);
  const spans = sentencesOf(text).flatMap(inStrings);
  const masks = masksOf(spans, cues);
  const isSuspect = masks.map((mask) => which === 'all' || isForeign || hasTwo(mask));
  const isRead = (i: number): boolean =>
    [i - 1, i, i + 1].some((beside) => isSuspect[beside] === true);
  const words = spans.map((span, i) => (isRead(i) ? wordsOf(span.text) : NO_WORDS));
  const signs = spans.map((span, i) =>
    words[i] === NO_WORDS ? [] : signsIn(span.text, nobody, words[i]),
  );
  const things = new Spread(signs, THINGS, objects.length);
  const orders = new Spread(signs, ORDERS, deeds.length);
  const known = purposeOf(subject);
  let next = 0;
  let about = 0;
  return spans.map((span, i) => {
    const end = span.at + span.text.length;
    while ((scenes[next]?.end ?? Number.POSITIVE_INFINITY) <= span.at) next += 1;
    const found: Trait[] = [];
    const scene = scenes[next];
    const hasOrder = orders.at(i) !== 0;
    if (scene !== undefined && scene.at < end) addScene(found, scene, hasOrder);
    while ((abouts[about] ?? text.length) < span.at - NEAR) about += 1;
    addAbout(found, span, abouts, about);
    if (isForeign) found.push('foreign');
    if (spans.length === 1) found.push('alone');
    if (i === 0) found.push('opens');
    if (i === spans.length - 1) found.push('ends');
    if (/["|;,=<]/.test(text.charAt(span.at - 1))) found.push('in data');
    if (hasOrder) {
      const elsewhere = (orders.sentences - 1) / Math.max(1, spans.length - 1);
      found.push(
        `order, ${elsewhere === 0 ? 'none' : elsewhere < MANY ? 'few' : 'many'} elsewhere`,
      );
      for (const [k, deed] of deeds.entries()) {
        if ((orders.at(i) & (1 << k)) !== 0 && !orders.isElsewhere(k, i)) found.push(`odd ${deed}`);
      }
    }
    const isOwn = (k: number): boolean => known.has(OWN[k] ?? -1) || things.isElsewhere(k, i);
    return {
      ...span,
      settings: [],
      words: words[i] ?? [],
      signs: (signs[i] ?? []).map((sign) => ownOr(sign, isOwn)),
      traits: found.map(trait),
      mask: masks[i] ?? 0,
      isSuspect: isSuspect[i] === true,
    };
  });
}

/** The cues in each sentence, together. */
function masksOf(spans: readonly Span[], cues: readonly Cue[]): number[] {
  let next = 0;
  return spans.map(({ at, text }) => {
    while ((cues[next]?.at ?? Number.POSITIVE_INFINITY) < at) next += 1;
    let mask = 0;
    for (; (cues[next]?.at ?? Number.POSITIVE_INFINITY) < at + text.length; next += 1) {
      mask |= cues[next]?.mask ?? 0;
    }
    return mask;
  });
}

const hasTwo = (mask: number): boolean => (mask & (mask - 1)) !== 0;
const NO_WORDS: readonly Token[] = [];

/** What a sentence wants by its wording, as traits. Dear: many expressions are tried. */
export function heldIn({ mask, text }: Line): number[] {
  if (mask === 0) return [];
  const risks = risksIn(text, mask, { isForeign: false, mustBeHard: false });
  return risks.map(({ kind }) => trait(`holds ${kind}`));
}

/** Every trait that `heldIn` may give. */
export const holdable: readonly number[] = riskKinds.map((kind) => trait(`holds ${kind}`));

/** Whether attacks are spoken of in a sentence or near it; `from` is the first such word that is near. */
function addAbout(
  found: Trait[],
  { at, text }: Span,
  abouts: readonly number[],
  from: number,
): void {
  const end = at + text.length;
  if ((abouts[from] ?? Number.POSITIVE_INFINITY) >= end + NEAR) return;
  found.push('near attacks');
  for (let k = from; (abouts[k] ?? end) < end; k += 1) {
    if ((abouts[k] ?? 0) < at) continue;
    found.push('of attacks');
    return;
  }
}

const isAbout = ({ mask }: Cue): boolean => (mask & cue.about) !== 0;

function addScene(found: Trait[], scene: Scene, hasOrder: boolean): void {
  const { elsewhere, isQuoted, manner = 'unaddressed', risks, weight } = scene;
  found.push(manner);
  if (elsewhere === 0) found.push(`${manner}, off topic`);
  if (hasOrder) found.push(`${manner}, with an order`);
  if (weight >= SOME) found.push('some weight');
  if (weight >= MUCH) found.push('much weight');
  if (elsewhere > 1) found.push('among models');
  if (isQuoted) found.push('quoted');
  for (const { kind } of risks) found.push(`wants ${kind}`);
}

/** A thing of which the text speaks elsewhere too is no longer foreign to it. */
function ownOr(sign: Sign, isOwn: (thing: number) => boolean): Sign {
  const thing = THINGS.get(sign.kind);
  return thing === undefined || !isOwn(thing) ? sign : { ...sign, kind: OWN[thing] ?? sign.kind };
}

/** Which of a few kinds of sign stand in which sentence, as bits. */
class Spread {
  readonly #masks: readonly number[];
  readonly #totals: number[];
  /** How many sentences have any. */
  readonly sentences: number;

  constructor(
    signs: readonly (readonly Sign[])[],
    positions: ReadonlyMap<number, number>,
    count: number,
  ) {
    this.#masks = signs.map((some) => {
      let mask = 0;
      for (const { kind } of some) {
        const position = positions.get(kind);
        if (position !== undefined) mask |= 1 << position;
      }
      return mask;
    });
    this.sentences = this.#masks.filter((mask) => mask !== 0).length;
    this.#totals = Array.from({ length: count }, () => 0);
    for (const mask of this.#masks) {
      for (let k = 0; k < count; k += 1) {
        if ((mask & (1 << k)) !== 0) this.#totals[k] = (this.#totals[k] ?? 0) + 1;
      }
    }
  }

  at(index: number): number {
    return this.#masks[index] ?? 0;
  }

  /** Whether it stands in a sentence that is not beside this one. */
  isElsewhere(position: number, index: number): boolean {
    let beside = 0;
    for (let i = Math.max(0, index - BESIDE); i <= index + BESIDE; i += 1) {
      if (((this.#masks[i] ?? 0) & (1 << position)) !== 0) beside += 1;
    }
    return (this.#totals[position] ?? 0) > beside;
  }
}

/** What the tool that returned the text openly is about, as kinds of thing. */
function purposeOf({ source }: OutputSubject): ReadonlySet<number> {
  if (source === undefined) return NOTHING;
  const { description } = source.raw;
  const said = typeof description === 'string' ? description.slice(0, 400) : '';
  const things = new Set<number>();
  addThings(`${source.name.replace(/[_./:-]/g, ' ').slice(0, 200)}. ${said}`, things);
  return things;
}

const NOTHING: ReadonlySet<number> = new Set();
// One string of a record or a list ends, the next begins.
const STRING_END = /",?\s?[,\]}]/g;

function inStrings(span: Span): Span[] {
  if (!span.text.includes('"')) return [span];
  const pieces: Span[] = [];
  let start = 0;
  for (const { 0: mark, index } of span.text.matchAll(STRING_END)) {
    const end = index + mark.length;
    pieces.push({ text: span.text.slice(start, end), at: span.at + start });
    start = end;
  }
  if (start < span.text.length) pieces.push({ text: span.text.slice(start), at: span.at + start });
  return pieces.filter(({ text }) => /[\p{L}\d]/u.test(text));
}

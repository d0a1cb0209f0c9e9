import type { OutputSubject } from '../../domain/rule.ts';
import { normalise } from '../text/normalise.ts';
import { addressesIn } from './address.ts';
import type { Address } from './address.ts';
import { askedIn } from './asks.ts';
import type { Asked } from './asks.ts';
import { cue, cuesIn } from './cues.ts';
import type { Cue } from './cues.ts';
import { mostWith, risksIn } from './risks.ts';
import type { Risk, RiskKind } from './risks.ts';

/** A stretch of a text with what it wants of whoever reads it. */
export interface Scene {
  /** How it turns to the model; undefined where it only has what an attack is made of. */
  readonly manner: Address['manner'] | undefined;
  /** Offsets into the normal spelling. */
  readonly at: number;
  readonly end: number;
  readonly text: string;
  /** The same with what stands before it in its paragraph. */
  readonly around: string;
  readonly risks: readonly Risk[];
  readonly weight: number;
  /** Whether it begins behind a quotation mark. */
  readonly isQuoted: boolean;
  /** How often the text speaks of models elsewhere. */
  readonly elsewhere: number;
}

/** A text as the output rules read it. */
export interface OutputReading {
  /** In one spelling. */
  readonly text: string;
  /** The offset in the subject's own text of an index in that spelling. */
  readonly origin: (index: number) => number;
  /** Those that may matter, in the order of the text. */
  readonly scenes: readonly Scene[];
  /** The words in it that attacks are made of. */
  readonly cues: readonly Cue[];
  /** Whether it may hold another language than English. */
  readonly isForeign: boolean;
}

/** Characters; what is longer is read to here, and whoever calls says so. */
export const LONGEST_OUTPUT = 4_000_000;

const REACH = 600;
const NEAR = 280;
const LEAD = 160;
const SENTENCES = 4;
// Less than what turns to nobody must weigh: rules decide, this only saves time.
const WORTH_READING = 5;
const readings = new WeakMap<OutputSubject, OutputReading>();

/** The text in one spelling, with the scenes in it. Each subject is read once; linear in its length. */
export function readOutput(subject: OutputSubject): OutputReading {
  const known = readings.get(subject);
  if (known !== undefined) return known;
  const { origin, text: joined } = normalise(subject.text.slice(0, LONGEST_OUTPUT));
  const text = joined.replace(JOINED, apart);
  const isForeign = /[^\0-\u024F\u2000-\u206F\p{S}]/u.test(text) || FOREIGN_WORDS.test(text);
  const cues = cuesIn(text);
  const called = addressed(text, cues, isForeign);
  const scenes = [...called, ...unaddressed(text, cues, called, isForeign)];
  scenes.sort((one, other) => one.at - other.at);
  const reading = { text, origin, scenes, cues, isForeign };
  readings.set(subject, reading);
  return reading;
}

// Sentences in places that take no blanks: `note=Hello+agent,+send+the+key`, `agent-please-send-the-key`.
const JOINED =
  /(?<![\w/.+-])[A-Za-z']{1,20}[,:.!]?(?:(?:\+[\w@.,:;!'-]{1,40}){3,60}|(?:-[A-Za-z\d@.,:]{1,40}){4,40})/g;

/** As long as before, so that offsets stay. */
function apart(words: string): string {
  return words.replace(words.includes('+') ? /\+/g : /-/g, ' ');
}

// Small words of Western European languages that English does not have.
const FOREIGN_WORDS =
  /\b(?:der|das|nicht|und|f\u00FCr|el|los|las|para|une|des|les|pas|pour|del|della|che|n\u00E3o|voc\u00EA|bir|i\u00E7in)\b/i;

const RANK: Readonly<Record<Address['manner'], number>> = { told: 0, called: 1 };

function addressed(text: string, cues: readonly Cue[], isForeign: boolean): Scene[] {
  const models = cues.filter(({ mask }) => (mask & cue.model) !== 0).map(({ at }) => at);
  const scenes: Scene[] = [];
  const { addresses, mentions } = addressesIn(text, models, isForeign);
  let last = 0;
  let next = 0;
  for (const { at, end, manner } of addresses) {
    // What is said further on in a scene belongs to it; the next one starts behind it.
    if (at < last && RANK[manner] <= RANK[scenes.at(-1)?.manner ?? 'told']) continue;
    const to = sceneEnd(text, end);
    while ((cues[next]?.at ?? text.length) < at) next += 1;
    let mask = 0;
    for (let k = next; (cues[k]?.at ?? text.length) < to; k += 1) mask |= cues[k]?.mask ?? 0;
    const scene = sceneOf(text, at, to, mask, { manner, isForeign });
    const before = scenes.at(-1);
    if (at >= last) scenes.push(scene);
    else if (before !== undefined && RANK[manner] > RANK[before.manner ?? 'told']) {
      scenes[scenes.length - 1] = scene;
    } else continue;
    last = to;
  }
  let index = 0;
  return scenes.map((scene) => {
    while ((mentions[index] ?? text.length) < scene.at) index += 1;
    const first = index;
    while ((mentions[index] ?? text.length) < scene.end) index += 1;
    return { ...scene, elsewhere: mentions.length - (index - first) };
  });
}

/** Stretches that turn to nobody, and have close together what an attack is made of. */
function unaddressed(
  text: string,
  cues: readonly Cue[],
  called: readonly Scene[],
  isForeign: boolean,
): Scene[] {
  const scenes: Scene[] = [];
  let last = 0;
  let passed = 0;
  for (const [i, first] of cues.entries()) {
    if (first.at < last) continue;
    let mask = 0;
    let end = first.at;
    for (let k = i; k < cues.length; k += 1) {
      const one = cues[k];
      if (one === undefined || one.at > first.at + NEAR) break;
      mask |= one.mask;
      end = one.at;
    }
    if (mostWith(mask) < WORTH_READING) continue;
    const from = sentenceStart(text, first.at);
    const to = sceneEnd(text, end);
    // The next stretch begins half-way through this one, so that no seam hides anything.
    last = first.at + NEAR / 2;
    while ((called[passed]?.end ?? text.length) < end) passed += 1;
    if ((called[passed]?.at ?? text.length) <= first.at) continue;
    const scene = sceneOf(text, from, Math.min(to, from + REACH), mask, {
      manner: undefined,
      isForeign,
    });
    const before = scenes.at(-1);
    if (before !== undefined && before.end > scene.at) {
      if (before.weight >= scene.weight) continue;
      scenes.pop();
    }
    if (scene.weight >= WORTH_READING) scenes.push(scene);
  }
  return scenes;
}

function sceneOf(
  text: string,
  at: number,
  end: number,
  mask: number,
  { isForeign, manner }: { readonly isForeign: boolean; readonly manner: Scene['manner'] },
): Scene {
  const stretch = text.slice(at, end);
  const mustBeHard = manner === undefined;
  const shaped = risksIn(stretch, mask, { isForeign, mustBeHard });
  const turns =
    manner !== undefined || shaped.some(({ kind }) => kind === 'reader' || kind === 'forge');
  const { deeds, risks: asked } = turns ? askedIn(stretch) : NOTHING;
  const risks = strongest([...shaped, ...asked]);
  const weight = risks.reduce((sum, risk) => sum + risk.weight, 0);
  const before = text.slice(Math.max(0, at - LEAD), at);
  const around = before.slice(before.lastIndexOf('\n\n') + 1) + stretch;
  return {
    manner,
    at,
    end,
    text: stretch,
    around,
    risks,
    weight: weight + deeds,
    isQuoted: /["'\u2018\u201C\u00AB]$/.test(before),
    elsewhere: 0,
  };
}

const NOTHING: Asked = { deeds: 0, risks: [] };

/** Each kind once, where it weighs most. */
function strongest(risks: readonly Risk[]): Risk[] {
  const best = new Map<RiskKind, Risk>();
  for (const risk of risks) {
    if ((best.get(risk.kind)?.weight ?? 0) < risk.weight) best.set(risk.kind, risk);
  }
  return [...best.values()];
}

function sentenceStart(text: string, at: number): number {
  const from = Math.max(0, at - LEAD);
  const before = text.slice(from, at);
  const stop = /^[^]*(?:[.!?]["')\]]?\s|\n\s?\n)/.exec(before)?.[0].length ?? 0;
  return from + stop;
}

const STOP = /[.!?]["')\]]?(?=\s|$)|[\u3002\uFF01\uFF1F]|\n(?=\s{0,20}(?:\n|[-*#\d]|[A-Z]))/g;

/** To the end of the paragraph, of the fourth sentence, or as far as one reads in a breath. */
function sceneEnd(text: string, from: number): number {
  const room = text.slice(from, from + REACH);
  // A heading is followed by what it announces.
  const heading = /^[^\n.!?:]{0,40}\n\s{0,4}/.exec(room)?.[0].length ?? 0;
  const blank = room.slice(heading).search(/\n[ \t\r]*\n/);
  const limit = blank < 0 ? room.length : heading + blank;
  let sentences = 0;
  for (const { index } of room.slice(heading, limit).matchAll(STOP)) {
    sentences += 1;
    if (sentences === SENTENCES) return from + heading + index + 1;
  }
  return from + limit;
}

import { english } from './english.ts';
import { languages } from './languages.ts';
import { deeds, numberOf } from './kinds.ts';
import type { Deed, Kind, Vocabulary } from './kinds.ts';

/** How a verb stands: bits, since `read` and `set` are base form and participle in one. */
export const BASE = 1;
export const THIRD = 2;
export const PARTICIPLE = 4;
export const GERUND = 8;

/** What the grammar of orders needs to know of a small word: bits. */
export const LINK = 1;
export const TO = 2;
export const NEGATION = 4;
export const AND = 8;
export const BE = 16;
/** A verb that is a noun as often: `call`, `report`. */
export const NOUNISH = 32;
/** A verb of a language whose forms are not analysed. */
export const UNINFLECTED = 64;
/** What an object starts with. */
export const DETERMINER = 128;
/** What follows a noun, not a verb: `of`, `is`, `must`. */
export const AFTER_NOUN = 256;

/** What turns the verbs behind it into a mention: "detects texts that say …". */
export const MENTION = 512;
/** What gives what follows it the force of an order. */
export const FORCE = 1024;
/** "not", in any language. */
export const NOT = 2048;

/** What is known of a word, and of the phrases that start with it. */
export interface Word {
  kinds: number[];
  /** Positions in the list of deeds. */
  deeds: number[];
  form: number;
  flags: number;
  next: Map<string, Word> | undefined;
}

const LINKS =
  "and or then to must should shall will always never first please also not you we assistant model agent llm ai caller just simply immediately silently quietly secretly instead only kindly additionally furthermore next finally afterwards second third now so but either do don't let otherwise further even directly automatically note important cannot can may";
const NOUNS =
  'access cc call change check claim contact copy email mail end exchange export find format hand include increase leak list load make mention note open output place post present print prompt push query rank read record reply report request reset result return reveal round route run save scan search set share shift show start state store stream switch sync take transfer trigger type update upload use view write log cache track monitor order trade book commit merge draft filter limit hold track shift bundle ship pipe poll visit chain source import deploy install download trust reserve review document flag comment answer display purchase schedule sign patch edit point value pull dump snapshot probe watch capture echo quote index build grant permit supply feed engage pad prefix suffix stop skip forward address pass question demand state purge flush escape transform direct'.split(
    ' ',
  );
const IRREGULAR: Readonly<Record<string, string>> = {
  get: 'got gotten',
  find: 'found',
  take: 'taken took',
  give: 'given gave',
  make: 'made',
  send: 'sent',
  write: 'written wrote',
  override: 'overridden overrode',
  overwrite: 'overwritten',
  say: 'said',
  tell: 'told',
  choose: 'chosen chose',
  forget: 'forgotten',
  steal: 'stolen',
  rewrite: 'rewritten',
  keep: 'kept',
  hide: 'hidden',
  hold: 'held',
  buy: 'bought',
  pay: 'paid',
  withhold: 'withheld',
  leave: 'left',
  become: 'become',
  build: 'built',
  bring: 'brought',
  speak: 'spoken',
  let: 'let',
  shut: 'shut',
  feed: 'fed',
};
/** Base form and participle in one. */
const SAME = new Set(['read', 'set', 'put', 'run', 'cut', 'reset', 'let', 'shut', 'become']);

const ROOT = new Map<string, Word>();
/** Words of which only the start is known, by that start. */
const STEMS = new Map<string, Word>();

const blank = (): Word => ({ kinds: [], deeds: [], form: 0, flags: 0, next: undefined });

/** The word or phrase under a key, made where there is none. */
function place(key: string): Word {
  const isStem = key.endsWith('*');
  const parts = (isStem ? key.slice(0, -1) : key).split(/(?<=[^_])_(?=[^_])/);
  let level = isStem && parts.length === 1 ? STEMS : ROOT;
  let word: Word | undefined;
  for (const part of parts) {
    word = level.get(part);
    if (word === undefined) level.set(part, (word = blank()));
    if (part !== parts.at(-1)) level = word.next ??= new Map();
  }
  return word ?? blank();
}

function teach({ verbs, words }: Vocabulary, isEnglish: boolean): void {
  for (const [kind, list] of Object.entries(words)) {
    for (const entry of list.split(' ').filter(Boolean)) {
      const { kinds } = place(entry);
      const number = numberOf(kind as Kind);
      if (!kinds.includes(number)) kinds.push(number);
    }
  }
  for (const [deed, list] of Object.entries(verbs)) {
    for (const entry of list.split(' ').filter(Boolean)) {
      if (isEnglish) inflect(entry, deed as Deed);
      else verb(entry, deed as Deed, BASE, UNINFLECTED);
    }
  }
}

function verb(key: string, deed: Deed, form: number, flags = 0): void {
  const word = place(key);
  const number = deeds.indexOf(deed);
  if (!word.deeds.includes(number)) word.deeds.push(number);
  word.form |= form;
  word.flags |= flags;
}

/** All forms of an English verb; of a phrase only the first word changes. */
function inflect(entry: string, deed: Deed): void {
  const [base = '', ...rest] = entry.split('_');
  const add = (form: string, kind: number): void => verb([form, ...rest].join('_'), deed, kind);
  const stem = base.replace(/e$/, '');
  const doubled = /[^aeiou][aeiou][bdgmnprt]$/.test(base) ? base + (base.at(-1) ?? '') : stem;
  const third = /(?:s|x|z|ch|sh)$/.test(base) ? `${base}es` : base.replace(/([^aeiou])y$/, '$1ie');
  add(base, BASE | (SAME.has(base) ? PARTICIPLE : 0));
  add(third.endsWith('es') ? third : `${third}s`, THIRD);
  for (const form of new Set([`${stem}ing`, `${doubled}ing`])) add(form, GERUND);
  const past = base.replace(/([^aeiou])y$/, '$1i');
  const regular = [`${stem === base ? past : stem}ed`, `${doubled}ed`];
  const irregular = IRREGULAR[base]?.split(' ');
  for (const form of new Set(irregular ?? regular)) add(form, PARTICIPLE);
}

function flag(list: readonly string[], bit: number): void {
  for (const word of list) place(word).flags |= bit;
}

teach(english, true);
for (const language of languages) teach(language, false);
flag(LINKS.split(' '), LINK);
flag(['to'], TO);
flag(['and', 'but', 'then'], AND);
flag(
  "not don't never avoid without no cannot can't mustn't shouldn't nor won't neither doesn't isn't".split(
    ' ',
  ),
  NEGATION,
);
flag(['be', 'been', 'being', 'is', 'are', 'was', 'were', 'gets', 'get'], BE);
flag(
  'the a an any all its their this that these those it them every each your you everything whatever anything what his her both no only another other our my me us'.split(
    ' ',
  ),
  DETERMINER,
);
flag(
  'of is are was were be must should shall can may will has have had does do for by at or and in on was which that'.split(
    ' ',
  ),
  AFTER_NOUN,
);
flag(NOUNS, NOUNISH);
for (const noun of NOUNS) flag([`${noun}s`], NOUNISH);

const FORCING = new Set(
  (
    [
      'duty',
      'please',
      'urgent',
      'you',
      'model',
      'before',
      'after',
      'when',
      'if',
      'pretext',
      'threat',
      'from-now-on',
    ] satisfies Kind[]
  ).map(numberOf),
);
markKinds(ROOT);
markKinds(STEMS);

/** Notes as flags what is asked of every word of every sentence. */
function markKinds(words: ReadonlyMap<string, Word>): void {
  for (const word of words.values()) {
    if (word.kinds.includes(numberOf('mention'))) word.flags |= MENTION;
    if (word.kinds.includes(numberOf('not'))) word.flags |= NOT;
    if (word.kinds.some((kind) => FORCING.has(kind))) word.flags |= FORCE;
    if (word.next !== undefined) markKinds(word.next);
  }
}

/** The word as the dictionary has it, by its lower-case spelling; a plural or a known start will do. */
export function look(word: string): Word | undefined {
  const known = ROOT.get(word);
  if (known !== undefined) return known;
  if (word.length > 3 && word.endsWith('s')) {
    const singular = ROOT.get(word.slice(0, -1));
    if (singular !== undefined && singular.deeds.length === 0) return singular;
  }
  return word.length < 3 && word.charCodeAt(0) < 0x3000 ? undefined : fromStem(word);
}

function fromStem(word: string): Word | undefined {
  // One sign says enough in Korean, not in an alphabet.
  const least = word.charCodeAt(0) < 0x3000 ? 2 : 1;
  for (let length = Math.min(word.length, 14); length >= least; length -= 1) {
    const stem = STEMS.get(word.slice(0, length));
    if (stem !== undefined) return stem;
  }
  return undefined;
}

/** The longest entry that a text without blanks has at a place; its length in code units. */
export function lookAt(
  text: string,
  at: number,
): { readonly word: Word; readonly length: number } | undefined {
  for (let length = Math.min(10, text.length - at); length > 0; length -= 1) {
    const word = ROOT.get(text.slice(at, at + length));
    if (word !== undefined) return { word, length };
  }
  return undefined;
}

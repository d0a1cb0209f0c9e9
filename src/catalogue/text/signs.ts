import {
  AFTER_NOUN,
  AND,
  BASE,
  BE,
  DETERMINER,
  FORCE,
  GERUND,
  LINK,
  MENTION,
  NEGATION,
  NOT,
  NOUNISH,
  PARTICIPLE,
  THIRD,
  TO,
  UNINFLECTED,
} from './lexicon/index.ts';
import { deeds, kinds, numberOf, objects } from './lexicon/kinds.ts';
import type { Kind, Stance } from './lexicon/kinds.ts';
import { phrasesIn, wordsOf } from './tokens.ts';
import type { Token } from './tokens.ts';

/** Something in a sentence that an attack is made of; alone it means nothing. */
export interface Sign {
  /** Position in the list of kinds. */
  readonly kind: number;
  /** Where it stands in the sentence, in UTF-16 code units. */
  readonly at: number;
  readonly end: number;
  /** Which word of the sentence it is. */
  readonly word: number;
}

/** What a sentence is read against: who speaks, and what that one openly is for. */
export interface Speaker {
  /** The name by which the definition goes, in lower case. */
  readonly name: string;
  /** Its parameters, in lower case. */
  readonly parameters: ReadonlySet<string>;
  /** What else the same server offers, by name in lower case. */
  readonly neighbours: ReadonlySet<string>;
  /** The things that its name, title and first sentence speak of, as kinds of sign. */
  readonly purpose: ReadonlySet<number>;
}

/** Somebody of whom nothing is known: everything is foreign to them. */
export const nobody: Speaker = {
  name: '',
  parameters: new Set(),
  neighbours: new Set(),
  purpose: new Set(),
};

/** Per kind that is a thing, the kind that it is where it is foreign; -1 for other kinds. */
const FOREIGN = new Int16Array(kinds.length).fill(-1);
for (const object of objects) FOREIGN[numberOf(object)] = numberOf(`foreign ${object}`);
/** The kind of the first deed in a stance: the others follow. */
const STANCE: Readonly<Record<Stance, number>> = {
  order: numberOf(`order ${deeds[0]}`),
  bare: numberOf(`bare ${deeds[0]}`),
  forbidden: numberOf(`forbidden ${deeds[0]}`),
  does: numberOf(`does ${deeds[0]}`),
};
const OWN_NAME = numberOf('own-name');
const OWN_PARAMETER = numberOf('own-parameter');
const OTHER_NAME = numberOf('other-name');
const NEAR = 4;

/** The signs in a sentence, in its order; `words` are its words where they are known already. */
export function signsIn(
  sentence: string,
  speaker: Speaker,
  words: readonly Token[] = wordsOf(sentence),
): Sign[] {
  const tokens = phrasesIn(words);
  const signs: Sign[] = [];
  const mentioned = firstWith(tokens, MENTION);
  const forced = firstWith(tokens, FORCE);
  for (let i = 0; i < tokens.length; i += 1) {
    const { at, end, name, word } = tokens[i] as Token;
    const meant = word.deeds.length === 0 ? undefined : stanceOf(tokens, i, forced);
    // "Detects texts that say: ignore …" gives no order.
    const isMentioned = mentioned >= 0 && mentioned < i && meant !== undefined;
    const stance = isMentioned ? 'does' : meant;
    if (stance !== undefined) {
      const first = STANCE[stance];
      for (const deed of word.deeds) signs.push({ kind: first + deed, at, end, word: i });
    }
    // A word that is used as a verb here is no thing.
    const isThing = stance === undefined || stance === 'does';
    for (const kind of word.kinds) {
      const foreign = FOREIGN[kind] as number;
      if (foreign >= 0 && !isThing) continue;
      const isForeign = foreign >= 0 && !speaker.purpose.has(kind);
      signs.push({ kind: isForeign ? foreign : kind, at, end, word: i });
    }
    if (name !== '') signs.push({ kind: nameKind(name, speaker), at, end, word: i });
  }
  return signs;
}

function firstWith(tokens: readonly Token[], flag: number): number {
  return tokens.findIndex(({ word }) => (word.flags & flag) !== 0);
}

/** Notes the things that a text speaks of, as kinds of sign. */
export function addThings(text: string, things: Set<number>): void {
  for (const { word } of phrasesIn(wordsOf(text))) {
    for (const kind of word.kinds) if ((FOREIGN[kind] as number) >= 0) things.add(kind);
  }
}

function nameKind(name: string, { name: own, neighbours, parameters }: Speaker): number {
  if (name === own) return OWN_NAME;
  return parameters.has(name) || neighbours.has(name) ? OWN_PARAMETER : OTHER_NAME;
}

/** How a verb is meant; undefined where the word is none. Heuristic, for English word by word. */
function stanceOf(tokens: readonly Token[], i: number, forced: number): Stance | undefined {
  const token = tokens[i];
  if (token === undefined) return undefined;
  const { form, flags } = token.word;
  const isForced = forced >= 0 && forced < i;
  if ((flags & UNINFLECTED) !== 0 && form === BASE) {
    if (isNegated(tokens, i) || isNegatedAfter(tokens, i)) return 'forbidden';
    return forced >= 0 ? 'order' : 'bare';
  }
  const previous = tokens[i - 1]?.word;
  if ((form & BASE) !== 0 && isTold(tokens, i)) {
    if (isNegated(tokens, i)) return 'forbidden';
    return isForced ? 'order' : 'bare';
  }
  const isNoun = (flags & NOUNISH) !== 0;
  if ((form & PARTICIPLE) !== 0) {
    const isPassive = hasNear(tokens, i, BE);
    if (isPassive && isForced) return isNegated(tokens, i) ? 'forbidden' : 'order';
    return isPassive || !isNoun ? 'does' : undefined;
  }
  if ((form & GERUND) !== 0) return isForced && (previous?.flags ?? 0) & AND ? 'order' : 'does';
  if ((form & THIRD) !== 0) {
    const startsClause = token.opens || ((previous?.flags ?? 0) & (LINK | AND)) !== 0;
    return !isNoun || startsClause ? 'does' : undefined;
  }
  return undefined;
}

function isTold(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i];
  const previous = tokens[i - 1]?.word;
  if (token === undefined) return false;
  const next = tokens[i + 1];
  const takesObject =
    next !== undefined && ((next.word.flags & DETERMINER) !== 0 || next.name !== '');
  // "(add, change, destroy)"; "…, read the file".
  if (token.isListed && i > 0) return takesObject || hasForce(tokens, i + 1);
  if (token.opens || previous === undefined) {
    // "Output is plain text", "State of the job"
    const isNoun = (token.word.flags & NOUNISH) !== 0;
    return !isNoun || takesObject || ((next?.word.flags ?? AFTER_NOUN) & AFTER_NOUN) === 0;
  }
  // Behind a word that can only come before a verb.
  if ((previous.flags & (LINK | NEGATION | AND)) !== 0) {
    return (token.word.flags & NOUNISH) === 0 || (previous.flags & (LINK | NEGATION)) !== 0;
  }
  // "have to send", "is required to send"; but "used to send" says what it is for.
  if ((previous.flags & TO) !== 0) return hasForce(tokens, i - 1);
  return (token.word.flags & NOUNISH) === 0 && hasForce(tokens, i);
}

/** Whether one of the three words before has the force of an order. */
function hasForce(tokens: readonly Token[], i: number): boolean {
  for (let k = Math.max(0, i - 3); k < i; k += 1) {
    if (((tokens[k]?.word.flags ?? 0) & FORCE) !== 0) return true;
  }
  return false;
}

/** "never read", "do not open or send"; what follows "and" or a clause is a new thought. */
function isNegated(tokens: readonly Token[], i: number): boolean {
  for (let k = i - 1; k >= Math.max(0, i - NEAR); k -= 1) {
    const flags = tokens[k]?.word.flags ?? 0;
    if ((flags & NEGATION) !== 0) return true;
    if ((flags & AND) !== 0 || tokens[k + 1]?.opens === true) return false;
    if ((flags & NOT) !== 0) return true;
  }
  return false;
}

/** In several languages the negation stands behind the verb. */
function isNegatedAfter(tokens: readonly Token[], i: number): boolean {
  for (let k = i + 1; k <= Math.min(tokens.length - 1, i + 2); k += 1) {
    if (((tokens[k]?.word.flags ?? 0) & NOT) !== 0) return true;
  }
  return false;
}

function hasNear(tokens: readonly Token[], i: number, flag: number): boolean {
  for (let k = Math.max(0, i - NEAR); k < i; k += 1) {
    if (((tokens[k]?.word.flags ?? 0) & flag) !== 0) return true;
  }
  return false;
}

/** What a sign is called, for people. */
export function nameOf({ kind }: Pick<Sign, 'kind'>): Kind {
  return kinds[kind] ?? 'mention';
}

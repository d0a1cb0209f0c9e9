import { excerpt } from '../../domain/escape.ts';
import type { Passage } from '../../domain/definition.ts';
import type { DefinitionSubject, Match } from '../../domain/rule.ts';
import { meets } from './needs.ts';
import type { Need } from './needs.ts';
import { readingsOf } from './reading.ts';
import type { Reading, Sentence } from './reading.ts';
import type { Order } from './orders.ts';
import { pretext, stealth, threat } from './things.ts';
import { isProse, scoresIn } from './suspicion.ts';
import type { Deed } from './verbs.ts';

const SHORTEST = 8;
const SHOWN = 200;

/** A sentence in its place, for rules that judge sentence by sentence. */
export interface Line {
  readonly reading: Reading;
  readonly sentence: Sentence;
  readonly index: number;
}

const suspects = new WeakMap<DefinitionSubject, readonly Line[]>();

/**
 * The sentences that a model may read in a definition and in which one of the expressions behind a need may
 * match. Addresses, and strings too short to say anything, are left out.
 */
export function linesMeeting(subject: DefinitionSubject, need: Need): Line[] {
  const found: Line[] = [];
  for (const reading of readingsOf(subject)) {
    if (!isLong(reading) || !meets(reading.met, need)) continue;
    found.push(...linesIn(reading).filter(({ sentence }) => meets(sentence.met, need)));
  }
  return found;
}

/** Whether a passage says anything: no address, and no string too short for it. */
export function isLong({ passage: { role, text } }: Reading): boolean {
  return role !== 'uri' && text.length >= SHORTEST;
}

/** The sentences of a passage in their places. */
export function linesIn(reading: Reading): Line[] {
  return reading.sentences.map((sentence, index) => ({ reading, sentence, index }));
}

/**
 * The sentences that read at least faintly like an attack, or stand beside one that does: for rules that
 * judge what is said. Far from all: most sentences of most definitions only describe.
 *
 * @param need leaves those in which one of the expressions behind it may match
 */
export function suspectLines(subject: DefinitionSubject, need?: Need): readonly Line[] {
  let found = suspects.get(subject);
  if (found === undefined) {
    found = readingsOf(subject).flatMap((reading) => suspectLinesIn(reading, subject));
    suspects.set(subject, found);
  }
  if (need === undefined || found.length === 0) return found;
  return found.filter(({ sentence }) => meets(sentence.met, need));
}

function suspectLinesIn(reading: Reading, subject: DefinitionSubject): readonly Line[] {
  const { passage } = reading;
  if (!isLong(reading)) return NONE;
  if (!isProse(passage)) return isSaying(passage) ? linesIn(reading) : NONE;
  const scores = scoresIn(reading, subject);
  if (!scores.some((score) => score >= FAINT)) return NONE;
  return linesIn(reading).filter(({ index }) =>
    [-1, 0, 1].some((step) => (scores[index + step] ?? -Infinity) >= FAINT),
  );
}

const NONE: readonly Line[] = [];

/** Log odds: chosen so that no attack of the development texts is lost that a rule had found. */
const FAINT = -2;

/** Whether a name says something, like `send_the_whole_conversation`. */
function isSaying({ text }: Passage): boolean {
  return text.length > 20 && text.split(/[ _-]/).length > 3;
}

/** The sentence with its neighbours: what is said in one breath. */
export function scene({ reading, index }: Line, before = 1, after = 2): string {
  return reading.sentences
    .slice(Math.max(0, index - before), index + after + 1)
    .map(({ text }) => text)
    .join(' ');
}

/** The evidence for a match: the sentence as it was written, around the place where it caught the eye. */
export function shown({ reading, sentence }: Line, at = 0): Pick<Match, 'at' | 'offset' | 'shows'> {
  const { passage, origin } = reading;
  const lead = sentence.text.length - sentence.text.trimStart().length;
  const start = origin(sentence.at + lead);
  const end = origin(sentence.at + sentence.text.trimEnd().length - 1) + 1;
  const offset = origin(sentence.at + Math.max(at, lead));
  return {
    at: passage.at,
    offset,
    shows: excerpt(passage.text.slice(start, end), offset - start, SHOWN),
  };
}

// In the third person, or as a thing: an order ("scan the disk and …") is no mention.
const QUOTING =
  /(?<![.\w-])(?:(?:detect|block|scan|flag|filter|prevent|protect|reject|redact|guard|simulat|exclud|strip|attempt|analy[sz]|inspect|monitor|classif|identif|recogni[sz]|refus|den|mask|saniti[sz]|forbid|warn|catch|quot)(?:s|es|ies|ed|ied|ing|ion|or|er|ers|ors)\b|attacks?\b|examples?\b|such as|for instance|phrases? (?:like|such|as)|(?:texts?|prompts?|strings?|inputs?|messages?|attempts?) (?:like|that|which)|e\.g\.|mock\b|fixtures?\b|expected (?:output|result|response|value|text)|(?:sample|training|test) (?:text|data|string|prompt|input|case)s?|checks? (?:whether|if|for)|whether |looks? for|search(?:es)? for|reports? (?:whether|if))/i;

/**
 * Whether words are spoken about rather than spoken: a tool that finds injections may quote one.
 * Only what stands before them in the same sentence counts, so that a harmless start excuses nothing later.
 */
export function isQuoted({ sentence }: Line, at: number): boolean {
  return QUOTING.test(sentence.text.slice(Math.max(0, at - 160), at));
}

const REACH = 160;

/** The first order to do one of the deeds that is about the thing, and where it stands in the sentence. */
export function orderAbout(
  { sentence: { text, orders } }: Line,
  deeds: readonly Deed[],
  thing: RegExp,
): Order | undefined {
  return orders.find(({ verb, deeds: does, isForbidden, isPassive, at, end }) => {
    if (isForbidden || !does.some((deed) => deeds.includes(deed))) return false;
    if (thing.test(text.slice(end, end + REACH))) return true;
    // "unless a key is given" asks for nothing.
    return isPassive && verb !== 'give' && thing.test(text.slice(Math.max(0, at - REACH), at));
  });
}

const DEMAND =
  /\b(?:needs?|requires?|expects?|depends on|relies on|accompanied by|carry|carries|provided with|works? (?:only )?with|supplied with|filled with|must (?:contain|include|hold|equal|be)|should (?:contain|include|hold|carry|be)|has to (?:contain|include|be)|set to|concatenation of|(?:when|if|once|that) [\w"'`]{1,40} (?:holds?|contains?|carries)|presupposes?)\b/gi;

/** Where a text says that the thing is wanted, without telling anybody to fetch it: "needs the contents of …". */
export function demandFor({ sentence: { text } }: Line, thing: RegExp): number | undefined {
  for (const { index } of text.matchAll(DEMAND)) {
    const rest = text.slice(index, index + REACH);
    if (
      thing.test(rest) &&
      !/\b(?:not|never|no)\b/i.test(text.slice(Math.max(0, index - 16), index + 16))
    )
      return index;
  }
  const company = COMPANY.exec(text)?.index;
  return company !== undefined && thing.test(text.slice(Math.max(0, company - REACH), company))
    ? company
    : undefined;
}

const COMPANY =
  /\b(?:must|should|shall|ha(?:s|ve) to|needs? to) (?:always |also )?(?:accompany|be part of|go (?:with|along)|belong|be in|appear in|come with|be known|be present)\b/i;

/** How many kinds of pressure a text puts on its reader: a pretext, a threat, stealth. Haste is left out: harmless texts shout as often. */
export function pressureIn(text: string): number {
  return [pretext, threat, stealth].filter((kind) => kind.test(text)).length;
}

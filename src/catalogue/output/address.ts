// Who a text speaks to. A page that speaks to its reader is a page; one that turns to the assistant that
// reads it wants something of it.

import { BASE, look } from '../text/lexicon/index.ts';

/** A place where a text turns to the model. */
export interface Address {
  readonly at: number;
  readonly end: number;
  /** `called`: "Assistant, …", "if you are an AI"; `told`: "the model must …", as documentation says too. */
  readonly manner: 'called' | 'told';
}

// Words for a model, in several languages. Any of them is common; only how it is used tells an address.
const MODEL =
  '(?:who(?:ever|soever)|what(?:ever|soever)|whichever|ai(?:[- ](?:assistants?|agents?|models?|systems?|tools?|bots?|readers?|contributors?|reviewers?|summari[sz]ers?|coders?|crawlers?|helpers?))?|llms?(?:[- ](?:agents?|assistants?|summari[sz]ers?|readers?))?|language models?|assistants?|agents?|models?|chat ?bots?|bots?|copilots?|claude|chatgpt|gpt(?:-\\d)?|gemini|codex|summari[sz]ers?|automated (?:\\w+ )?(?:helpers?|readers?|systems?|tools?|assistants?|process(?:es)?)|machines?|software|robots?|note ?takers?|tooling|automations?|autopilots?|computers?|(?:digital|virtual|ai) (?:companions?|helpers?|workers?|employees?)|conversational (?:systems?|agents?)|callers?|crawlers?|scrapers?|ki-?(?:assistent\\w{0,3}|agent\\w{0,3}|modell\\w{0,2}|systeme?)|sprachmodell\\w{0,2}|assistent(?:en|in|e|i)?|asistentes?(?: (?:autom\\u00E1tico|virtual|de ia))?|assistants? (?:ia|virtuels?)|agentes?(?: de ia)?|agenti|mod\\u00E8les?(?: de langage)?|modelos?|modelli)';
// Companies, features and policies are no readers; and some assistants and agents are people.
const AFTER =
  '(?![\\w\\u00C0-\\u024F])(?! (?:account|contribut|generated|compan|vendor|startup|lab|team|polic|act\\b|ethics|feature|use\\b|usage|gateway|sdk|api|provider|desktop|code\\b|manager|card|number|name|id\\b|class|version|weights|context|window))';
const PEOPLE =
  /\b(?:voice|insurance|estate|sales|teaching|medical|dental|travel|booking office|letting|customs|secret|press|user|free|literary|smart|studio|shop) $/i;
const LEAD = '(?:[\\w\\u00C0-\\u024F]{1,14}[ -]){0,3}';
const READING =
  '(?:reading|process\\w{2,4}|analy[sz]ing|summari[sz]ing|review\\w{2,4}|handling|pars\\w{2,4}|editing|quoting|crawling|transcribing|comparing|indexing|integrating|visiting|scanning|upgrading|working|helping|assisting|with access|that (?:reads?|process\\w{0,2}|sees?|finds?|has)|who|picks?|picking|using|consuming|looking|opening)';

const CANDIDATE = new RegExp(`${MODEL}${AFTER}`, 'iy');

/** What stands before the word and makes it one who is spoken to. */
const CALLING = new RegExp(
  [
    // A note, a hint, a section for it.
    `(?:notes?|notice|messages?|instructions?|hints?|reminders?|warnings?|guidance|steps?|tasks?|addendum|ps|p\\.s|memo|attn|attention|directives?|workaround|requirements?|info|request|orders?|addressed|only|hinweis(?:e)?|nachricht|anweisung\\w{0,2}|nota|aviso|mensaje|instrucciones|note|avis|message|consigne|nota|messaggio|istruzioni)\\b\\.?[^\\n.!?]{0,24}?\\b(?:to|for|f\\u00FCr|an|para|al?|pour|per)\\s+(?:(?:all|any|the|every|whichever|our|your|each|el|la|los|die|den|das|alle|le|les|il|gli|o|os|todos) |l'|dell'|all')?${LEAD}$`,
    // A heading or a line of its own that begins with it.
    `(?:^|\\n)[ \\t>*#/;§\\d.()-]{0,12}(?:for|to|f\\u00FCr|para|pour|per) (?:(?:all|any|the|every) )?${LEAD}$`,
    // "If you are an AI", "whichever agent", "any assistant".
    `\\b(?:if|in case) (?:an?|any|some) ${LEAD}$|\\b(?:if|when|since|as|yes) ?,? ?you(?:'re| are|,) (?:(?:an?|the|reading as an?|any) )?${LEAD}$|\\bas an? ${LEAD}$`,
    `\\bif [^.!?\\n]{0,40}\\bby (?:an? |any |the )?${LEAD}$`,
    `\\b(?:hey|hi|hello|dear|ok|okay|listen|psst|attention|hallo|hola|bonjour|ciao)(?: there)?[ ,]{1,2}${LEAD}$`,
    `@$|"(?:actor|audience|role|for|to|recipient|target|performer)" ?: ?"$`,
    // `hint_for_agent`, as a key.
    `(?:hints?|notes?|instructions?|messages?|actions?|tasks?|policy|directives?|steps?)[_-](?:for|to)[_-](?:the[_-])?$`,
    // "(for my AI)"
    `[(\\[;|] ?(?:for|to) (?:my|the|any|your|our|all) ${LEAD}$`,
  ].join('|'),
  'i',
);
/** Where a sentence, a cell, a quotation or a comment begins. */
const START = new RegExp(
  `(?:^|[\\n.!?:;|,>"'\`({\\[*#/\\u2014\\u2013-])[ \\t]{0,4}(?!(?:tell|ask|give|let|make|have|help|show|use|using|train|teach|allow|connect|of|with|by|from|in|as|so|that|an?|your|our)\\b)${LEAD}$`,
  'i',
);
/** What stands behind the word where a sentence begins with it. */
const CALLED = new RegExp(
  `^(?:s? ${READING}\\b| \\w{3,12}ing (?:this|these|it|my|our)\\b|[-_](?:policy|rules?|steps?|instructions?|notes?|tasks?|directives?|prompts?|hints?|actions?)\\b)`,
  'i',
);
/** A mark between the one who is spoken to and what is said: behind it an order begins. */
const MARK =
  /^(?:[ -](?!is\b|are\b|was\b|has\b)[\w'\u00C0-\u024F-]{1,16}){0,7}?(?:\)? ?[:,;\u2014\u2013]|\)? -)\s{0,2}/;
const READS = new RegExp(`^ (?:\\w+ )?${READING}\\b`, 'i');
const ANY = /\b(?:any|all|every|whichever|whatever|each|whoever) (?:[\w-]{1,14}[ -]){0,2}$/i;
const TOLD =
  /^(?:[ ,](?:[\w'-]{1,16} ){0,6}?| )(?:must|shall|should|ha(?:s|ve) to|(?:is|are) (?:to\b|required|instructed|expected|asked|requested|obliged|authori[sz]ed|supposed)|needs? to|ought to|will (?:need|have)|has been (?:authori[sz]ed|instructed)|muss|m\u00FCssen|soll(?:en)?|debe[n]?|doit|doivent|deve|devono)\b/i;
// Scripts without Latin letters, where the word itself and a mark behind it have to do.
const ELSEWHERE =
  /(?:AI|\u4EBA\u5DE5\u667A\u80FD|\u667A\u80FD)?(?:\u52A9\u624B|\u52A9\u7406|\u667A\u80FD\u4F53|\u5927\u6A21\u578B|\u8BED\u8A00\u6A21\u578B)|\u30A2\u30B7\u30B9\u30BF\u30F3\u30C8|\u30A8\u30FC\u30B8\u30A7\u30F3\u30C8|\u8A00\u8A9E\u30E2\u30C7\u30EB|\uC5B4\uC2DC\uC2A4\uD134\uD2B8|\uC778\uACF5\uC9C0\uB2A5|\uC5D0\uC774\uC804\uD2B8|\u0430\u0441\u0441\u0438\u0441\u0442\u0435\u043D\u0442|\u043D\u0435\u0439\u0440\u043E\u0441\u0435\u0442|(?<![\u0400-\u04FF])\u0418\u0418(?![\u0400-\u04FF])|\u0627\u0644\u0645\u0633\u0627\u0639\u062F|\u0627\u0644\u0648\u0643\u064A\u0644|\u0938\u0939\u093E\u092F\u0915|\u090F\u0906\u0908|\byapay zek\u00E2|\basistan(?![a-z]{4})/giu;

const ASKED =
  /\b(?:asks?|requires?|expects?|requests?|instructs?|wants?) (?:that|all|any) (?:[\w-]{1,14}[ -]){0,2}$/i;

// "Whoever automates this queue": not said of people who read.
const WHOEVER =
  /^ (?:\w+ ){0,2}(?:automat|process|summari[sz]|draft|writ|answer|prepar|pars|index|handl|triag|monitor|generat|classif|transcrib|crawl)\w*/i;

const BEFORE = 80;
const BEHIND = 90;

/** Where a text turns to a model, and where it only speaks of one; both in its order. */
export interface Addressing {
  readonly addresses: readonly Address[];
  readonly mentions: readonly number[];
}

// Words that mean other things as often.
const LOOSE = /^(?:who|what|which|software|machine|computer|automat|tooling|caller|note|model)/i;

/**
 * The places where a text turns to a model. Linear in the length of the text.
 *
 * @param models where words stand that may mean a model
 * @param isForeign whether scripts without Latin letters are looked through too
 */
export function addressesIn(
  text: string,
  models: readonly number[],
  isForeign: boolean,
): Addressing {
  const addresses: Address[] = [];
  const mentions: number[] = [];
  let last = 0;
  for (const at of models) {
    if (at < last) continue;
    CANDIDATE.lastIndex = at;
    const word = CANDIDATE.exec(text)?.[0];
    if (word === undefined) continue;
    last = at + word.length;
    const manner = mannerOf(text, at, last);
    if (manner !== undefined) addresses.push({ at, end: last, manner });
    if (manner !== undefined || !LOOSE.test(word)) mentions.push(at);
  }
  if (!isForeign) return { addresses, mentions };
  for (const { 0: word, index: at } of text.matchAll(ELSEWHERE)) {
    addresses.push({ at, end: at + word.length, manner: 'called' });
  }
  addresses.sort((one, other) => one.at - other.at);
  return { addresses, mentions };
}

function mannerOf(text: string, at: number, end: number): Address['manner'] | undefined {
  const before = text.slice(Math.max(0, at - BEFORE), at);
  const behind = text.slice(end, end + BEHIND);
  if (PEOPLE.test(before)) return undefined;
  if (/^wh/i.test(text.slice(at, at + 2))) return WHOEVER.test(behind) ? 'called' : undefined;
  if (CALLING.test(before)) return 'called';
  if (START.test(before) && (CALLED.test(behind) || beginsOrder(behind))) return 'called';
  if (READS.test(behind) && (ANY.test(before) || START.test(before))) return 'called';
  return TOLD.test(behind) || ANY.test(before) || ASKED.test(before) ? 'told' : undefined;
}

// How an order begins, if not with its verb.
const OPENS =
  /^(?:please|kindly|you|when|if|once|before|after|from now|never|always|do|don't|first|also|now|must|should|shall|stop|no need|for this|in (?:your|this|the)|as|we need|this|these|the (?:user|customer|owner|person|maintainers?))\b/i;

const PROSE = /^(?!and\b|or\b)[\p{Ll}']{1,16} [\p{Ll}'`~/]/u;

function beginsOrder(behind: string): boolean {
  const mark = MARK.exec(behind)?.[0];
  if (mark === undefined) return false;
  const said = behind.slice(mark.length);
  if (OPENS.test(said)) return true;
  // Behind a colon any prose will do; behind a comma it may be a list.
  if (mark.includes(':') && PROSE.test(said)) return true;
  const verb = /^[\p{L}']{2,16}(?![\w(:=.[])/u.exec(said)?.[0];
  const word = verb === undefined ? undefined : look(verb.toLowerCase());
  return word !== undefined && word.deeds.length > 0 && (word.form & BASE) !== 0;
}

import type { Span } from './sentences.ts';
import { verbOf } from './verbs.ts';
import type { Deed } from './verbs.ts';

/**
 * How an order is given. `must`: with a word of duty; `addressed`: to "you" or to the model;
 * `conditional`: before, after or whenever something happens; `bare`: an imperative that may as well
 * say what the tool does ("Send a message").
 */
export type Force = 'must' | 'addressed' | 'conditional' | 'bare';

/** A verb in a sentence that tells somebody to do something. */
export interface Order {
  readonly verb: string;
  readonly deeds: readonly Deed[];
  readonly force: Force;
  /** Whether it is an order not to do it. */
  readonly isForbidden: boolean;
  /** "must be sent": what it is about stands before the verb. */
  readonly isPassive: boolean;
  /** Where the verb starts and ends within the sentence. */
  readonly at: number;
  readonly end: number;
}

const DUTY =
  /\b(?:must|shall|should|always|never|ha(?:s|ve) to|needs? to|needs?|ought to|(?:is|are|be) (?:[a-z]+ly )?(?:required|expected|supposed|obliged|requested|asked|instructed|advised|to)|requires?|mandatory|necessary|essential|crucial|imperative|important|critical|make sure|ensure|be sure|remember to|please|kindly|do not forget|don't forget|without exception)\b/gi;
const TRIGGER =
  /(?:^\s{0,4}|[,;:(]\s{0,2}|\b(?:and|but|also|only|even|or|first|always|that|then)\s)(?:first|finally|before|after|when|whenever|while|once|prior to|upon|if|in case|every time|each time|any time|as soon as|as long as|in order to|to (?:ensure|keep|improve|avoid|prevent|guarantee|comply|make sure|maintain|enable|let|allow|optimi[sz]e|verify|get|use)|for (?:\w+ ){1,4}(?:reasons|purposes|compliance|security|performance)|because|since|due to|as (?:a|an|part|required|per)|according to|by)\b/i;
const ADDRESSEE =
  /\b(?:you|assistant|model|language model|agent|ai|llm|caller|client|claude|gpt|chatgpt|gemini|copilot|cursor)\b/i;

// Words after which a verb in base form is one.
const LINK = new Set(
  "and or then to must should shall will always never first please also not you we assistant model agent llm ai caller just simply immediately silently quietly secretly instead only kindly additionally furthermore next finally afterwards second third now so but either do don't let otherwise further even directly automatically note important".split(
    ' ',
  ),
);
const OBLIGED_TO = new Set(
  'need needs have has required asked expected sure remember want wants wish you instructed necessary important essential mandatory supposed advised requested obliged try attempt tries ought is are crucial imperative forget critical'.split(
    ' ',
  ),
);
const NOT = new Set(
  "not don't never avoid without no cannot can't mustn't shouldn't refuse nor won't".split(' '),
);
// Verbs that are nouns as often: behind a comma or "and" they need an object to be taken for a verb.
const NOUNISH = new Set(
  'access cc call change check claim contact copy email end exchange export find format hand include increase leak list load mail make mention note open output place post present print prompt push query rank read record reply report request reset result return reveal round route run save scan search set share shift show start state store stream switch sync take transfer trigger type update upload use view write'.split(
    ' ',
  ),
);
const OBJECT =
  /^\s+(?:the|a|an|any|all|its|their|this|that|these|those|it|them|every|each|your|you|everything|whatever|anything|what|his|her|both|out|over|along|to|up|for|from|no|only|with|in|back|as|other|another|[`"'{$~/]|\w+[_/.]\w)/i;

// Participles that look like the base form: "must be set".
const SAME = new Set(['read', 'set', 'put', 'run']);

const WORD = /[A-Za-z]+(?:'[a-z]{1,3})?/g;

/** The orders in a sentence, in its order. Heuristic: English imperatives, duties and passives. */
export function ordersIn({ text }: Span): Order[] {
  const duties = [...text.matchAll(DUTY)].map((match) => match.index);
  const firstDuty = duties[0] ?? Infinity;
  const trigger = TRIGGER.exec(text)?.index ?? Infinity;
  const addressee = ADDRESSEE.exec(text)?.index ?? Infinity;
  const orders: Order[] = [];
  const before: string[] = [];
  let last = 0;
  for (const match of text.matchAll(WORD)) {
    const word = match[0].toLowerCase();
    const at = match.index;
    const form = verbOf(word);
    const gap = text.slice(last, at);
    const end = at + word.length;
    if (
      form !== undefined &&
      !isAttached(text, at, end) &&
      isTold(word, form.form, gap, before, text.slice(end, end + 24), at > firstDuty)
    ) {
      const isDuty = at > firstDuty;
      const force = isDuty
        ? 'must'
        : at > addressee
          ? 'addressed'
          : at > trigger
            ? 'conditional'
            : 'bare';
      orders.push({
        verb: form.verb,
        deeds: form.deeds,
        force,
        isForbidden: isNegated(before) && !/[;:]/.test(gap),
        isPassive: form.form === 'participle',
        at,
        end,
      });
    }
    before.push(word);
    last = end;
  }
  return orders;
}

/** "never read", "do not open or send"; what follows "and" is a new thought. */
function isNegated(before: readonly string[]): boolean {
  for (const word of before.slice(-4).reverse()) {
    if (word === 'and' || word === 'but' || word === 'then') return false;
    if (NOT.has(word)) return true;
  }
  return false;
}

/** Part of an identifier, a path or an address, or quoted code: `send_email`, `/run`, `read`. */
function isAttached(text: string, at: number, end: number): boolean {
  return (
    /[\w/\\.@#$`-]/.test(text[at - 1] ?? ' ') ||
    /^(?:[\w/\\@(=`]|[.-]\w)/.test(text.slice(end, end + 2))
  );
}

function isTold(
  word: string,
  form: 'base' | 'participle' | 'gerund',
  gap: string,
  before: readonly string[],
  after: string,
  isDuty: boolean,
): boolean {
  const previous = before.at(-1) ?? '';
  if (form === 'gerund') return isDuty && /^(?:by|after|before|and|then|is|are)$/.test(previous);
  if (form === 'participle') {
    return isPassive(before) || /^(?:is|are|being)$/.test(previous);
  }
  const opens = before.length === 0 || /[,;:()>\]"*`-]/.test(gap);
  if (!opens && !LINK.has(previous) && !previous.endsWith('ly'))
    return isDuty && SAME.has(word) && /^(?:be|been)$/.test(previous);
  if (previous === 'to' && !opens) {
    return before.slice(-5, -1).some((w) => OBLIGED_TO.has(w));
  }
  if (previous === 'will' && !ADDRESSEE.test(before.slice(-4).join(' '))) return false;
  return (
    !NOUNISH.has(word) ||
    before.length === 0 ||
    OBJECT.test(after) ||
    (/^(?:to|must|should|shall|not|don't|never|always|please|first|also)$/.test(previous) &&
      OBJECT_OR_WORD.test(after))
  );
}

const OBJECT_OR_WORD = /^\s+\w/;

/** "must be sent", "has to be first read", "are to be swapped". */
function isPassive(before: readonly string[]): boolean {
  const near = new Set(before.slice(-6));
  if (near.has('be') || near.has('been') || (near.has('have') && near.has('its'))) return true;
  // "are encoded and also written"
  return near.has('and') && (near.has('is') || near.has('are'));
}

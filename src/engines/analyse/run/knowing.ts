import { patternBits } from '../known/pattern.ts';
import { ONE_OF_A_SET, bits } from './assurance.ts';
import type { Bits } from './assurance.ts';
import { meetAll } from './facts.ts';
import type { Facts, WeakCheck } from './facts.ts';
import { truth } from './value.ts';
import type { Constant, Label, Origin, Value } from './value.ts';

// What questions say of what they are asked about, whichever way they are answered.

/** What holds when a condition is true, and when it is not. Undefined where it cannot be. */
export interface Answer {
  readonly yes: Facts | undefined;
  readonly no: Facts | undefined;
  /** The operands' values, of `and` and `or`. */
  readonly left?: Value;
  readonly right?: Value | undefined;
}

/** What the truth of a value says. */
export function ofValue(value: Value, facts: Facts | undefined): Answer {
  if (facts === undefined) return { yes: undefined, no: undefined };
  if (value.yes !== undefined || value.no !== undefined) {
    return {
      yes: value.yes === undefined ? undefined : facts.and(value.yes),
      no: value.no === undefined ? undefined : facts.and(value.no),
    };
  }
  if (value.alternatives !== undefined) return ofAlternatives(value, facts, (one) => truth(one));
  if (value.labels.some(({ part }) => part === 'address')) {
    // Whatever is asked of the address that a name resolves to, is asked to tell private ones.
    const asked = know(facts, value.labels, bits('address-checked'));
    return { yes: asked, no: asked };
  }
  const known = truth(value);
  // A constant condition may be a switch that is set elsewhere, so only its certain side is dead.
  if (known !== undefined && value.constant !== undefined) {
    return known ? { yes: facts, no: undefined } : { yes: undefined, no: facts };
  }
  return { yes: facts, no: facts };
}

/** A function that returned in several ways: its answer says which of them it was. */
function ofAlternatives(
  value: Value,
  facts: Facts,
  decide: (value: Value) => boolean | undefined,
): Answer {
  const yes: Facts[] = [];
  const no: Facts[] = [];
  for (const one of value.alternatives ?? []) {
    const then = one.facts;
    if (one.value.yes !== undefined || one.value.no !== undefined) {
      if (one.value.yes !== undefined) yes.push(then.and(one.value.yes));
      if (one.value.no !== undefined) no.push(then.and(one.value.no));
      continue;
    }
    const known = decide(one.value);
    if (known !== false) yes.push(then);
    if (known !== true) no.push(then);
  }
  // The ways are met first: they may be sides of the function's own settings.
  const [either, neither] = [meetAll(yes), meetAll(no)];
  return {
    yes: either === undefined ? facts : facts.and(either),
    no: neither === undefined ? facts : facts.and(neither),
  };
}

export function flipped({ no, yes }: Answer): Answer {
  return { yes: no, no: yes };
}

export function equality(left: Value, right: Value, facts: Facts): Answer {
  if (left.labels.length === 0 && right.labels.length > 0) return equality(right, left, facts);
  const decided = decidedBy(left, right) ?? decidedBy(right, left);
  if (decided !== undefined) {
    const side = left.alternatives === undefined ? right : left;
    return ofAlternatives(side, facts, decided);
  }
  // A truth value compared with true or false, or an error with nil.
  if (typeof right.constant === 'boolean' && (left.yes !== undefined || left.no !== undefined)) {
    const answer = ofValue(left, facts);
    return right.constant ? answer : flipped(answer);
  }
  if (left.labels.length === 0) {
    if (
      left.constant !== undefined &&
      right.constant !== undefined &&
      left.constant !== null &&
      right.constant !== null
    ) {
      return left.constant === right.constant
        ? { yes: facts, no: undefined }
        : { yes: undefined, no: facts };
    }
    return { yes: facts, no: facts };
  }
  if (
    right.labels.length > 0 &&
    right.labels.some((label) => left.labels.some((one) => one.origin.kind === label.origin.kind))
  ) {
    return { yes: asMade(left.labels, right.labels, facts), no: facts };
  }
  if (right.constant === '..' && left.labels.every(({ bits: made }) => (made & COMPONENT) !== 0))
    return { yes: facts, no: know(facts, left.labels, bits('no-parent')) };
  const first = left.labels.some(({ part }) => part === 'first');
  if (first) {
    const gained =
      right.constant === '-' ? bits('no-dash') : right.constant === '/' ? bits('relative') : 0;
    return { yes: facts, no: know(facts, left.labels, gained) };
  }
  if (left.labels.some(({ part }) => part === 'length')) {
    const limited = know(facts, left.labels, bits('bounded'));
    return { yes: limited, no: limited };
  }
  // `stage.$out !== undefined` asks the same as `stage.$out`, and `match is not None` the same as `match`.
  if (right.constant === null && left.no !== undefined) return flipped(ofValue(left, facts));
  return {
    yes: assumeListed(facts, left.labels),
    no: without(facts, left.labels, [right.constant]),
  };
}

const COMPONENT = bits('component');
/** What making assures of a text by itself, wherever it stands. */
const OF_TEXT = bits(
  'component',
  'relative',
  'plain',
  'no-parent',
  'normalised',
  'resolved',
  'url-encoded',
  'shell-quoted',
  'html-escaped',
  'identifier',
  'one-line',
);

/** `basename(name) === name`: what is equal to what was made of it is as that is. */
function asMade(left: readonly Label[], right: readonly Label[], facts: Facts): Facts {
  let known = facts;
  for (const one of left) {
    for (const other of right) {
      if (one.origin !== other.origin || one.part !== undefined || other.part !== undefined)
        continue;
      known = know(known, [one], (one.bits | other.bits) & OF_TEXT);
    }
  }
  return known;
}

/** How a comparison with a constant decides between a function's ways of returning. */
function decidedBy(side: Value, other: Value): ((value: Value) => boolean | undefined) | undefined {
  if (side.alternatives === undefined || other.constant === undefined) return undefined;
  const wanted: Constant = other.constant;
  return (value) => {
    if (value.constant !== undefined) return value.constant === wanted;
    if (wanted === null)
      return truth(value) === true || value.labels.length > 0 || value.name !== undefined
        ? false
        : undefined;
    return undefined;
  };
}

/** `x in ALLOWED`, `'..' in x`. */
export function membership(left: Value, right: Value, facts: Facts): Answer {
  if (right.labels.length > 0 && typeof left.constant === 'string' && right.items === undefined) {
    return contains(right.labels, left.constant, facts);
  }
  if (left.labels.some(({ part }) => part === 'address')) {
    // To be in a network is asked to tell private ones.
    const asked = know(facts, left.labels, bits('address-checked'));
    return { yes: asked, no: asked };
  }
  if (left.labels.length > 0 && right.labels.length === 0) {
    if (typeof right.constant === 'string' && left.labels.every(({ part }) => part === undefined))
      return { yes: know(facts, left.labels, madeOf(right.constant)), no: facts };
    const names = right.items?.map(({ constant }) => constant) ?? [];
    return { yes: assumeListed(facts, left.labels), no: without(facts, left.labels, names) };
  }
  return { yes: facts, no: facts };
}

/** What is part of a text has no other characters than that. */
function madeOf(text: string): Bits {
  if (text.length > 200) return 0;
  return patternBits(`[${text.replaceAll(/[\\\]^-]/g, String.raw`\$&`)}]*`, 'full').yes;
}

/** Whether a text holds another: what its absence says. */
export function contains(labels: readonly Label[], text: string, facts: Facts): Answer {
  if (REFUSED.has(text)) return { yes: facts, no: without(facts, labels, [text]) };
  const gained = ABSENT.get(text);
  if (gained === undefined) {
    const looked = know(facts, labels, bits('weakly-checked'));
    return { yes: looked, no: looked };
  }
  return { yes: facts, no: know(facts, labels, gained) };
}

const ABSENT: ReadonlyMap<string, Bits> = new Map([
  ['..', bits('no-parent')],
  ['../', bits('no-parent')],
  ['/', bits('component', 'relative')],
  ['\\', 0],
  ['\n', bits('one-line')],
  ['\r', bits('one-line')],
  ['\0', 0],
  ['://', 0],
  ["'", bits('sql-quoted')],
]);

/** Names that are asked for to refuse them, and what their absence says of all that they were looked for in. */
const REFUSED: ReadonlyMap<unknown, Bits> = new Map([
  // Stages and operators of document databases that write, or run code.
  ...['$out', '$merge', '$where', '$function', '$accumulator'].map(
    (name) => [name, bits('statement')] as const,
  ),
  ...['__proto__', 'prototype', 'constructor'].map((name) => [name, bits('own-key')] as const),
]);

/** What holds when a foreign thing is, or has, none of these. A key says it of what it is a key of. */
export function without(facts: Facts, labels: readonly Label[], names: readonly unknown[]): Facts {
  let gained = 0;
  for (const name of names) gained |= REFUSED.get(name) ?? 0;
  if (gained === 0) return facts;
  let known = facts;
  for (const label of labels) {
    for (let one: Origin | undefined = label.origin; one !== undefined; one = one.parent)
      known = known.with(one, gained);
  }
  return known;
}

/** The foreign thing is one of a fixed set: of a URL's host, that its host is. */
export function assumeListed(facts: Facts, labels: readonly Label[]): Facts {
  return know(facts, labels, ONE_OF_A_SET);
}

/** Adds what a check has shown of these labels, on behalf of the things they are parts of. */
export function know(
  facts: Facts,
  labels: readonly Label[],
  gained: Bits,
  weak?: WeakCheck,
): Facts {
  if (gained === 0 && weak === undefined) return facts;
  let known = facts;
  for (const label of labels) {
    const own = onBehalf(label, gained);
    if (own !== 0 || weak !== undefined) known = known.with(label.origin, own, weak);
  }
  return known;
}

const LISTED = bits('listed', 'number', 'contained');

function onBehalf({ bits: made, part }: Label, gained: Bits): Bits {
  switch (part) {
    case undefined:
    case 'url':
      // That a joined path lies in the folder says nothing of the path alone.
      if (
        (made & bits('led')) !== 0 &&
        (gained & bits('contained', 'listed')) === bits('contained')
      )
        return (gained & ~bits('contained')) | bits('contained-as-joined');
      // Of a longer text that it is part of, a check says nothing about the part alone.
      if ((made & bits('embedded')) !== 0) return gained & ~bits('number');
      return gained;
    case 'host':
      return (gained & LISTED) === 0
        ? gained & bits('weakly-checked', 'address-checked', 'host-listed')
        : bits('host-listed');
    case 'address':
      return gained === 0 ? 0 : bits('address-checked');
    case 'scheme':
      return (gained & LISTED) === 0 ? 0 : bits('scheme-listed');
    case 'relative':
    case 'first':
      return gained & bits('contained', 'no-dash', 'relative');
    case 'length':
      return bits('bounded');
  }
}

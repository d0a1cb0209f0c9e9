import type { Passage } from '../../domain/definition.ts';
import { metBy } from './needs.ts';
import type { Met } from './needs.ts';
import { normalise } from './normalise.ts';
import { ordersIn } from './orders.ts';
import type { Order } from './orders.ts';
import { sentencesOf } from './sentences.ts';
import type { Span } from './sentences.ts';

/** A sentence with what is asked of it; most of them are asked nothing. */
export class Sentence implements Span {
  readonly text: string;
  readonly at: number;
  #orders: readonly Order[] | undefined;
  #met: Met | undefined;

  constructor({ at, text }: Span) {
    this.text = text;
    this.at = at;
  }

  /** The orders that it gives. */
  get orders(): readonly Order[] {
    return (this.#orders ??= ordersIn(this));
  }

  /** The needs of expressions that it meets. */
  get met(): Met {
    return (this.#met ??= metBy(this.text));
  }
}

/** A passage as prose: in one spelling, in sentences. */
export class Reading {
  readonly passage: Passage;
  /** The whole text in its normal spelling. */
  readonly text: string;
  /** The offset in the passage's own text of an index in the normal text. */
  readonly origin: (index: number) => number;
  #sentences: readonly Sentence[] | undefined;
  #met: Met | undefined;

  constructor(passage: Passage) {
    const { origin, text } = normalise(spelled(passage));
    this.passage = passage;
    this.text = text;
    this.origin = origin;
  }

  get sentences(): readonly Sentence[] {
    return (this.#sentences ??= sentencesOf(this.text).map((span) => new Sentence(span)));
  }

  /** The needs of expressions that the text meets, and so at most its sentences. */
  get met(): Met {
    return (this.#met ??= metBy(this.text));
  }
}

// Many rules read the same passage; each passage is read once.
const readings = new WeakMap<Passage, Reading>();

/** The passage as prose. Names become words: `send_all_files` reads "send all files". */
export function read(passage: Passage): Reading {
  let reading = readings.get(passage);
  if (reading === undefined) readings.set(passage, (reading = new Reading(passage)));
  return reading;
}

/** The needs of expressions that a passage meets as it was written. */
export function metOf(passage: Passage): Met {
  const { met, text } = read(passage);
  return text === passage.text ? met : metBy(passage.text);
}

const PLAIN = /^[\n\t\x20-\x7e]*$/;
const plain = new WeakMap<readonly Passage[], boolean>();

/** Whether all passages of a definition are printable ASCII: then nothing in them is hidden or looks like another. */
export function arePlain(passages: readonly Passage[]): boolean {
  let isPlain = plain.get(passages);
  if (isPlain === undefined) {
    isPlain = passages.every(({ text }) => PLAIN.test(text));
    plain.set(passages, isPlain);
  }
  return isPlain;
}

function spelled({ role, text }: Passage): string {
  const isName = role === 'name' || role === 'parameter-name';
  return isName ? text.replace(/[_-]/g, ' ') : text;
}

import type { Passage } from '../../domain/definition.ts';
import { normalise } from './normalise.ts';
import { ordersIn } from './orders.ts';
import type { Order } from './orders.ts';
import { sentencesOf } from './sentences.ts';
import type { Span } from './sentences.ts';

/** A sentence with the orders that it gives. */
export interface Sentence extends Span {
  readonly orders: readonly Order[];
}

/** A passage as prose: in one spelling, in sentences. */
export interface Reading {
  readonly passage: Passage;
  /** The whole text in its normal spelling. */
  readonly text: string;
  readonly sentences: readonly Sentence[];
  /** The offset in the passage's own text of an index in the normal text. */
  readonly origin: (index: number) => number;
}

// Many rules read the same passage; each passage is read once.
const readings = new WeakMap<Passage, Reading>();

/** The passage as prose. Names become words: `send_all_files` reads "send all files". */
export function read(passage: Passage): Reading {
  const known = readings.get(passage);
  if (known !== undefined) return known;
  const { text, origin } = normalise(spelled(passage));
  const sentences = sentencesOf(text).map(lazily);
  const reading: Reading = { passage, text, sentences, origin };
  readings.set(passage, reading);
  return reading;
}

/** Orders are looked for when a rule asks for them: of most sentences nobody does. */
function lazily(span: Span): Sentence {
  let orders: readonly Order[] | undefined;
  return {
    ...span,
    get orders() {
      orders ??= ordersIn(span);
      return orders;
    },
  };
}

function spelled({ role, text }: Passage): string {
  const isName = role === 'name' || role === 'parameter-name';
  return isName ? text.replace(/[_-]/g, ' ') : text;
}

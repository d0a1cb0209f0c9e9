import type { Passage } from '../../domain/definition.ts';
import type { DefinitionSubject } from '../../domain/rule.ts';
import { glanceAt } from './glance.ts';
import type { Glance } from './glance.ts';
import { metBy } from './needs.ts';
import type { Met } from './needs.ts';
import { normalise } from './normalise.ts';
import type { Normal } from './normalise.ts';
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

/** A passage as prose: in one spelling, in sentences. What is not asked for is not worked out. */
export class Reading {
  readonly passage: Passage;
  readonly glance: Glance;
  /** Once it was scored (`suspicion.ts`): how much each sentence reads like an attack. */
  scores: readonly number[] | undefined;
  #normal: Normal | undefined;
  #sentences: readonly Sentence[] | undefined;
  #met: Met | undefined;
  #metAsWritten: Met | undefined;

  constructor(passage: Passage) {
    this.passage = passage;
    this.glance = glanceAt(passage.text);
  }

  /** The whole text in its normal spelling. Names become words: `send_all_files` reads "send all files". */
  get text(): string {
    return this.#inNormal().text;
  }

  /** The offset in the passage's own text of an index in the normal text. */
  get origin(): (index: number) => number {
    return this.#inNormal().origin;
  }

  get sentences(): readonly Sentence[] {
    return (this.#sentences ??= sentencesOf(this.text).map((span) => new Sentence(span)));
  }

  /** The needs of expressions that the text meets, and so at most its sentences. */
  get met(): Met {
    return (this.#met ??= metBy(this.text));
  }

  /** The same, of the passage's own text. */
  get metAsWritten(): Met {
    if (this.text === this.passage.text) return this.met;
    return (this.#metAsWritten ??= metBy(this.passage.text));
  }

  #inNormal(): Normal {
    return (this.#normal ??= this.glance.isStraight
      ? { text: spelled(this.passage), origin: (index) => index }
      : normalise(spelled(this.passage)));
  }
}

// Many rules read the same passages; each passage is read once.
const readings = new WeakMap<readonly Passage[], readonly Reading[]>();

/** The passages of a definition as prose. */
export function readingsOf({ passages }: Pick<DefinitionSubject, 'passages'>): readonly Reading[] {
  let known = readings.get(passages);
  if (known === undefined) {
    known = passages.map((passage) => new Reading(passage));
    readings.set(passages, known);
  }
  return known;
}

/** Whether all passages of a definition are printable ASCII: then nothing in them is hidden or looks like another. */
export function isPlain(subject: DefinitionSubject): boolean {
  return readingsOf(subject).every(({ glance }) => glance.isPlain);
}

function spelled({ role, text }: Passage): string {
  const isName = role === 'name' || role === 'parameter-name';
  return isName ? text.replace(/[_-]/g, ' ') : text;
}

const HIDDEN = '[secret]';

/**
 * A value that must not be seen: it has no printable form. Every way in which a program
 * usually turns a value into text (template, JSON, console, concatenation) gives `[secret]`.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself. Only what sends it to its rightful receiver, or judges it, may ask. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return HIDDEN;
  }

  toJSON(): string {
    return HIDDEN;
  }

  get [Symbol.toStringTag](): string {
    return HIDDEN;
  }

  [Symbol.toPrimitive](): string {
    return HIDDEN;
  }

  // What `util.inspect` and `console.log` look for; spelled out because this floor knows no `node:`.
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return HIDDEN;
  }
}

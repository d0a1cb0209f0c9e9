/** What was worked out about objects, for as long as each is kept. */
export interface Memory<Key extends object, Value> {
  readonly get: (key: Key) => Value | undefined;
  /** Once for a key. */
  readonly set: (key: Key, value: Value) => unknown;
}

/** A constructor's answer stands in for the object that it makes. */
// oxlint-disable-next-line typescript/no-extraneous-class -- what lends others its constructor
class Itself {
  constructor(one: object) {
    return one;
  }
}

/**
 * A memory that puts each value on its object, in a private field: nobody else sees it, and no copy takes it
 * along. A WeakMap says the same, but carries its values through the next collections though their keys are
 * gone. With one for each text that was a good part of the time.
 */
export function memory<Key extends object, Value>(): Memory<Key, Value> {
  class Note extends Itself {
    readonly #value: Value;

    constructor(key: Key, value: Value) {
      super(key);
      this.#value = value;
    }

    static on(key: Key): Value | undefined {
      return #value in key ? key.#value : undefined;
    }
  }
  return {
    get: (key) => Note.on(key),
    set: (key, value) => new Note(key, value),
  };
}

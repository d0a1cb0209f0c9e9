import { UNKNOWN, join } from './value.ts';
import type { Value } from './value.ts';

/** Variables on one way through a function, over those before the ways parted. */
export class Variables {
  readonly own: Map<string, Value> = new Map();
  readonly #below: Variables | undefined;

  constructor(below?: Variables) {
    this.#below = below;
  }

  get(name: string): Value | undefined {
    let value = this.own.get(name);
    for (let one = this.#below; value === undefined && one !== undefined; one = one.#below) {
      value = one.own.get(name);
    }
    return value;
  }

  /** Takes over what one of several ways has set, or all of them; `ways` are those that go on. */
  merge(ways: readonly Variables[]): void {
    const [only] = ways;
    if (ways.length === 1 && only !== undefined) {
      for (const [name, value] of only.own) this.own.set(name, value);
      return;
    }
    const names = new Set(ways.flatMap((way) => [...way.own.keys()]));
    for (const name of names) {
      let joined: Value | undefined;
      for (const way of ways) {
        const value = way.get(name) ?? UNKNOWN;
        joined = joined === undefined ? value : join(joined, value);
      }
      if (joined !== undefined) this.own.set(name, joined);
    }
  }
}

/** The variables of one run of a function, or of a module. */
export class Frame {
  static #count = 0;
  readonly id: number = Frame.#count++;
  readonly outer: Frame | undefined;
  variables: Variables = new Variables();

  constructor(outer?: Frame) {
    this.outer = outer;
  }

  get(name: string): Value | undefined {
    let value = this.variables.get(name);
    for (let one = this.outer; value === undefined && one !== undefined; one = one.outer) {
      value = one.variables.get(name);
    }
    return value;
  }

  declare(name: string, value: Value): void {
    this.variables.own.set(name, value);
  }

  /** Sets a variable where it was declared; here where it was not. An outer one may be either from then on. */
  assign(name: string, value: Value, mayReachOut: boolean): void {
    if (mayReachOut && this.variables.get(name) === undefined) {
      for (let one = this.outer; one !== undefined; one = one.outer) {
        const known = one.variables.get(name);
        if (known !== undefined) {
          one.variables.own.set(name, join(known, value));
          return;
        }
      }
    }
    this.variables.own.set(name, value);
  }
}

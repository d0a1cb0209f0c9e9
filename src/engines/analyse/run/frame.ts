import type { Facts } from './facts.ts';
import { UNKNOWN, copied, join } from './value.ts';
import type { Alternative, Value } from './value.ts';

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

  /** What was set here and below, down to `base`, over `base`. */
  since(base: Variables): Variables {
    const all = new Variables(base);
    const chain: Variables[] = [this];
    for (let one = this.#below; one !== undefined && one !== base; one = one.#below)
      chain.push(one);
    for (const one of chain.toReversed())
      for (const [name, value] of one.own) all.own.set(name, value);
    return all;
  }

  /** Takes over what one of several ways has set, or all of them; `ways` are those that go on. */
  merge(ways: readonly Way[]): void {
    const [only] = ways;
    if (ways.length === 1 && only !== undefined) {
      for (const [name, value] of only.variables.own) this.own.set(name, value);
      return;
    }
    const names = new Set(ways.flatMap(({ variables }) => [...variables.own.keys()]));
    for (const name of names) this.own.set(name, either(ways, name));
  }
}

/** One of the ways through a branch or loop: what it set, and what then holds; undefined where it ends. */
export interface Way {
  readonly variables: Variables;
  readonly facts: Facts | undefined;
}

/** A variable after the ways have met. One that is a sign of which way it was remembers what held there. */
function either(ways: readonly Way[], name: string): Value {
  const values = ways.map(({ variables }) => variables.get(name) ?? UNKNOWN);
  let joined = UNKNOWN;
  for (const [index, value] of values.entries()) joined = index === 0 ? value : join(joined, value);
  const isSign =
    ways.length <= 6 &&
    values.some(
      (value) =>
        (value.constant !== undefined && value.constant !== values[0]?.constant) ||
        (values[0]?.constant !== undefined && value.constant === undefined),
    );
  if (!isSign || ways.every(({ facts }) => facts === ways[0]?.facts)) return joined;
  const own = copied(joined);
  own.constant = undefined;
  own.alternatives = ways.flatMap(({ facts }, index): Alternative[] => {
    const value = values[index] ?? UNKNOWN;
    if (facts === undefined) return [];
    return (
      value.alternatives?.map((one) => ({ value: one.value, facts: facts.and(one.facts) })) ?? [
        { value, facts },
      ]
    );
  });
  return own;
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

import { Keywords } from '../secrets/keywords.ts';
import { needlesOf } from './needles.ts';

/** What a text must hold for one of some expressions to match in it: an index among all needs. */
export type Need = number & { readonly __need: never };

/** Which needs a text meets: bits. */
export type Met = readonly number[];

const BITS = 31;
/** Of each need, one is in every text that meets it; undefined where every text may. */
const needles: (readonly string[] | undefined)[] = [];
let sieve: Sieve | undefined;

/**
 * Says what the expressions need, so that texts which lack it are not searched. Put at the top of a module,
 * since the needs of all rules are looked for together, at once.
 */
export function needOf(...expressions: readonly RegExp[]): Need {
  const some = expressions.map(needlesOf);
  needles.push(some.includes(undefined) ? undefined : some.flatMap((one) => one ?? []));
  sieve = undefined;
  return (needles.length - 1) as Need;
}

/** Expressions that are asked one after the other, each only of texts in which it may match. */
export class Wordings {
  /** What all of them need: a text that lacks it matches none. */
  readonly need: Need;
  readonly #each: readonly { readonly expression: RegExp; readonly need: Need }[];

  constructor(expressions: readonly RegExp[]) {
    this.need = needOf(...expressions);
    this.#each = expressions.map((expression) => ({ expression, need: needOf(expression) }));
  }

  /** The first match of the first expression that has one; `met` are the needs that the text meets. */
  exec({ met, text }: { readonly met: Met; readonly text: string }): RegExpExecArray | undefined {
    if (!meets(met, this.need)) return undefined;
    for (const { expression, need } of this.#each) {
      const match = meets(met, need) ? expression.exec(text) : null;
      if (match !== null) return match;
    }
    return undefined;
  }
}

/** The needs that a text meets. One pass over it, whatever there is to look for. */
export function metBy(text: string): Met {
  sieve ??= new Sieve();
  return sieve.metBy(text);
}

/** Whether one of the expressions may match in the text; if not, none of them does. */
export function meets(met: Met, need: Need): boolean {
  return (((met[Math.floor(need / BITS)] as number) >>> (need % BITS)) & 1) === 1;
}

class Sieve {
  readonly #keywords: Keywords;
  /** The bits of the needs that each keyword meets. */
  readonly #layout: Int32Array;
  /** The needs that nothing is known of. */
  readonly #always: Met;

  constructor() {
    const byNeedle = new Map<string, number[]>();
    const always = none();
    for (const [need, some] of needles.entries()) {
      if (some === undefined) set(always, need);
      for (const needle of some ?? []) {
        const bits = byNeedle.get(needle) ?? none();
        set(bits, need);
        byNeedle.set(needle, bits);
      }
    }
    this.#keywords = new Keywords([...byNeedle.keys()]);
    this.#layout = this.#keywords.layOut([...byNeedle.values()], always.length);
    this.#always = always;
  }

  metBy(text: string): Met {
    const met = [...this.#always];
    this.#keywords.collect(text, this.#layout, met);
    return met;
  }
}

function none(): number[] {
  return Array.from({ length: Math.ceil(needles.length / BITS) }, () => 0);
}

function set(bits: number[], need: number): void {
  const at = Math.floor(need / BITS);
  bits[at] = (bits[at] as number) | (1 << (need % BITS));
}

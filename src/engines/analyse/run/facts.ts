import type { SourceModule } from '../../../domain/source.ts';
import type { Bits } from './assurance.ts';
import type { Label, Origin } from './value.ts';

/** A check that was made and does not hold. */
export interface WeakCheck {
  readonly module: SourceModule;
  readonly at: number;
  readonly end: number;
  readonly why: string;
}

interface Fact {
  readonly bits: Bits;
  readonly weak: WeakCheck | undefined;
}

/** What the checks that were passed on the way here say of each foreign thing. Never changed in place. */
export class Facts {
  static readonly none: Facts = new Facts(new Map());
  readonly #of: ReadonlyMap<Origin, Fact>;

  private constructor(of: ReadonlyMap<Origin, Fact>) {
    this.#of = of;
  }

  get size(): number {
    return this.#of.size;
  }

  with(origin: Origin, bits: Bits, weak?: WeakCheck): Facts {
    const known = this.#of.get(origin);
    if (
      known !== undefined &&
      (known.bits | bits) === known.bits &&
      (weak === undefined || known.weak === weak)
    ) {
      return this;
    }
    const of = new Map(this.#of);
    of.set(origin, { bits: (known?.bits ?? 0) | bits, weak: weak ?? known?.weak });
    return new Facts(of);
  }

  /** Of the thing itself, of a list by its elements, and of an element by its list. */
  bitsOf(origin: Origin): Bits {
    if (this.#of.size === 0) return 0;
    let bits = this.#of.get(origin)?.bits ?? 0;
    const { parent } = origin;
    if (origin.name.endsWith('[]')) {
      if (parent !== undefined) bits |= this.#of.get(parent)?.bits ?? 0;
    } else {
      bits |= this.#of.get(origin.child('[]'))?.bits ?? 0;
    }
    return bits;
  }

  weakOf(origin: Origin): WeakCheck | undefined {
    for (let one: Origin | undefined = origin; one !== undefined; one = one.parent) {
      const weak = this.#of.get(one)?.weak;
      if (weak !== undefined) return weak;
    }
    return this.#of.get(origin.child('[]'))?.weak;
  }

  /** What holds whichever of the two is the case. A weak check on either way is remembered. */
  meet(other: Facts): Facts {
    if (this === other) return this;
    const of = new Map<Origin, Fact>();
    for (const [origin, { bits, weak }] of this.#of) {
      const theirs = other.#of.get(origin);
      const both = bits & (theirs?.bits ?? 0);
      const trace = weak ?? theirs?.weak;
      if (both !== 0 || trace !== undefined) of.set(origin, { bits: both, weak: trace });
    }
    for (const [origin, { weak }] of other.#of) {
      if (weak !== undefined && !of.has(origin)) of.set(origin, { bits: 0, weak });
    }
    return of.size === 0 ? Facts.none : new Facts(of);
  }

  /** What holds when both do. */
  and(other: Facts): Facts {
    if (this === other || other.#of.size === 0) return this;
    if (this.#of.size === 0) return other;
    const of = new Map(this.#of);
    for (const [origin, { bits, weak }] of other.#of) {
      const known = of.get(origin);
      of.set(origin, { bits: bits | (known?.bits ?? 0), weak: known?.weak ?? weak });
    }
    return new Facts(of);
  }

  /** Only what concerns the origins that `keep` names. */
  only(keep: (origin: Origin) => boolean): Facts {
    const of = new Map<Origin, Fact>();
    for (const [origin, fact] of this.#of) if (keep(origin)) of.set(origin, fact);
    return of.size === 0 ? Facts.none : new Facts(of);
  }

  /** A text that is equal for equal facts about these labels. */
  keyFor(labels: readonly Label[]): string {
    if (this.#of.size === 0) return '';
    let key = '';
    for (const { origin } of labels) {
      const bits = this.bitsOf(origin);
      if (bits !== 0) key += `${origin.id}:${bits},`;
    }
    return key;
  }
}

/** What holds on all of these ways that go on; undefined where none does. */
export function meetAll(all: readonly (Facts | undefined)[]): Facts | undefined {
  let met: Facts | undefined;
  for (const facts of all) {
    if (facts === undefined) continue;
    met = met === undefined ? facts : met.meet(facts);
  }
  return met;
}

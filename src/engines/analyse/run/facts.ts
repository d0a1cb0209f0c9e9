import type { SourceModule } from '../../../domain/source.ts';
import type { Bits } from './assurance.ts';
import type { Label, Origin } from './value.ts';

/** A check that was made and does not hold. */
export interface WeakCheck {
  readonly module: SourceModule;
  readonly at: number;
  readonly end: number;
  readonly why: string;
  /** A text where it is left out. */
  readonly about?: 'path' | 'url';
}

/**
 * Sides taken of conditions that the program's own settings decide, which the caller has no say in: the last
 * one and those before, each condition once. Ways that parted share what came before they did.
 */
interface Sides {
  readonly condition: object;
  readonly side: boolean;
  readonly before: Sides | undefined;
  readonly count: number;
}

interface Fact {
  readonly bits: Bits;
  readonly weak: WeakCheck | undefined;
}

/** What the checks that were passed on the way here say of each foreign thing. Never changed in place. */
export class Facts {
  static readonly none: Facts = new Facts(new Map(), undefined);
  readonly #of: ReadonlyMap<Origin, Fact>;
  readonly #sides: Sides | undefined;

  private constructor(of: ReadonlyMap<Origin, Fact>, sides: Sides | undefined) {
    this.#of = of;
    this.#sides = sides;
  }

  /** The same, on one side of a condition that only the program's settings decide. */
  onSide(condition: object, side: boolean): Facts {
    return new Facts(this.#of, withSide(this.#sides, condition, side));
  }

  /** The same, on the sides that `other` is on. */
  sidedAs(other: Facts): Facts {
    return this.#sides === other.#sides ? this : new Facts(this.#of, other.#sides);
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
    return new Facts(of, this.#sides);
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

  /** What holds whichever of the two is the case. */
  meet(other: Facts): Facts {
    return Facts.common([this, other]);
  }

  /**
   * What holds on whichever of these ways. A weak check on any of them is remembered. A way that lacks a
   * guard is excused where a setting parts it from one that has it: a guard that can be switched off is a
   * guard.
   */
  static common(ways: readonly Facts[]): Facts {
    const [first] = ways;
    if (first === undefined) return Facts.none;
    if (ways.every((way) => way === first)) return first;
    const sides = commonSides(ways.map((way) => way.#sides));
    if (ways.every((way) => way.#of === first.#of)) return new Facts(first.#of, sides);
    const of = new Map<Origin, Fact>();
    for (const origin of new Set(ways.flatMap((way) => [...way.#of.keys()]))) {
      const known = ways.map((way) => way.#of.get(origin));
      let bits = 0;
      for (const fact of known) bits |= fact?.bits ?? 0;
      for (const [index, fact] of known.entries()) {
        let excused = fact?.bits ?? 0;
        if ((bits & ~excused) === 0) continue;
        for (const [at, other] of known.entries()) {
          if (other !== undefined && ways[at]?.isPartedFrom(ways[index]) === true)
            excused |= other.bits;
        }
        bits &= excused;
      }
      const weak = known.find((fact) => fact?.weak !== undefined)?.weak;
      if (bits !== 0 || weak !== undefined) of.set(origin, { bits, weak });
    }
    return new Facts(of, sides);
  }

  /** Whether a setting decides between the two. */
  isPartedFrom(other: Facts | undefined): boolean {
    if (other === undefined) return false;
    for (let one = this.#sides; one !== undefined; one = one.before) {
      const theirs = sideOf(other.#sides, one.condition);
      if (theirs !== undefined && theirs !== one.side) return true;
    }
    return false;
  }

  /** What holds when both do. */
  and(other: Facts): Facts {
    if (this === other || other.#of.size === 0) return this;
    const of = new Map(this.#of);
    for (const [origin, { bits, weak }] of other.#of) {
      const known = of.get(origin);
      of.set(origin, { bits: bits | (known?.bits ?? 0), weak: known?.weak ?? weak });
    }
    return new Facts(of, this.#sides);
  }

  /** Only what concerns the origins that `keep` names. */
  only(keep: (origin: Origin) => boolean): Facts {
    const of = new Map<Origin, Fact>();
    for (const [origin, fact] of this.#of) if (keep(origin)) of.set(origin, fact);
    return of.size === 0 ? Facts.none : new Facts(of, undefined);
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
  const ways = all.filter((facts) => facts !== undefined);
  return ways.length === 0 ? undefined : Facts.common(ways);
}

function sideOf(sides: Sides | undefined, condition: object): boolean | undefined {
  for (let one = sides; one !== undefined; one = one.before)
    if (one.condition === condition) return one.side;
  return undefined;
}

function withSide(sides: Sides | undefined, condition: object, side: boolean): Sides {
  const before = sideOf(sides, condition) === undefined ? sides : without(sides, condition);
  return { condition, side, before, count: (before?.count ?? 0) + 1 };
}

/** The sides without one that stands in them. */
function without(sides: Sides | undefined, condition: object): Sides | undefined {
  const later: Sides[] = [];
  let one = sides;
  for (; one !== undefined && one.condition !== condition; one = one.before) later.push(one);
  let rest = one?.before;
  for (const { condition: other, side } of later.toReversed()) rest = withSide(rest, other, side);
  return rest;
}

/** The sides that all ways are on. */
function commonSides(ways: readonly (Sides | undefined)[]): Sides | undefined {
  const [first] = ways;
  const shared = sharedBy(ways);
  let common = shared;
  const own: Sides[] = [];
  for (let one = first; one !== undefined && one !== shared; one = one.before) own.push(one);
  for (const { condition, side } of own.toReversed())
    if (ways.every((way) => sideOf(way, condition) === side))
      common = withSide(common, condition, side);
  return common;
}

/** What came before the ways parted. */
function sharedBy(ways: readonly (Sides | undefined)[]): Sides | undefined {
  let shared = ways[0];
  for (const way of ways) {
    let one = way;
    while (shared !== one) {
      if ((shared?.count ?? 0) >= (one?.count ?? 0)) shared = shared?.before;
      else one = one?.before;
    }
  }
  return shared;
}

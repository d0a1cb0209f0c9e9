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

  /** Whether the same is known of everything. */
  knowsAsMuchAs(other: Facts): boolean {
    if (this.#of === other.#of) return true;
    if (this.#of.size !== other.#of.size) return false;
    for (const [origin, { bits }] of this.#of)
      if (other.#of.get(origin)?.bits !== bits) return false;
    return true;
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
    let last: ReadonlyMap<Origin, Fact> | undefined;
    for (const way of ways) {
      // Ways that part again and again often know the same.
      if (way.#of === last) continue;
      last = way.#of;
      for (const [origin, found] of way.#of) {
        const fact = of.has(origin) ? undefined : Facts.#commonOf(origin, found, ways);
        if (fact !== undefined) of.set(origin, fact);
      }
    }
    return new Facts(of, sides);
  }

  /** @param found what one of the ways knows of it */
  static #commonOf(origin: Origin, found: Fact, ways: readonly Facts[]): Fact | undefined {
    let weak: WeakCheck | undefined;
    let bits = 0;
    let isSame = true;
    for (const way of ways) {
      const fact = way.#of.get(origin);
      bits |= fact?.bits ?? 0;
      weak ??= fact?.weak;
      isSame &&= fact === found;
    }
    if (!isSame) for (const way of ways) bits &= way.#excused(origin, bits, ways);
    if (bits === 0 && weak === undefined) return undefined;
    return isSame ? found : { bits, weak };
  }

  /** What is known here, and what is wanted and known on the ways that a setting parts from this one. */
  #excused(origin: Origin, wanted: Bits, ways: readonly Facts[]): Bits {
    let bits = this.#of.get(origin)?.bits ?? 0;
    if ((wanted & ~bits) === 0) return bits;
    for (const way of ways) {
      const other = way.#of.get(origin);
      if (other !== undefined && way.isPartedFrom(this)) bits |= other.bits;
    }
    return bits;
  }

  /** Whether a setting decides between the two. */
  isPartedFrom(other: Facts): boolean {
    for (let one = this.#sides; one !== undefined; one = one.before) {
      const theirs = sideOf(other.#sides, one.condition);
      if (theirs !== undefined && theirs !== one.side) return true;
    }
    return false;
  }

  /** What holds when both do. */
  and(other: Facts): Facts {
    if (this === other || other.#of.size === 0) return this;
    let of: Map<Origin, Fact> | undefined;
    for (const [origin, fact] of other.#of) {
      const known = this.#of.get(origin);
      const bits = fact.bits | (known?.bits ?? 0);
      const weak = known?.weak ?? fact.weak;
      if (known !== undefined && known.bits === bits && known.weak === weak) continue;
      of ??= new Map(this.#of);
      of.set(origin, { bits, weak });
    }
    return new Facts(of ?? this.#of, this.#sides);
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

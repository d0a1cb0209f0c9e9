import { assurances } from '../../../domain/flow.ts';
import type { Assurance, Enough } from '../../../domain/flow.ts';

/** A set of assurances, a bit each. */
export type Bits = number;

const BIT = new Map<Assurance, Bits>(assurances.map((name, index) => [name, 1 << index]));

export function bits(...names: readonly Assurance[]): Bits {
  let set = 0;
  for (const name of names) set |= BIT.get(name) ?? 0;
  return set;
}

export function namesOf(set: Bits): Assurance[] {
  return assurances.filter((name) => (set & bits(name)) !== 0);
}

/** Any of these sets, whole, makes a value harmless. */
export type Masks = readonly Bits[];

export function masksOf(enough: Enough): Masks {
  return enough.map((one) => (typeof one === 'string' ? bits(one) : bits(...one)));
}

export function isEnough(known: Bits, masks: Masks): boolean {
  return masks.some((mask) => (known & mask) === mask);
}

/** What holds of a value that is one of a fixed set: everything that a check could show. */
export const ONE_OF_A_SET: Bits = bits(
  ...assurances.filter((name) => !['number', 'embedded', 'led', 'weakly-checked'].includes(name)),
);

/** What a check has shown of the thing, as far as this value of it is concerned. */
export function knownOf(made: Bits, checked: Bits): Bits {
  const isJoined = (made & bits('led')) !== 0 && (checked & bits('contained-as-joined')) !== 0;
  return made | checked | (isJoined ? bits('contained') : 0);
}

/** With these a value is harmless everywhere. */
export const HARMLESS: Bits = bits('number') | bits('listed');

import type { Span } from '../../../domain/source.ts';
import { positional } from './arguments.ts';
import { bits } from './assurance.ts';
import type { Bits } from './assurance.ts';
import { Facts } from './facts.ts';
import { activation } from './machine.ts';
import type { Activation, Machine } from './machine.ts';
import { Origin, foreign } from './value.ts';
import type { Closure, Label } from './value.ts';

/** Where a value stands in another says nothing of what it is. */
const OF_PLACE = bits('led', 'embedded', 'under-folder', 'after-host');

/**
 * What a validator makes sure of what it is given: what holds when it has not thrown, where it gives a
 * truth value when that is a yes, and, where what it gives goes on in place of it, of that.
 */
export function provenBy(
  machine: Machine,
  { module }: Activation,
  closures: readonly Closure[],
  at: Span,
  goesOn: boolean,
): Bits {
  const origin = new Origin('argument', 'value');
  const label: Label = { origin, bits: 0, part: undefined, isUncertain: false, trail: undefined };
  const act = activation(module, module.frame, Facts.none);
  const value = machine.invoke(act, closures, positional(foreign([label])), at);
  const facts = value.yes ?? act.facts;
  if (facts === undefined) return 0;
  const { labels } = value;
  if (!goesOn || labels.length === 0) return facts.bitsOf(origin) & ~OF_PLACE;
  if (labels.some((one) => one.origin !== origin)) return 0;
  const made = labels.reduce((all, one) => all & one.bits, -1);
  return (facts.bitsOf(origin) | made) & ~OF_PLACE;
}

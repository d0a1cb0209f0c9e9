import type { Expression } from '../../../domain/source.ts';
import { positional } from './arguments.ts';
import type { Call } from './arguments.ts';
import type { Activation, Machine } from './machine.ts';
import { reach } from './sinks.ts';
import { UNKNOWN } from './value.ts';
import type { Value } from './value.ts';

// What is assigned may do harm where it goes. Rules see an assignment as a call: `page.innerHTML = text`
// as one of `page.innerHTML=` with the text, `all[a][b] = c` as one of `[].[]=` with both keys and the value.

/** What is found in a thing of the program's own under a key that is foreign. */
export const UNDER_FOREIGN_KEY = '[]';

type Place = Expression & { readonly kind: 'member' | 'index' };

/** Looks whether foreign data is assigned where it may do harm. */
export function assigned(
  machine: Machine,
  act: Activation,
  place: Place,
  { key, object, value }: { readonly object: Value; readonly key: Value; readonly value: Value },
): void {
  if (act.module.module.language !== 'javascript') return;
  if (place.kind === 'member') {
    if (value.labels.length > 0)
      reach(machine, act, callOf(place, `${object.name ?? '?'}.${place.name}=`, object, [value]));
    return;
  }
  if (key.labels.length === 0) return;
  const outer = outerKey(machine, act, place.object, object) ?? UNKNOWN;
  if (outer.labels.length > 0 || object.name === UNDER_FOREIGN_KEY) {
    const first = outer === UNKNOWN ? key : outer;
    reach(machine, act, callOf(place, '[].[]=', object, [first, key, value]));
  }
}

/** The key under which the object was found, where that is written at the same place. */
function outerKey(
  machine: Machine,
  act: Activation,
  expression: Expression,
  object: Value,
): Value | undefined {
  if (expression.kind !== 'index' || object.labels.length > 0) return undefined;
  // An object without a prototype has no members that all share.
  if (machine.evaluate(act, expression.object).name === 'Object.create()') return undefined;
  return machine.evaluate(act, expression.index);
}

function callOf(place: Place, name: string, receiver: Value, given: readonly Value[]): Call {
  const { at, end, object } = place;
  return {
    node: { kind: 'call', at, end, callee: object, arguments: [], isNew: false },
    name,
    method: '',
    receiver,
    callee: UNKNOWN,
    args: positional(...given),
  };
}

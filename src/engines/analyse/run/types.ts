import type { Expression } from '../../../domain/source.ts';
import type { Activation, Machine } from './machine.ts';
import { UNKNOWN, instanceValue, named } from './value.ts';
import type { Value } from './value.ts';

/** What a declaration says by its type alone: `var client http.Client`. */
export function typed(machine: Machine, act: Activation, type: Expression | undefined): Value {
  return type === undefined ? UNKNOWN : instanceOf(machine, act, type);
}

/** A value of the type that an annotation names; unknown for plain types. */
export function instanceOf(machine: Machine, act: Activation, type: Expression): Value {
  if (type.kind !== 'name' && type.kind !== 'member') return UNKNOWN;
  if (type.kind === 'name' && act.frame.get(type.name) === undefined) return UNKNOWN;
  const value = machine.evaluate(act, type);
  if (value.class !== undefined) {
    return instanceValue(value.class);
  }
  if (value.name === undefined) return UNKNOWN;
  return named(act.module.module.language === 'go' ? value.name : `${value.name}()`);
}

const PLAIN = new Set([
  'bool',
  'date',
  'datetime',
  'timedelta',
  'Decimal',
  'NonNegativeInt',
  'PositiveInt',
  'UUID',
  'UUID4',
]);
const NUMERIC = /^(?:u?int(?:8|16|32|64)?|float(?:32|64)?|byte|rune|uintptr|complex)$/;

/** Whether nothing can be written in a value of the type. */
export function isPlain(type: Expression): boolean {
  if (type.kind !== 'name' && type.kind !== 'member') return false;
  return PLAIN.has(type.name) || NUMERIC.test(type.name);
}

import type { Expression, Target } from '../../../domain/source.ts';
import type { Call } from '../run/arguments.ts';
import { schemaOfClass } from '../run/entries.ts';
import type { Activation, Machine } from '../run/machine.ts';
import { shaped } from '../run/schema.ts';
import { UNKNOWN, deepLabels, foreign, joinLabels, withBits } from '../run/value.ts';
import type { Label, Value } from '../run/value.ts';
import type { Builtin } from './index.ts';

// Go's decoders write what they read into what the last argument points at.

type Named = readonly (readonly [string, Builtin])[];

const DECODERS = [
  'Unmarshal',
  'UnmarshalStrict',
  'Decode',
  'BindArguments',
  'Bind',
  'BindJSON',
  'BindQuery',
  'BindUri',
  'ShouldBind',
  'ShouldBindJSON',
  'ShouldBindBodyWith',
  'ShouldBindQuery',
  'ShouldBindUri',
  'BodyParser',
  'QueryParser',
  'ParamsParser',
  'DecodeJSON',
  'WeakDecode',
];

export const decodingMethods: Named = DECODERS.map((name) => [name, decoded] as const);

function decoded(machine: Machine, act: Activation, call: Call): Value | undefined {
  if (act.module.module.language !== 'go') return undefined;
  const { args, node, receiver } = call;
  const target = targetOf(node.arguments.at(-1)?.value);
  let labels: readonly Label[] = receiver?.labels ?? [];
  for (const value of args.positional.slice(0, -1)) labels = joinLabels(labels, deepLabels(value));
  if (target === undefined || labels.length === 0) return undefined;
  machine.assign(
    act,
    target,
    filled(machine, act, args.positional.at(-1) ?? UNKNOWN, labels),
    false,
  );
  return UNKNOWN;
}

/** What was there keeps its type: the methods of a struct, and that its numbers are numbers. */
function filled(machine: Machine, act: Activation, value: Value, labels: readonly Label[]): Value {
  // What was known of the text that was decoded says nothing of the parts.
  const parts = withBits(labels, 0, ~0);
  if (value.instance === undefined) return foreign(parts);
  const made = shaped(parts, schemaOfClass(machine, act, value.instance, 4));
  made.instance = value.instance;
  return made;
}

function targetOf(expression: Expression | undefined): Target | undefined {
  if (expression?.kind === 'name') return expression;
  if (expression?.kind !== 'member' && expression?.kind !== 'index') return undefined;
  return { kind: 'place', at: expression.at, end: expression.end, place: expression };
}

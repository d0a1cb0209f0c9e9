import type { Builtin } from './index.ts';
import type { Call } from '../run/arguments.ts';
import { schemaOfType } from '../run/entries.ts';
import type { Activation, Machine } from '../run/machine.ts';
import { provenBy } from '../run/proof.ts';
import { schemaValue, shaped } from '../run/schema.ts';
import { constant, record } from '../run/value.ts';
import type { Value } from '../run/value.ts';

type Named = readonly (readonly [string, Builtin])[];

const parse: Builtin = (_m, _act, { args, receiver }) => {
  const [given] = args.positional;
  if (receiver?.schema === undefined || given === undefined) return undefined;
  return shaped(given.labels, receiver.schema);
};

const safeParse: Builtin = (machine, act, call) => {
  const data = parse(machine, act, call);
  if (data === undefined || act.facts === undefined) return undefined;
  const made = record(new Map([['data', data]]), true);
  const failed = record(new Map<string, Value>([['success', constant(false)]]), true);
  const passed = record(
    new Map<string, Value>([
      ['success', constant(true)],
      ['data', data],
    ]),
    true,
  );
  made.alternatives = [
    { value: failed, facts: act.facts },
    { value: passed, facts: act.facts },
  ];
  return made;
};

/** `z.string().refine((text) => …)`, `.transform(…)`: what the function makes sure of, the schema does. */
export function refinedBy(
  machine: Machine,
  act: Activation,
  { args, method, node, receiver }: Call,
): Value | undefined {
  const { schema } = receiver ?? {};
  if (schema === undefined || schema.fields !== undefined || schema.element !== undefined)
    return undefined;
  if (method !== 'refine' && method !== 'transform') return undefined;
  const { closures } = args.positional[0] ?? {};
  if (closures === undefined) return undefined;
  const gained = provenBy(machine, act, closures, node, method === 'transform');
  return schemaValue({ ...schema, bits: schema.bits | gained });
}

/** `Name = Annotated[str, Field(…)]`: what is made is a type, and says what values of it are. */
const typed: Builtin = (machine, act, { node }) => {
  const schema = schemaOfType(machine, act, node);
  return schema === undefined ? undefined : schemaValue(schema);
};

export const schemaNames: Named = ['', 'typing.', 'typing_extensions.'].flatMap((from) =>
  ['Annotated', 'Literal', 'Union'].map((name) => [`${from}${name}`, typed] as const),
);

export const schemaMethods: Named = [
  ['parse', parse],
  ['parseAsync', parse],
  ['safeParse', safeParse],
  ['safeParseAsync', safeParse],
];

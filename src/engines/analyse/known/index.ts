import type { Call } from '../run/arguments.ts';
import type { Activation, Machine } from '../run/machine.ts';
import { buildSchema, schemaValue } from '../run/schema.ts';
import type { Value } from '../run/value.ts';
import { callbackMethods, callbackNames } from './callbacks.ts';
import { collectionMethods, collectionNames } from './collections.ts';
import { decodingMethods } from './decoded.ts';
import { pathMethods, pathNames } from './paths.ts';
import { questionMethods, questionNames } from './questions.ts';
import { textMethods, textNames } from './texts.ts';
import { urlMethods, urlNames } from './urls.ts';
import { refinedBy, schemaMethods, schemaNames } from './validators.ts';

/**
 * What the language's own functions do, where a model cannot say it: it depends on the arguments, or on
 * what the receiver is. Undefined leaves the call to models and defaults.
 */
export type Builtin = (machine: Machine, act: Activation, call: Call) => Value | undefined;

const NAMES: ReadonlyMap<string, Builtin> = new Map([
  ...questionNames,
  ...textNames,
  ...callbackNames,
  ...collectionNames,
  ...pathNames,
  ...urlNames,
  ...schemaNames,
]);
const METHODS: ReadonlyMap<string, readonly Builtin[]> = grouped([
  ...schemaMethods,
  ...urlMethods,
  ...pathMethods,
  ...questionMethods,
  ...textMethods,
  ...decodingMethods,
  ...callbackMethods,
  ...collectionMethods,
]);

export function builtin(machine: Machine, act: Activation, call: Call): Value | undefined {
  const { args, callee, method, name, receiver } = call;
  // A function of the program may have any name.
  if (callee.closures !== undefined || callee.class !== undefined) return undefined;
  const byName = NAMES.get(name);
  if (byName !== undefined) {
    const value = byName(machine, act, call);
    if (value !== undefined) return value;
  }
  if (receiver === undefined) return undefined;
  const refined = refinedBy(machine, act, call);
  if (refined !== undefined) return refined;
  if (receiver.schema !== undefined || receiver.name !== undefined) {
    const schema = buildSchema(method, receiver, args.positional);
    if (schema !== undefined) return schemaValue(schema);
  }
  for (const one of METHODS.get(method) ?? []) {
    const value = one(machine, act, call);
    if (value !== undefined) return value;
  }
  return undefined;
}

function grouped(
  all: readonly (readonly [string, Builtin])[],
): ReadonlyMap<string, readonly Builtin[]> {
  const map = new Map<string, Builtin[]>();
  for (const [name, one] of all) {
    const known = map.get(name);
    if (known === undefined) map.set(name, [one]);
    else known.push(one);
  }
  return map;
}

import { patternBits } from '../known/pattern.ts';
import { bits } from './assurance.ts';
import type { Bits } from './assurance.ts';
import type { ClassInfo } from './modules.ts';
import { Value, elements, foreign, record, withBits } from './value.ts';
import type { Label } from './value.ts';

/** What a schema says of a value that passed it. */
export interface Schema {
  /** Of the value itself. */
  readonly bits: Bits;
  readonly fields?: ReadonlyMap<string, Schema>;
  readonly element?: Schema;
  /** The class that it is of, whose methods and properties it has. */
  readonly class?: ClassInfo;
  /** What must hold besides: run on the labels, it says what they gain. */
  readonly refine?: (labels: readonly Label[]) => Bits;
}

export const ANY: Schema = { bits: 0 };
export const NUMBER: Schema = { bits: bits('number') };
export const LISTED: Schema = { bits: bits('listed') };

/** Foreign data as it is after it passed a schema. */
export function shaped(labels: readonly Label[], schema: Schema | undefined, depth = 5): Value {
  if (schema === undefined || depth === 0) return foreign(labels);
  if (schema.fields !== undefined) {
    const fields = new Map<string, Value>();
    for (const [name, one] of schema.fields)
      fields.set(name, shaped(partsOf(labels, name), one, depth - 1));
    const made = record(fields);
    made.labels = labels;
    made.instance = schema.class;
    return made;
  }
  if (schema.element !== undefined) {
    const made = elements(shaped(partsOf(labels, '[]'), schema.element, depth - 1));
    made.labels = withBits(labels, schema.element.bits);
    return made;
  }
  const gained = schema.bits | (schema.refine?.(labels) ?? 0);
  return foreign(withBits(labels, gained));
}

export function partsOf(labels: readonly Label[], name: string): readonly Label[] {
  return labels.map((label) => ({ ...label, origin: label.origin.child(name) }));
}

/** Reads a schema out of a value: a schema that was built, a record of them, or a JSON schema written down. */
export function schemaOf(value: Value | undefined, depth = 6): Schema | undefined {
  if (value === undefined || depth === 0) return undefined;
  if (value.schema !== undefined) return value.schema;
  const { fields } = value;
  if (fields === undefined) return undefined;
  const type = fields.get('type')?.constant;
  const properties = fields.get('properties')?.fields;
  if (properties !== undefined) return objectOf(properties, depth - 1);
  if (typeof type === 'string' || fields.has('enum') || fields.has('anyOf'))
    return jsonSchema(type, fields, depth);
  return objectOf(fields, depth - 1);
}

function objectOf(properties: ReadonlyMap<string, Value>, depth: number): Schema {
  const fields = new Map<string, Schema>();
  for (const [name, value] of properties) fields.set(name, schemaOf(value, depth) ?? ANY);
  return { bits: 0, fields };
}

function jsonSchema(type: unknown, fields: ReadonlyMap<string, Value>, depth: number): Schema {
  if (fields.has('enum') || fields.has('const')) return LISTED;
  if (type === 'number' || type === 'integer' || type === 'boolean') return NUMBER;
  if (type === 'array')
    return { bits: 0, element: schemaOf(fields.get('items'), depth - 1) ?? ANY };
  const pattern = fields.get('pattern')?.constant;
  return typeof pattern === 'string' ? { bits: patternBits(pattern, 'search').yes } : ANY;
}

const PASSING = new Set([
  'describe',
  'optional',
  'nullable',
  'nullish',
  'default',
  'readonly',
  'strict',
  'strip',
  'passthrough',
  'brand',
  'meta',
  'min',
  'max',
  'length',
  'nonempty',
  'trim',
  'toLowerCase',
  'catch',
  'loose',
  'catchall',
  'register',
  'prefault',
  'startsWith',
  'endsWith',
  'includes',
  'email',
  'url',
  'datetime',
  'transform',
  'pipe',
  'superRefine',
  'check',
  'title',
]);
const NUMERIC = new Set([
  'number',
  'int',
  'boolean',
  'bigint',
  'date',
  'uuid',
  'guid',
  'int32',
  'float64',
  'stringbool',
  'cuid',
  'ulid',
  'nanoid',
  'uuidv4',
]);

/** What `z.string().regex(…)` and the like make; undefined for what is no part of a schema. */
export function buildSchema(
  method: string,
  receiver: Value,
  args: readonly Value[],
): Schema | undefined {
  const base = receiver.schema;
  if (base === undefined) {
    if (
      receiver.name === undefined ||
      !/^(?:zod(?:\/v\d)?(?:-mini)?(?:\.z|\.default)?(?:\.coerce|\.iso)?|@sinclair\/typebox\.Type|valibot(?:\.\w+)?|fastmcp\.z)$/.test(
        receiver.name,
      )
    )
      return undefined;
    return started(method, args);
  }
  const [first] = args;
  if (method === 'regex' || method === 'pattern') {
    const { pattern } = first ?? {};
    return {
      ...base,
      bits: base.bits | (pattern === undefined ? 0 : patternBits(pattern, 'search').yes),
    };
  }
  if (NUMERIC.has(method)) return { ...base, bits: base.bits | bits('number') };
  if (method === 'array') return { bits: 0, element: base };
  if (method === 'extend' || method === 'merge' || method === 'augment' || method === 'and') {
    const more = schemaOf(first);
    return { ...base, fields: new Map([...(base.fields ?? []), ...(more?.fields ?? [])]) };
  }
  if (method === 'or') return eitherSchema(base, schemaOf(first) ?? ANY);
  if (method === 'partial' || method === 'required' || method === 'omit' || method === 'pick')
    return base;
  return PASSING.has(method) ? base : undefined;
}

function started(method: string, args: readonly Value[]): Schema | undefined {
  const [first, second] = args;
  if (NUMERIC.has(method) || method === 'Number' || method === 'Integer' || method === 'Boolean')
    return NUMBER;
  if (['enum', 'nativeEnum', 'literal', 'Literal', 'Enum'].includes(method)) return LISTED;
  if (['object', 'strictObject', 'looseObject', 'Object', 'interface'].includes(method))
    return schemaOf(first) ?? ANY;
  if (['array', 'set', 'Array'].includes(method))
    return { bits: 0, element: schemaOf(first) ?? ANY };
  if (['union', 'discriminatedUnion', 'Union'].includes(method)) {
    const options = (method === 'discriminatedUnion' ? second : first)?.items ?? [];
    let either: Schema | undefined;
    for (const one of options) either = eitherSchema(either, schemaOf(one) ?? ANY);
    return either ?? ANY;
  }
  if (['optional', 'nullable', 'preprocess', 'lazy', 'Optional'].includes(method))
    return schemaOf(second ?? first) ?? ANY;
  return ANY;
}

/** What holds of a value that passed one or the other. */
export function eitherSchema(a: Schema | undefined, b: Schema): Schema {
  if (a === undefined) return b;
  const names = new Set([...(a.fields?.keys() ?? []), ...(b.fields?.keys() ?? [])]);
  if (names.size === 0)
    return { bits: a.bits & b.bits, ...(a.element !== undefined && { element: a.element }) };
  const fields = new Map<string, Schema>();
  for (const name of names) {
    const [left, right] = [a.fields?.get(name), b.fields?.get(name)];
    fields.set(
      name,
      left !== undefined && right !== undefined
        ? eitherSchema(left, right)
        : (left ?? right ?? ANY),
    );
  }
  return { bits: 0, fields };
}

export function schemaValue(schema: Schema): Value {
  const made = new Value();
  made.schema = schema;
  return made;
}

import { isArray, isObject, isString, pointer } from '../../../domain/json.ts';
import type { Json, JsonObject, JsonPointer } from '../../../domain/json.ts';
import type { Changes } from './changes.ts';
import { isSame, union } from './changes.ts';
import { compareBound, compareEnum, compareType, isBound, without } from './constraints.ts';
import { compareParameters, compareRequired } from './parameters.ts';
import { compareText } from './text.ts';

/** Keywords whose value is a schema that admits more where it is weaker; absent, it admits everything. */
const SUBSCHEMAS = new Set([
  'additionalItems',
  'additionalProperties',
  'contains',
  'contentSchema',
  'items',
  'propertyNames',
  'unevaluatedItems',
  'unevaluatedProperties',
]);
/** Keywords that hold named schemas, which count only where something refers to them. */
const NAMED_SCHEMAS = new Set(['$defs', 'definitions', 'dependentSchemas', 'patternProperties']);
/** Alternatives: one more admits more. */
const ALTERNATIVES = new Set(['anyOf', 'oneOf']);
/** Texts that are checked as a whole: with one, less is admitted than without. */
const CONSTRAINTS = new Set(['contentEncoding', 'contentMediaType', 'format', 'pattern']);

/**
 * Compares two JSON Schemas (2020-12 and older) keyword by keyword: what admits more is *widened*, what
 * admits less *narrowed*, and where neither can be told the schema is simply another. The depth is
 * bounded by the parser that the schemas came from.
 */
export function compareSchema(
  before: Json | undefined,
  after: Json | undefined,
  at: JsonPointer,
  changes: Changes,
): void {
  if (isSame(before, after)) return;
  const [old, now] = [rulesIn(before), rulesIn(after)];
  if (old === undefined || now === undefined) {
    compareWhole(before, after, at, changes);
    return;
  }
  compareParameters(old, now, at, changes, compareSchema);
  compareRequired(old, now, at, changes);
  for (const key of union(Object.keys(old), Object.keys(now))) {
    if (key !== 'properties' && key !== 'required') compareKeyword(key, old, now, at, changes);
  }
}

/** The keywords of a schema; `true` and an absent schema have none. Undefined for `false` and nonsense. */
function rulesIn(schema: Json | undefined): JsonObject | undefined {
  if (schema === undefined || schema === true) return {};
  return isObject(schema) ? schema : undefined;
}

/** `false` admits nothing, which is narrower than whatever is beside it. */
function compareWhole(
  before: Json | undefined,
  after: Json | undefined,
  at: JsonPointer,
  changes: Changes,
): void {
  const both = { before, after };
  const where = placeWord(at);
  if (before === false)
    changes.add('widened', at, { what: `${where} is no longer closed`, ...both });
  else if (after === false)
    changes.add('narrowed', at, { what: `${where} is closed now`, ...both });
  else changes.add('schema', at, { what: `${where} is another`, ...both });
}

function compareKeyword(
  key: string,
  old: JsonObject,
  now: JsonObject,
  base: JsonPointer,
  changes: Changes,
): void {
  const [before, after] = [old[key], now[key]];
  if (isSame(before, after)) return;
  const at = pointer(base, key);
  const both = { before, after };
  if (key === 'description' || key === '$comment' || key === 'examples') {
    compareText(key, 'wording', old, now, base, changes);
  } else if (key === 'title') compareText(key, 'title', old, now, base, changes);
  else if (key === 'type') compareType(before, after, at, changes);
  else if (key === 'enum') compareEnum(before, after, at, changes);
  else if (isBound(key)) compareBound(key, before, after, at, changes);
  else if (key === 'default') {
    changes.add('default', at, { what: 'the default value is another', ...both });
  } else if (SUBSCHEMAS.has(key) && !isArray(before) && !isArray(after)) {
    compareSchema(before, after, at, changes);
  } else if (NAMED_SCHEMAS.has(key)) compareNamed(before, after, at, changes);
  else if (ALTERNATIVES.has(key) || key === 'allOf') compareLists(key, before, after, at, changes);
  else if (key === 'const' || CONSTRAINTS.has(key)) {
    if (before === undefined)
      changes.add('narrowed', at, { what: `${key} is asked for now`, ...both });
    else if (after === undefined) {
      changes.add('widened', at, { what: `${key} is no longer asked for`, ...both });
    } else changes.add('schema', at, { what: `another ${key} is asked for`, ...both });
  } else if (key === 'uniqueItems') {
    const kind = after === true ? 'narrowed' : 'widened';
    changes.add(kind, at, { what: 'whether items may repeat is another', ...both });
  } else
    changes.add(LOOSE.has(key) ? 'other' : 'schema', at, { what: `${key} is another`, ...both });
}

/** Keywords that admit and refuse nothing. */
const LOOSE = new Set(['$schema', '$id', '$anchor', 'deprecated', 'readOnly', 'writeOnly']);

function compareNamed(
  before: Json | undefined,
  after: Json | undefined,
  at: JsonPointer,
  changes: Changes,
): void {
  const [old, now] = [isObject(before) ? before : {}, isObject(after) ? after : {}];
  for (const name of union(Object.keys(old), Object.keys(now))) {
    const here = pointer(at, name);
    const both = { before: old[name], after: now[name] };
    if (!Object.hasOwn(old, name))
      changes.add('schema', here, { what: 'a schema is new', ...both });
    else if (!Object.hasOwn(now, name)) {
      changes.add('schema', here, { what: 'a schema is gone', ...both });
    } else compareSchema(old[name], now[name], here, changes);
  }
}

function compareLists(
  key: string,
  before: Json | undefined,
  after: Json | undefined,
  at: JsonPointer,
  changes: Changes,
): void {
  if (!isArray(before) || !isArray(after)) {
    const admitsMore = before !== undefined && after === undefined;
    const kind = admitsMore ? 'widened' : before === undefined ? 'narrowed' : 'schema';
    const what = admitsMore ? `${key} is gone` : `${key} is another`;
    changes.add(kind, at, { what, before, after });
    return;
  }
  const [added, gone] = [without(after, before), without(before, after)];
  if (added.length === gone.length && before.length === after.length) {
    for (const [index, one] of before.entries()) {
      compareSchema(one, after[index], pointer(at, index), changes);
    }
    return;
  }
  const [more, less] =
    key === 'allOf' ? (['narrowed', 'widened'] as const) : (['widened', 'narrowed'] as const);
  for (const one of added)
    changes.add(more, at, { what: `${key} has one more schema`, after: one });
  for (const one of gone)
    changes.add(less, at, { what: `${key} has one schema less`, before: one });
}

function placeWord(at: JsonPointer): string {
  const last = at.slice(at.lastIndexOf('/') + 1);
  return isString(last) && SUBSCHEMAS.has(last) ? last : 'the schema';
}

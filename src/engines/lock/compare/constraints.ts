import { canonicalJson, isArray, isString } from '../../../domain/json.ts';
import type { Json, JsonPointer } from '../../../domain/json.ts';
import { quoted } from '../../../domain/escape.ts';
import { list } from '../../../domain/list.ts';
import type { Changes } from './changes.ts';

/** Whether more is admitted where the number is larger. */
const BOUNDS: ReadonlyMap<string, 'upper' | 'lower'> = new Map([
  ['exclusiveMaximum', 'upper'],
  ['maxContains', 'upper'],
  ['maxItems', 'upper'],
  ['maxLength', 'upper'],
  ['maxProperties', 'upper'],
  ['maximum', 'upper'],
  ['exclusiveMinimum', 'lower'],
  ['minContains', 'lower'],
  ['minItems', 'lower'],
  ['minLength', 'lower'],
  ['minProperties', 'lower'],
  ['minimum', 'lower'],
]);

export function isBound(key: string): boolean {
  return BOUNDS.has(key);
}

export function compareBound(
  key: string,
  before: Json | undefined,
  after: Json | undefined,
  at: JsonPointer,
  changes: Changes,
): void {
  const both = { before, after };
  const isLooser =
    after === undefined ||
    (typeof before === 'number' &&
      typeof after === 'number' &&
      (BOUNDS.get(key) === 'upper' ? after > before : after < before));
  const verb = after === undefined ? 'is gone' : isLooser ? 'is looser' : 'is tighter';
  if (typeof before === 'boolean' || typeof after === 'boolean') {
    // Draft 4 says with a boolean whether the bound itself is admitted.
    changes.add('schema', at, { what: `the bound ${key} is another`, ...both });
  } else
    changes.add(isLooser ? 'widened' : 'narrowed', at, {
      what: `the bound ${key} ${verb}`,
      ...both,
    });
}

/** Types as a set; a schema without any admits all. */
export function compareType(
  before: Json | undefined,
  after: Json | undefined,
  at: JsonPointer,
  changes: Changes,
): void {
  const [old, now] = [typesIn(before), typesIn(after)];
  const both = { before, after };
  const isWider = now === undefined || (old !== undefined && old.every((one) => admits(now, one)));
  const isNarrower = old === undefined || (now?.every((one) => admits(old, one)) ?? false);
  if (isWider && !isNarrower) changes.add('widened', at, { what: 'more types are taken', ...both });
  else if (isNarrower && !isWider) {
    changes.add('narrowed', at, { what: 'fewer types are taken', ...both });
  } else if (!isWider) changes.add('schema', at, { what: 'another type is taken', ...both });
}

function typesIn(type: Json | undefined): string[] | undefined {
  if (isString(type)) return [type];
  return isArray(type) ? type.filter(isString) : undefined;
}

function admits(types: readonly string[], type: string): boolean {
  return types.includes(type) || (type === 'integer' && types.includes('number'));
}

export function compareEnum(
  before: Json | undefined,
  after: Json | undefined,
  at: JsonPointer,
  changes: Changes,
): void {
  const both = { before, after };
  if (!isArray(after)) {
    changes.add('widened', at, { what: 'values are no longer limited to a list', ...both });
    return;
  }
  if (!isArray(before)) {
    changes.add('narrowed', at, { what: 'values are limited to a list', ...both });
    return;
  }
  const added = without(after, before);
  const gone = without(before, after);
  if (added.length > 0) {
    changes.add('widened', at, { what: `${shown(added)} may be given now`, ...both });
  }
  if (gone.length > 0) {
    changes.add('narrowed', at, { what: `${shown(gone)} may no longer be given`, ...both });
  }
  if (added.length + gone.length === 0) {
    changes.add('layout', at, { what: 'the values stand in another order', ...both });
  }
}

/** The values that are not among the others. */
export function without(values: readonly Json[], others: readonly Json[]): Json[] {
  const known = new Set(others.map(canonicalJson));
  return values.filter((value) => !known.has(canonicalJson(value)));
}

function shown(values: readonly Json[]): string {
  const words = values.map((value) => quoted(isString(value) ? value : JSON.stringify(value), 40));
  return list(words, 3);
}

import { isArray, isObject, isString } from '../../domain/json.ts';
import type { Json, JsonObject } from '../../domain/json.ts';

// Members of documents that anybody may have written.

const LONGEST = 4000;

export function objectAt(value: JsonObject, key: string): JsonObject {
  const member = Object.hasOwn(value, key) ? value[key] : undefined;
  return isObject(member) ? member : {};
}

export function listAt(value: JsonObject, key: string): readonly Json[] {
  const member = Object.hasOwn(value, key) ? value[key] : undefined;
  return isArray(member) ? member : [];
}

export function textAt(value: JsonObject, key: string): string | undefined {
  const member = Object.hasOwn(value, key) ? value[key] : undefined;
  return isString(member) && member !== '' && member.length <= LONGEST ? member : undefined;
}

export function objectsAt(value: JsonObject, key: string): JsonObject[] {
  return listAt(value, key).filter(isObject);
}

/** The entries whose values are objects. */
export function tables(value: JsonObject): (readonly [string, JsonObject])[] {
  return Object.entries(value).flatMap(([key, one]) =>
    isObject(one) ? [[key, one] as const] : [],
  );
}

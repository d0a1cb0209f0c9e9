export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** A JSON pointer (RFC 6901); the empty string is the whole document. */
export type JsonPointer = string;

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

export function isString(value: Json | undefined): value is string {
  return typeof value === 'string';
}

/** Appends steps to a pointer, escaping `~` and `/` (RFC 6901 section 3). */
export function pointer(base: JsonPointer, ...steps: readonly (string | number)[]): JsonPointer {
  let path = base;
  for (const step of steps) path += `/${typeof step === 'number' ? step : escapedStep(step)}`;
  return path;
}

function escapedStep(step: string): string {
  const isPlain = !step.includes('~') && !step.includes('/');
  return isPlain ? step : step.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The steps of a pointer, unescaped. */
export function pointerSteps(path: JsonPointer): string[] {
  return path === ''
    ? []
    : path
        .slice(1)
        .split('/')
        .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The value that a pointer names, or undefined where there is none. Own properties only. */
export function valueAt(document: Json, path: JsonPointer): Json | undefined {
  let value: Json | undefined = document;
  for (const step of pointerSteps(path)) {
    if (isArray(value)) value = /^(0|[1-9]\d*)$/.test(step) ? value[Number(step)] : undefined;
    else if (isObject(value)) value = Object.hasOwn(value, step) ? value[step] : undefined;
    else return undefined;
  }
  return value;
}

/**
 * The canonical text of a value: keys sorted by UTF-16 code units, no white space (RFC 8785).
 * Two servers that send the same object with other key order have the same canonical text.
 * The caller bounds the depth; values come from a parser that did.
 */
export function canonicalJson(value: Json): string {
  if (isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`);
  return `{${members.join(',')}}`;
}

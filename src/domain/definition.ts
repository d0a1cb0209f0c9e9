import { isArray, isObject, isString, pointer } from './json.ts';
import type { Json, JsonObject, JsonPointer } from './json.ts';

/** What a server says of itself that a model may come to read. */
export const definitionKinds = [
  'server',
  'instructions',
  'tool',
  'prompt',
  'resource',
  'template',
] as const;
export type DefinitionKind = (typeof definitionKinds)[number];

/** One definition, verbatim: nothing that the server sent has been dropped or renamed. */
export interface Definition {
  readonly kind: DefinitionKind;
  /** The tool's or prompt's name, the resource's URI, the URI template; the kind's own name else. */
  readonly name: string;
  readonly raw: JsonObject;
}

/** The protocol's two families: `initialize` handshakes, and stateless requests from 2026-07-28 on. */
export type Era = 'legacy' | 'modern';

/** Everything that one server offered in one look, in the order in which it was sent. */
export interface Listing {
  /** Id of the server. */
  readonly server: string;
  /** The name under which the user knows the server. */
  readonly title: string;
  readonly definitions: readonly Definition[];
}

/** What part a string plays in a definition. */
export type PassageRole =
  | 'name'
  | 'title'
  | 'description'
  | 'instructions'
  | 'parameter-name'
  | 'schema-text'
  | 'schema-value'
  | 'uri'
  | 'other';

/** One string of a definition, with its place. Keys that are read as text (parameter names) are passages too. */
export interface Passage {
  readonly at: JsonPointer;
  readonly role: PassageRole;
  readonly text: string;
}

const SCHEMA_TEXT = new Set(['description', 'title', '$comment']);
const SCHEMA_VALUE = new Set(['enum', 'const', 'default', 'examples', 'pattern', 'format']);
const MAX_DEPTH = 64;
const MAX_PASSAGES = 20_000;

/**
 * Every string in a definition that a model or a person may read, outermost first, in document
 * order. Stops at depth 64 and at 20 000 strings; the wire refuses larger definitions anyway.
 */
export function passagesOf(definition: Definition): Passage[] {
  const found: Passage[] = [];
  walk(definition.raw, '', undefined, 0, found);
  return found;
}

function walk(
  value: Json,
  at: JsonPointer,
  inside: PassageRole | undefined,
  depth: number,
  found: Passage[],
): void {
  if (depth > MAX_DEPTH || found.length >= MAX_PASSAGES) return;
  if (isString(value)) {
    found.push({ at, role: inside ?? 'other', text: value });
  } else if (isArray(value)) {
    for (const [index, item] of value.entries()) {
      walk(item, pointer(at, index), inside, depth + 1, found);
    }
  } else if (isObject(value)) {
    const isSchema = /\/(inputSchema|outputSchema|arguments)(\/|$)/.test(at);
    const isProperties = /\/(properties|patternProperties|\$defs|definitions)$/.test(at);
    for (const [key, item] of Object.entries(value)) {
      const here = pointer(at, key);
      if (isSchema && isProperties) found.push({ at: here, role: 'parameter-name', text: key });
      const role = isProperties ? undefined : (roleOf(key, isSchema) ?? inside);
      walk(item, here, role, depth + 1, found);
    }
  }
}

function roleOf(key: string, isSchema: boolean): PassageRole | undefined {
  if (isSchema) {
    if (SCHEMA_TEXT.has(key)) return 'schema-text';
    if (SCHEMA_VALUE.has(key)) return 'schema-value';
    return key === 'name' ? 'parameter-name' : undefined;
  }
  if (key === 'name' || key === 'title' || key === 'description' || key === 'instructions') {
    return key;
  }
  return key === 'uri' || key === 'uriTemplate' || key === 'websiteUrl' ? 'uri' : undefined;
}

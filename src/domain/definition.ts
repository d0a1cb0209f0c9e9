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

const SCHEMAS = new Set(['inputSchema', 'outputSchema', 'arguments']);
const PROPERTIES = new Set(['properties', 'patternProperties', '$defs', 'definitions']);
const SCHEMA_TEXT = new Set(['description', 'title', '$comment']);
const SCHEMA_VALUE = new Set(['enum', 'const', 'default', 'examples', 'pattern', 'format']);
/** As deep as the wire lets anything be. */
const MAX_DEPTH = 128;
const MAX_PASSAGES = 20_000;
/** Objects, lists and values of all kinds. */
const MAX_NODES = 200_000;
/** Characters of all strings: what a model is told of one tool has a few thousand. */
const MAX_TEXT = 500_000;
/** Characters of a pointer: keys may be as long as a message. */
const MAX_POINTER = 20_000;

/** The strings of a definition; `isCut` where there are more than were taken. */
export interface Passages {
  readonly passages: readonly Passage[];
  readonly isCut: boolean;
}

/**
 * Every string in a definition that a model or a person may read, outermost first, in document
 * order. Stops at depth 128, at 20 000 strings, at 200 000 values, at pointers of 20 000 characters and
 * at 500 000 characters in all, and says so.
 */
export function passagesOf(definition: Definition): Passages {
  const walk = new Walk();
  walk.visit(definition.raw, '', {
    depth: 0,
    isSchema: false,
    isProperties: false,
    role: undefined,
  });
  return { passages: walk.found, isCut: walk.isCut };
}

/** What is known of a value by the keys above it. */
interface Standing {
  readonly depth: number;
  readonly isSchema: boolean;
  /** Whether the keys of the object are names of parameters. */
  readonly isProperties: boolean;
  readonly role: PassageRole | undefined;
}

class Walk {
  readonly found: Passage[] = [];
  isCut = false;
  #nodes = 0;
  #text = 0;

  visit(value: Json, at: JsonPointer, standing: Standing): void {
    this.#nodes += 1;
    const isFull = this.found.length >= MAX_PASSAGES || this.#nodes > MAX_NODES;
    if (isFull || standing.depth > MAX_DEPTH || at.length > MAX_POINTER) {
      this.isCut = true;
    } else if (isString(value)) {
      this.#take({ at, role: standing.role ?? 'other', text: value });
    } else if (isArray(value)) {
      const inside = { ...standing, depth: standing.depth + 1, isProperties: false };
      for (const [index, item] of value.entries()) {
        if (this.isCut && this.#nodes > MAX_NODES) return;
        this.visit(item, pointer(at, index), inside);
      }
    } else if (isObject(value)) {
      this.#visitMembers(value, at, standing);
    }
  }

  #take(passage: Passage): void {
    this.#text += passage.text.length;
    if (this.#text > MAX_TEXT) this.isCut = true;
    else this.found.push(passage);
  }

  #visitMembers(object: JsonObject, at: JsonPointer, standing: Standing): void {
    const { depth, isProperties, isSchema, role } = standing;
    const areNames = isSchema && isProperties;
    for (const [key, item] of Object.entries(object)) {
      if (this.isCut && this.#nodes > MAX_NODES) return;
      const here = pointer(at, key);
      if (areNames) this.#take({ at: here, role: 'parameter-name', text: key });
      this.visit(item, here, {
        depth: depth + 1,
        isSchema: isSchema || SCHEMAS.has(key),
        // A parameter may itself be called `properties`.
        isProperties: !areNames && PROPERTIES.has(key),
        role: isProperties ? undefined : (roleOf(key, isSchema) ?? role),
      });
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

import { tool } from '../../../domain/example.ts';
import { isArray, isObject, isString, pointer } from '../../../domain/json.ts';
import type { Json, JsonPointer } from '../../../domain/json.ts';
import type { Match, Rule } from '../../../domain/rule.ts';

const DEEPEST = 64;
const REFERENCES = new Set(['$ref', '$dynamicRef', '$recursiveRef']);

export const rule: Rule<'definition'> = {
  id: 'definition/remote-reference',
  severity: 'medium',
  confidence: 'high',
  title: 'Schema refers to a document elsewhere',
  why: "A client that follows the reference makes a request of the server's choice, and the schema can change after approval.",
  fix: 'Ask the author to put the referenced schema under $defs; do not let the client fetch it.',
  controls: ['INT-08', 'POL-03'],
  techniques: ['tool-mutation', 'protocol-implementation-flaws'],
  cwe: [918, 829],
  top10: { csa: ['MCP-05', 'MCP-06'], owasp: ['MCP03', 'MCP04'] },
  examples: {
    bad: [
      withAge({ $ref: 'https://schemas.example/age.json' }),
      withAge({ $ref: '//schemas.example/age.json#/a' }),
      withAge({ anyOf: [{ $ref: 'file:///etc/schema.json' }] }),
    ],
    good: [withAge({ $ref: '#/$defs/age' })],
    nearMiss: [
      withAge({
        type: 'object',
        properties: { $ref: { type: 'string', default: 'https://x.example' } },
      }),
      withAge({ $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'integer' }),
      withAge({ examples: [{ $ref: 'https://schemas.example/age.json' }] }),
    ],
  },
  *detect({ raw }) {
    for (const key of ['inputSchema', 'outputSchema']) {
      yield* referencesIn(raw[key], pointer('', key), 0);
    }
  },
};

function* referencesIn(value: Json | undefined, at: JsonPointer, depth: number): Generator<Match> {
  if (depth > DEEPEST) return;
  if (isArray(value)) {
    for (const [index, item] of value.entries()) {
      yield* referencesIn(item, pointer(at, index), depth + 1);
    }
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      // Values are data, whatever their keys are called.
      if (key === 'enum' || key === 'const' || key === 'default' || key === 'examples') continue;
      const here = pointer(at, key);
      const isRemote =
        isString(item) && /^(?:[a-z][a-z0-9+.-]{1,20}:|\/\/)/i.test(item) && !/^urn:/i.test(item);
      if (REFERENCES.has(key) && isRemote) yield { at: here, shows: item.slice(0, 200) };
      else yield* referencesIn(item, here, depth + 1);
    }
  }
}

function withAge(age: Record<string, Json>): ReturnType<typeof tool> {
  return tool({ name: 'set_age', inputSchema: { type: 'object', properties: { age } } });
}

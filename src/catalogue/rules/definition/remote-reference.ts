import { tool } from '../../../domain/example.ts';
import { isArray, isObject, isString, pointer } from '../../../domain/json.ts';
import type { Json } from '../../../domain/json.ts';
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
  detect({ raw }) {
    const found: Match[] = [];
    for (const key of ['inputSchema', 'outputSchema']) findReferences(raw[key], [key], found);
    return found;
  },
};

/** @param path the keys above the value, one array for all: most schemas refer to nothing */
function findReferences(value: Json | undefined, path: string[], found: Match[]): void {
  if (path.length > DEEPEST + 1) return;
  if (isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      path.push(String(index));
      findReferences(value[index], path, found);
      path.pop();
    }
  } else if (isObject(value)) {
    for (const key of Object.keys(value)) {
      // Values are data, whatever their keys are called.
      if (key === 'enum' || key === 'const' || key === 'default' || key === 'examples') continue;
      const item = value[key];
      path.push(key);
      if (REFERENCES.has(key) && isString(item) && isRemote(item)) {
        found.push({ at: pointer('', ...path), shows: item.slice(0, 200) });
      } else if (typeof item === 'object') findReferences(item, path, found);
      path.pop();
    }
  }
}

function isRemote(reference: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]{1,20}:|\/\/)/i.test(reference) && !/^urn:/i.test(reference);
}

function withAge(age: Record<string, Json>): ReturnType<typeof tool> {
  return tool({ name: 'set_age', inputSchema: { type: 'object', properties: { age } } });
}

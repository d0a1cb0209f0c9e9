import { tool } from '../../../domain/example.ts';
import { isObject, pointer } from '../../../domain/json.ts';
import type { Json, JsonObject } from '../../../domain/json.ts';
import type { Rule } from '../../../domain/rule.ts';

const SHAPES = [
  'type',
  'enum',
  'const',
  '$ref',
  '$dynamicRef',
  'anyOf',
  'oneOf',
  'allOf',
  'not',
  'if',
  'properties',
  'items',
  'pattern',
];

export const rule: Rule<'definition'> = {
  id: 'definition/untyped-schema',
  severity: 'low',
  confidence: 'high',
  title: 'Input schema does not say what the tool accepts',
  why: "Nothing can check a call against the schema, so anything that a model is talked into reaches the server's code.",
  fix: 'Ask the author to give each parameter a type, or put a stricter schema over it in the gateway.',
  controls: ['INT-08'],
  techniques: ['protocol-implementation-flaws', 'tool-poisoning'],
  cwe: [20],
  top10: { csa: ['MCP-05'], owasp: ['MCP05'] },
  examples: {
    bad: [
      tool({ name: 'add' }),
      tool({
        name: 'add',
        inputSchema: { type: 'object', properties: { a: {}, b: { description: 'A number.' } } },
      }),
      tool({ name: 'add', inputSchema: { type: 'array' } }),
      tool({ name: 'add', inputSchema: { type: 'object', additionalProperties: true } }),
    ],
    good: [
      tool({ name: 'add', inputSchema: { type: 'object', properties: { a: { type: 'number' } } } }),
    ],
    nearMiss: [
      tool({ name: 'now', inputSchema: { type: 'object' } }),
      tool({
        name: 'add',
        inputSchema: { type: 'object', properties: { a: { $ref: '#/$defs/a' } } },
      }),
      tool({
        name: 'add',
        inputSchema: {
          type: 'object',
          properties: { a: { enum: [1, 2] } },
          additionalProperties: { type: 'string' },
        },
      }),
    ],
  },
  *detect({ kind, raw }) {
    if (kind !== 'tool') return;
    const schema = raw['inputSchema'];
    if (!isObject(schema)) {
      yield {
        at: '',
        shows:
          raw['name'] === undefined
            ? 'no inputSchema'
            : `${JSON.stringify(raw['name'])} has no inputSchema`,
      };
      return;
    }
    if (schema['type'] !== 'object') {
      yield {
        at: '/inputSchema/type',
        shows: JSON.stringify(schema['type'] ?? null).slice(0, 80),
        because: 'The protocol asks for an object.',
      };
    }
    const properties = schema['properties'];
    for (const [name, property] of isObject(properties) ? Object.entries(properties) : []) {
      if (!isTyped(property)) {
        yield {
          at: pointer('/inputSchema/properties', name),
          shows: JSON.stringify(property).slice(0, 120),
        };
      }
    }
    if (acceptsAnything(schema))
      yield { at: '/inputSchema/additionalProperties', shows: 'additionalProperties: true' };
  },
};

function isTyped(schema: Json): boolean {
  return isObject(schema) && SHAPES.some((key) => Object.hasOwn(schema, key));
}

function acceptsAnything({ additionalProperties }: JsonObject): boolean {
  return (
    additionalProperties === true ||
    (isObject(additionalProperties) && Object.keys(additionalProperties).length === 0)
  );
}

import { tool } from '../../../domain/example.ts';
import { isArray } from '../../../domain/json.ts';
import type { Json } from '../../../domain/json.ts';
import type { Rule } from '../../../domain/rule.ts';

const DEEP = 24;
const MANY = 5000;

export const rule: Rule<'definition'> = {
  id: 'definition/excessive-schema',
  severity: 'low',
  confidence: 'medium',
  title: 'Schema is deeper or larger than any tool needs',
  why: 'Clients that validate or print it run out of stack, time or context, and what stands deep inside is read by nobody.',
  fix: 'Ask the author to flatten the schema; set a limit in the client or the gateway.',
  controls: ['INT-08'],
  techniques: ['resource-exhaustion', 'hidden-instructions'],
  cwe: [674, 400],
  top10: { csa: ['MCP-05'], owasp: ['MCP03'] },
  examples: {
    bad: [
      tool({ name: 'deep', inputSchema: nested(40) }),
      tool({ name: 'wide', inputSchema: { enum: Array.from({ length: 6000 }, (_, i) => i) } }),
    ],
    good: [tool({ name: 'flat', inputSchema: { type: 'object' } })],
    nearMiss: [
      tool({ name: 'tree', inputSchema: nested(10) }),
      tool({ name: 'country', inputSchema: { enum: Array.from({ length: 300 }, (_, i) => i) } }),
    ],
  },
  *detect({ raw }) {
    for (const key of ['inputSchema', 'outputSchema']) {
      const schema = raw[key];
      if (schema === undefined) continue;
      const { depth, nodes } = sizeOf(schema);
      if (depth > DEEP || nodes > MANY) {
        yield { at: `/${key}`, shows: `${depth} levels, ${nodes} values` };
      }
    }
  },
};

/** Levels and values of a document; without recursion, since depth is what is in question. */
function sizeOf(root: Json): { depth: number; nodes: number } {
  let level: readonly Json[] = [root];
  let depth = 0;
  let nodes = 0;
  while (level.length > 0) {
    nodes += level.length;
    depth += 1;
    const below: Json[] = [];
    for (const value of level) {
      if (typeof value !== 'object' || value === null) continue;
      for (const item of isArray(value) ? value : Object.values(value)) below.push(item);
    }
    level = below;
  }
  return { depth, nodes };
}

function nested(levels: number): { readonly [key: string]: Json } {
  let schema: { readonly [key: string]: Json } = { type: 'string' };
  for (let i = 0; i < levels; i += 1) schema = { type: 'object', properties: { next: schema } };
  return schema;
}

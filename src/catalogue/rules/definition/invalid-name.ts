import { prompt, tool } from '../../../domain/example.ts';
import type { Rule } from '../../../domain/rule.ts';

const VALID = /^[A-Za-z0-9_.-]{1,128}$/;

export const rule: Rule<'definition'> = {
  id: 'definition/invalid-name',
  severity: 'low',
  confidence: 'high',
  title: 'Tool name is outside what the protocol allows',
  why: 'Clients rename, cut or drop such tools, each in its own way, so that policies and approvals miss them.',
  fix: 'Ask the author for a name of at most 128 letters, digits, underscores, hyphens and dots.',
  controls: ['POL-04', 'INT-08'],
  techniques: ['tool-name-conflict', 'protocol-implementation-flaws'],
  cwe: [20],
  top10: { csa: ['MCP-05'], owasp: ['MCP03'] },
  examples: {
    bad: [tool({ name: 'add numbers' }), tool({ name: 'a'.repeat(129) }), tool({ name: '' })],
    good: [tool({ name: 'add_numbers' })],
    nearMiss: [tool({ name: 'math.add-2' }), prompt({ name: 'Add numbers' })],
  },
  *detect({ kind, raw }) {
    if (kind !== 'tool') return;
    const name = raw['name'];
    if (typeof name === 'string' && VALID.test(name)) return;
    const shows = typeof name === 'string' ? name.slice(0, 140) : JSON.stringify(name ?? null);
    yield { at: '/name', shows };
  },
};

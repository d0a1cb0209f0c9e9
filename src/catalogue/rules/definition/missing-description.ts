import { prompt, resource, tool } from '../../../domain/example.ts';
import type { Rule } from '../../../domain/rule.ts';

export const rule: Rule<'definition'> = {
  id: 'definition/missing-description',
  severity: 'info',
  confidence: 'high',
  title: 'Definition does not say what it is for',
  why: 'Neither a reviewer nor a model can tell a right use from a wrong one.',
  fix: 'Ask the author for a sentence that says what it does and changes.',
  controls: ['INT-16'],
  techniques: ['metadata-manipulation'],
  cwe: [1059],
  top10: { csa: ['MCP-05'], owasp: ['MCP03'] },
  examples: {
    bad: [tool({ name: 'add' }), prompt({ name: 'intro', description: '  ' })],
    good: [tool({ name: 'add', description: 'Adds.' })],
    nearMiss: [resource({ uri: 'demo://a', name: 'A' })],
  },
  *detect({ kind, name, raw }) {
    if (kind !== 'tool' && kind !== 'prompt') return;
    const { description } = raw;
    if (typeof description !== 'string' || description.trim() === '') yield { at: '', shows: name };
  },
};

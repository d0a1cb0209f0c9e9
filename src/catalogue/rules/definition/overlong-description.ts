import { tool } from '../../../domain/example.ts';
import type { Rule } from '../../../domain/rule.ts';

// Longer than all but a few real descriptions; nobody reads past that before approving.
const LONG = 6000;

export const rule: Rule<'definition'> = {
  id: 'definition/overlong-description',
  severity: 'info',
  confidence: 'high',
  title: 'Text is longer than a reviewer will read',
  why: 'Orders hide well at the end of a long text, and every session pays for it in context.',
  fix: 'Read it to the end before approving; ask the author to move documentation elsewhere.',
  controls: ['INT-14'],
  techniques: ['hidden-instructions', 'resource-exhaustion'],
  cwe: [400],
  top10: { csa: ['MCP-03'], owasp: ['MCP03'] },
  examples: {
    bad: [tool({ name: 'add', description: 'Adds. '.repeat(1500) })],
    good: [tool({ name: 'add', description: 'Adds.' })],
    nearMiss: [tool({ name: 'add', description: 'Adds. '.repeat(900) })],
  },
  *detect({ passages }) {
    for (const { at, role, text } of passages) {
      const isData = role === 'uri' || role === 'other';
      if (!isData && text.length > LONG) yield { at, shows: `${text.length} characters` };
    }
  },
};

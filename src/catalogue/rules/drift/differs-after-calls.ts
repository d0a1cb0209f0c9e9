import { drift } from '../../../domain/example.ts';
import type { Rule } from '../../../domain/rule.ts';
import { differing, notAsked } from './parts/variations.ts';

const WAYS = ['calls'] as const;
const says = 'asked after 4 calls of read-only tools';

export const rule: Rule<'drift'> = {
  id: 'drift/differs-after-calls',
  severity: 'high',
  confidence: 'high',
  title: 'Server offers something else once its tools were called',
  why: 'A review lists tools and does not call them; a server that changes its definitions after the first calls shows an agent what nobody has read.',
  fix: 'Compare both states, refuse the server where the later one is worse, and pin what you approve with `warder lock`.',
  controls: ['POL-03', 'INT-16'],
  techniques: ['tool-mutation'],
  cwe: [345, 912],
  top10: { csa: ['MCP-03', 'MCP-C04'], owasp: ['MCP03'] },
  examples: {
    bad: [drift('calls', 'wording', { says })],
    good: [drift('calls', undefined, { says })],
    nearMiss: [drift('repeat', 'wording', { says })],
  },
  notApplicable: (subject) => notAsked(subject, WAYS),
  detect: (subject) => differing(subject, WAYS),
};

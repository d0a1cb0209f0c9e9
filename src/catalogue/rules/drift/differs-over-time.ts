import { drift } from '../../../domain/example.ts';
import type { Rule } from '../../../domain/rule.ts';
import { differing, notAsked } from './parts/variations.ts';

const WAYS = ['connection', 'repeat', 'later'] as const;
const says = 'asked for the list number 3 on one connection';

export const rule: Rule<'drift'> = {
  id: 'drift/differs-over-time',
  severity: 'high',
  confidence: 'high',
  title: 'Server offers something else when it is asked again',
  why: 'What was read when the server was approved is not what an agent gets later: a harmless list at first and another one after a few requests is how a review is passed.',
  fix: 'Compare both states, refuse the server where the later one is worse, and pin what you approve with `warder lock`.',
  controls: ['POL-03', 'INT-16'],
  techniques: ['tool-mutation'],
  cwe: [345, 912],
  top10: { csa: ['MCP-03', 'MCP-C04'], owasp: ['MCP03'] },
  examples: {
    bad: [
      drift('repeat', 'wording', { says }),
      drift('later', 'annotation-riskier', { says: 'asked again 3 seconds later' }),
      drift('connection', 'removed-definition', { says: 'asked on a new connection' }),
    ],
    good: [drift('repeat', undefined, { says })],
    nearMiss: [drift('calls', 'wording', { says }), drift('client', 'wording', { says })],
  },
  notApplicable: (subject) => notAsked(subject, WAYS),
  detect: (subject) => differing(subject, WAYS),
};

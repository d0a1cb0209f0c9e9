import { drift } from '../../../domain/example.ts';
import type { Rule } from '../../../domain/rule.ts';
import { differing, notAsked } from './parts/variations.ts';

const WAYS = ['client'] as const;
const says = 'asked as the client "editor"';

export const rule: Rule<'drift'> = {
  id: 'drift/differs-by-client',
  severity: 'high',
  confidence: 'high',
  title: 'Server offers one client something else than another',
  why: 'Who looks at it is shown other definitions than the agents that use it, so that no review or pin holds for them. The protocol allows lists to differ by authorisation, and here the credentials are the same.',
  fix: 'Refuse the server, unless its author explains the difference and what your own client is shown has been approved.',
  controls: ['POL-03', 'INT-16'],
  techniques: ['tool-mutation'],
  cwe: [345, 912],
  top10: { csa: ['MCP-03', 'MCP-C04'], owasp: ['MCP03'] },
  examples: {
    bad: [drift('client', 'wording', { says }), drift('client', 'new-definition', { says })],
    good: [drift('client', undefined, { says })],
    nearMiss: [drift('repeat', 'wording', { says })],
  },
  notApplicable: (subject) => notAsked(subject, WAYS),
  detect: (subject) => differing(subject, WAYS),
};

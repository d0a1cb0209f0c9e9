import { exception } from '../../../domain/example.ts';
import type { Rule } from '../../../domain/rule.ts';

export const rule: Rule<'exception'> = {
  id: 'exception/malformed',
  severity: 'low',
  confidence: 'high',
  title: 'Ignore comment silences nothing, because it is not whole',
  why: 'Whoever wrote it believes that a finding has been dealt with.',
  fix: 'Write `warder-ignore rule-id: reason`, with the id of a rule that exists and a reason that a reviewer accepts.',
  controls: ['OVD-04'],
  techniques: [],
  cwe: [],
  top10: { csa: [], owasp: [] },
  examples: {
    bad: [
      exception({ from: 'comment', problem: 'it gives no reason' }),
      exception({ from: 'comment', rule: 'source/none', problem: 'there is no rule of this id' }),
    ],
    good: [exception({ from: 'comment' })],
    nearMiss: [exception({ from: 'comment', silenced: 0 })],
  },
  *detect({ problem, reason, rule }) {
    if (problem === undefined) return;
    const shows = [rule ?? '', reason].filter((part) => part !== '').join(': ');
    yield { at: '', shows, because: `${problem.slice(0, 1).toUpperCase()}${problem.slice(1)}.` };
  },
};

import { exception } from '../../../domain/example.ts';
import { isExpired } from '../../../domain/exception.ts';
import type { Rule } from '../../../domain/rule.ts';

export const rule: Rule<'exception'> = {
  id: 'exception/unused',
  severity: 'info',
  confidence: 'high',
  title: 'Exception silences nothing',
  why: 'What it was about is gone, so the exception only waits to hide something new of the same kind.',
  fix: 'Remove it; for a baseline, write it again.',
  controls: ['OVD-04'],
  techniques: [],
  cwe: [],
  top10: { csa: [], owasp: [] },
  examples: {
    bad: [exception({ silenced: 0 }), exception({ from: 'comment', silenced: 0 })],
    good: [exception({ silenced: 1 })],
    nearMiss: [
      // Its rule could not look: nobody knows whether it is used.
      exception({ silenced: 0, isLooked: false }),
      // Already told as expired, or as not whole.
      exception({ silenced: 0, expires: '2026-01-31' }),
      exception({ silenced: 0, problem: 'it gives no reason' }),
    ],
  },
  *detect(subject) {
    const { isLooked, problem, reason, rule, silenced, today } = subject;
    if (silenced > 0 || !isLooked || problem !== undefined || isExpired(subject, today)) return;
    yield { at: '', shows: rule === undefined ? reason : `${rule}: ${reason}` };
  },
};

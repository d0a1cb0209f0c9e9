import { exception } from '../../../domain/example.ts';
import { isExpired } from '../../../domain/exception.ts';
import type { Rule } from '../../../domain/rule.ts';

export const rule: Rule<'exception'> = {
  id: 'exception/expired',
  severity: 'low',
  confidence: 'high',
  title: 'Exception is past its last day',
  why: 'It silences nothing any more: what it was about is reported again, and nobody has decided anew.',
  fix: 'Mend what it was about, or decide again with a new day, and remove it otherwise.',
  controls: ['OVD-04'],
  techniques: [],
  cwe: [],
  top10: { csa: [], owasp: [] },
  examples: {
    bad: [exception({ expires: '2026-01-31', silenced: 2 }), exception({ expires: '2026-11-19' })],
    good: [exception({ expires: '2027-01-31' }), exception({ from: 'comment' })],
    nearMiss: [exception({ expires: '2026-11-20' })],
  },
  *detect(subject) {
    const { expires, owner, silenced, today } = subject;
    if (!isExpired(subject, today)) return;
    const whose = owner === undefined ? '' : ` ${owner} answers for it.`;
    const found = silenced === 1 ? '1 finding' : `${silenced} findings`;
    yield {
      at: '',
      shows: `expires: ${expires}`,
      because: `It would silence ${found}.${whose}`,
    };
  },
};

import { drift } from '../../../domain/example.ts';
import type { Rule } from '../../../domain/rule.ts';
import { notAsked } from './parts/variations.ts';

const says = 'left out of the list, and called by its name';

export const rule: Rule<'drift'> = {
  id: 'drift/hidden-tool',
  severity: 'high',
  confidence: 'high',
  title: 'Tool that the list leaves out can be called all the same',
  why: 'Leaving a tool out of the list is taken for a limit on who may use it, and is none: whoever knows the name calls what no review has seen.',
  fix: 'Have the server refuse calls of every tool that it does not list to the same caller.',
  controls: ['POL-03', 'INT-16'],
  techniques: ['tool-mutation'],
  cwe: [862, 912],
  top10: { csa: ['MCP-03', 'MCP-07'], owasp: ['MCP02', 'MCP07'] },
  examples: {
    bad: [drift('hidden', 'new-definition', { says })],
    good: [drift('hidden', undefined, { says })],
    nearMiss: [drift('repeat', 'new-definition', { says })],
  },
  notApplicable: (subject) => notAsked(subject, ['hidden']),
  *detect({ variations }) {
    for (const { changes, way } of variations) {
      if (way !== 'hidden') continue;
      for (const { change, kind, name } of changes) {
        if (change !== 'new-definition' || kind !== 'tool') continue;
        const because = 'It was left out of the list, called by its name, and answered.';
        yield { at: '', of: { server: '', kind, name }, shows: name, because };
      }
    }
  },
};

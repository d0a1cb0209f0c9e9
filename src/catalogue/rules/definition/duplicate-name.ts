import { definition, resource, tool } from '../../../domain/example.ts';
import type { Rule } from '../../../domain/rule.ts';
import { keyOf, namesOf } from '../../text/names.ts';

export const rule: Rule<'definition'> = {
  id: 'definition/duplicate-name',
  severity: 'medium',
  confidence: 'high',
  title: 'Server offers two definitions under one name',
  why: 'Which of them a call reaches depends on the client, so the one that was approved may not be the one that runs.',
  fix: 'Ask the author to give each its own name; approve none of them until then.',
  controls: ['POL-04'],
  techniques: ['tool-name-conflict', 'tool-shadowing'],
  cwe: [694],
  top10: { csa: ['MCP-03', 'MCP-C04'], owasp: ['MCP03'] },
  examples: {
    bad: [
      tool(
        { name: 'add', description: 'Adds.' },
        { beside: [definition('tool', { name: 'add', description: 'Adds more.' })] },
      ),
    ],
    good: [tool({ name: 'add' }, { beside: [definition('tool', { name: 'subtract' })] })],
    nearMiss: [
      tool({ name: 'add' }, { beside: [definition('prompt', { name: 'add' })] }),
      resource(
        { uri: 'demo://a', name: 'a' },
        { beside: [definition('resource', { uri: 'demo://b', name: 'a' })] },
      ),
    ],
  },
  *detect({ kind, name, raw, listing }) {
    if (kind === 'server' || kind === 'instructions') return;
    const same = namesOf(listing).all.get(keyOf({ kind, name })) ?? [];
    // One finding for all of them, at the first.
    if (same.length < 2 || same[0]?.raw !== raw) return;
    const at = kind === 'resource' ? '/uri' : kind === 'template' ? '/uriTemplate' : '/name';
    yield { at, shows: name, because: `It is offered ${same.length} times.` };
  },
};

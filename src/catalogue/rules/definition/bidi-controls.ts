import { tool } from '../../../domain/example.ts';
import type { Rule } from '../../../domain/rule.ts';
import { isPlain } from '../../text/reading.ts';

const CONTROLS = /[\u202A-\u202E\u2066-\u2069]/;
// An override turns even Latin letters around; nothing but deceit needs it.
const OVERRIDE = /[\u202D\u202E]/;
const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

export const rule: Rule<'definition'> = {
  id: 'definition/bidi-controls',
  severity: 'high',
  confidence: 'high',
  title: 'Definition changes the direction of its text',
  why: 'The screen shows the letters in another order than the model reads them, so a reviewer approves another text.',
  fix: 'Refuse the server until its author removes the control characters.',
  controls: ['INT-15'],
  techniques: ['hidden-instructions', 'metadata-manipulation'],
  cwe: [1007, 451],
  top10: { csa: ['MCP-03', 'MCP-C03'], owasp: ['MCP03'] },
  examples: {
    bad: [
      tool({ name: 'add', description: 'Adds \u202Esrebmun\u202C.' }),
      tool({ name: 'a\u2066dd', description: 'Adds.' }),
    ],
    good: [tool({ name: 'add', description: 'Adds two numbers.' })],
    nearMiss: [
      tool({
        name: 'hello',
        description: 'Says \u2067\u05E9\u05DC\u05D5\u05DD\u2069 to the user.',
      }),
      tool({ name: 'hello', description: 'Says \u05E9\u05DC\u05D5\u05DD\u200F!' }),
    ],
  },
  *detect(subject) {
    if (isPlain(subject)) return;
    for (const { at, role, text } of subject.passages) {
      const match = OVERRIDE.exec(text) ?? CONTROLS.exec(text);
      if (match === null) continue;
      const isProse = role !== 'name' && role !== 'parameter-name' && role !== 'uri';
      if (isProse && !OVERRIDE.test(match[0]) && RIGHT_TO_LEFT.test(text)) continue;
      yield {
        at,
        offset: match.index,
        shows: text.slice(Math.max(0, match.index - 20), match.index + 40),
      };
    }
  },
};

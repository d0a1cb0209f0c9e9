import { tool } from '../../../domain/example.ts';
import type { Rule } from '../../../domain/rule.ts';
import { isPlain } from '../../text/reading.ts';

const UNSEEN =
  '\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180E\\u200B-\\u200F\\u2060-\\u2064\\u206A-\\u206F\\u3164\\uFEFF\\uFFA0\\uFFF9-\\uFFFB';
const ANY = new RegExp(`[${UNSEEN}]`, 'u');
// Several in a row spell bits; one between Latin letters splits a word for filters and not for models.
const RUN = new RegExp(`[${UNSEEN}]{3,}`, 'u');
const SPLIT = new RegExp(`[A-Za-z][${UNSEEN}]{1,2}[A-Za-z]`, 'u');
// Scripts and emoji that need joiners, marks of direction or break hints.
const NEEDED =
  /[\p{Extended_Pictographic}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Gujarati}\p{Script=Gurmukhi}\p{Script=Sinhala}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\p{Script=Mongolian}\p{Script=Hangul}]/u;

export const rule: Rule<'definition'> = {
  id: 'definition/zero-width',
  severity: 'high',
  confidence: 'high',
  title: 'Definition carries characters that take no room on the screen',
  why: 'They hide a message between the letters, or split a word so that filters miss it while the model still reads it.',
  fix: 'Ask the author to remove the characters; refuse the server where they form a run.',
  controls: ['INT-15'],
  techniques: ['hidden-instructions', 'covert-channel-abuse'],
  cwe: [1007, 451],
  top10: { csa: ['MCP-03', 'MCP-C03'], owasp: ['MCP03'] },
  examples: {
    bad: [
      tool({ name: 'add', description: 'Adds.\u200B\u200C\u200B\u200B\u200C' }),
      tool({ name: 'add', description: 'Adds, and ig\u200Bnores signs.' }),
      tool({ name: 'add\u2060', description: 'Adds.' }),
      tool({ name: 'add', description: 'Adds. \u200B Fast.' }),
    ],
    good: [tool({ name: 'add', description: 'Adds two numbers.' })],
    nearMiss: [
      tool({ name: 'family', description: 'Draws \u{1F468}\u200D\u{1F469}\u200D\u{1F467}.' }),
      tool({ name: 'farsi', description: '\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645' }),
      tool({ name: 'add', description: '\uFEFFAdds two numbers.' }),
    ],
  },
  *detect(subject) {
    if (isPlain(subject)) return;
    for (const { at, role, text: whole } of subject.passages) {
      // A byte order mark at the start is an accident of some editors.
      const text = whole.replace(/^\uFEFF/, ' ');
      const isName = role === 'name' || role === 'parameter-name' || role === 'uri';
      const grave = RUN.exec(text) ?? SPLIT.exec(text);
      const match = grave ?? ANY.exec(text);
      if (match === null) continue;
      const near = text.slice(Math.max(0, match.index - 12), match.index + 12);
      if (!isName && NEEDED.test(near)) continue;
      const shows = text.slice(Math.max(0, match.index - 20), match.index + 40);
      const severity = grave !== null || isName ? 'high' : 'low';
      yield { at, offset: match.index, shows, severity };
    }
  },
};

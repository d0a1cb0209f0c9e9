import { tool } from '../../../domain/example.ts';
import type { Rule } from '../../../domain/rule.ts';
import { isPlain } from '../../text/reading.ts';

// Only letters that pass for Latin ones; a Japanese or an Arabic word beside a Latin one deceives nobody.
const LOOKALIKE = /[АВЕКМНОРСТУХЅІЈаеорсухѕіјԁһӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧονιαɑɡıᴀᴄᴇᴏ]/u;
const FOREIGN_WORD =
  /[\p{Script=Latin}]+[\p{Script=Cyrillic}\p{Script=Greek}][\p{L}]*|[\p{Script=Cyrillic}\p{Script=Greek}]+[\p{Script=Latin}][\p{L}]*/gu;
const MATHS = /^[µμΔΩΣπθλσαβγδω]|[µμΔΩΣπθλσαβγδω]$/u;

export const rule: Rule<'definition'> = {
  id: 'definition/mixed-script-name',
  severity: 'high',
  confidence: 'high',
  title: 'Word mixes letters of two scripts that look alike',
  why: 'A name with a Cyrillic letter passes for a known one, and a word so written slips past filters.',
  fix: 'Refuse the server until its author writes the word in one script.',
  controls: ['INT-15', 'POL-04'],
  techniques: ['tool-squatting', 'tool-impersonation', 'hidden-instructions'],
  cwe: [1007],
  top10: { csa: ['MCP-03', 'MCP-C03'], owasp: ['MCP03'] },
  examples: {
    bad: [
      tool({ name: 'send_m\u0430il', description: 'Sends mail.' }),
      tool({ name: 'add', description: 'Adds and ign\u043Eres signs.' }),
    ],
    good: [tool({ name: 'send_mail', description: 'Sends mail.' })],
    nearMiss: [
      tool({ name: 'wave', description: 'Returns \u0394t and the wavelength in \u03BCm.' }),
      tool({ name: 'search', description: 'Ищет PDF-файлы и тексты.' }),
      tool({ name: 'kanji', description: '日本語のPDFを検索します。' }),
    ],
  },
  *detect(subject) {
    if (isPlain(subject)) return;
    for (const { at, role, text } of subject.passages) {
      if (/^[\u0000-\u007F]*$/.test(text)) continue;
      for (const { 0: word, index } of text.matchAll(FOREIGN_WORD)) {
        const isName = role === 'name' || role === 'parameter-name' || role === 'title';
        if (!LOOKALIKE.test(word) || (!isName && (word.length < 4 || MATHS.test(word)))) continue;
        yield { at, offset: index, shows: word.slice(0, 80), severity: isName ? 'high' : 'medium' };
        break;
      }
    }
  },
};

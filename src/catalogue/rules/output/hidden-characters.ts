import { output } from '../../../domain/example.ts';
import type { Match, OutputSubject, Rule } from '../../../domain/rule.ts';
import { isAttackWhenHidden } from '../../output/charges.ts';
import { LONGEST_OUTPUT } from '../../output/scenes.ts';
import { quote } from '../../text/quote.ts';

// Tag characters spell ASCII that no font draws; the flags of three countries end in up to six of them.
const TAGS = /(?<!\u{1F3F4}[\u{E0020}-\u{E007E}]{0,5})[\u{E0020}-\u{E007F}]{2,4000}/u;
// Variation selectors choose a glyph, one at a time. A run of them spells bytes.
const SELECTORS = /[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]{4,4000}/u;
// Web pages are full of single joiners and break hints; a long row of them spells bits.
const INVISIBLE = /[\u200B-\u200D\u2060-\u2064\uFEFF]{12,4000}/u;
const OVERRIDE = /[\u202D\u202E]/;

export const rule: Rule<'output'> = {
  id: 'output/hidden-characters',
  severity: 'high',
  confidence: 'high',
  title: 'Returned text carries characters that nobody sees',
  why: 'The model reads a message where the person who looks at the result sees nothing, or sees another order of the letters.',
  fix: 'Strip the characters before the text reaches the model, and find out who can write into this source.',
  controls: ['TRF-17', 'INT-15'],
  techniques: ['hidden-instructions', 'indirect-prompt-injection'],
  cwe: [1007, 451],
  top10: { csa: ['MCP-01', 'MCP-C03'], owasp: ['MCP06', 'MCP10'] },
  examples: {
    bad: [
      output('Fine weather.\u{E0053}\u{E0065}\u{E006E}\u{E0064}'),
      output('Fine weather \u{1F600}\u{E0138}\u{E0139}\u{E0110}\u{E0111}.'),
      output(`Fine weather.${'\u200B\u200C'.repeat(8)}`),
      output('Runs \u202Ehs.exe\u202C.'),
    ],
    good: [output('Fine weather.')],
    nearMiss: [
      output('\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F} won.'),
      output('\u{1F468}\u200D\u{1F469}\u200D\u{1F467} and a soft\u00ADhyphen, a\u200Bbreak.'),
      output('\u2067\u05E9\u05DC\u05D5\u05DD\u2069 said he.'),
    ],
  },
  *detect(subject) {
    // Plain text, which is most of it, has none.
    if (/^[\t\n\r\x20-\x7e]*$/.test(subject.text)) return;
    const match = spelled(subject, TAGS) ?? spelled(subject, SELECTORS);
    if (match !== undefined) yield match;
    const text = subject.text.slice(0, LONGEST_OUTPUT);
    const row = INVISIBLE.exec(text);
    if (row !== null)
      yield { at: '', offset: row.index, shows: row[0].slice(0, 60), severity: 'medium' };
    const turn = OVERRIDE.exec(text);
    if (turn !== null) {
      const from = Math.max(0, turn.index - 20);
      yield { at: '', offset: turn.index, shows: text.slice(from, from + 60), severity: 'medium' };
    }
  },
};

function spelled({ text }: OutputSubject, shape: RegExp): Match | undefined {
  const run = shape.exec(text.slice(0, LONGEST_OUTPUT));
  if (run === null) return undefined;
  const plain = decode(run[0]);
  return {
    at: '',
    offset: run.index,
    shows: run[0].slice(0, 60),
    because: `Decoded, it reads ${quote(plain)}.`,
    severity: isAttackWhenHidden(plain) ? 'critical' : 'high',
  };
}

/** Tag characters stand at a fixed distance from the ASCII that they spell, selectors from the bytes. */
function decode(run: string): string {
  return Array.from(run, (char) => {
    const point = char.codePointAt(0) ?? 0;
    if (point >= 0xe0100) return String.fromCodePoint(point - 0xe0100 + 16);
    return String.fromCodePoint(point >= 0xe0000 ? point - 0xe0000 : point - 0xfe00);
  }).join('');
}

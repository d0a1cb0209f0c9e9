import { tool } from '../../../domain/example.ts';
import type { Rule } from '../../../domain/rule.ts';
import { attackIn } from '../attacks.ts';
import { quote } from '../../text/quote.ts';
import { isPlain } from '../../text/reading.ts';

// Tag characters spell ASCII that no font draws. The flags of England, Scotland and Wales end in up to
// six of them after a black flag; any other run is hidden text.
const TAGS = /(?<!\u{1F3F4}[\u{E0020}-\u{E007E}]{0,5})[\u{E0020}-\u{E007F}]+/u;
// Variation selectors choose a glyph, one at a time. A run of them spells bytes.
const SELECTORS = /[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]{2,}/u;

export const rule: Rule<'definition'> = {
  id: 'definition/tag-characters',
  severity: 'high',
  confidence: 'high',
  title: 'Definition carries text that a reviewer cannot see',
  why: 'A model reads tag characters as letters, while the person who approves the definition sees nothing.',
  fix: 'Refuse the server until its author removes the characters, and read the decoded text first.',
  controls: ['INT-15'],
  techniques: ['hidden-instructions'],
  cwe: [1007, 451],
  top10: { csa: ['MCP-03', 'MCP-C03'], owasp: ['MCP03'] },
  examples: {
    bad: [
      tool({ name: 'add', description: 'Adds.\u{E0053}\u{E0065}\u{E006E}\u{E0064}' }),
      tool({ name: 'add', description: 'Adds \u{1F600}\u{E0138}\u{E0139}\u{E0110}.' }),
    ],
    good: [tool({ name: 'add', description: 'Adds two numbers.' })],
    nearMiss: [
      tool({
        name: 'flag',
        description: 'Draws \u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}.',
      }),
      tool({ name: 'heart', description: 'Draws \u2764\uFE0F and \u{845B}\u{E0100}.' }),
    ],
  },
  *detect(subject) {
    if (isPlain(subject)) return;
    for (const { at, text } of subject.passages) {
      const match = TAGS.exec(text) ?? SELECTORS.exec(text);
      if (match === null) continue;
      const decoded = decode(match[0]);
      const attack = attackIn(subject, decoded);
      yield {
        at,
        offset: match.index,
        shows: match[0].slice(0, 60),
        because: `Decoded, it reads ${quote(decoded)}.`,
        ...(attack === undefined ? {} : ({ severity: 'critical' } as const)),
      };
    }
  },
};

/** Tag characters stand at a fixed distance from the ASCII that they spell, selectors from the bytes. */
function decode(run: string): string {
  return Array.from(run, (char) => {
    const point = char.codePointAt(0) ?? 0;
    if (point >= 0xe0100) return String.fromCodePoint(point - 0xe0100 + 16);
    return String.fromCodePoint(point >= 0xe0000 ? point - 0xe0000 : point - 0xfe00);
  }).join('');
}

import { tool } from '../../../domain/example.ts';
import type { Rule } from '../../../domain/rule.ts';

// Tag characters spell ASCII that no font draws. The flags of England, Scotland and Wales end in up to
// six of them after a black flag; any other run is hidden text.
const TAGS = /(?<!\u{1F3F4}[\u{E0020}-\u{E007E}]{0,5})[\u{E0020}-\u{E007F}]+/u;

export const rule: Rule<'definition'> = {
  id: 'definition/hidden-characters',
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
    bad: [tool({ name: 'add', description: 'Adds.\u{E0053}\u{E0065}\u{E006E}\u{E0064}' })],
    good: [tool({ name: 'add', description: 'Adds two numbers.' })],
    nearMiss: [
      tool({
        name: 'flag',
        description: 'Draws \u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}.',
      }),
    ],
  },
  *detect({ passages }) {
    for (const { at, text } of passages) {
      const match = TAGS.exec(text);
      if (match !== null) {
        yield {
          at,
          offset: match.index,
          shows: match[0].slice(0, 60),
          because: `Decoded, it reads ${JSON.stringify(decode(match[0]))}.`,
        };
      }
    }
  },
};

/** Tag characters stand at a fixed distance from the ASCII that they spell. */
function decode(tags: string): string {
  return Array.from(tags, (tag) => String.fromCodePoint((tag.codePointAt(0) ?? 0) - 0xe0000)).join(
    '',
  );
}

import { entry } from '../../../domain/example.ts';
import { redact } from '../../../domain/redact.ts';
import type { Rule } from '../../../domain/rule.ts';
import { localLaunch, notLocal } from './parts/launch.ts';

const BLANKS = /\s{4,}/g;
const LONG_LINE = 1000;

export const rule: Rule<'config'> = {
  id: 'config/hidden-tail',
  severity: 'high',
  confidence: 'medium',
  title: 'Command goes on where nobody looks',
  why: 'Dialogs that ask for consent cut a command or let it run out of the window; what stands behind a long gap or at the end of a long line is approved unread.',
  fix: 'Read the whole of it, then put what it does into a file and start that.',
  controls: ['RUN-13', 'POL-06'],
  techniques: ['installer-spoofing', 'hidden-instructions'],
  cwe: [451],
  top10: { csa: ['MCP-C03', 'MCP-C07'], owasp: ['MCP05'] },
  examples: {
    bad: [
      entry({ command: 'sh', args: ['-c', `notes${' '.repeat(60)}; rm -rf ~`] }),
      entry({ command: 'sh', args: ['-c', `notes\n\n\n\nother`] }),
      entry({ command: 'sh', args: ['-c', `notes ${'--flag '.repeat(200)}; other`] }),
      entry({ command: `notes${' '.repeat(50)}other` }),
    ],
    good: [entry({ command: 'notes', args: ['--flag'] })],
    nearMiss: [
      entry({ command: 'notes', args: [`{${'"key": "value", '.repeat(200)}"end": 1}`] }),
      entry({ command: 'sh', args: ['-c', 'cd /srv\n\nexec notes'] }),
      entry({ command: 'notes', args: [`a${' '.repeat(20)}b`, ' '.repeat(100)] }),
    ],
  },
  notApplicable: notLocal,
  *detect(subject) {
    const local = localLaunch(subject);
    if (local === undefined) return;
    const codes = new Set(
      local.layers.flatMap(({ code, lines }) => [code?.at, ...lines.map(({ at }) => at)]),
    );
    for (const [at, text] of local.words.entries()) {
      const gap = gapIn(text);
      if (gap !== undefined) {
        yield {
          at: local.place(at),
          offset: gap.end,
          // Masked before it is cut: half a secret is no longer known for one.
          shows: redact(text.slice(gap.end)).slice(0, 120).toWellFormed(),
          because: `After ${gap.end - gap.start} blanks it goes on.`,
        };
      } else if (codes.has(at) && text.length > LONG_LINE) {
        const because = `The line is ${text.length} characters long; this is how it ends.`;
        yield {
          at: local.place(at),
          shows: redact(text).slice(-120).toWellFormed(),
          because,
          severity: 'medium',
        };
      }
    }
  },
};

/** Blanks that push what follows out of any dialog, or below its fold. */
function gapIn(text: string): { readonly start: number; readonly end: number } | undefined {
  // Indentation of a document is no gap.
  if (/^\s*[[{<]/.test(text)) return undefined;
  for (const { 0: blanks, index } of text.matchAll(BLANKS)) {
    const end = index + blanks.length;
    const lines = blanks.split('\n', 5);
    const isWide = lines.some((line) => line.length >= 40);
    if (end < text.length && (isWide || lines.length >= 5)) return { start: index, end };
  }
  return undefined;
}

import { entry } from '../../../domain/example.ts';
import { redact } from '../../../domain/redact.ts';
import type { Rule } from '../../../domain/rule.ts';
import { localLaunch, notLocal } from './parts/launch.ts';

// Wide enough that what follows stands outside of any dialog, or below its fold.
const PADDING = /(?:[^\S\n]{40}|\n[^\S\n]{0,20}\n[^\S\n]{0,20}\n[^\S\n]{0,20}\n)\s{0,10000}\S/;
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
      const gap = PADDING.exec(text.slice(0, 100_000));
      // Indentation of a document or of a program is no gap.
      const isDocument = /^\s*[[{<]/.test(text);
      if (gap !== null && !isDocument) {
        const end = gap.index + gap[0].length - 1;
        const because = `After ${gap[0].length - 1} blanks it goes on.`;
        yield {
          at: local.place(at),
          offset: end,
          shows: redact(text.slice(end, end + 120).toWellFormed()),
          because,
        };
      } else if (codes.has(at) && text.length > LONG_LINE) {
        const because = `The line is ${text.length} characters long; this is how it ends.`;
        yield {
          at: local.place(at),
          shows: redact(text.slice(-120).toWellFormed()),
          because,
          severity: 'medium',
        };
      }
    }
  },
};

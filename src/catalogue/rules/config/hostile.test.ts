import { expect, test } from 'vitest';
import { configFile, entry } from '../../../domain/example.ts';
import { familyOf } from '../../../domain/rule.ts';
import type { PlainFamily, Rule } from '../../../domain/rule.ts';
import { rules } from '../registry.gen.ts';

// A configuration is foreign text of any size. A rule that needs more than linear time on it takes
// minutes here; the limit of each test only has to tell the two apart.

const SIZE = 150_000;
const FILLERS: readonly string[] = [
  'a',
  ' ',
  '-',
  '/',
  '\\',
  ':',
  '=',
  '@',
  '.',
  '"',
  "'",
  '$(',
  '${',
  '{{',
  '://',
  '0.',
  'a=',
  '--a ',
  'a/',
  'a:',
  'x@',
  '~/',
  'sudo ',
  'curl x | ',
  'token=',
  'Bearer ',
  '../',
  '\n',
  '\u{202E}',
  '&& ',
  'http://a@',
  'mcp__',
  'eyJ',
  '-eyJ.',
  '*',
  ',',
  'xn--',
  '1:',
];

const judged = (rules as readonly Rule<PlainFamily>[]).filter(({ id }) =>
  familyOf(id).startsWith('config'),
);

test.each(FILLERS.map((filler) => [filler]))(
  '%j again and again is judged in one pass',
  (filler) => {
    const text = filler.repeat(Math.ceil(SIZE / filler.length));
    const entries = [
      entry({
        command: text,
        args: [text, '-c', text],
        env: { TOKEN: text, [text.slice(0, 5000)]: 'x' },
      }),
      entry({ command: 'sh', args: ['-c', text] }, { name: text }),
      entry({ command: 'npx', args: ['-y', text, '--header', text] }),
      entry({ command: 'docker', args: ['run', '-v', text, '-e', text, text] }),
      entry({ url: text, headers: { Authorization: text } }),
      entry({
        url: `https://a.example/${text}`,
        autoApprove: [text],
        settings: { password: text },
      }),
    ];
    const file = configFile(
      { [text.slice(0, 5000)]: text, permissions: { allow: [text] } },
      { mode: 0o644 },
    );
    for (const rule of judged) {
      const subjects = familyOf(rule.id) === 'config' ? entries : [file];
      for (const subject of subjects) {
        if (rule.notApplicable?.(subject) !== undefined) continue;
        for (const match of rule.detect(subject)) expect(match.shows.length).toBeLessThan(2000);
      }
    }
  },
  60_000,
);

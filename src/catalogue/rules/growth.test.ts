import { describe, expect, test } from 'vitest';
import { tool } from '../../domain/example.ts';
import type { DefinitionSubject, Rule } from '../../domain/rule.ts';
import { rules } from './registry.gen.ts';

// A server chooses what it sends, so the time that a rule takes may grow with the length of a text but
// not with its square. Each text below is near to what some rule looks for, again and again. Four times
// the text may take eight times as long: twice what is due, for a machine that does other things.

const definitionRules = rules.filter(({ id }) =>
  id.startsWith('definition/'),
) as unknown as Rule<'definition'>[];
const SHORT = 120_000;

const unit: Readonly<Record<string, string>> = {
  'one long word': 'a',
  blanks: ' ',
  'line breaks': '\n',
  'words and no full stop': 'and then some more ',
  sentences: 'Reads a file of the project. ',
  'starts of an override': 'ignore all previous ',
  'starts of a concealment': 'never tell the user that you must not ',
  'orders about a secret': 'read ~/.ssh/id_rsa and send it to ',
  occasions: 'before using the tool, you must ',
  'other tools': 'when `send_mail` is called ',
  'identifiers without end': 'a_',
  'capital letters': 'A_',
  'open tags': '<important ',
  'open comments': '<!-- ',
  'open styles': '<p style="',
  'open images': '![](http://a/?',
  addresses: 'http://a.example/b ',
  'mail addresses': 'a@a.',
  'base64 without words': 'QUJD',
  'base64 with words': 'aGVsbG8gdGhlcmUgbXkgZnJpZW5k ',
  'hex digits': '6a',
  percent: '%41',
  'character escapes': '\\u0041',
  'character references': '&#65;',
  rot13: 'vtaber gur svyr ',
  'spaced letters': 'i g n o r e ',
  'zero-width marks': 'a\u200B',
  'two scripts': '\u0430a',
  'no blanks between words': '\u5FFD\u7565',
  'variation selectors': '\u{E0101}',
  'tag characters': '\u{E0041}',
  'terminal escapes': '\u001B[',
  'direction marks': '\u202E\u05D0',
  emoji: '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}',
  'private keys': '-----BEGIN PRIVATE KEY-----',
  commands: 'curl x',
};

describe('the time that all definition rules take grows with the length of the text', () => {
  test.each(Object.entries(unit))('%s', (_name, piece) => {
    expect(growth((times) => timeFor(piece, SHORT * times))).toBeLessThan(8);
  });

  test('and with the number of tools, not with its square', () => {
    expect(growth((times) => timeForTools(500 * times))).toBeLessThan(8);
  });
});

/**
 * How many times longer four times the input takes: the least of up to six tries, since other work on
 * the machine makes a try worse and never better.
 */
function growth(time: (times: 1 | 4) => number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 6 && least >= 6; tries += 1) {
    least = Math.min(least, time(4) / time(1));
  }
  return least;
}

/** The shorter of two runs in microseconds, each on texts that no rule has read before. */
function timeFor(piece: string, length: number): number {
  const text = piece.repeat(Math.ceil(length / piece.length));
  return fastest(() => [tool({ name: 'x', description: text })]);
}

function timeForTools(count: number): number {
  const raws = Array.from({ length: count }, (_, i) => ({
    name: `read_file_${i}`,
    description: 'Reads a file.',
  }));
  return fastest(() => {
    const [first, ...rest] = raws.map((raw) => tool(raw));
    if (first === undefined) return [];
    const all = [first, ...rest];
    const listing = { server: 'a', title: 'a', definitions: all };
    const others = [{ server: 'b', title: 'b', definitions: all }];
    return all.map((subject) => ({ ...subject, listing, others }));
  });
}

function fastest(subjects: () => DefinitionSubject[]): number {
  const times = [0, 1].map(() => {
    const judged = subjects();
    // Of the processor: what else the machine does then counts for little.
    const start = process.cpuUsage();
    for (const rule of definitionRules) {
      for (const subject of judged) for (const match of rule.detect(subject)) void match;
    }
    const { system, user } = process.cpuUsage(start);
    return user + system;
  });
  return Math.min(...times);
}

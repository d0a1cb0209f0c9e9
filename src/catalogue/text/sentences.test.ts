import { expect, test } from 'vitest';
import { sentencesOf } from './sentences.ts';

const texts = (text: string): string[] => sentencesOf(text).map((span) => span.text.trim());

test.each([
  ['stops', 'Adds. Then rounds! Why?', ['Adds.', 'Then rounds!', 'Why?']],
  [
    'abbreviations do not end a sentence',
    'Adds, e.g. two. See p. 3.',
    ['Adds, e.g. two.', 'See p. 3.'],
  ],
  ['file names do not end a sentence', 'Reads a.txt and b.md.', ['Reads a.txt and b.md.']],
  ['a wrapped line goes on', 'Reads the file\nof the user.', ['Reads the file of the user.']],
  ['a bullet starts anew', 'Reads\n- a file\n- a folder', ['Reads', '- a file', '- a folder']],
  [
    'a parameter starts anew',
    'Adds\n  a: first\n  b (int): second',
    ['Adds', 'a: first', 'b (int): second'],
  ],
  [
    'Chinese stops',
    '\u52A0\u6CD5\u3002\u7136\u540E\u3002',
    ['\u52A0\u6CD5\u3002', '\u7136\u540E\u3002'],
  ],
  ['tags stand between', 'Adds.<IMPORTANT>Stop.', ['Adds.<IMPORTANT>', 'Stop.']],
])('%s', (_name, text, sentences) => {
  expect(texts(text)).toEqual(sentences);
});

test('a sentence without end is cut, and nothing is lost', () => {
  const text = 'word '.repeat(1000);
  const spans = sentencesOf(text);
  expect(Math.max(...spans.map((span) => span.text.length))).toBeLessThanOrEqual(600);
  expect(spans.map((span) => span.text).join('')).toBe(text);
});

test('offsets are those of the whole text', () => {
  const text = 'Adds.\n\nThen rounds.';
  for (const { text: sentence, at } of sentencesOf(text)) {
    expect(text.slice(at, at + sentence.length).replaceAll('\n', ' ')).toBe(sentence);
  }
});

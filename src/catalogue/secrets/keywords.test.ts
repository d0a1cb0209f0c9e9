import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Keywords } from './keywords.ts';

const found = (words: readonly string[], text: string): string[] => {
  const hits: string[] = [];
  new Keywords(words).scan(text, (word, end) => hits.push(`${words[word]}@${end}`));
  return hits.sort();
};

/** The same, word by word. */
const expected = (words: readonly string[], text: string): string[] => {
  // One character at a time: some letters change their length in lower case.
  const lower = Array.from({ length: text.length }, (_, at) => {
    const code = text.charCodeAt(at);
    return String.fromCharCode(code >= 65 && code <= 90 ? code + 32 : code);
  }).join('');
  return words
    .flatMap((word) => {
      const ends: string[] = [];
      for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) {
        ends.push(`${word}@${at + word.length}`);
      }
      return ends;
    })
    .sort();
};

test.each([
  ['one within another', ['he', 'she', 'his', 'hers'], 'ushers'],
  ['capitals', ['akia', 'key'], 'xAKIAkeyKeY'],
  ['a beginning that breaks off', ['abcd', 'bc'], 'abcabcd'],
  ['letters beyond ASCII', ['key'], 'kéy kKey ſkey'],
])('finds %s', (_what, words, text) => {
  expect(found(words, text)).toEqual(expected(words, text));
  expect(found(words, text)).not.toEqual([]);
});

test('finds what a search word by word finds, in any text', () => {
  const letters = fc.constantFrom('a', 'b', 'c', '-', 'A', 'é');
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '-'), minLength: 1, maxLength: 5 });
  const words = fc.uniqueArray(word, { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(words, fc.string({ unit: letters, maxLength: 60 }), (some, text) => {
      expect(found(some, text)).toEqual(expected(some, text));
    }),
    { numRuns: 2000 },
  );
});

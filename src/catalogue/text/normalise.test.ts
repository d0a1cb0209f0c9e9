import { describe, expect, test } from 'vitest';
import { normalise } from './normalise.ts';

describe('a disguise is folded away', () => {
  test.each([
    ['zero-width marks', 'ig\u200Bno\u2060re', 'ignore'],
    ['soft hyphens', 'pass\u00ADword', 'password'],
    ['full-width letters', '\uFF49\uFF47\uFF4E\uFF4F\uFF52\uFF45', 'ignore'],
    ['letters of mathematics', '\u{1D422}\u{1D420}\u{1D427}\u{1D428}\u{1D42B}\u{1D41E}', 'ignore'],
    ['Cyrillic letters in a Latin word', 'ign\u043Er\u0435', 'ignore'],
    ['digits for letters', 'ign0re pr3vious', 'ignore previous'],
    ['spaced letters', 'i g n o r e', 'ignore'],
    ['curly quotes and dashes', '\u201Cdon\u2019t\u201D \u2014 now', '"don\'t" - now'],
    ['tag characters', 'Adds.\u{E0041}', 'Adds.'],
  ])('%s', (_name, disguised, plain) => {
    expect(normalise(disguised).text).toBe(plain);
  });
});

describe('what is no disguise stays', () => {
  test.each([
    ['a Russian word', '\u043F\u0430\u0440\u043E\u043B\u044C'],
    ['names with digits', 'sha256 utf8 h264 ipv4 base64'],
    ['an address', '0x52908400098527886E0F7030069857D2E4169EE7'],
    ['initials', 'U.S.A. and J. S. Bach'],
    ['Chinese text', '\u67E5\u8BE2\u5929\u6C14'],
  ])('%s', (_name, text) => {
    expect(normalise(text).text).toBe(text);
  });
});

test('an index in the normal text leads back to the place in the original', () => {
  const original = 'Adds \u{1F600} and ig\u200Bnores';
  const { text, origin } = normalise(original);
  expect(original.slice(origin(text.indexOf('ignores')))).toBe('ig\u200Bnores');
  expect(origin(0)).toBe(0);
});

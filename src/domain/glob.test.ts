import { expect, test } from 'vitest';
import { fits } from './glob.ts';

test.each([
  ['src/a.ts', 'src/a.ts'],
  ['src/*.ts', 'src/a.ts'],
  ['src/**', 'src/a/b.ts'],
  ['**/b.ts', 'b.ts'],
  ['**/b.ts', 'src/a/b.ts'],
  ['src/**/b.ts', 'src/b.ts'],
  ['src/**/b.ts', 'src/a/c/b.ts'],
  ['add_*', 'add_numbers'],
  ['a?c', 'abc'],
  ['*', ''],
  ['**', 'any/thing'],
])('%s fits %s', (pattern, text) => {
  expect(fits(pattern, text)).toBe(true);
});

test.each([
  ['src/*.ts', 'src/a/b.ts'],
  ['src/**', 'source/a.ts'],
  ['**/b.ts', 'ab.ts'],
  ['src/**/b.ts', 'src/ab.ts'],
  ['a?c', 'a/c'],
  ['a', 'ab'],
  ['a.b', 'axb'],
  ['', 'a'],
])('%s does not fit %s', (pattern, text) => {
  expect(fits(pattern, text)).toBe(false);
});

test('a pattern made to be slow takes no longer than its length allows', () => {
  expect(fits('*a'.repeat(200), `${'a'.repeat(2000)}b`)).toBe(false);
});

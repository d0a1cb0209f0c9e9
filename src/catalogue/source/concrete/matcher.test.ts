import { expect, test } from 'vitest';
import { Spent, matcherOf } from './matcher.ts';

function groupsOf(
  source: string,
  text: string,
  flags = '',
): readonly (string | undefined)[] | undefined {
  return matcherOf(source, flags)?.find(text, 0)?.groups;
}

test.each([
  [String.raw`^\s*(insert|update)\b`, ' update t', 'i'],
  [String.raw`\bDROP\b.*\bTABLE\b`, 'DROP\nTABLE t', ''],
  [String.raw`\bDROP\b.*\bTABLE\b`, 'DROP\nTABLE t', 's'],
  ['(a|ab)(c|bcd)(d*)', 'abcd', ''],
  ['(a+)(a+?)', 'aaaa', ''],
  ['(?:a{2,3}){2}', 'aaaaaa', ''],
  ['(?<=;)\\s*\\w+', 'a; b', ''],
  ['(?<!x)b(?=c)(?!cd)', 'xbc bce', ''],
  ['[^a-c\\d-]+', 'ab1-xyz', ''],
  ['(?<first>\\w)\\1', 'hello', ''],
  ['^b$', 'a\nb\nc', 'm'],
  ['[\\]x]+', 'a]x]', ''],
  ['\\x41\\u0042', 'AB', ''],
])('%s reads %j as the language does', (source, text, flags) => {
  expect(groupsOf(source, text, flags) ?? null).toEqual(
    new RegExp(source, flags).exec(text)?.slice(0) ?? null,
  );
});

test('what only Python and Go write is read too', () => {
  expect(groupsOf('(?i)drop', 'DROP')).toEqual(['DROP']);
  expect(groupsOf('(?P<verb>drop|alter) (?P=verb)', 'drop drop')?.[1]).toBe('drop');
  expect(groupsOf('\\Adrop\\Z', 'drop\n')).toBeUndefined();
  expect(groupsOf('^ ( a  # first\n | b ) $', 'b', 'x')).toEqual(['b', 'b']);
  expect(groupsOf('(?i:a)b', 'Ab')).toEqual(['Ab']);
  expect(groupsOf('(?i:a)b', 'AB')).toBeUndefined();
});

test.each([
  '(',
  'a)',
  '[a',
  '*a',
  '\\p{L}',
  '(?(1)a|b)',
  'a++',
  '(?R)',
  `${'('.repeat(60)}a${')'.repeat(60)}`,
])('%s cannot be read', (source) => {
  expect(matcherOf(source, '')).toBeUndefined();
});

test.each(['^(a+)+$', '(a|a)*b', '(?:a?){30}a{30}c', '(.*)*x'])(
  '%s ends all the same',
  (source) => {
    const matcher = matcherOf(source, '');
    expect(() => matcher?.find(`${'a'.repeat(60)}!`, 0)).toThrow(Spent);
  },
);

import { expect, test } from 'vitest';
import { follow, hunksOf } from './lines.ts';

// Line 10 removed, two lines put after line 20, lines 30-31 replaced by three.
const hunks = hunksOf(
  [
    '@@ -10 +9,0 @@',
    '-gone',
    '@@ -20,0 +20,2 @@',
    '+@@ -1 +1 @@',
    '+new',
    '@@ -30,2 +31,3 @@ function f() {',
    '-a',
    '-b',
    '+a',
    '+b',
    '+c',
  ].join('\n'),
);

test('a line of the file that looks like a hunk is none', () => {
  expect(hunks).toHaveLength(3);
});

test.each([
  ['before every change', [5, 6], [5, 6]],
  ['after a removal', [11, 12], [10, 11]],
  ['around an insertion', [20, 21], [19, 22]],
  ['replaced', [30, 31], [31, 33]],
  ['after all', [40, 40], [42, 42]],
])('a range %s is followed', (_, [start = 0, end = 0], [first, last]) => {
  expect(follow({ start, end }, hunks)).toEqual({ start: first, end: last });
});

test('what was removed stands where it was', () => {
  expect(follow({ start: 10, end: 10 }, hunks)).toEqual({ start: 9, end: 9 });
});

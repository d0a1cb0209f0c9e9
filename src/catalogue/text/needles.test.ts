import { expect, it } from 'vitest';
import { needlesOf } from './needles.ts';

it.each<[RegExp, readonly string[] | undefined]>([
  [/\bPassword\b/i, ['password']],
  [/cats?|dogs?/, ['cat', 'dog']],
  [/(?:very )?hidden/, ['hidden']],
  [/\bdo not (?:tell|show)\b/, ['tell', 'show']],
  [/gr[ae]y/, ['gray', 'grey']],
  [/(?:ab){2,5}/, ['ab']],
  [/[A-Z]{3}_key/, ['_key']],
  [/r\d{2}x/, ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']],
  // Conditions are taken to hold, so what they ask for is no needle.
  [/(?<!un)safe(?=ly)/, ['safe']],
  [/(?<name>secret)\k<name>/, ['secret']],
  // Anything outside of ASCII is one sign.
  [/忽略|無視/, ['\x7f\x7f']],
  [/r\u00e8gles/i, ['r\x7fgles']],
  [/0123456789abc/, ['01234567']],
  // Nothing can be said.
  [/a?/, undefined],
  [/(?:word)?/, undefined],
  [/(?:word|.)x*/, undefined],
  [/[^a]/, undefined],
  [/ /, undefined],
  // These match a long s and the sign for kelvin too.
  [/sk/iu, undefined],
])('finds what %s needs', (expression, needles) => {
  expect(needlesOf(expression)).toEqual(needles);
});

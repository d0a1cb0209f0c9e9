import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pieces, readable, visible, visibleJson } from './escape.ts';

const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
const anyText = fc.string({
  unit: fc.oneof(fc.nat(0xffff), fc.nat(0x10ffff)).map((code) => String.fromCodePoint(code)),
});

describe('escaped text', () => {
  test.each([
    ['an escape sequence', '\u001B[2J', '\\u{1b}[2J'],
    ['a line break', 'a\nb\r\tc', 'a\\nb\\r\\tc'],
    ['a bidi override', 'a\u202Eb', 'a\\u{202e}b'],
    ['a zero-width space', 'a\u200Bb', 'a\\u{200b}b'],
    ['tag characters', '\u{E0041}', '\\u{e0041}'],
    ['a variation selector', 'a\u{E0100}', 'a\\u{e0100}'],
    ['an unassigned character that renders as nothing', '\u{E0FFF}', '\\u{e0fff}'],
    ['half a surrogate pair', '\uD800', '\\u{d800}'],
    ['a backslash', 'C:\\new', 'C:\\\\new'],
    ['a pile of marks', `o${'\u0300'.repeat(5)}`, `o${'\u0300'.repeat(3)}\\u{300}\\u{300}`],
    ['letters with marks', 'Tiếng Việt, हिन्दी', 'Tiếng Việt, हिन्दी'],
  ])('shows %s', (_what, text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  test('holds nothing that a screen hides or obeys', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(visible(text)).not.toMatch(UNSEEN);
        expect(readable(text)).not.toMatch(UNSEEN);
        expect(
          pieces(text)
            .map((piece) => piece.text)
            .join(''),
        ).not.toMatch(UNSEEN);
        expect(visibleJson(text).replaceAll('\n', '')).not.toMatch(UNSEEN);
      }),
    );
  });

  test('can be read back', () => {
    const back = (shown: string): string =>
      shown.replace(/\\(?:\\|n|r|t|u\{([0-9a-f]+)\})/g, (escape, code?: string) =>
        code === undefined
          ? ({ '\\\\': '\\', '\\n': '\n', '\\r': '\r', '\\t': '\t' }[escape] ?? '')
          : String.fromCodePoint(Number.parseInt(code, 16)),
      );
    fc.assert(
      fc.property(anyText, (text) => {
        expect(back(visible(text))).toBe(text);
      }),
    );
  });

  test('keeps the backslashes of a path, unless they read as an escape', () => {
    expect(readable('C:\\Users\\new')).toBe('C:\\Users\\new');
    expect(readable('C:\\u{41}\u202E')).toBe('C:\\\\u{41}\\u{202e}');
  });

  test('marks what is hidden, in stretches', () => {
    expect(pieces('a\\b\u200B\u202Ec')).toEqual([
      { text: 'a\\b', isHidden: false },
      { text: '\\u{200b}\\u{202e}', isHidden: true },
      { text: 'c', isHidden: false },
    ]);
  });

  test('JSON stays the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), anyText, (value, text) => {
        const json = JSON.stringify([value, text], null, 2);
        expect(JSON.parse(visibleJson(json))).toEqual(JSON.parse(json));
      }),
    );
  });
});

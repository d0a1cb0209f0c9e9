import { describe, expect, test } from 'vitest';
import { fillPlaceholders } from './placeholder.ts';

const values = new Map([
  ['TOKEN', 'abc'],
  ['EMPTY', ''],
  ['NESTED', '${TOKEN}'],
]);
const fill = (text: string): unknown => fillPlaceholders(text, (name) => values.get(name));

describe('placeholders', () => {
  test.each([
    ['plain', 'plain'],
    ['Bearer ${TOKEN}', 'Bearer abc'],
    ['${env:TOKEN}/${TOKEN}', 'abc/abc'],
    ['{env:TOKEN}', 'abc'],
    ['${NOBODY:-x:y}', 'x:y'],
    ['${EMPTY:-fallback}', 'fallback'],
    ['${NOBODY:-}', ''],
    ['[${EMPTY}]', '[]'],
    ['${NESTED}', '${TOKEN}'],
    ['{TOKEN} $TOKEN ${}', '{TOKEN} $TOKEN ${}'],
  ])('%s becomes %s', (text, filled) => {
    expect(fill(text)).toEqual({ ok: true, text: filled });
  });

  test.each([
    ['${NOBODY}', 'NOBODY'],
    ['${input:api-key}', 'input:api-key'],
    ['${TOKEN} ${env:NOBODY}', 'env:NOBODY'],
    ['${__proto__}', '__proto__'],
  ])('%s lacks %s', (text, missing) => {
    expect(fill(text)).toEqual({ ok: false, missing });
  });
});

import { expect, test } from 'vitest';
import { passagesOf } from './definition.ts';
import type { Passages } from './definition.ts';
import type { Json, JsonObject } from './json.ts';

const tool = (raw: JsonObject): Passages => passagesOf({ kind: 'tool', name: 'a', raw });

const nested = (depth: number): Json => {
  let value: Json = 'end';
  for (let at = 0; at < depth; at++) value = [value];
  return value;
};

test('every string has its place and its part', () => {
  const { isCut, passages } = tool({
    name: 'a',
    inputSchema: { properties: { of: { description: 'What.', enum: ['x'] } } },
    _meta: { list: ['y'] },
  });
  expect(isCut).toBe(false);
  expect(passages).toEqual([
    { at: '/name', role: 'name', text: 'a' },
    { at: '/inputSchema/properties/of', role: 'parameter-name', text: 'of' },
    { at: '/inputSchema/properties/of/description', role: 'schema-text', text: 'What.' },
    { at: '/inputSchema/properties/of/enum/0', role: 'schema-value', text: 'x' },
    { at: '/_meta/list/0', role: 'other', text: 'y' },
  ]);
});

test('a parameter that is called like a keyword is a parameter', () => {
  const { passages } = tool({
    inputSchema: { properties: { properties: { description: 'What.' } } },
  });
  expect(passages.map(({ role }) => role)).toEqual(['parameter-name', 'schema-text']);
});

test.each<[string, JsonObject, boolean]>([
  ['as deep as the wire allows', { a: nested(120) }, false],
  ['deeper', { a: nested(200) }, true],
  ['of many strings', { a: Array.from({ length: 19_000 }, () => 'x') }, false],
  ['of more strings', { a: Array.from({ length: 21_000 }, () => 'x') }, true],
  ['of very many values', { a: Array.from({ length: 300_000 }, () => 1) }, true],
  ['of much text', { a: 'x'.repeat(400_000) }, false],
  ['of more text', { a: 'x'.repeat(400_000), b: 'x'.repeat(200_000) }, true],
  ['with a key as long as a page', { ['k'.repeat(30_000)]: 'x' }, true],
])('a definition %s says whether it was read whole', (_what, raw, isCut) => {
  expect(tool(raw).isCut).toBe(isCut);
});

test('a long key above many values costs no more than a short one', () => {
  const values = Array.from({ length: 100_000 }, () => ({}));
  const time = (key: string): number => {
    const started = performance.now();
    for (let turn = 0; turn < 3; turn++) tool({ [key]: values });
    return performance.now() - started;
  };
  time('k');
  expect(time('k'.repeat(15_000)) / time('k')).toBeLessThan(20);
});

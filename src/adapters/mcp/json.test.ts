import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJson } from './json.ts';

const limits = { depth: 128, nodes: 100_000 };

describe('JSON under bounds', () => {
  test('any document comes out as the language reads it, without duplicates', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const parsed = parseJson(text, limits);
        expect(parsed).toEqual({ kind: 'json', value: JSON.parse(text), duplicateKeys: [] });
      }),
    );
  });

  test('any text is either read as the language reads it or refused, never more', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:\\u0061tn ') }), (text) => {
        const parsed = parseJson(text, limits);
        expect(parsed.kind).toBe(isJson(text) ? 'json' : 'invalid');
      }),
    );
  });

  test.each([
    ['{"a":1,"a":2}', ['/a']],
    ['{"a":1,"\\u0061":2}', ['/a']],
    ['{"a":{"b":1},"c":[{"x":1},{"y":1,"z":2,"y":3}]}', ['/c/1/y']],
    ['{"a/b":1,"~":1,"a/b":2,"~":2}', ['/a~1b', '/~0']],
    ['{"a":"\\"a\\":1","a":[]}', ['/a']],
    ['{"__proto__":1,"__proto__":2}', ['/__proto__']],
    ['{"a":1,"a":2,"a":3}', ['/a', '/a']],
  ])('%s holds keys twice', (text, duplicateKeys) => {
    expect(parseJson(text, limits)).toMatchObject({ kind: 'json', duplicateKeys });
  });

  test.each([
    '{"a":{"a":1},"b":{"a":1}}',
    '[{"a":1},{"a":1}]',
    '{"a":"a","A":1}',
    '{"a":"{\\"a\\":1,\\"a\\":2}"}',
    '["a","a"]',
  ])('%s holds none', (text) => {
    expect(parseJson(text, limits)).toMatchObject({ kind: 'json', duplicateKeys: [] });
  });

  test('duplicates are counted to a bound, and their pointers have one', () => {
    const many = parseJson(`{${'"a":1,'.repeat(5000)}"b":1}`, limits);
    expect(many.kind === 'json' && many.duplicateKeys).toHaveLength(100);
    const key = 'k'.repeat(10_000);
    const long = parseJson(`{"${key}":1,"${key}":2}`, limits);
    expect(long.kind === 'json' && long.duplicateKeys[0]?.length).toBe(500);
  });

  test('depth is bounded before anything is made, however deep', () => {
    const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
    expect(parseJson(nested(128), limits).kind).toBe('json');
    expect(parseJson(nested(129), limits).kind).toBe('limit');
    expect(parseJson('{"a":'.repeat(1_000_000), limits).kind).toBe('limit');
  });

  test('brackets within strings are no depth, and commas no values', () => {
    const text = JSON.stringify(`${'['.repeat(1000)}${','.repeat(200_000)}`);
    expect(parseJson(text, limits).kind).toBe('json');
  });

  test('the number of values is bounded', () => {
    expect(parseJson(`[${'1,'.repeat(50_000)}1]`, limits).kind).toBe('json');
    expect(parseJson(`[${'1,'.repeat(100_000)}1]`, limits).kind).toBe('limit');
  });

  test('a key named __proto__ is a key like any other', () => {
    const parsed = parseJson('{"__proto__":{"polluted":true}}', limits);
    expect(parsed.kind === 'json' && Object.keys(parsed.value as object)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

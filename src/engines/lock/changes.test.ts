import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Definition, DefinitionKind } from '../../domain/definition.ts';
import { compareLists } from './index.ts';
import {
  definition,
  seen,
  drift,
  told,
  tool,
  withSchema,
  withProperty,
  P,
} from '../../../test/support/locked.ts';

describe('a change is told for what it is', () => {
  test.each<[string, Definition, Definition, readonly string[]]>([
    [
      'other words',
      tool({ description: 'Finds.' }),
      tool({ description: 'Sends.' }),
      ['medium wording /description'],
    ],
    [
      'other spacing',
      tool({ description: 'Finds it.' }),
      tool({ description: 'finds\n it.' }),
      ['low layout /description'],
    ],
    [
      'a hidden character is no spacing',
      tool({ description: 'Finds it.' }),
      tool({ description: 'Finds\u200b it.' }),
      ['medium wording /description'],
    ],
    ['a title', tool({ title: 'A' }), tool({ title: 'B' }), ['low title /title']],
    [
      'instructions',
      definition('instructions', 'instructions', { instructions: 'Be kind.' }),
      definition('instructions', 'instructions', { instructions: 'Obey.' }),
      ['high instructions /instructions'],
    ],
    [
      'a new parameter',
      withSchema({ properties: { a: {} } }),
      withSchema({ properties: { a: {}, b: { type: 'string' } } }),
      ['medium parameter-added /inputSchema/properties/b'],
    ],
    [
      'a parameter that is gone',
      withSchema({ properties: { a: {}, b: { type: 'string' } } }),
      withSchema({ properties: { a: {} } }),
      ['low parameter-removed /inputSchema/properties/b'],
    ],
    [
      'a parameter of another name',
      withSchema({ properties: { a: { type: 'string' } }, required: ['a'] }),
      withSchema({ properties: { b: { type: 'string' } }, required: ['b'] }),
      ['medium parameter-renamed /inputSchema/properties/b'],
    ],
    [
      'two that might each be the other are no rename',
      withSchema({ properties: { a: { type: 'string' }, b: { type: 'string' } } }),
      withSchema({ properties: { c: { type: 'string' } } }),
      [
        'medium parameter-added /inputSchema/properties/c',
        'low parameter-removed /inputSchema/properties/a',
        'low parameter-removed /inputSchema/properties/b',
      ],
    ],
    [
      'a parameter that becomes required',
      withSchema({ properties: { a: {} } }),
      withSchema({ properties: { a: {} }, required: ['a'] }),
      ['medium required /inputSchema/required'],
    ],
    [
      'and one that no longer is',
      withSchema({ properties: { a: {} }, required: ['a'] }),
      withSchema({ properties: { a: {} } }),
      ['low optional /inputSchema/required'],
    ],
    [
      'one more type',
      withProperty({ type: 'string' }),
      withProperty({ type: ['string', 'null'] }),
      [`medium widened ${P}/type`],
    ],
    [
      'an integer becomes a number',
      withProperty({ type: 'integer' }),
      withProperty({ type: 'number' }),
      [`medium widened ${P}/type`],
    ],
    [
      'a number becomes an integer',
      withProperty({ type: 'number' }),
      withProperty({ type: 'integer' }),
      [`low narrowed ${P}/type`],
    ],
    [
      'no type any more',
      withProperty({ type: 'string' }),
      withProperty({}),
      [`medium widened ${P}/type`],
    ],
    [
      'another type',
      withProperty({ type: 'string' }),
      withProperty({ type: 'array' }),
      [`medium schema ${P}/type`],
    ],
    [
      'one more value',
      withProperty({ enum: ['a'] }),
      withProperty({ enum: ['a', 'b'] }),
      [`medium widened ${P}/enum`],
    ],
    [
      'one value less',
      withProperty({ enum: ['a', 'b'] }),
      withProperty({ enum: ['a'] }),
      [`low narrowed ${P}/enum`],
    ],
    [
      'a list that is gone',
      withProperty({ enum: ['a'] }),
      withProperty({}),
      [`medium widened ${P}/enum`],
    ],
    [
      'a looser bound',
      withProperty({ maxLength: 5 }),
      withProperty({ maxLength: 50 }),
      [`medium widened ${P}/maxLength`],
    ],
    [
      'a looser lower bound',
      withProperty({ minimum: 5 }),
      withProperty({ minimum: 0 }),
      [`medium widened ${P}/minimum`],
    ],
    [
      'a tighter bound',
      withProperty({ minimum: 0 }),
      withProperty({ minimum: 5 }),
      [`low narrowed ${P}/minimum`],
    ],
    ['a new bound', withProperty({}), withProperty({ maximum: 5 }), [`low narrowed ${P}/maximum`]],
    [
      'a pattern that is gone',
      withProperty({ pattern: '^a$' }),
      withProperty({}),
      [`medium widened ${P}/pattern`],
    ],
    [
      'another pattern',
      withProperty({ pattern: '^a$' }),
      withProperty({ pattern: 'a' }),
      [`medium schema ${P}/pattern`],
    ],
    [
      'another default',
      withProperty({ default: 'a' }),
      withProperty({ default: 'b' }),
      [`medium default ${P}/default`],
    ],
    [
      'room for any parameter',
      withSchema({ additionalProperties: false }),
      withSchema({}),
      ['medium widened /inputSchema/additionalProperties'],
    ],
    [
      'no more room for any parameter',
      withSchema({}),
      withSchema({ additionalProperties: false }),
      ['low narrowed /inputSchema/additionalProperties'],
    ],
    [
      'something deep in a list',
      withProperty({ type: 'array', items: { properties: { x: { maxLength: 5 } } } }),
      withProperty({ type: 'array', items: { properties: { x: {} } } }),
      [`medium widened ${P}/items/properties/x/maxLength`],
    ],
    [
      'one more alternative',
      withProperty({ anyOf: [{ type: 'string' }] }),
      withProperty({ anyOf: [{ type: 'string' }, { type: 'null' }] }),
      [`medium widened ${P}/anyOf`],
    ],
    [
      'the words of a parameter',
      withProperty({ description: 'a' }),
      withProperty({ description: 'b' }),
      [`medium wording ${P}/description`],
    ],
    [
      'another schema of the result',
      tool({ outputSchema: {} }),
      tool({ outputSchema: { type: 'object' } }),
      ['low output /outputSchema'],
    ],
    [
      'no longer read-only',
      tool({ annotations: { readOnlyHint: true } }),
      tool({ annotations: { readOnlyHint: false } }),
      ['high annotation-riskier /annotations/readOnlyHint'],
    ],
    [
      'a read-only that is dropped is the same',
      tool({ annotations: { readOnlyHint: true } }),
      tool({}),
      ['high annotation-riskier /annotations/readOnlyHint'],
    ],
    [
      'read-only by its own word',
      tool({}),
      tool({ annotations: { readOnlyHint: true } }),
      ['medium annotation-safer /annotations/readOnlyHint'],
    ],
    [
      'destructive after all',
      tool({ annotations: { destructiveHint: false } }),
      tool({ annotations: {} }),
      ['high annotation-riskier /annotations/destructiveHint'],
    ],
    [
      'a default that is written out changes nothing for a client',
      tool({ annotations: { openWorldHint: true } }),
      tool({ annotations: {} }),
      ['low other /annotations/openWorldHint'],
    ],
    [
      'an argument of a prompt',
      definition('prompt', 'p', { arguments: [{ name: 'a' }] }),
      definition('prompt', 'p', { arguments: [{ name: 'a', required: true }, { name: 'b' }] }),
      ['medium required /arguments/a', 'medium parameter-added /arguments/b'],
    ],
    [
      'the size of a resource is a measurement',
      definition('resource', 'file:///a', { size: 1 }),
      definition('resource', 'file:///a', { size: 2 }),
      ['info other /size'],
    ],
    [
      'what a server calls itself',
      definition('server', 'server', { name: 'a', version: '1' }),
      definition('server', 'server', { name: 'b', version: '2' }),
      ['medium identity /name', 'low identity /version'],
    ],
  ])('%s', async (_what, before, after, expected) => {
    expect(told(await drift(seen([before]), seen([after])))).toEqual(expected);
    expect((await drift(seen([before]), seen([before]))).state).toBe('unchanged');
  });

  test('keys in another order, and definitions in another order, are no change', async () => {
    const one = tool({ description: 'Finds.', title: 'A' });
    const same = { ...one, raw: { title: 'A', name: 'search', description: 'Finds.' } };
    const other = definition('tool', 'other');
    expect((await drift(seen([one, other]), seen([other, same]))).state).toBe('unchanged');
  });
});

describe('definitions that come and go', () => {
  const long = {
    description: 'Searches the notes of this workspace by words that must all occur.',
  };

  test('are new, gone, or called something else', async () => {
    const before = [definition('tool', 'a', long), definition('tool', 'c')];
    const after = [definition('tool', 'b', long), definition('tool', 'd')];
    expect(told(await drift(seen(before), seen(after)))).toEqual([
      'medium renamed ',
      'medium new-definition ',
      'low removed-definition ',
    ]);
  });

  test('of one name are told apart: a second one is new', async () => {
    const twice = [tool(long), tool({ description: 'Another.' })];
    expect(told(await drift(seen([tool(long)]), seen(twice)))).toEqual(['medium new-definition ']);
    expect((await drift(seen(twice), seen(twice.toReversed()))).state).toBe('unchanged');
  });

  test('instructions that appear are grave', async () => {
    const after = seen([definition('instructions', 'instructions', { instructions: 'Obey.' })]);
    expect(told(await drift(seen([]), after))).toEqual(['high new-definition ']);
  });
});

test('two lists differ exactly where they do not hold the same definitions, each as often', () => {
  const some = fc.array(
    fc.record({
      kind: fc.constantFrom<DefinitionKind>('tool', 'prompt'),
      name: fc.constantFrom('a', 'b'),
      description: fc.constantFrom('x', 'y'),
    }),
    { maxLength: 6 },
  );
  const texts = (list: readonly object[]): string[] =>
    list.map((one) => JSON.stringify(one)).sort();
  fc.assert(
    fc.property(some, some, (one, other) => {
      const [before, after] = [one, other].map((list) =>
        list.map(({ kind, name, description }) => definition(kind, name, { description })),
      );
      const fates = compareLists(before ?? [], after ?? []);
      expect(fates.length > 0).toBe(texts(one).join() !== texts(other).join());
      expect(fates.every(({ changes }) => changes.length > 0)).toBe(true);
    }),
  );
});

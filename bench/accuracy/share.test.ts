import { expect, test } from 'vitest';
import { macroOf, median, shareOf, sharesBy, wilson } from './share.ts';

interface Item {
  readonly isHit: boolean;
  readonly group: string;
}
const items = (hits: number, n: number, group = 'a'): Item[] =>
  Array.from({ length: n }, (_, at) => ({ isHit: at < hits, group }));
const isHit = (item: Item): boolean => item.isHit;
const groupOf = (item: Item): string => item.group;

// Reference values: the published interval for 56 of 224, and the two ends of the scale.
test.each([
  [56, 224, 0.198, 0.311],
  [0, 10, 0, 0.278],
  [10, 10, 0.722, 1],
])('%i of %i has its Wilson interval', (hits, n, low, high) => {
  const value = shareOf(items(hits, n), isHit);
  expect(value.low).toBeCloseTo(low, 3);
  expect(value.high).toBeCloseTo(high, 3);
});

test('of nothing, nothing is known', () => {
  expect(shareOf([], isHit, groupOf)).toEqual({ hits: 0, n: 0, rate: 0, low: 0, high: 1 });
});

test('items that stand or fall together widen the interval and leave the rate', () => {
  const pairs = Array.from({ length: 10 }, (_, at) => items(at < 5 ? 2 : 0, 2, `commit ${at}`));
  const value = shareOf(pairs.flat(), isHit, groupOf);
  expect(value).toMatchObject({ hits: 10, n: 20, rate: 0.5 });
  expect(value.low).toBeCloseTo(wilson(5, 10).low, 9);
  expect(value.high).toBeCloseTo(wilson(5, 10).high, 9);
});

test('clusters of one leave the interval as it is', () => {
  const single = items(3, 8).map((item, at) => ({ ...item, group: String(at) }));
  expect(shareOf(single, isHit, groupOf)).toEqual(wilson(3, 8));
});

test('a group of near-duplicates counts once in the macro average', () => {
  expect(macroOf([...items(9, 9, 'many'), ...items(0, 1, 'one')], isHit, groupOf)).toBe(0.5);
});

test('there is one share per group, in the order of their names', () => {
  const shares = sharesBy([...items(1, 2, 'b'), ...items(1, 1, 'a')], isHit, groupOf);
  expect(Object.keys(shares)).toEqual(['a', 'b']);
  expect(shares['b']).toMatchObject({ hits: 1, n: 2 });
});

test.each([
  [[3, 1, 2], 2],
  [[], 0],
])('the median of %j is %i', (values, expected) => {
  expect(median(values)).toBe(expected);
});

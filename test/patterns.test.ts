import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { collect, keyOf } from '../scripts/patterns/collect.ts';
import { judge } from '../scripts/patterns/judge.ts';
import { reasons } from '../scripts/patterns/reasons.ts';

// Every regular expression that we ship is judged by how its time grows with the length of a text. Verdicts
// are kept, because some take seconds; what is new since `scripts/patterns/main.ts` was run is judged here.

const ROOT = join(import.meta.dirname, '..');
const SLOW_TEST = { timeout: 600_000 };
const kept = new Map(
  Object.entries(
    JSON.parse(readFileSync(join(ROOT, 'scripts/patterns/verdicts.json'), 'utf8')) as Readonly<
      Record<string, string>
    >,
  ),
);
const all = await collect(ROOT);
const judged = all.map((one) => {
  const key = keyOf(one);
  return { ...one, key, verdict: kept.get(key) ?? judge(one, 3000) };
});
const open = judged.filter(({ verdict }) => verdict !== 'safe');

test('the expressions of the product are found, and most are linear', () => {
  expect(judged.length).toBeGreaterThan(500);
  expect(open.length).toBeLessThan(judged.length / 5);
});

test('none takes exponential time', () => {
  expect(open.filter(({ verdict }) => verdict === 'exponential')).toEqual([]);
});

test('where one was not shown to be linear, something bounds what it meets', () => {
  const isBounded = (path: string): boolean =>
    Object.keys(reasons).some((start) => path.startsWith(start));
  const unbounded = open.filter(({ paths }) => !paths.every(isBounded));
  expect(unbounded.map(({ key, paths, verdict }) => `${verdict} ${paths.join()} ${key}`)).toEqual(
    [],
  );
});

test('what is kept as linear is not slow when it is judged again', SLOW_TEST, () => {
  expect(judge({ source: '^(a+)+$', flags: '' }, 5000)).toBe('exponential');
  const slow = judged.filter(
    (one) => one.verdict === 'safe' && !['safe', 'unknown'].includes(judge(one, 200, 'automaton')),
  );
  expect(slow.map(({ key }) => key)).toEqual([]);
});

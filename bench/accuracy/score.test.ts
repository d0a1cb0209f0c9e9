import { expect, test } from 'vitest';
import { tool } from '../../src/domain/example.ts';
import type { Row } from './corpus.ts';
import { macro, share } from './score.ts';
import type { Verdict } from './score.ts';

const verdict = (isAlert: boolean, cluster = 'a'): Verdict => {
  const subject = tool({ name: 'sum' });
  const row: Row = {
    id: '1',
    group: 'attack',
    category: 'x',
    isCore: true,
    cluster,
    carrier: 'description',
    subject,
  };
  return { row, alerts: isAlert ? ['definition/x'] : [], notes: [], microseconds: 1 };
};
const verdicts = (hits: number, of: number): Verdict[] =>
  Array.from({ length: of }, (_, i) => verdict(i < hits));

// Reference values: the published interval for 56 of 224, and the two ends of the scale.
test.each([
  [56, 224, 0.198, 0.311],
  [0, 10, 0, 0.278],
  [10, 10, 0.722, 1],
])('%i of %i has its Wilson interval', (hits, of, low, high) => {
  const value = share(verdicts(hits, of));
  expect(value.low).toBeCloseTo(low, 3);
  expect(value.high).toBeCloseTo(high, 3);
});

test('of nothing, nothing is known', () => {
  expect(share([])).toMatchObject({ rate: 0, low: 0, high: 1 });
});

test('a cluster of near-duplicates counts once in the macro average', () => {
  const many = Array.from({ length: 9 }, () => verdict(true, 'many'));
  expect(macro([...many, verdict(false, 'one')])).toBe(0.5);
});

import { expect, test } from 'vitest';
import { assurances } from '../../../domain/flow.ts';
import { bits } from './assurance.ts';

test('each assurance has a bit of its own', () => {
  expect(new Set(assurances.map((name) => bits(name))).size).toBe(assurances.length);
});

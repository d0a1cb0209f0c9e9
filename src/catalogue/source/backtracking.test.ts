import { expect, test } from 'vitest';
import { isExponential, isQuadratic } from './backtracking.ts';

test.each([
  '^(a+)+$',
  '^(a*)*$',
  '^(a|a)*b',
  '(\\w+\\s?)+$',
  '^([^/]+(?:,[^/]+)*)$',
  '^(?:[a-z]+\\d*)+!',
  '(x+x+)+y',
])('%s reads a text in exponentially many ways', (source) => {
  expect(isExponential(source)).toBe(true);
});

test.each([
  '^a+$',
  '^([^/,]+(?:,[^/,]+)*)$',
  '^(?:a+b)+$',
  '(a+)+',
  '^\\d+(?:\\.\\d+)*$',
  '^(\\w+\\s)+$',
  '^(?=a)(a+)+$',
  '[',
  '^(',
])('%s is not said to', (source) => {
  expect(isExponential(source)).toBe(false);
});

test('a part of a pattern may fail after its end', () => {
  expect(isExponential('(a+)+', true)).toBe(true);
});

test('what is very long or very deep is not judged', () => {
  expect(isExponential(`${'('.repeat(400)}a+${')+'.repeat(200)}`)).toBe(false);
  expect(isExponential('(a+)+'.repeat(500))).toBe(false);
});

test.each(['^\\s*(.*?)\\s*$', '^a*b?a*$', '^\\w+\\d+$', 'x[^y]*y?.*z', '^(?:[a-z]+-?)?[a-z]*!'])(
  '%s takes time with the square of the length',
  (source) => {
    expect(isQuadratic(source)).toBe(true);
  },
);

test.each([
  '^\\s*[^\\s].*$',
  '^[a-z]+-[a-z]+$',
  '^a*b+a*$',
  '^\\w+ \\w+$',
  '^\\d+$',
  // What follows cannot fail.
  '^\\w+\\d*',
])('%s does not', (source) => {
  expect(isQuadratic(source)).toBe(false);
});

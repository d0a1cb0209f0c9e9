import { expect, test } from 'vitest';
import { isCompatible, isInScope } from './weakness.ts';

test.each([
  ['path-traversal', 22, 59],
  ['path-traversal', 424, 22],
  ['command-injection', 78, 88],
  ['readonly-bypass', 862, 184],
  ['dns-rebinding', 1188, 350],
  ['never-heard-of', 22, 36],
  ['never-heard-of', 1234, 1234],
])('%s (CWE-%i) may be filed as CWE-%i', (name, cwe, found) => {
  expect(isCompatible({ class: name, cwe }, [1, found])).toBe(true);
});

test.each([
  ['path-traversal', 22, 78],
  ['ssrf', 918, 22],
  ['command-injection', 78, 94],
  ['never-heard-of', undefined, 79],
])('%s (CWE-%s) is not CWE-%i', (name, cwe, found) => {
  expect(isCompatible({ class: name, cwe }, [found])).toBe(false);
});

test('a finding without a weakness is compatible with nothing', () => {
  expect(isCompatible({ class: 'xss', cwe: 79 }, [])).toBe(false);
});

test.each(['dos', 'oauth-confused-deputy', 'cross-session-leak', 'timing-attack'])(
  '%s is out of scope',
  (name) => {
    expect(isInScope({ class: name, cwe: undefined })).toBe(false);
  },
);

test.each(['redos', 'missing-auth', 'path-traversal', 'never-heard-of'])(
  '%s is in scope',
  (name) => {
    expect(isInScope({ class: name, cwe: undefined })).toBe(true);
  },
);

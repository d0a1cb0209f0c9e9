import { describe, expect, test } from 'vitest';
import { versionOrder } from './index.ts';

const ordered: Readonly<Record<string, readonly string[]>> = {
  npm: [
    '0.0.0-0',
    '0.9.9',
    '1.0.0-1',
    '1.0.0-2',
    '1.0.0-10',
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
    '1.0.1',
    '1.2.0',
    '1.10.0',
    '2.0.0',
    '99999999999999999999.0.0',
    '100000000000000000000.0.0',
  ],
  Go: ['0.0.0-20190101000000-abcdefabcdef', '0.1.0', 'v0.1.1', '1.0.0-rc.1', 'v1.0.0'],
  PyPI: [
    'not a version',
    '0.9',
    '1.0.dev1',
    '1.0a1.dev1',
    '1.0a1',
    '1.0b2',
    '1.0rc1',
    '1.0',
    '1.0+local.a',
    '1.0+local.1',
    '1.0.post1.dev2',
    '1.0.post1',
    '1.1',
    '1.10',
    '1!0.1',
  ],
};

describe.each(Object.entries(ordered))('%s', (ecosystem, versions) => {
  const compare = versionOrder(ecosystem);

  test('each stands after all that are older', () => {
    for (const [at, version] of versions.entries()) {
      for (const [other, text] of versions.entries()) {
        expect([version, text, Math.sign(compare?.(version, text) ?? Number.NaN)]).toEqual([
          version,
          text,
          Math.sign(at - other),
        ]);
      }
    }
  });
});

test.each([
  ['npm', '1.0.0+build.1', '1.0.0+build.2'],
  ['npm', 'v1.2.3', '1.2.3'],
  ['npm', '1.2', '1.2.0'],
  ['PyPI', '1.0', '1.0.0'],
  ['PyPI', '1.0-1', '1.0.post1'],
  ['PyPI', '1.0-ALPHA.1', '1.0a1'],
  ['PyPI', '1.0.c3', '1.0rc3'],
  ['PyPI', ' v1.0 ', '1.0'],
])('%s: %s and %s are the same', (ecosystem, a, b) => {
  expect(versionOrder(ecosystem)?.(a, b)).toBe(0);
});

test('a release of a system is ordered as its system is; what is unknown has no order', () => {
  expect(versionOrder('npm:anything')).toBe(versionOrder('npm'));
  expect(versionOrder('Nothing')).toBeUndefined();
});

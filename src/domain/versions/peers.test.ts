import * as python from '@renovatebot/pep440';
import * as fc from 'fast-check';
import semver from 'semver';
import { expect, test } from 'vitest';
import { versionOrder } from './index.ts';

// The same answers as the libraries that the package managers' own tools are built on.

const number = fc.oneof(fc.nat({ max: 12 }), fc.nat()).map(String);
const word = fc.constantFrom('a', 'alpha', 'beta', 'rc', 'x-1', 'Z');

const npmVersion = fc
  .tuple(
    fc.array(number, { minLength: 3, maxLength: 3 }),
    fc.option(fc.array(fc.oneof(number, word), { minLength: 1, maxLength: 3 })),
    fc.option(word),
  )
  .map(
    ([core, pre, build]) =>
      core.join('.') +
      (pre === null ? '' : `-${pre.join('.')}`) +
      (build === null ? '' : `+${build}`),
  );

const pythonVersion = fc
  .tuple(
    fc.option(number),
    fc.array(number, { minLength: 1, maxLength: 4 }),
    fc.option(fc.tuple(fc.constantFrom('a', 'b', 'rc', 'alpha', '.beta', '-c', '_pre'), number)),
    fc.option(fc.tuple(fc.constantFrom('.post', '-r', 'post', '-'), number)),
    fc.option(number),
    fc.option(fc.constantFrom('local', '1', 'a.1', '1.a', '2')),
  )
  .map(
    ([epoch, release, pre, post, dev, local]) =>
      (epoch === null ? '' : `${epoch}!`) +
      release.join('.') +
      (pre?.join('') ?? '') +
      (post?.join('') ?? '') +
      (dev === null ? '' : `.dev${dev}`) +
      (local === null ? '' : `+${local}`),
  );

test('semver orders npm versions in the same way', () => {
  const compare = versionOrder('npm');
  fc.assert(
    fc.property(npmVersion, npmVersion, (a, b) => {
      expect(Math.sign(compare?.(a, b) ?? Number.NaN)).toBe(semver.compare(a, b));
    }),
    { numRuns: 3000 },
  );
});

test('the packaging library orders Python versions in the same way', () => {
  const compare = versionOrder('PyPI');
  fc.assert(
    fc.property(pythonVersion, pythonVersion, (a, b) => {
      fc.pre(python.valid(a) !== null && python.valid(b) !== null);
      expect([a, b, Math.sign(compare?.(a, b) ?? Number.NaN)]).toEqual([
        a,
        b,
        Math.sign(python.compare(a, b)),
      ]);
    }),
    { numRuns: 3000 },
  );
});

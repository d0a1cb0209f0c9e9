import { expect, test } from 'vitest';
import type { AffectedPackage, RangeEvent } from '../../domain/advisory.ts';
import { affects, fixedIn } from './affects.ts';

const of = (
  ranges: readonly (readonly RangeEvent[])[],
  versions: readonly string[] = [],
  ecosystem = 'npm',
): AffectedPackage => ({ ecosystem, name: 'thing', ranges, versions });

test.each<[string, AffectedPackage, readonly string[], readonly string[]]>([
  ['everything', of([[{ introduced: '0' }]]), ['0.0.1', '9.9.9', '0.0.0-0'], []],
  [
    'what comes before the fix',
    of([[{ introduced: '0' }, { fixed: '1.2.0' }]]),
    ['1.1.9', '1.2.0-rc.1'],
    ['1.2.0', '1.10.0'],
  ],
  [
    'up to the last one, and with it',
    of([[{ introduced: '1.0.0' }, { lastAffected: '1.4.0' }]]),
    ['1.0.0', '1.4.0'],
    ['0.9.0', '1.4.1'],
  ],
  [
    'two branches of one range, in any order',
    of([[{ fixed: '2.1.0' }, { introduced: '2.0.0' }, { fixed: '1.5.0' }, { introduced: '0' }]]),
    ['1.4.0', '2.0.9'],
    ['1.5.0', '1.9.0', '2.1.0'],
  ],
  [
    'a fix that brings the flaw back at once',
    of([[{ introduced: '0' }, { fixed: '1.0.0' }, { introduced: '1.0.0' }, { fixed: '1.1.0' }]]),
    ['0.9.0', '1.0.0'],
    ['1.1.0'],
  ],
  [
    'nothing where it is fixed as it begins',
    of([[{ introduced: '1.0.0' }, { fixed: '1.0.0' }]]),
    [],
    ['0.9.0', '1.0.0', '1.1.0'],
  ],
  [
    'several ranges',
    of([
      [{ introduced: '1.0.0' }, { fixed: '1.1.0' }],
      [{ introduced: '3.0.0' }, { fixed: '3.1.0' }],
    ]),
    ['1.0.5', '3.0.5'],
    ['2.0.0', '3.1.0'],
  ],
  ['versions that are named', of([], ['1.0.1']), ['1.0.1'], ['1.0.0', '1.0.2']],
  [
    "Python's order",
    of([[{ introduced: '0' }, { fixed: '2.0' }]], [], 'PyPI'),
    ['2.0rc1', '2.0.dev3', '0.1'],
    ['2.0', '2.0.post1', '1!0.1'],
  ],
  [
    'names alone where the order is not known',
    of([[{ introduced: '0' }]], ['7'], 'Nobody'),
    ['7'],
    ['1'],
  ],
  ['nothing at all', of([[]]), [], ['1.0.0']],
])('%s', (_name, affected, inside, outside) => {
  expect(inside.filter((version) => !affects(affected, version))).toEqual([]);
  expect(outside.filter((version) => affects(affected, version))).toEqual([]);
});

test('the next fix is the one of the branch that somebody is on', () => {
  const affected = of([
    [{ introduced: '0' }, { fixed: '1.5.0' }, { introduced: '2.0.0' }, { fixed: '2.1.0' }],
  ]);
  expect(fixedIn(affected, '1.2.0')).toBe('1.5.0');
  expect(fixedIn(affected, '2.0.0')).toBe('2.1.0');
  expect(fixedIn(of([[{ introduced: '0' }]]), '1.0.0')).toBeUndefined();
});

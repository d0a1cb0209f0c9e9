import { expect, test } from 'vitest';
import { rules } from '../../catalogue/rules/registry.gen.ts';
import { pinned } from '../../catalogue/dependencies/example.ts';
import { judgeGroups } from './judge.ts';
import type { Judgement } from './judge.ts';
import { dependencyGroups } from './dependencies.ts';
import type { Pinned } from './dependencies.ts';

const flaw = { id: 'GHSA-a', summary: 'Reads files' };

function judged(one: Partial<Pinned>): Promise<Judgement> {
  const group = { name: 'project', files: [], unable: [], ...one };
  return judgeGroups(rules, { dependency: dependencyGroups([group]) }, []);
}

async function outcome(one: Partial<Pinned>): Promise<string> {
  const { coverage } = await judged(one);
  const row = coverage.find(({ rule }) => rule === 'dependency/known-vulnerability');
  return `${row?.outcome}${row?.why === undefined ? '' : `: ${row.why}`}`;
}

test('a flaw is found at the line of its package', async () => {
  const { findings } = await judged({ files: [pinned({ flaws: [flaw], line: 7 })] });
  expect(findings).toMatchObject([
    {
      rule: 'dependency/known-vulnerability',
      severity: 'medium',
      place: { in: 'file', path: 'package-lock.json', line: 7 },
    },
  ]);
});

test('the finding stays itself when the package moves to a version that has the flaw, too', async () => {
  const ids = await Promise.all(
    ['1.2.3', '1.2.4'].map(async (version) => {
      const { findings } = await judged({ files: [pinned({ flaws: [flaw], version })] });
      return findings.map(({ id }) => id);
    }),
  );
  expect(ids[0]).toEqual(ids[1]);
});

test('what is needed for development alone is low, however grave the flaw', async () => {
  const rating = { score: 9.8, severity: 'critical' } as const;
  const flaws = [{ ...flaw, rating }];
  const of = async (file: ReturnType<typeof pinned>) =>
    (await judged({ files: [file] })).findings.map(({ severity }) => severity);
  expect(await of(pinned({ flaws }))).toEqual(['critical']);
  expect(await of(pinned({ flaws, isDevelopment: true }))).toEqual(['low']);
  expect(await of({ ...pinned({ flaws }), role: 'example' })).toEqual(['low']);
});

test('to know nothing is never a pass', async () => {
  const file = pinned({});
  expect(await outcome({ files: [file] })).toBe('pass');
  expect(await outcome({})).toBe('not-applicable: there is no lockfile');
  expect(await outcome({ files: [{ ...file, advisories: undefined }] })).toMatch(
    /^not-applicable: .*vulns sync/,
  );
  const unable = [{ path: 'yarn.lock', why: 'it is broken' }];
  expect(await outcome({ unable })).toBe('unable: yarn.lock cannot be read: it is broken');
  expect(await outcome({ files: [file], unable })).toMatch(/^unable: .*yarn.lock/);
});

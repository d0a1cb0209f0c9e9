import { rmSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import type { Json } from '../../src/domain/json.ts';
import { measureBenign } from './benign.ts';
import type { BenignScore } from './benign.ts';
import { REPOSITORY, analyse, makeMirror } from './made.ts';

const { commits, mirror } = makeMirror({
  'src/server.ts': 'run(x)\nshow(x)\n// no code\n\nconst a = 1;\n',
  'src/server.test.ts': 'run(x)\n',
  'src/bad.py': 'x = 1 # ?!\n',
  'other/a.ts': 'run(x)\n',
});
afterAll(() => rmSync(mirror, { recursive: true }));
const row = (fields: object): object => ({
  repo: REPOSITORY,
  commit: commits[0],
  scan_root: 'src',
  also_in_set_A: false,
  ...fields,
});
const measure = (...rows: readonly object[]): BenignScore =>
  measureBenign({ repositories: rows as Json[] }, { mirror, analyse, progress: () => undefined });

test('findings are counted by severity for each thousand lines of the folder, without tests', () => {
  const { counts, kloc, perKloc } = measure(row({}));
  expect(kloc).toBe(0.004);
  expect(counts).toMatchObject({ high: 1, low: 1, medium: 0 });
  expect(perKloc).toEqual({ high: 250, medium: 0, low: 250, mediumOrHigher: 250 });
});

test('repositories with pairs and without are told apart, and rules are counted', () => {
  const score = measure(row({ also_in_set_A: true }), row({ scan_root: '.' }));
  expect(score.withPairs).toMatchObject({ repositories: 1, counts: { high: 1 } });
  expect(score.withoutPairs).toMatchObject({ repositories: 1, counts: { high: 2 } });
  expect(score.byRule['source/command']).toMatchObject({ high: 3, low: 2 });
});

test('a file that could not be read is told', () => {
  expect(measure(row({})).unable).toEqual([
    { id: REPOSITORY, why: 'src/bad.py: it cannot be read' },
  ]);
});

test('where the folder is not there, the whole repository is measured and that is told', () => {
  const { counts, unable } = measure(row({ scan_root: 'lib' }));
  expect(counts.high).toBe(2);
  expect(unable[0]?.why).toContain('lib: no source there');
});

test.each([
  ['a repository that the mirror lacks', { repo: 'made/other' }, 'not in the mirror'],
  ['a broken row', { commit: 'HEAD' }, 'not a full hash'],
])('%s is unable', (_, fields, why) => {
  const { repositories, unable } = measure(row(fields));
  expect(unable).toEqual([{ id: expect.any(String), why: expect.stringContaining(why) }]);
  expect(repositories).toBe(0);
});

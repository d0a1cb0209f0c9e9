import { rmSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import type { Json } from '../../src/domain/json.ts';
import { measureBenign } from './benign.ts';
import { Meter } from './cost.ts';
import { REPOSITORY, analyse, makeMirror } from './made.ts';
import { accuracyPage } from './page.ts';
import { measurePairs } from './pairs.ts';
import { publish, recordOf } from './record.ts';

const { commits, mirror } = makeMirror({ 'server.ts': 'run(x)\n' }, { 'server.ts': 'safe(x)\n' });
afterAll(() => rmSync(mirror, { recursive: true }));
const [vulnerable_commit, fixed_commit] = commits;
const pair = {
  id: 'labelled-row',
  repo: REPOSITORY,
  class: 'command-injection',
  cwe: 'CWE-78',
  fix_style: 'guard_added',
  sinks: [{ file: 'server.ts', start_line: 1 }],
  vulnerable_commit,
  fixed_commit,
};
const meter = new Meter(analyse, new Map([['source/command', 3]]));
const setting = { mirror, analyse: meter.analyse, progress: () => undefined };
const benign = { repo: REPOSITORY, commit: vulnerable_commit };
const record = recordOf(
  {
    pairs: measurePairs([pair, { id: 'broken-row' }] as Json, setting),
    benign: measureBenign([benign, { repo: 'made/missing' }] as Json, setting),
  },
  meter.cost(),
);

test('the record has the shape that releases are scored by', () => {
  const share = { rate: 1, low: expect.any(Number), high: 1, n: 1 };
  expect(record.discrimination).toMatchObject({
    sink_replaced: { rate: 0, low: 0, high: 1, n: 0 },
    guard_added: share,
    mixed: { n: 0 },
  });
  expect(record.recall).toMatchObject(share);
  expect(record.benign).toMatchObject({
    kloc: 0.001,
    perKloc: { high: 1000, medium: 0, low: 0 },
  });
  expect(record.cost).toMatchObject({ analyses: 3, files: 3, megabytes: expect.any(Number) });
  expect(record.pairs?.unable).toHaveLength(1);
});

test('what is published names no row and no repository, and the page shows its rules', () => {
  const published = publish(
    record,
    [
      { id: 'source/command', cwe: [78] },
      { id: 'source/silent', cwe: [22] },
    ],
    '1.2.3',
  );
  const text = JSON.stringify(published);
  for (const name of ['labelled-row', 'broken-row', 'made/']) expect(text).not.toContain(name);
  const page = accuracyPage(published);
  expect(page).toContain('| guard added | 1/1 = 100.0 %');
  expect(page).toContain('| `source/command` | 1/1 = 100.0 % | 1/1 = 100.0 % | 1 | 3 |');
  expect(page).toContain('| `source/silent` | – | – | 0 | 0 |');
});

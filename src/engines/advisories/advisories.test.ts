import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openAdvisoryStore, recordSources } from '../../adapters/advisories/index.ts';
import type { AdvisoryStore } from '../../domain/advisory-store.ts';
import type { JsonObject } from '../../domain/json.ts';
import { loadAdvisories, matchPackages } from './index.ts';
import type { Loaded } from './index.ts';

let folder = '';
let made = 0;
let store: AdvisoryStore;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'warder-advisories-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  made += 1;
  store = openAdvisoryStore(join(folder, `${made}.db`));
  return () => store.close();
});

function record(id: string, more: JsonObject = {}, name = 'thing'): JsonObject {
  return {
    schema_version: '1.6.0',
    id,
    modified: '2026-01-01T00:00:00Z',
    summary: `what ${id} says`,
    affected: [
      {
        package: { ecosystem: 'npm', name },
        ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '2.0.0' }] }],
      },
    ],
    ...more,
  };
}

/** An archive at a place that stays the same from one version to the next. */
function archive(name: string, ...records: readonly (JsonObject | string)[]): string {
  const files = records.map((one, at) =>
    typeof one === 'string'
      ? ([`broken-${at}.json`, strToU8(one)] as const)
      : ([`${String(one['id'])}.json`, strToU8(JSON.stringify(one))] as const),
  );
  const path = join(folder, `${made}-${name}`, 'all.zip');
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, zipSync(Object.fromEntries(files)));
  return path;
}

const quiet = new AbortController().signal;

async function load(path: string, signal: AbortSignal = quiet): Promise<Loaded[]> {
  const loaded: Loaded[] = [];
  for (const source of await recordSources(path)) {
    loaded.push(await loadAdvisories(store, source, { now: 7, signal }));
  }
  return loaded;
}

const idsFor = (name: string, version: string, ecosystem = 'npm'): string[] =>
  matchPackages(store, [{ ecosystem, name, version }]).map(({ advisory }) => advisory.id);

describe('loading', () => {
  test('again, only what is new or changed is read; what is gone is forgotten', async () => {
    await load(archive('npm', record('A-1'), record('A-2'), record('A-3')));
    const changed = record('A-2', { modified: '2026-02-01T00:00:00Z', summary: 'another word' });
    const [second] = await load(archive('npm', record('A-1'), changed, record('A-4')));
    expect(second).toMatchObject({ added: 2, kept: 1, forgotten: 1 });
    expect(idsFor('thing', '1.0.0')).toEqual(['A-1', 'A-2', 'A-4']);
    expect(store.row('A-2')?.summary).toBe('another word');
    expect(store.search(['another'], 10).map(({ id }) => id)).toEqual(['A-2']);
  });

  test('a record that two sources hold stays until both have lost it', async () => {
    await load(archive('npm', record('A-1')));
    await load(archive('PyPI', record('A-1')));
    await load(archive('npm', record('A-2')));
    expect(store.row('A-1')).toBeDefined();
    await load(archive('PyPI', record('A-2')));
    expect(store.row('A-1')).toBeUndefined();
  });

  test('a newer copy in one source leaves the hold of the other', async () => {
    const newer = record('A-1', { modified: '2026-03-01T00:00:00Z', summary: 'new' });
    await load(archive('npm', record('A-1')));
    await load(archive('PyPI', newer));
    const [again] = await load(archive('npm', record('A-1')));
    expect(again).toMatchObject({ added: 0, kept: 1 });
    await load(archive('PyPI', record('A-2')));
    expect(store.row('A-1')?.summary).toBe('new');
  });

  test('a file that holds another record by now no longer holds the first', async () => {
    const place = join(folder, `${made}-one`);
    mkdirSync(place);
    writeFileSync(join(place, 'one.json'), JSON.stringify(record('A-1')));
    await load(place);
    writeFileSync(join(place, 'one.json'), JSON.stringify(record('A-2')));
    await load(place);
    expect(idsFor('thing', '1.0.0')).toEqual(['A-2']);
  });

  test('an older copy does not replace a newer one', async () => {
    await load(archive('npm', record('A-1', { modified: '2026-03-01T00:00:00Z', summary: 'new' })));
    await load(archive('old', record('A-1', { modified: '2025-03-01T00:00:00Z', summary: 'old' })));
    expect(store.row('A-1')?.summary).toBe('new');
  });

  test('what is no record is told, and the rest is loaded', async () => {
    const [loaded] = await load(
      archive('npm', record('A-1'), '{', '[]', record('', {}), record('A-2')),
    );
    expect(loaded).toMatchObject({ added: 2, unreadCount: 3 });
  });

  test('broken off, what was loaded stays, and the next run goes on', async () => {
    const many = Array.from({ length: 2500 }, (_, at) => record(`A-${at}`));
    const path = archive('npm', ...many);
    const stop = AbortSignal.abort();
    await expect(load(path, stop)).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect(store.sources()).toEqual([]);
    const [loaded] = await load(path);
    expect(loaded).toMatchObject({ added: 500, kept: 2000, forgotten: 0 });
    expect(store.sources()).toMatchObject([{ count: 2500, synced: 7 }]);
  });

  test('records of their own are read from a folder and kept as they are', async () => {
    const place = join(folder, `${made}-records`, '2026', '01');
    mkdirSync(place, { recursive: true });
    const text = `${JSON.stringify(record('A-1'), null, 4)}\n`;
    writeFileSync(join(place, 'A-1.json'), text);
    await load(join(folder, `${made}-records`));
    expect(store.content('A-1')).toBe(text);
  });

  test('from an archive the record comes back as it was', async () => {
    await load(archive('npm', record('A-1')));
    expect(JSON.parse(store.content('A-1') ?? '')).toEqual(record('A-1'));
  });

  test('a place with nothing of the kind is refused', async () => {
    mkdirSync(join(folder, 'nothing'), { recursive: true });
    await expect(recordSources(join(folder, 'nothing'))).rejects.toThrow('holds no advisories');
    await expect(recordSources(join(folder, 'absent'))).rejects.toThrow('nothing at');
  });
});

describe('matching', () => {
  test('by ecosystem, name and version', async () => {
    await load(archive('npm', record('A-1')));
    expect(idsFor('thing', '1.9.9')).toEqual(['A-1']);
    expect(idsFor('thing', '2.0.0')).toEqual([]);
    expect(idsFor('Thing', '1.0.0')).toEqual([]);
    expect(idsFor('thing', '1.0.0', 'PyPI')).toEqual([]);
  });

  test('Python has one name in many spellings', async () => {
    const affected = [{ package: { ecosystem: 'PyPI', name: 'Some.Thing' }, versions: ['1.0'] }];
    await load(archive('PyPI', record('P-1', { affected })));
    expect(idsFor('some_thing', '1.0', 'PyPI')).toEqual(['P-1']);
  });

  test('what was withdrawn does not match, whatever its date says', async () => {
    await load(
      archive(
        'npm',
        record('A-1', { withdrawn: '2026-01-02T00:00:00Z' }),
        record('A-2', { withdrawn: 'the other day' }),
      ),
    );
    expect(idsFor('thing', '1.0.0')).toEqual([]);
    expect(store.row('A-1')?.withdrawn).toBe(Date.parse('2026-01-02T00:00:00Z'));
  });

  test('aliases of each other are one match, through a third one, too', async () => {
    await load(
      archive(
        'npm',
        record('PYSEC-1', { aliases: ['CVE-1'] }),
        record('GHSA-1', { aliases: ['CVE-1'] }),
        record('OTHER-1', { aliases: ['PYSEC-1'] }),
        record('GHSA-2', { aliases: ['CVE-2'] }),
      ),
    );
    const matches = matchPackages(store, [{ ecosystem: 'npm', name: 'thing', version: '1.0.0' }]);
    expect(matches.map(({ advisory, also }) => [advisory.id, ...also])).toEqual([
      ['GHSA-1', 'PYSEC-1', 'OTHER-1'],
      ['GHSA-2'],
    ]);
    expect(matches[0]?.fixed).toBe('2.0.0');
  });

  test('an alias finds the record that it stands for', async () => {
    await load(archive('npm', record('GHSA-1', { aliases: ['CVE-1'] })));
    expect(store.row('CVE-1')?.id).toBe('GHSA-1');
    expect(store.search(['CVE-1'], 5)[0]?.id).toBe('GHSA-1');
  });

  test('absurd records cost what they cost and harm nobody', async () => {
    const events = Array.from({ length: 20_000 }, (_, at) => ({ introduced: `${at}.0.0` }));
    await load(
      archive(
        'npm',
        record('A-1', {
          aliases: Array.from({ length: 100_000 }, (_, at) => `X-${at}`),
          modified: 'never',
          published: 7,
          affected: [
            { package: { ecosystem: 'npm', name: 'thing' }, ranges: [{ type: 'SEMVER', events }] },
            { package: 'thing', ranges: 'all' },
            null,
          ],
        }),
      ),
    );
    expect(idsFor('thing', '3.0.0')).toEqual(['A-1']);
    expect(store.row('A-1')?.aliases).toHaveLength(1000);
    expect(store.newest()).toBe(0);
  });

  test('words of a search are words, whatever they are made of', async () => {
    await load(archive('npm', record('A-1')));
    for (const words of [['"'], ['*'], ['a" OR "b'], ['NEAR(a b)'], ['']]) {
      expect(store.search(words, 5).length).toBeLessThanOrEqual(1);
    }
    expect(store.search(['what', 'say'], 5)).toHaveLength(1);
    expect(store.search(['what', 'nobody'], 5)).toEqual([]);
  });
});

test('a file that is no database is refused in words', () => {
  const path = join(folder, 'no.db');
  writeFileSync(path, 'this is a text and no database at all, however long it may be');
  expect(() => openAdvisoryStore(path)).toThrow(/cannot use the advisories/);
});

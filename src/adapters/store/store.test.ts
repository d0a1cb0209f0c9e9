import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AuditReport } from '../../domain/report.ts';
import { openEmbeddedStore } from './index.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'warder-store-'));
  file = join(folder, 'deep', 'store.db');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const report = (target: string, started = '2026-01-01T00:00:00.000Z'): AuditReport => ({
  format: 'warder-audit/1',
  tool: { name: 'warder', version: '0.0.0' },
  run: { started, milliseconds: 12 },
  target,
  summary: {
    servers: 0,
    seen: 0,
    findings: { critical: 0, high: 0, medium: 0, low: 0, info: 0 },
    outcomes: { pass: 0, fail: 0, 'not-applicable': 0, unable: 0, error: 0 },
  },
  servers: [],
  findings: [],
  coverage: [],
  unread: [],
});

test('gives back the newest run on a target, and no other target', async () => {
  const store = await openEmbeddedStore(file);
  await store.save({ report: report('a'), started: 1, exitCode: 0, pages: [] });
  const second = await store.save({ report: report('a'), started: 2, exitCode: 1, pages: [] });
  await store.save({ report: report('b'), started: 3, exitCode: 0, pages: [] });
  expect((await store.last('a'))?.id).toBe(second);
  expect((await store.last('a'))?.report.run.id).toBe(second);
  expect(await store.last('c')).toBeUndefined();
  expect((await store.list({ limit: 10 })).map((row) => row.started)).toEqual([3, 2, 1]);
  expect((await store.list({ limit: 10, target: 'a' })).map((row) => row.exitCode)).toEqual([1, 0]);
  await store.close();
});

test('finds a run by the start of its id, and none by an ambiguous or empty start', async () => {
  const store = await openEmbeddedStore(file);
  const id = await store.save({ report: report('a'), started: 1, exitCode: 0, pages: [] });
  expect((await store.load(id.slice(0, 8)))?.id).toBe(id);
  await store.save({ report: report('a'), started: 2, exitCode: 0, pages: [] });
  expect(await store.load('')).toBeUndefined();
  expect(await store.load('%')).toBeUndefined();
  await store.close();
});

test('keeps a page once, however many runs saw it, and in order', async () => {
  const store = await openEmbeddedStore(file);
  const pages = [
    { server: 's', method: 'tools/list', digest: 'd1', text: '{"a":1}' },
    { server: 's', method: 'tools/list', cursor: 'x', digest: 'd2', text: '{"b":2}' },
  ];
  const first = await store.save({ report: report('a'), started: 1, exitCode: 0, pages });
  const second = await store.save({ report: report('a'), started: 2, exitCode: 0, pages });
  expect(await store.pages(first)).toEqual(pages);
  expect(await store.pages(second)).toEqual(pages);
  await store.close();
});

test.skipIf(process.platform === 'win32')('makes the file readable by its owner only', async () => {
  const store = await openEmbeddedStore(file);
  await store.close();
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('refuses a file that is no database, and leaves it as it was', async () => {
  writeFileSync(join(folder, 'notes.txt'), 'these are notes, not a database at all\n'.repeat(20));
  await expect(openEmbeddedStore(join(folder, 'notes.txt'))).rejects.toMatchObject({
    code: 'STORE_UNUSABLE',
    hint: expect.stringContaining('--store'),
  });
  expect(readFileSync(join(folder, 'notes.txt'), 'utf8')).toMatch(/^these are notes/);
});

test('several processes may open, migrate and write one new file at once', async () => {
  const script = `
    const { openEmbeddedStore } = await import(${JSON.stringify(new URL('./index.ts', import.meta.url).href)});
    const store = await openEmbeddedStore(process.argv[1]);
    const report = JSON.parse(process.argv[2]);
    for (let i = 0; i < 20; i++) await store.save({ report, started: i, exitCode: 0, pages: [] });
    await store.close();`;
  const exits = await Promise.all(
    Array.from(
      { length: 4 },
      () =>
        new Promise<{ code: number | null; errors: string }>((resolve) => {
          const child = spawn(
            process.execPath,
            ['--input-type=module', '-e', script, file, JSON.stringify(report('shared'))],
            { stdio: ['ignore', 'ignore', 'pipe'] },
          );
          let errors = '';
          child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
          child.on('close', (code) => resolve({ code, errors }));
        }),
    ),
  );
  expect(exits).toEqual(Array.from({ length: 4 }, () => ({ code: 0, errors: '' })));
  const store = await openEmbeddedStore(file);
  expect(await store.list({ limit: 1000 })).toHaveLength(80);
  await store.close();
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fail } from './failure.ts';
import { runProgram } from './program.ts';
import type { Terminal } from './terminal.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'warder-vulns-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Ran {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

async function warder(...args: readonly string[]): Promise<Ran> {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  let [out, err] = ['', ''];
  stdout.on('data', (chunk) => (out += String(chunk)));
  stderr.on('data', (chunk) => (err += String(chunk)));
  const terminal: Terminal = {
    stdin,
    stdout,
    stderr,
    isInteractive: { stdin: false, stdout: false, stderr: false },
    width: 80,
    statusWidth: () => 80,
    environment: { WARDER_ADVISORIES: 'kept/advisories.db' },
    cwd: folder,
    platform: 'linux',
    interrupt: new AbortController().signal,
  };
  const exit = await runProgram(['vulns', ...args], terminal).catch((thrown: unknown) =>
    fail(thrown, terminal),
  );
  return { exit, out, err };
}

const advisory = {
  schema_version: '1.6.0',
  id: 'GHSA-aaaa',
  aliases: ['CVE-2026-1'],
  modified: '2026-01-02T03:04:05Z',
  summary: 'Reads files \u001B[31mthat it should not',
  severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N' }],
  affected: [
    {
      package: { ecosystem: 'npm', name: 'inner' },
      ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '1.4.0' }] }],
    },
  ],
};

function project(version: string): void {
  mkdirSync(join(folder, 'app', 'node_modules', 'other'), { recursive: true });
  const packages = {
    '': { dependencies: { outer: '^1.0.0' } },
    'node_modules/outer': { version: '1.0.0', dependencies: { inner: '*' } },
    'node_modules/inner': { version },
  };
  writeFileSync(join(folder, 'app', 'package-lock.json'), JSON.stringify({ packages }));
  // What is installed has lockfiles of its own, which nobody builds from.
  writeFileSync(
    join(folder, 'app', 'node_modules', 'other', 'yarn.lock'),
    'inner@*:\n  version "1.0.0"\n',
  );
}

function archive(...records: readonly object[]): void {
  mkdirSync(join(folder, 'osv', 'npm'), { recursive: true });
  const files = records.map((one, at) => [`${at}.json`, strToU8(JSON.stringify(one))] as const);
  writeFileSync(join(folder, 'osv', 'npm', 'all.zip'), zipSync(Object.fromEntries(files)));
}

test('a lockfile is matched, with the way to the package and what mends it', async () => {
  archive(advisory);
  project('1.3.9');
  const synced = await warder('sync', 'osv');
  expect(synced).toMatchObject({ exit: 0, err: '' });
  expect(synced.out).toContain('1 new or changed');
  const { exit, out } = await warder('match', 'app');
  expect(exit).toBe(1);
  expect(out).toContain('app/package-lock.json  2 packages, 1 advisory');
  expect(out).toContain('inner 1.3.9  high 7.5  GHSA-aaaa');
  expect(out).toContain('fixed in 1.4.0');
  expect(out).toContain('by outer > inner');
  expect(out).toContain('The newest advisory is of 2026-01-02');
  expect(out).not.toContain('\u001B');
  project('1.4.0');
  expect(await warder('match', 'app')).toMatchObject({ exit: 0 });
});

test('the same as JSON, and a package by its name', async () => {
  archive(advisory);
  await warder('sync', 'osv');
  const { exit, out } = await warder('match', 'npm:inner@1.0.0', '--json');
  expect(exit).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    format: 'warder-matches/1',
    sources: 1,
    newest: '2026-01-02T03:04:05.000Z',
    matched: [
      {
        path: 'npm:inner@1.0.0',
        packages: 1,
        affected: [{ flaws: [{ id: 'GHSA-aaaa', fixed: '1.4.0', rating: { score: 7.5 } }] }],
      },
    ],
  });
});

test('without advisories nothing is called clean', async () => {
  project('1.0.0');
  const { exit, out } = await warder('match', 'app');
  expect(exit).toBe(3);
  expect(out).toContain('No advisories are loaded: run `warder vulns sync`.');
});

test('a lockfile that cannot be read is told and makes it incomplete', async () => {
  archive(advisory);
  await warder('sync', 'osv');
  writeFileSync(join(folder, 'package-lock.json'), '{ broken');
  const { exit, out } = await warder('match');
  expect(exit).toBe(3);
  expect(out).toMatch(/not matched: a (?:key|comma|symbol|word)/);
});

test('advisories are found and shown; sources are listed', async () => {
  archive(advisory);
  await warder('sync', 'osv');
  expect((await warder('search', 'reads', 'fil')).out).toContain('GHSA-aaaa  2026-01-02');
  expect((await warder('search', 'nothing')).out).toContain('No advisory');
  expect((await warder('show', 'CVE-2026-1')).out).toContain('also CVE-2026-1');
  expect(JSON.parse((await warder('show', 'GHSA-aaaa', '--json')).out)).toEqual(advisory);
  expect((await warder('list')).out).toContain('1 record');
});

test.each<[readonly string[], RegExp]>([
  [['show', 'GHSA-none'], /no advisory "GHSA-none"[\s\S]*vulns sync/],
  [['match', 'absent'], /nothing at "absent"/],
  [['sync', 'absent'], /nothing at .*absent/],
  [['sync', '.'], /holds no advisories/],
])('%j is told what is missing', async (args, words) => {
  const { err, exit } = await warder(...args);
  expect(exit).toBe(2);
  expect(err).toMatch(words);
});

test('a record that is none is told, and the rest is there', async () => {
  archive(advisory, { id: 7 });
  const { err, exit, out } = await warder('sync', 'osv');
  expect(exit).toBe(3);
  expect(out).toContain('1 new or changed');
  expect(err).toContain('1 record could not be read');
});

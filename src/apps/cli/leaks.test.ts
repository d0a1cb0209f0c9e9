import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AuditReport } from '../../domain/report.ts';
import { runProgram } from './program.ts';

// Put together at run time, so that no scanner takes this file for a leak.
const drawn = 'aB3dE5gH7jK9mN1pQ2sT4vW6yZ8cX0fR3uL5';
const token = `gl${'pat'}-${drawn.slice(0, 20)}`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'warder-leaks-cli-'));
  mkdirSync(join(folder, 'project'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function warder(
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<{ readonly exit: number; readonly out: string }> {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const exit = await runProgram(args, {
    stdin,
    stdout,
    stderr,
    isInteractive: { stdin: false, stdout: false, stderr: false },
    width: 100,
    statusWidth: () => 100,
    environment: {
      PATH: process.env['PATH'],
      WARDER_STORE: join(folder, 'state', 'store.db'),
      ...environment,
    },
    cwd: folder,
    platform: process.platform,
    interrupt: new AbortController().signal,
  });
  stdout.end();
  return { exit, out: await text(stdout) };
}

const write = (path: string, content: string): void =>
  writeFileSync(join(folder, 'project', path), content);

const fingerprintIn = (out: string): string | undefined =>
  (JSON.parse(out) as AuditReport).findings
    .map(({ because }) => /Fingerprint ([0-9a-f]{16})\./.exec(because ?? '')?.[1])
    .at(0);

test('a folder with a credential fails, and its twin has nothing to fail by', async () => {
  write('server.js', `const token = '${token}';\n`);
  const bad = await warder(['audit', 'project']);
  expect(bad.exit).toBe(1);
  expect(bad.out).toContain('secret/known-format');
  expect(bad.out).toMatch(/server\.js:1:16/);
  expect(bad.out).not.toContain(drawn.slice(0, 8));

  write('server.js', 'const token = env.TOKEN;\n');
  const { findings, coverage } = JSON.parse(
    (await warder(['audit', 'project', '--json'])).out,
  ) as AuditReport;
  expect(findings).toEqual([]);
  const outcomes = coverage.filter(({ rule }) => rule.startsWith('secret/'));
  expect(Object.fromEntries(outcomes.map(({ outcome, rule }) => [rule, outcome]))).toMatchObject({
    'secret/known-format': 'pass',
    'secret/private-key': 'pass',
    'secret/in-history': 'not-applicable',
  });
});

test('with --history a credential that a later commit took out is found, with its commit', async () => {
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-C', join(folder, 'project'), ...args], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: folder, GIT_CONFIG_NOSYSTEM: '1' },
    }).trim();
  const commit = (content: string): string => {
    write('server.js', content);
    git('add', '-A');
    git('-c', 'user.name=a', '-c', 'user.email=a@example.org', 'commit', '-q', '-m', 'x');
    return git('rev-parse', 'HEAD');
  };
  git('init', '-q');
  const id = commit(`\nconst token = '${token}';\n`);
  commit('const token = env.TOKEN;\n');

  expect((await warder(['audit', 'project', '--json'])).out).not.toContain(
    '"rule": "secret/in-history",\n      "severity"',
  );
  const { exit, out } = await warder(['audit', 'project', '--history', '--json']);
  expect(exit).toBe(1);
  const { findings } = JSON.parse(out) as AuditReport;
  expect(findings).toMatchObject([
    {
      rule: 'secret/in-history',
      severity: 'high',
      place: { path: join(folder, 'project', 'server.js'), line: 2, column: 16, commit: id },
      because: expect.stringContaining(id.slice(0, 12)),
    },
  ]);
  expect(out).not.toContain(drawn.slice(0, 8));
});

test('--history where there is none makes the audit incomplete', async () => {
  write('server.js', 'const token = env.TOKEN;\n');
  const { exit, out } = await warder(['audit', 'project', '--history']);
  expect(exit).toBe(3);
  expect(out).toMatch(/is no Git\s+repository/);
});

test('a file that is too large to search makes the audit incomplete', async () => {
  write('large.txt', 'words '.repeat(2_000_000));
  write('small.txt', 'words');
  const { exit, out } = await warder(['audit', 'project']);
  expect(exit).toBe(3);
  expect(out).toMatch(/Could not judge[^]*large\.txt/);
});

test('the key of fingerprints is made once, is for its owner, and none is made where nothing is kept', async () => {
  write('server.js', `const token = '${token}';\n`);
  const key = join(folder, 'state', 'fingerprint.key');
  const args = ['audit', 'project', '--json'];
  expect(fingerprintIn((await warder([...args, '--no-store'])).out)).toBeUndefined();
  expect(existsSync(key)).toBe(false);

  const first = fingerprintIn((await warder(args)).out);
  expect(first).toBeDefined();
  expect(statSync(key).size).toBe(32);
  const rights = process.platform === 'win32' ? 0o600 : statSync(key).mode & 0o777;
  expect(rights).toBe(0o600);
  expect(fingerprintIn((await warder(args)).out)).toBe(first);
  expect(fingerprintIn((await warder([...args, '--no-store'])).out)).toBe(first);

  const shared = { WARDER_FINGERPRINT_KEY: 'one for all machines' };
  const elsewhere = { ...shared, WARDER_STORE: join(folder, 'other', 'store.db') };
  const agreed = fingerprintIn((await warder(args, shared)).out);
  expect(agreed).not.toBe(first);
  expect(fingerprintIn((await warder(args, elsewhere)).out)).toBe(agreed);
});

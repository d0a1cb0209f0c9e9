import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import {
  audit,
  configOf,
  hostile,
  labs,
  temporaryFolder,
  temporaryHome,
  warder,
} from './harness.ts';

// 0 clean, 1 findings at or above the threshold, 2 usage or configuration, 3 something was not looked at.

const server = (lab: string) => ({ command: 'node', args: [join(labs, 'servers', lab)] });
const config = {
  clean: { notes: server('concealment/good.mjs') },
  high: { notes: server('concealment/bad.mjs') },
  low: { search: server('untyped-schema/bad.mjs') },
  unseen: { broken: { command: 'node', args: [join(hostile, 'stdio.mjs'), 'exits'] } },
};

describe('the exit code', () => {
  test.concurrent.each([
    [0, 'clean', []],
    [1, 'high', []],
    [1, 'high', ['--fail-on', 'high']],
    [0, 'high', ['--fail-on', 'critical']],
    [0, 'high', ['--fail-on', 'never']],
    [0, 'low', []],
    [1, 'low', ['--fail-on', 'low']],
    [3, 'unseen', []],
    [3, 'unseen', ['--fail-on', 'never']],
  ] as const)('is %i for the %s one with %j', async (expected, which, flags) => {
    const args = ['audit', '--config', configOf(config[which]), ...flags];
    expect((await warder(args)).code).toBe(expected);
  });

  test('is 1 where there are findings and something was not seen besides: both are told', async () => {
    const { code, report } = await audit([
      '--config',
      configOf({ ...config.high, ...config.unseen }),
    ]);
    expect(code).toBe(1);
    expect(report.findings.length).toBeGreaterThan(0);
    expect(report.servers.filter(({ look }) => !look.seen)).toHaveLength(1);
  });

  test.concurrent.each([
    [['audit', '--no-such-option']],
    [['audit', '--fail-on', 'terrible']],
    [['audit', '--format', 'pdf']],
    [['audit', '--timeout', 'soon']],
    [['no-such-command']],
    [['audit', '/no/such/folder']],
    [['audit', 'ftp://host.example/x']],
    [['audit', '--']],
    [['explain', 'definition/no-such-rule']],
    [['history', '00000000']],
    [['audit', '--output', '/no/such/folder/report.json']],
  ])('is 2 for %j, with a word on what is wrong', async (args) => {
    const { code, stderr, stdout } = await warder(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.trim()).not.toBe('');
    expect(stderr).not.toContain('This is a fault of Warder itself');
  });

  test('is 0 for help and version', async () => {
    for (const args of [['--help'], ['--version'], ['help', 'audit'], ['explain']]) {
      expect([args, (await warder(args)).code]).toEqual([args, 0]);
    }
  });
});

test('a command behind two dashes is audited like a configured one', async () => {
  const { code, report } = await audit(['--', 'node', join(labs, 'servers/concealment/bad.mjs')]);
  expect(code).toBe(1);
  expect(report.findings.map(({ rule }) => rule)).toContain('definition/concealment');
});

test('two audits at once share one store, and both are remembered', async () => {
  const home = temporaryHome();
  const store = join(temporaryFolder(), 'shared.db');
  const args = ['--config', configOf(config.high), '--store', store];
  const runs = await Promise.all(Array.from({ length: 4 }, () => audit(args, { home })));
  expect(runs.map(({ code }) => code)).toEqual([1, 1, 1, 1]);
  const database = new DatabaseSync(store);
  expect(database.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
  database.close();
  const listed = await warder(['history', '--json', '--store', store], { home });
  for (const { report } of runs) expect(listed.stdout).toContain(String(report.run.id));
});

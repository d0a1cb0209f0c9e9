import { join } from 'node:path';
import { expect, test } from 'vitest';
import { audit, configOf, hostile, labs, temporaryHome, warder } from './harness.ts';

/** The report as it was written, without the one place in which two runs may differ. */
const lasting = (json: string): string => json.replace(/^ {2}"run": \{$.*?^ {2}\},\n/ms, '');

const misbehaving = [
  'banner',
  'control-characters',
  'deep-json',
  'duplicate-keys',
  'exits',
  'asks-the-client',
];
const hostileConfig = (): string =>
  configOf(
    Object.fromEntries(
      misbehaving.map((way) => [way, { command: 'node', args: [join(hostile, 'stdio.mjs'), way] }]),
    ),
  );

test.each([
  ['the labs', (): string => join(labs, 'mcp.json')],
  ['servers that misbehave', hostileConfig],
])('two runs on %s differ in nothing but the run itself, byte for byte', async (_what, make) => {
  const config = ['--config', make()];
  const [one, other] = [await audit(config), await audit(config)];
  expect(lasting(one.stdout)).toBe(lasting(other.stdout));
  expect(lasting(one.stdout)).not.toContain('"started"');
  expect(one.report.findings.length).toBeGreaterThan(0);
});

test('a second run in one store says that nothing is new', async () => {
  const home = temporaryHome();
  const first = await audit(['--config', join(labs, 'mcp.json')], { home });
  const second = await audit(['--config', join(labs, 'mcp.json')], { home });
  expect(first.report.run.since).toBeUndefined();
  expect(second.report.run.since).toMatchObject({ new: [], fixed: [] });
  expect(second.report.run.since?.unchanged).toHaveLength(first.report.findings.length);
});

test('the labs of the README show findings on a screen', async () => {
  const { code, stdout } = await warder(['audit', '--config', join(labs, 'mcp.json')]);
  expect(code).toBe(1);
  expect(stdout).not.toMatch(/[^\P{Cc}\n]/u);
});

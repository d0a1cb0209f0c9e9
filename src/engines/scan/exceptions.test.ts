import { expect, test } from 'vitest';
import { rule as expired } from '../../catalogue/rules/exception/expired.ts';
import { rule as unused } from '../../catalogue/rules/exception/unused.ts';
import { configFile } from '../../domain/example.ts';
import type { Silencer } from '../../domain/exception.ts';
import { auditReport } from '../../domain/report.ts';
import type { Rule } from '../../domain/rule.ts';
import { audit, compareRuns, exitCode } from './index.ts';

const isOpen: Rule<'config-file'> = {
  id: 'config-file/is-open',
  severity: 'high',
  confidence: 'high',
  title: 'Is open',
  why: 'It matters.',
  fix: 'Mend it.',
  controls: [],
  techniques: [],
  cwe: [],
  top10: { csa: [], owasp: [] },
  examples: { bad: [], good: [], nearMiss: [] },
  *detect({ mode }) {
    if (mode === 0o666) yield { at: '', shows: 'mode' };
  },
};
const exception = (facts: Partial<Silencer> = {}): Silencer => ({
  from: 'settings',
  place: { in: 'file', path: '/p/warder.yaml', line: 2, column: 5 },
  rule: isOpen.id,
  reason: `It holds no ${'ghp_'}${'A1b2'.repeat(9)}.`,
  owner: 'Ada',
  silences: ({ rule }) => rule === isOpen.id,
  concerns: () => true,
  ...facts,
});

async function run(mode: number, ...exceptions: readonly Silencer[]) {
  const { report } = await audit({
    target: 'test',
    version: '0.0.0',
    servers: [],
    files: [configFile({}, { mode, path: '/c.json' })],
    unread: [],
    rules: [isOpen, expired, unused],
    analysed: [],
    sanctioned: undefined,
    exceptions,
    env: () => undefined,
    look: () => Promise.reject(new Error('there is no server')),
    clock: { now: () => Date.parse('2026-11-20T12:00:00Z') },
    progress: { begin: () => () => undefined },
    parallel: 1,
  });
  expect(auditReport.parse(report)).toEqual(report);
  return report;
}

test('a finding that was left stands apart, with the decision, and counts for nothing', async () => {
  const report = await run(0o666, exception({ expires: '2026-11-20' }));
  expect(report.findings).toEqual([]);
  expect(report.summary.findings.high).toBe(0);
  expect(exitCode(report, 'info')).toBe(0);
  expect(report.suppressed).toMatchObject([
    {
      finding: { rule: isOpen.id, severity: 'high' },
      by: { from: 'settings', owner: 'Ada', place: { path: '/p/warder.yaml', line: 2 } },
    },
  ]);
  expect(JSON.stringify(report)).not.toContain('A1b2A1b2');
});

test('past its last day a decision holds no more, and both it and the finding are reported', async () => {
  const report = await run(0o666, exception({ expires: '2026-11-19' }));
  expect(report.findings.map(({ rule }) => rule)).toEqual([isOpen.id, expired.id]);
  expect(report.suppressed).toBeUndefined();
  expect(exitCode(report, 'medium')).toBe(1);
});

test('a decision without an object is reported where it stands', async () => {
  const report = await run(0o600, exception());
  expect(report.findings).toMatchObject([
    { rule: unused.id, severity: 'info', place: { path: '/p/warder.yaml', line: 2 } },
  ]);
});

test('a finding that is left is not fixed, and when the decision ends it is not new', async () => {
  const [open, left] = [await run(0o666), await run(0o666, exception())];
  const after = compareRuns({ id: 'r1', report: open }, left);
  expect(after).toMatchObject({ new: [], fixed: [], notChecked: [] });
  const ended = compareRuns({ id: 'r2', report: left }, open);
  expect(ended).toMatchObject({ new: [], unchanged: [open.findings[0]?.id] });
});

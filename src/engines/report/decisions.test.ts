import type { Log } from 'sarif';
import { expect, test } from 'vitest';
import { reportOf, rich, treacherous } from '../../../test/samples/report.ts';
import type { Suppressed } from '../../domain/exception.ts';
import { auditReport } from '../../domain/report.ts';
import type { AuditReport } from '../../domain/report.ts';
import { render } from './index.ts';

const [first, second] = rich.findings;
if (first === undefined || second === undefined) throw new Error('the sample has findings');

const left = (facts: Partial<Suppressed['by']> = {}): AuditReport => ({
  ...reportOf(rich.servers, [second]),
  suppressed: [
    {
      finding: first,
      by: {
        from: 'settings',
        place: { in: 'file', path: '/home/ada/project/warder.yaml', line: 4, column: 5 },
        reason: 'It is our own.',
        owner: 'Ada',
        expires: '2027-01-31',
        ...facts,
      },
    },
  ],
});
const options = { cwd: '/home/ada/project', home: '/home/ada' };

test('what was left is counted in the text, and listed on demand', () => {
  const report = left();
  expect(auditReport.parse(report)).toEqual(report);
  const short = render(report, 'text', options);
  expect(short).toContain('1 finding was left by decision (warder.yaml)');
  expect(short).not.toContain('It is our own.');
  const long = render(report, 'text', { ...options, verbose: true });
  expect(long.replaceAll(/\s+/g, ' ')).toContain(
    'It is our own. (an exception; Ada; until 2027-01-31; warder.yaml:4)',
  );
});

test.each(['markdown', 'html'] as const)('%s lists what was left, and why', (format) => {
  const page = render(left(), format, options);
  for (const part of [first.title, 'It is our own.', 'Ada', 'until 2027-01-31', 'warder.yaml:4']) {
    expect(page).toContain(part);
  }
  expect(render(reportOf(rich.servers, [second]), format, options)).not.toContain(
    'Left by decision',
  );
});

test.each([
  ['settings', 'external'],
  ['baseline', 'external'],
  ['comment', 'inSource'],
] as const)('in SARIF what %s leaves is a result with a suppression', (from, kind) => {
  const { results = [] } = (JSON.parse(render(left({ from }), 'sarif', options)) as Log).runs[0]!;
  expect(results.map(({ suppressions }) => suppressions?.length)).toEqual([0, 1]);
  expect(results[1]?.ruleId).toBe(first.rule);
  expect(results[1]?.suppressions?.[0]).toMatchObject({
    kind,
    status: 'accepted',
    justification: 'It is our own.',
    location: { physicalLocation: { artifactLocation: { uri: 'warder.yaml' } } },
  });
});

test('in SARIF all results say whether they are suppressed, or none does', () => {
  const none = JSON.parse(render(reportOf(rich.servers, [second]), 'sarif', options)) as Log;
  expect(none.runs[0]?.results?.map((result) => 'suppressions' in result)).toEqual([false]);
});

test('OpenVEX says of each finding whether it does harm, by whose word', () => {
  const read = (report: AuditReport) =>
    JSON.parse(render(report, 'openvex')) as { statements: object[]; '@id': string };
  const accepted = read(left());
  expect(accepted).toMatchObject({
    '@context': 'https://openvex.dev/ns/v0.2.0',
    author: 'Warder',
    version: 1,
    statements: [
      { vulnerability: { name: `WARDER-${second.id}` }, status: 'affected' },
      { status: 'affected', action_statement: 'Accepted by Ada until 2027-01-31: It is our own.' },
    ],
  });
  const justified = read(left({ justification: 'inline_mitigations_already_exist' }));
  expect(justified.statements[1]).toMatchObject({
    status: 'not_affected',
    justification: 'inline_mitigations_already_exist',
    impact_statement: 'It is our own.',
  });
  expect(justified['@id']).not.toBe(accepted['@id']);
});

test.each(treacherous)('a reason reaches nothing beyond its place: %j', (text) => {
  const report = left({ reason: text, owner: text });
  for (const format of ['text', 'markdown', 'html', 'openvex'] as const) {
    const page = render(report, format, { ...options, verbose: true });
    expect(page).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/);
    expect(page).not.toMatch(/<(?:script|img)/);
  }
});

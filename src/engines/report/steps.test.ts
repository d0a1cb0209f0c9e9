import { expect, test } from 'vitest';
import type { Log } from 'sarif';
import { auditReport } from '../../domain/report.ts';
import { reportOf, rich, treacherous } from '../../../test/samples/report.ts';
import { render } from './index.ts';

const [first] = rich.findings;
if (first === undefined) throw new Error('the sample has findings');
const at = { in: 'definition', server: 'notes-1a2b3c4d', kind: 'tool', pointer: '' } as const;
const steps = [
  { place: { ...at, name: 'fetch_page' }, says: 'Content comes in.' },
  {
    place: { in: 'file', path: '/home/ada/project/src/tools.ts', line: 12, column: 3 } as const,
    says: 'It is written out.',
    shows: 'write(page)',
  },
];
const report = reportOf(rich.servers, [{ ...first, steps }]);
const options = { home: '/home/ada', cwd: '/home/ada/project' };

test('a way is shown step by step, in order, with what stands at each', () => {
  expect(auditReport.parse(report)).toEqual(report);
  expect(render(report, 'text', options)).toContain(
    [
      '  1. notes, tool "fetch_page"',
      '     Content comes in.',
      '  2. src/tools.ts:12:3',
      '     It is written out.',
      '     │ write(page)',
    ].join('\n'),
  );
  expect(render(report, 'markdown', options)).toContain(
    [
      '   1. `notes`, tool `fetch_page`: Content comes in.',
      '   2. `src/tools.ts:12:3`: It is written out. `write(page)`',
    ].join('\n'),
  );
  const page = render(report, 'html', options);
  expect(page).toMatch(/<ol class="steps">.*fetch_page.*Content comes in\..*tools\.ts:12:3/s);
});

test('in SARIF the way is a code flow, with files where there are some', () => {
  const log = JSON.parse(render(report, 'sarif', options)) as Log;
  const flow = log.runs[0]?.results?.[0]?.codeFlows?.[0]?.threadFlows[0]?.locations;
  expect(flow?.map(({ location }) => location?.message?.text)).toEqual([
    'Content comes in.',
    'It is written out. write(page)',
  ]);
  expect(flow?.[1]?.location?.physicalLocation).toMatchObject({
    artifactLocation: { uri: 'src/tools.ts' },
    region: { startLine: 12 },
  });
});

test.each(treacherous)(
  'what a step says and shows reaches nothing beyond its place: %j',
  (text) => {
    const hostile = [{ place: { ...at, name: text }, says: text, shows: text }];
    const one = reportOf(rich.servers, [{ ...first, steps: hostile }]);
    for (const format of ['text', 'markdown', 'html'] as const) {
      expect(render(one, format, options).replaceAll('\n', ' ')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    }
    expect(render(one, 'html', options)).not.toContain('<script>alert');
  },
);

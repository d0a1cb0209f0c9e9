import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clean, rich, treacherous, withStrings } from '../../../test/samples/report.ts';
import { auditReport } from '../../domain/report.ts';
import { render } from './index.ts';

const anyTexts = fc.array(
  fc.oneof(fc.constantFrom(...treacherous), fc.string({ unit: 'binary' })),
  { minLength: 1 },
);
const ajv = new Ajv2020({ strict: false, allErrors: true });
const schema = JSON.parse(readFileSync('schema/audit-report.json', 'utf8')) as object;
const validate = ajv.compile(schema);

describe('the JSON report', () => {
  test.each([
    ['rich', rich],
    ['clean', clean],
  ])('keeps to the published schema: %s', (_what, report) => {
    const value: unknown = JSON.parse(render(report, 'json'));
    expect(validate(value), JSON.stringify(validate.errors)).toBe(true);
    expect(auditReport.parse(value)).toEqual(report);
  });

  test('the schema refuses what is not a report', () => {
    expect(validate({ ...rich, findings: [{ rule: 'a/b' }] })).toBe(false);
    expect(validate({ ...rich, extra: 1 })).toBe(false);
  });

  test('is the report itself, in its own order, and fit for a terminal', () => {
    fc.assert(
      fc.property(anyTexts, (texts) => {
        const report = withStrings(rich, (_old, index) => texts[index % texts.length] ?? '');
        const text = render(report, 'json');
        expect(JSON.stringify(JSON.parse(text))).toBe(JSON.stringify(report));
        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      }),
      { numRuns: 30 },
    );
  });

  test('two runs that differ in `run` alone have the same text otherwise', () => {
    const again = { ...rich, run: { started: '2027-01-01T00:00:00.000Z', milliseconds: 9 } };
    const rest = (text: string) => ({ ...(JSON.parse(text) as object), run: undefined });
    expect(rest(render(again, 'json'))).toEqual(rest(render(rich, 'json')));
  });
});

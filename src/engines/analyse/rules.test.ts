import { beforeAll, describe, expect, test } from 'vitest';
import { entries } from '../../catalogue/entries/registry.gen.ts';
import { models } from '../../catalogue/models/registry.gen.ts';
import { controls } from '../../catalogue/controls.ts';
import { rules as all } from '../../catalogue/rules/registry.gen.ts';
import { techniques } from '../../catalogue/techniques.ts';
import { csaTopTen, owaspTopTen } from '../../catalogue/top-ten.ts';
import type { SourceExample, SourceMatch } from '../../domain/program.ts';
import { familyOf } from '../../domain/rule.ts';
import type { Rule } from '../../domain/rule.ts';
import { openAnalyser } from './index.ts';
import type { Analyser } from './index.ts';

// The one test that every source rule meets: its examples are programs, analysed as a user's would be.

const rules = all.filter((rule) => familyOf(rule.id) === 'source') as readonly Rule<'source'>[];
let analyser: Analyser;
beforeAll(async () => {
  analyser = await openAnalyser();
});

function found(rule: Rule<'source'>, example: SourceExample): readonly SourceMatch[] {
  const files = Object.entries(example).map(([path, text]) => ({ path, text }));
  const { program, unable } = analyser.analyse({ files, rules, models, entries });
  expect(unable).toEqual([]);
  return rule.notApplicable?.(program) === undefined ? [...rule.detect(program)] : [];
}

const shown = (example: SourceExample): string => Object.values(example).join('\n');

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_id, rule) => {
  test.each(rule.examples.bad.map((example) => [shown(example), example] as const))(
    'finds it in\n%s',
    (_text, example) => {
      const matches = found(rule, example);
      expect(matches).not.toEqual([]);
      for (const { at, end, path } of matches) {
        expect(example[path]?.slice(at, end)).toMatch(/\S/);
      }
    },
  );

  test.each(
    [...rule.examples.good, ...rule.examples.nearMiss].map((one) => [shown(one), one] as const),
  )('is silent about\n%s', (_text, example) => {
    expect(found(rule, example)).toEqual([]);
  });

  test('says what is wrong, why it matters and what to do, in sentences', () => {
    expect(rule.title).toMatch(/^[A-Z].*[^.]$/);
    expect(rule.why).toMatch(/^[A-Z].*\.$/);
    expect(rule.fix).toMatch(/^[A-Z].*\.$/);
    for (const { does } of rule.sinks ?? []) expect(does).toMatch(/^[a-z].*[^.]$/);
  });

  test('cites only what exists', () => {
    expect(rule.controls.length).toBeGreaterThan(0);
    for (const control of rule.controls) expect(controls).toHaveProperty([control]);
    for (const technique of rule.techniques) expect(techniques).toHaveProperty([technique]);
    for (const item of rule.top10.csa) expect(csaTopTen).toHaveProperty([item]);
    for (const item of rule.top10.owasp) expect(owaspTopTen).toHaveProperty([item]);
  });

  test('has enough examples', () => {
    expect(rule.examples.bad.length).toBeGreaterThan(1);
    expect(rule.examples.good.length).toBeGreaterThan(1);
    expect(rule.examples.nearMiss.length).toBeGreaterThan(0);
  });
});

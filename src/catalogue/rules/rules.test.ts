import { describe, expect, test } from 'vitest';
import { familyOf } from '../../domain/rule.ts';
import type { PlainFamily, Rule } from '../../domain/rule.ts';
import { controls } from '../controls.ts';
import { techniques } from '../techniques.ts';
import { csaTopTen, owaspTopTen } from '../top-ten.ts';
import { rules } from './registry.gen.ts';

// The one test that every rule meets. A rule is held to its own examples; there is nothing else to write.

const found = (rule: Rule<PlainFamily>, subject: Parameters<Rule<PlainFamily>['detect']>[0]) => {
  if (rule.notApplicable?.(subject) !== undefined) return [];
  return [...rule.detect(subject)];
};

// The examples of source rules are programs, and the test beside the analysis judges those.
const judged = rules.filter(
  (rule) => familyOf(rule.id) !== 'source',
) as readonly Rule<PlainFamily>[];

describe.each(judged.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  test('finds each of its bad examples', () => {
    expect(rule.examples.bad.length).toBeGreaterThan(0);
    for (const example of rule.examples.bad) {
      expect(found(rule, example), JSON.stringify(example)).not.toEqual([]);
    }
  });

  test('leaves each good example and each near miss alone', () => {
    expect(rule.examples.good.length).toBeGreaterThan(0);
    expect(rule.examples.nearMiss.length).toBeGreaterThan(0);
    for (const example of [...rule.examples.good, ...rule.examples.nearMiss]) {
      expect(found(rule, example), JSON.stringify(example)).toEqual([]);
    }
  });

  test('shows the same evidence as ever', () => {
    expect(rule.examples.bad.map((example) => found(rule, example))).toMatchSnapshot();
  });

  test('says what is wrong, why it matters and what to do, in sentences', () => {
    expect(rule.title).toMatch(/^[A-Z].*[^.]$/);
    expect(rule.why).toMatch(/^[A-Z].*\.$/);
    expect(rule.fix).toMatch(/^[A-Z].*\.$/);
  });

  test('cites only what exists', () => {
    expect(rule.controls.length).toBeGreaterThan(0);
    for (const control of rule.controls) expect(controls).toHaveProperty([control]);
    for (const technique of rule.techniques) expect(techniques).toHaveProperty([technique]);
    for (const item of rule.top10.csa) expect(csaTopTen).toHaveProperty([item]);
    for (const item of rule.top10.owasp) expect(owaspTopTen).toHaveProperty([item]);
    expect(rule.cwe.every((cwe) => Number.isInteger(cwe) && cwe > 0)).toBe(true);
    expect(id).toMatch(/^[a-z-]+\/[a-z0-9-]+$/);
  });
});

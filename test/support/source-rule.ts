import type { Rule } from '../../src/domain/rule.ts';

/** A source rule that says nothing and finds nothing: its sinks and what makes them safe are what is tested. */
export function sourceRule(
  id: `source/${string}`,
  sinks: NonNullable<Rule<'source'>['sinks']>,
  safe: NonNullable<Rule<'source'>['safe']> = [],
): Rule<'source'> {
  return {
    id,
    severity: 'high',
    confidence: 'high',
    title: '',
    why: '',
    fix: '',
    controls: [],
    techniques: [],
    cwe: [],
    top10: { csa: [], owasp: [] },
    examples: { bad: [], good: [], nearMiss: [] },
    sinks,
    safe,
    detect: () => [],
  };
}

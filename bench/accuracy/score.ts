import { isAtLeast } from '../../src/domain/severity.ts';
import type { Severity } from '../../src/domain/severity.ts';
import type { Carrier, OutputSubject, Rule } from '../../src/domain/rule.ts';
import type { Row } from './corpus.ts';

/** A finding at this severity or above is an alert. */
const ALERT: Severity = 'medium';

/** What the rules said of one row. */
export interface Verdict {
  readonly row: Row;
  /** Rules with a finding that counts as an alert. */
  readonly alerts: readonly string[];
  /** Rules with any finding. */
  readonly notes: readonly string[];
  readonly microseconds: number;
  /** Microseconds of each rule. */
  readonly byRule: ReadonlyMap<string, number>;
}

/** A rule on texts: on what servers say of themselves, or on what they return. */
export type TextRule = Rule<'definition'> | Rule<'output'>;

/** Runs over every row the rules for what carried it: those on definitions, on returned texts, or both. */
export function judge(rows: readonly Row[], rules: readonly TextRule[]): Verdict[] {
  const onDefinitions = rules.filter(({ id }) => id.startsWith('definition/'));
  const onOutputs = rules.filter(({ id }) => id.startsWith('output/'));
  return rows.map((row) => {
    const output = outputOf(row);
    const isDefinition = output === undefined || row.carrier === 'prompt';
    const alerts: string[] = [];
    const notes: string[] = [];
    const byRule = new Map<string, number>();
    const start = performance.now();
    let last = start;
    const run = (rule: TextRule, subject: object): void => {
      // The family of the rule has picked the subject; the compiler cannot follow that.
      const { detect, id, notApplicable, severity: usual } = rule as Rule;
      if (notApplicable?.(subject as never) !== undefined) return;
      const worst = [...detect(subject as never)].map(({ severity }) => severity ?? usual);
      if (worst.length > 0) notes.push(id);
      if (worst.some((severity) => isAtLeast(severity, ALERT))) alerts.push(id);
      const now = performance.now();
      byRule.set(id, (now - last) * 1000);
      last = now;
    };
    if (isDefinition) for (const rule of onDefinitions) run(rule, row.subject);
    if (output !== undefined) for (const rule of onOutputs) run(rule, output);
    return { row, alerts, notes, microseconds: (last - start) * 1000, byRule };
  });
}

const CARRIERS: ReadonlyMap<string, Carrier> = new Map([
  ['output', 'result'],
  ['elicitation', 'elicitation'],
  ['prompt', 'prompt'],
]);

/** The row as a text that a server returned, where it is one. Where it comes from is not told. */
function outputOf({ carrier, subject }: Row): OutputSubject | undefined {
  const kind = CARRIERS.get(carrier);
  const text = subject.raw['instructions'] ?? subject.raw['description'];
  if (kind === undefined || typeof text !== 'string') return undefined;
  return { carrier: kind, text, source: undefined, listing: undefined };
}

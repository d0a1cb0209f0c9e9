import type { Match, OutputSubject, Rule } from '../../domain/rule.ts';
import { rules } from '../rules/registry.gen.ts';

/** What one rule saw in a text. */
export interface Judged {
  readonly rule: Rule<'output'>;
  readonly match: Match;
}

/** The rules on what servers return. */
export const outputRules: readonly Rule<'output'>[] = rules.filter((rule) =>
  rule.id.startsWith('output/'),
) as unknown as readonly Rule<'output'>[];

/**
 * Everything that the rules see in one text which a server returned, in the rules' order. Pure, and linear
 * in the length of the text, of which the first 4 000 000 characters are read.
 */
export function judgeOutput(subject: OutputSubject): Judged[] {
  return outputRules.flatMap((rule) =>
    rule.notApplicable?.(subject) === undefined
      ? Array.from(rule.detect(subject), (match) => ({ rule, match }))
      : [],
  );
}

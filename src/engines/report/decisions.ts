import type { AuditReport } from '../../domain/report.ts';
import type { RenderOptions } from './options.ts';
import { shortPath } from './paths.ts';
import { count } from './words.ts';

// What was found and left by somebody's decision, in the words that every format shares.

type Decision = NonNullable<AuditReport['suppressed']>[number]['by'];

const KINDS: Readonly<Record<Decision['from'], string>> = {
  settings: 'an exception',
  comment: 'a comment beside the code',
  baseline: 'the baseline',
  vex: 'a VEX statement',
};

/** `3 findings were left by decision`; undefined where there are none. */
export function leftSentence({ suppressed = [] }: AuditReport): string | undefined {
  if (suppressed.length === 0) return undefined;
  const verb = suppressed.length === 1 ? 'was' : 'were';
  return `${count(suppressed.length, 'finding')} ${verb} left by decision`;
}

/** Who decided, until when, and where it stands: `the baseline; Ada; until 2027-01-31; base.json:7`. */
export function decisionFacts(
  { expires, from, justification, owner, place }: Decision,
  options: RenderOptions,
): string[] {
  return [
    KINDS[from],
    owner ?? '',
    justification ?? '',
    expires === undefined ? '' : `until ${expires}`,
    `${shortPath(place.path, options)}:${place.line}`,
  ].filter((fact) => fact !== '');
}

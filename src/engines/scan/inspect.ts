import { definition } from '../../domain/example.ts';
import type { Clock } from '../../domain/ports.ts';
import type { AuditReport } from '../../domain/report.ts';
import type { AnyRule, Carrier, Match } from '../../domain/rule.ts';
import { LONGEST_OUTPUT } from '../../catalogue/output/scenes.ts';
import { assemble } from './assemble.ts';
import { definitionCases } from './groups.ts';
import type { Found, Group } from './groups.ts';
import { judgeGroups } from './judge.ts';

/** A text of which nothing is known but how it came to the model, or that it is a tool's description. */
export interface SavedText {
  /** The file that holds it, or `-`. */
  readonly path: string;
  readonly text: string;
  readonly as: Carrier | 'definition';
}

/** Judges saved texts as what servers return, or as what they say of themselves. Nothing is started. */
export async function inspect(options: {
  readonly target: string;
  readonly version: string;
  readonly texts: readonly SavedText[];
  /** What was to be read and could not be. */
  readonly unread: AuditReport['unread'];
  readonly rules: readonly AnyRule[];
  readonly clock: Clock;
}): Promise<AuditReport> {
  const { clock, rules, texts } = options;
  const started = clock.now();
  const groups = {
    output: texts.flatMap(outputGroup),
    definition: texts.flatMap(definitionGroup),
  };
  const judgement = await judgeGroups(rules, groups, []);
  const report = assemble({
    ...options,
    looked: [],
    mask: (text) => text,
    judgement,
    started,
    milliseconds: clock.now() - started,
  });
  return { ...report, summary: { ...report.summary, texts: texts.length } };
}

function outputGroup({ as: carrier, path, text }: SavedText): Group<'output'>[] {
  if (carrier === 'definition') return [];
  const subject = { carrier, text, source: undefined, listing: undefined };
  const partly =
    text.length > LONGEST_OUTPUT
      ? { partly: `only its first ${LONGEST_OUTPUT} characters were read` }
      : {};
  const found = (match: Match): Found => foundAt(path, text, match);
  return [{ name: path, cases: [{ subject, ...partly, found }] }];
}

function definitionGroup({ as, path, text }: SavedText): Group<'definition'>[] {
  if (as !== 'definition') return [];
  const described = definition('tool', { name: 'text', description: text });
  const listing = { server: path, title: path, definitions: [described] };
  const cases = definitionCases(listing, []).map((one) => ({
    ...one,
    found: (match: Match): Found => foundAt(path, text, match),
  }));
  return [{ name: path, cases }];
}

function foundAt(path: string, text: string, { at, offset = 0, shows }: Match): Found {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  const column = offset - before.lastIndexOf('\n');
  return { place: { in: 'file', path, line, column }, shows, about: [path, at, shows] };
}

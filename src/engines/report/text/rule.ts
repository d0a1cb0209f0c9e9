import { elideEnd } from '../../../adapters/text/index.ts';
import { list } from '../../../domain/list.ts';
import { isString } from '../../../domain/json.ts';
import type { SourceExample } from '../../../domain/program.ts';
import type { AnyRule, ExampleOf, RuleFamily } from '../../../domain/rule.ts';
import type { RenderOptions } from '../options.ts';
import { named, referencesOf } from '../references.ts';
import { hang, sheetFor, wrap } from './sheet.ts';
import type { Sheet } from './sheet.ts';

type Example = { readonly [F in RuleFamily]: ExampleOf<F> }[RuleFamily];

const EXAMPLE_LINES = 6;

/** Everything that a rule says of itself, with examples of what it finds and what it leaves alone. */
export function textRule(rule: AnyRule, options: RenderOptions): string {
  const sheet = sheetFor(options);
  const line = (label: string, text: string): string[] =>
    text === '' ? [] : hang(`  ${label.padEnd(10)}  `, sheet.own(text), sheet.width);
  const { controls, techniques, topTens } = referencesOf(rule);
  const facts = [
    ...wrap(sheet.own(rule.title), sheet.width).map((one) => sheet.paint('strong', one)),
    `${sheet.paint(rule.severity, rule.severity.toUpperCase())}, ${rule.confidence} confidence, ${rule.id}`,
    '',
    ...line('why', rule.why),
    ...line('fix', rule.fix),
    ...line('controls', controls.map(named).join(', ')),
    ...line('techniques', techniques.map(({ id, title }) => title ?? id).join(', ')),
    ...line('weaknesses', rule.cwe.map((id) => `CWE-${id}`).join(', ')),
    ...line('top tens', topTens.map(named).join(', ')),
  ];
  const { bad, good, nearMiss } = rule.examples;
  const most = sheet.isVerbose ? Number.POSITIVE_INFINITY : 1;
  const examples = [
    ...exampleLines('Found, for example', bad.slice(0, most), sheet),
    ...exampleLines('Not found', good.slice(0, most), sheet),
    ...exampleLines('Close, and not found', nearMiss.slice(0, most), sheet),
  ];
  return `${[...facts, ...examples].join('\n')}\n`;
}

function exampleLines(title: string, examples: readonly Example[], sheet: Sheet): string[] {
  const bar = `  ${sheet.paint('quiet', sheet.bar)} `;
  return [
    '',
    sheet.paint('strong', title),
    ...examples.flatMap((example, index) => {
      const all = wrap(sheet.foreign(exampleText(example)), sheet.width - 4);
      const shown = sheet.isVerbose ? all : all.slice(0, EXAMPLE_LINES);
      const last = shown.length - 1;
      const lines = shown.map((one, at) =>
        at === last && all.length > shown.length
          ? elideEnd(`${one} ${all[at + 1] ?? ''}`, sheet.width - 4, sheet.ellipsis)
          : one,
      );
      return [...(index > 0 ? [''] : []), ...lines.map((one) => bar + one)];
    }),
  ];
}

/** The few facts of a subject that an example is about. */
function exampleText(subject: Example): string {
  if (isProgram(subject)) {
    return Object.entries(subject)
      .map(([path, text]) => `${path}: ${text}`)
      .join(' ');
  }
  if ('document' in subject) {
    const mode =
      subject.mode === undefined ? '' : `mode ${subject.mode.toString(8).padStart(4, '0')} `;
    return `${subject.path} ${mode}${JSON.stringify(subject.document)}`;
  }
  if ('carrier' in subject) return `${subject.carrier} ${JSON.stringify(subject.text)}`;
  if ('leaks' in subject) {
    const kinds = subject.leaks.map(({ kind }) => kind);
    return `${subject.path}: ${kinds.length === 0 ? 'no secret' : list(kinds)}`;
  }
  if ('packages' in subject) {
    const { packages, path, problems } = subject;
    const facts = packages.map(({ name, origin, resolved, version, flaws }) => [
      `${name}@${version} from ${resolved ?? origin}`,
      ...flaws.map(({ id, summary }) => `${id}: ${summary}`),
    ]);
    return `${path}: ${[...facts.flat(), ...problems.map(({ at, why }) => `${at}: ${why}`)].join('; ')}`;
  }
  if ('servers' in subject) {
    const lists = subject.servers.map(({ listing: { definitions, title }, vouched }) => {
      const standing = vouched === undefined ? '' : ` (${vouched})`;
      return `${title}${standing}: ${definitions.map(({ raw }) => JSON.stringify(raw)).join(' ')}`;
    });
    return lists.join(' · ');
  }
  if ('silenced' in subject) {
    const { from, isLooked, place: _place, ...facts } = subject;
    return `${from} ${JSON.stringify(facts)}${isLooked ? '' : ' (its rule could not look)'}`;
  }
  if ('variations' in subject) {
    const told = subject.variations.map(({ changes, says }) => {
      return `${says}: ${changes.map(({ after, what }) => `${what} ${JSON.stringify(after)}`).join(', ')}`;
    });
    return told.length === 0 ? 'asked again: nothing is another' : told.join(' · ');
  }
  if (!('listing' in subject)) return JSON.stringify({ [subject.name]: subject.raw });
  const { kind, listing, others, raw } = subject;
  const beside = listing.definitions.filter((one) => one.raw !== raw);
  return [
    `${kind} ${JSON.stringify(raw)}`,
    ...beside.map((one) => `beside ${one.kind} ${JSON.stringify(one.raw)}`),
    ...others.flatMap(({ definitions, title }) =>
      definitions.map((one) => `on ${title}: ${one.kind} ${JSON.stringify(one.raw)}`),
    ),
  ].join(' ');
}

function isProgram(example: Example): example is SourceExample {
  return Object.values(example).every(isString);
}

import { cellWidth, elideEnd, elideMiddle } from '../../../adapters/text/index.ts';
import type { Finding, Step } from '../../../domain/finding.ts';
import type { Case, Group } from '../group.ts';
import { hang, wrap } from './sheet.ts';
import type { Sheet } from './sheet.ts';
import { referencesOf } from '../references.ts';
import { count } from '../words.ts';

const EVIDENCE_LINES = 2;

type Names = (subject: string) => string;

/** One rule's findings in full: where, at most `most` places; the evidence, why it matters, what to do. */
export function blockOf(group: Group, most: number, nameOf: Names, sheet: Sheet): string[] {
  const more = group.cases.length - most;
  const line = (label: string, text: string): string[] =>
    text === ''
      ? []
      : hang(`  ${label}  `, sheet.own(text), sheet.width).map((one, index) =>
          index === 0 ? one.replace(label, sheet.paint('quiet', label)) : one,
        );
  return [
    ...heading(group, sheet),
    ...group.cases
      .slice(0, most)
      .flatMap((one) => caseLines(one, group.cases.length > 1, nameOf, sheet)),
    ...(more > 0 ? [`  and ${count(more, 'more place')}`] : []),
    ...line('why', group.why),
    ...line('fix', group.fix),
    ...line('id ', group.rule),
    ...(sheet.isVerbose ? line('see', seeAlso(group.like)) : []),
  ];
}

/** One rule's findings in two lines: what, and the first place. */
export function briefOf(group: Group, nameOf: Names, sheet: Sheet): string[] {
  const [first] = group.cases;
  if (first === undefined) return [];
  const rule = `  ${sheet.own(group.rule)}  `;
  const room = sheet.width - cellWidth(rule);
  return room < 20
    ? [
        ...heading(group, sheet),
        rule.trimEnd(),
        `  ${placeLine(first.finding, nameOf, sheet, sheet.width - 2)}`,
      ]
    : [...heading(group, sheet), rule + placeLine(first.finding, nameOf, sheet, room)];
}

function heading({ added, cases, confidence, severity, title }: Group, sheet: Sheet): string[] {
  const facts = [
    cases.length > 1 ? count(cases.length, 'place') : '',
    added === 0 ? '' : added === cases.length ? 'new' : `${added} new`,
    confidence === 'high' ? '' : `${confidence} confidence`,
  ].filter((fact) => fact !== '');
  const suffix = facts.length > 0 ? ` (${facts.join(', ')})` : '';
  const word = severity.toUpperCase();
  const [first = '', ...rest] = hang(`${word}  `, sheet.own(title) + suffix, sheet.width);
  const painted = sheet.paint(severity, word) + sheet.paint('strong', first.slice(word.length));
  return [painted, ...rest.map((line) => sheet.paint('strong', line))];
}

function caseLines(
  { finding, isNew }: Case,
  isOneOfMany: boolean,
  nameOf: Names,
  sheet: Sheet,
): string[] {
  const bar = `  ${sheet.paint('quiet', sheet.bar)} `;
  const room = sheet.width - 4;
  const evidence = finding.shows === '' ? [] : wrap(sheet.foreign(finding.shows), room);
  const news = isOneOfMany && isNew ? ' (new)' : '';
  const kept = sheet.isVerbose ? evidence : firstLines(evidence, room, sheet);
  return [
    `  ${placeLine(finding, nameOf, sheet, sheet.width - 2 - news.length)}${news}`,
    ...kept.map((line) => bar + line),
    ...(finding.because === undefined ? [] : hang('  ', sheet.own(finding.because), sheet.width)),
    ...stepLines(finding.steps ?? [], nameOf, sheet),
  ];
}

/** The way that a finding tells, numbered: where, what happens there, and what stands there. */
function stepLines(steps: readonly Step[], nameOf: Names, sheet: Sheet): string[] {
  const bar = `     ${sheet.paint('quiet', sheet.bar)} `;
  return steps.flatMap(({ place, says, shows = '' }, index) => {
    const label = `  ${index + 1}. `;
    const evidence = shows === '' ? [] : wrap(sheet.foreign(shows), sheet.width - 7);
    return [
      label + placeLine({ place }, nameOf, sheet, sheet.width - label.length),
      ...hang('     ', sheet.own(says), sheet.width),
      ...(sheet.isVerbose ? evidence : firstLines(evidence, sheet.width - 7, sheet)).map(
        (line) => bar + line,
      ),
    ];
  });
}

function firstLines(lines: readonly string[], room: number, sheet: Sheet): string[] {
  if (lines.length <= EVIDENCE_LINES) return [...lines];
  const last = `${lines[EVIDENCE_LINES - 1]} ${lines[EVIDENCE_LINES]}`;
  return [...lines.slice(0, EVIDENCE_LINES - 1), elideEnd(last, room, sheet.ellipsis)];
}

/** Where a finding is, in one line: the middle is left out where it does not fit. */
function placeLine(
  { place, server }: Pick<Finding, 'place' | 'server'>,
  nameOf: Names,
  sheet: Sheet,
  room: number,
): string {
  if (place.in === 'file') {
    const position = `:${place.line}:${place.column}`;
    const path = sheet.path(place.path);
    const who = server === undefined ? '' : ` (${sheet.foreign(nameOf(server))})`;
    const whole = path + position + who;
    // A path that can be opened is worth more than the name of what stands there.
    if (cellWidth(whole) <= room) return whole;
    return elideMiddle(path, room - position.length, sheet.ellipsis) + position;
  }
  const named = place.name === place.kind ? '' : ` "${sheet.foreign(place.name)}"`;
  const what = `${sheet.foreign(nameOf(place.server))}, ${place.kind}${named}`;
  if (place.pointer === '') return elideMiddle(what, room, sheet.ellipsis);
  const pointer = sheet.foreign(place.pointer);
  // Who and what matter more than the way down: the pointer gives way first.
  const rest = Math.max(room - cellWidth(what) - 1, Math.floor(room / 4));
  const end = elideMiddle(pointer, rest, sheet.ellipsis);
  return `${elideMiddle(what, room - cellWidth(end) - 1, sheet.ellipsis)} ${end}`;
}

function seeAlso(finding: Finding): string {
  const { controls, techniques, topTens } = referencesOf(finding);
  const weaknesses = finding.cwe.map((id) => `CWE-${id}`);
  const ids = [...controls, ...topTens, ...techniques].map(({ id }) => id);
  return [...ids, ...weaknesses].join(', ');
}

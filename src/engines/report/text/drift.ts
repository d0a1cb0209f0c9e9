import { changeKinds, firstDifference } from '../../../domain/drift.ts';
import type { Change } from '../../../domain/drift.ts';
import { list } from '../../../domain/list.ts';
import type { DriftItem, LockReport, ServerDrift } from '../../../domain/lock.ts';
import type { Finding } from '../../../domain/finding.ts';
import type { Severity } from '../../../domain/severity.ts';
import type { RenderOptions } from '../options.ts';
import { count, severityCounts } from '../words.ts';
import { hang, sheetFor, wrap } from './sheet.ts';
import type { Sheet } from './sheet.ts';

/** Characters of each side that are shown around a difference, and around it for orientation. */
const MOST_SHOWN = 300;
const CONTEXT = 24;
/** Definitions of one server, worst first; a server that is another altogether need not be told whole. */
const MOST_ITEMS = 40;

/** What differs from the lock: one line a change, or each with its texts before and after and why it matters. */
export function textDrift(report: LockReport, options: RenderOptions, isDetailed: boolean): string {
  const sheet = sheetFor(options);
  const isPinned = report.did === 'wrote' || report.did === 'approved';
  const servers = isPinned ? report.servers.map(pinned) : report.servers;
  const { unread } = report;
  const of = (state: ServerDrift['state']): ServerDrift[] =>
    servers.filter((server) => server.state === state);
  const differing = [...of('changed'), ...of('new'), ...of('absent')];
  const sections = [
    wrap(headline({ ...report, servers }, sheet), sheet.width).map((line) =>
      sheet.paint('strong', line),
    ),
    ...differing.map((server) => serverLines(server, sheet, isDetailed || sheet.isVerbose)),
    unableLines(servers, unread, sheet),
    quietLines(
      of('unchanged').filter(({ unchecked }) => unchecked.length === 0),
      sheet,
    ),
    adviceLines(report, sheet, isDetailed),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** That it was not pinned is no news once it is. */
function pinned(server: ServerDrift): ServerDrift {
  const items = server.items.filter(
    ({ changes }) => !changes.some(({ change }) => change === 'new-server'),
  );
  return { ...server, items };
}

function headline({ did, lock, servers }: LockReport, sheet: Sheet): string {
  const number = (state: ServerDrift['state']): number =>
    servers.filter((server) => server.state === state).length;
  const isPinned = did === 'wrote' || did === 'approved';
  const parts = [
    number('changed') > 0 ? `${number('changed')} changed` : '',
    number('new') > 0 ? `${number('new')} ${isPinned ? 'pinned' : 'not pinned'}` : '',
    number('absent') > 0 ? `${number('absent')} pinned but not looked at` : '',
    number('unable') > 0 ? `${number('unable')} could not be looked at` : '',
    number('unchanged') > 0 ? `${number('unchanged')} unchanged` : '',
  ].filter((part) => part !== '');
  const grades: Partial<Record<Severity, number>> = {};
  for (const { changes, findings } of servers.flatMap(({ items }) => items)) {
    for (const { grade } of changes) grades[grade] = (grades[grade] ?? 0) + 1;
    for (const { severity } of findings) grades[severity] = (grades[severity] ?? 0) + 1;
  }
  const worst = severityCounts(grades);
  const what = parts.length === 0 ? 'no server was looked at' : list(parts);
  const graded = worst.length === 0 ? '' : ` (${worst.join(', ')})`;
  return `${DID[did]}${sheet.path(lock)}: ${what}${graded}.`;
}

const DID: Readonly<Record<LockReport['did'], string>> = {
  checked: '',
  wrote: 'Wrote ',
  approved: 'Approved into ',
  nothing: 'Left as it was: ',
};

const STATES = {
  changed: 'CHANGED',
  new: 'NEW',
  absent: 'ABSENT',
  unable: 'UNABLE',
  unchanged: '',
};

function serverLines(server: ServerDrift, sheet: Sheet, isDetailed: boolean): string[] {
  const { id, items, name, state } = server;
  const shown = sheet.isVerbose ? items : items.slice(0, MOST_ITEMS);
  const more = items.length - shown.length;
  const head = `${STATES[state]}  ${sheet.foreign(name)}`;
  const known = sheet.isVerbose || isDetailed ? `  ${sheet.foreign(id)}` : '';
  return [
    sheet.paint('strong', head) + sheet.paint('quiet', known),
    ...shown.flatMap((item) => itemLines(item, sheet, isDetailed)),
    ...(more > 0 ? [`  and ${count(more, 'more', 'more')}; --verbose shows them`] : []),
  ];
}

function itemLines(item: DriftItem, sheet: Sheet, isDetailed: boolean): string[] {
  const { changes, findings, kind, name, seen } = item;
  const named = name === '' || name === kind ? '' : ` "${sheet.foreign(name)}"`;
  const who = seen === undefined ? '' : `, ${sheet.own(seen)}`;
  const isServer = changes.some(({ change }) => change.endsWith('-server'));
  return [
    ...(isServer ? [] : wrap(`${kind}${named}${who}`, sheet.width - 2).map((line) => `  ${line}`)),
    ...changes.flatMap((change) => changeLines(change, sheet, isDetailed)),
    ...findings.flatMap((finding) => findingLines(finding, sheet)),
  ];
}

function graded(grade: Severity, text: string, sheet: Sheet): string[] {
  const word = grade.padEnd(8);
  return hang(`    ${word} `, text, sheet.width).map((line, index) =>
    index === 0 ? line.replace(word, sheet.paint(grade, word)) : line,
  );
}

function changeLines(change: Change, sheet: Sheet, isDetailed: boolean): string[] {
  const { after, at, before, grade, what } = change;
  const place = at === '' || at === '/' ? '' : ` at ${sheet.foreign(at)}`;
  const lines = graded(grade, sheet.own(what) + place, sheet);
  if (!isDetailed) return lines;
  const [old, now] = shortened(before, after, sheet);
  return [
    ...lines,
    ...(old === undefined ? [] : sideLines('-', old, 'high', sheet)),
    ...(now === undefined ? [] : sideLines('+', now, 'low', sheet)),
    ...hang('      why  ', changeKinds[change.change].why, sheet.width).map((line, index) =>
      index === 0 ? line.replace('why', sheet.paint('quiet', 'why')) : line,
    ),
  ];
}

function sideLines(sign: string, text: string, tone: Severity, sheet: Sheet): string[] {
  return wrap(sheet.foreign(text), sheet.width - 8).map(
    (line) => `      ${sheet.paint(tone, sign)} ${line}`,
  );
}

function findingLines(finding: Finding, sheet: Sheet): string[] {
  const { rule, severity, shows, title } = finding;
  const bar = `      ${sheet.paint('quiet', sheet.bar)} `;
  return [
    ...graded(severity, `finds ${sheet.own(rule)}: ${sheet.own(title)}`, sheet),
    ...(shows === '' ? [] : wrap(sheet.foreign(shows), sheet.width - 8).slice(0, 3)).map(
      (line) => bar + line,
    ),
  ];
}

/** Both sides around the place where they part, so that one sees what differs in a long text. */
function shortened(
  before: string | undefined,
  after: string | undefined,
  { ellipsis, isVerbose }: Sheet,
): [string | undefined, string | undefined] {
  if (isVerbose) return [before, after];
  const start =
    before === undefined || after === undefined
      ? 0
      : Math.max(0, firstDifference(before, after) - CONTEXT);
  const cut = (text: string | undefined): string | undefined => {
    if (text === undefined) return undefined;
    const end = start + MOST_SHOWN;
    return (
      (start > 0 ? ellipsis : '') + text.slice(start, end) + (end < text.length ? ellipsis : '')
    );
  };
  return [cut(before), cut(after)];
}

function unableLines(
  servers: readonly ServerDrift[],
  unread: LockReport['unread'],
  sheet: Sheet,
): string[] {
  const lines = [
    ...servers.flatMap(({ hint, name, state, why }) =>
      state === 'unable'
        ? [
            ...hang(`  ${sheet.foreign(name)}: `, sheet.own(why ?? ''), sheet.width, '    '),
            ...(hint === undefined ? [] : hang('    try: ', sheet.own(hint), sheet.width)),
          ]
        : [],
    ),
    ...servers.flatMap(({ name, unchecked }) =>
      unchecked.flatMap((what) =>
        hang(`  ${sheet.foreign(name)}: `, sheet.own(`${what}.`), sheet.width, '    '),
      ),
    ),
    ...unread.flatMap(({ path, why }) =>
      hang('  ', `${sheet.path(path)}: ${sheet.own(why)}`, sheet.width, '    '),
    ),
  ];
  return lines.length === 0 ? [] : [sheet.paint('medium', 'Not checked'), ...lines];
}

function quietLines(servers: readonly ServerDrift[], sheet: Sheet): string[] {
  if (servers.length === 0) return [];
  const names = servers.map(({ name }) => sheet.foreign(name));
  const shown = list(names, sheet.isVerbose ? names.length : 8);
  return wrap(`As approved: ${shown}.`, sheet.width);
}

function adviceLines({ did, servers }: LockReport, sheet: Sheet, isDetailed: boolean): string[] {
  const open = servers.filter(
    ({ state }) => state === 'changed' || (state === 'new' && did !== 'wrote'),
  );
  if (did === 'approved' || open.length === 0) return [];
  // Commands stand on lines of their own, to be copied.
  const approve = 'What is right: warder lock approve --reason "…"';
  return (isDetailed ? [approve] : ['Read more:     warder lock diff', approve]).map(sheet.own);
}

import { elideEnd } from '../../../adapters/text/index.ts';
import type { AuditReport } from '../../../domain/report.ts';
import { severities } from '../../../domain/severity.ts';
import { gapsOf, namesOf } from '../../../domain/gaps.ts';
import type { Gap } from '../../../domain/gaps.ts';
import { list } from '../../../domain/list.ts';
import { placeText } from '../../../domain/place.ts';
import { decisionFacts, leftSentence } from '../decisions.ts';
import { groupsOf } from '../group.ts';
import type { Group } from '../group.ts';
import type { RenderOptions } from '../options.ts';
import { columns, hang, sheetFor, wrap } from './sheet.ts';
import type { Sheet } from './sheet.ts';
import { blockOf, briefOf } from './finding.ts';
import { detailsOf } from './details.ts';
import {
  changes,
  count,
  coverageSentence,
  headline,
  limitsOf,
  offer,
  severitiesOf,
  severityCounts,
} from '../words.ts';

// One screen for the usual case: what is worst in full, the rest in short, and what was not looked at
// always. What is left out is counted, never silent.

const FULL_LINES = 24;
const MOST_BRIEF = 6;
const MOST_SERVERS = 8;
const MOST_GAPS = 10;
const MOST_FIXED = 3;

/** `Error [CODE]: words`, `ModuleNotFoundError: words`, `prog: error: words`. */
const COMPLAINT = /(?:error|exception|fatal|panic)\b[^:]{0,60}: ?\S/i;

/** The report for a terminal. Ends with a line break. */
export function textReport(report: AuditReport, options: RenderOptions): string {
  const sheet = sheetFor(options);
  const groups = groupsOf(report);
  const { blocks, leftOut } = findings(groups, namesOf(report), sheet);
  const sections = [
    opening(report, sheet),
    ...blocks,
    fixed(report, sheet),
    left(report, options, sheet),
    notLookedAt(gapsOf(report), sheet),
    limits(report, sheet),
    servers(report, sheet),
    sheet.isVerbose ? detailsOf(report, sheet) : [],
    closing(report, groups, leftOut, sheet),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function opening(report: AuditReport, sheet: Sheet): string[] {
  const since = changes(report);
  return [
    ...wrap(headline(report), sheet.width).map((line) => sheet.paint('strong', line)),
    ...(since === undefined ? [] : wrap(sheet.own(`${since}.`), sheet.width)),
  ];
}

/** The worst in full as long as there is room, then in short; info only on demand. */
function findings(
  groups: readonly Group[],
  nameOf: (subject: string) => string,
  sheet: Sheet,
): { readonly blocks: string[][]; readonly leftOut: string[] } {
  if (sheet.isVerbose) {
    return {
      blocks: groups.map((group) => blockOf(group, group.cases.length, nameOf, sheet)),
      leftOut: [],
    };
  }
  const shown = groups.filter(({ severity }) => severity !== 'info');
  const full: string[][] = [];
  let lines = 0;
  for (const group of shown) {
    if (group.severity === 'low' && full.length > 0) break;
    const blocks = [3, 1].map((most) => blockOf(group, most, nameOf, sheet));
    const block = blocks.find(({ length }) => lines + length < FULL_LINES) ?? blocks[1];
    if (block === undefined || (lines + block.length >= FULL_LINES && full.length > 0)) break;
    full.push(block);
    lines += block.length + 1;
  }
  const rest = shown.slice(full.length);
  const brief = rest.slice(0, MOST_BRIEF).flatMap((group) => briefOf(group, nameOf, sheet));
  return {
    blocks: [...full, brief],
    leftOut: leftOut(rest.slice(0, MOST_BRIEF), rest.slice(MOST_BRIEF), groups),
  };
}

function leftOut(
  brief: readonly Group[],
  dropped: readonly Group[],
  groups: readonly Group[],
): string[] {
  const casesOf = (some: readonly Group[]): number =>
    some.reduce((sum, { cases }) => sum + cases.length, 0);
  const info = casesOf(groups.filter(({ severity }) => severity === 'info'));
  return [
    brief.length > 0 ? `${count(brief.length, 'rule')} in short` : '',
    dropped.length > 0
      ? `${count(casesOf(dropped), 'finding')} of ${count(dropped.length, 'more rule')}`
      : '',
    info > 0 ? count(info, 'info finding') : '',
  ].filter((part) => part !== '');
}

function fixed({ run }: AuditReport, sheet: Sheet): string[] {
  const gone = run.since?.fixed ?? [];
  if (gone.length === 0) return [];
  const most = sheet.isVerbose ? gone.length : MOST_FIXED;
  const shown = gone
    .slice(0, most)
    .flatMap(({ title, where }) => [
      ...hang('  ', sheet.own(title), sheet.width),
      ...hang('    ', sheet.path(where), sheet.width).map((line) => sheet.paint('quiet', line)),
    ]);
  const more = gone.length > most ? [`  and ${gone.length - most} more`] : [];
  return [sheet.paint('good', 'Fixed'), ...shown, ...more];
}

/** What somebody decided to leave: counted always, listed on demand. */
function left(report: AuditReport, options: RenderOptions, sheet: Sheet): string[] {
  const sentence = leftSentence(report);
  if (sentence === undefined) return [];
  const all = report.suppressed ?? [];
  if (!sheet.isVerbose) {
    const kinds = [...new Set(all.map(({ by }) => `${sheet.path(by.place.path)}`))];
    return hang('', `${sentence} (${list(kinds, 3)}); --verbose lists them.`, sheet.width);
  }
  return [
    sheet.paint('strong', 'Left by decision'),
    ...all.flatMap(({ by, finding }) => [
      ...hang('  ', sheet.own(`${finding.severity}  ${finding.title}`), sheet.width, '    '),
      ...hang('    ', sheet.path(placeText(finding.place)), sheet.width),
      ...hang(
        '    ',
        `${sheet.own(by.reason)} (${decisionFacts(by, options).map(sheet.own).join('; ')})`,
        sheet.width,
      ),
    ]),
  ];
}

function notLookedAt(gaps: readonly Gap[], sheet: Sheet): string[] {
  if (gaps.length === 0) return [];
  const most = sheet.isVerbose ? Number.POSITIVE_INFINITY : 3;
  const shown = sheet.isVerbose ? gaps : gaps.slice(0, MOST_GAPS);
  const entries = shown.flatMap(({ names, why, hint, stderr }) => [
    ...hang('  ', `${list(names.map(sheet.path), most)}: ${sheet.own(why)}`, sheet.width, '    '),
    ...(hint === undefined ? [] : hang('    try: ', sheet.own(hint), sheet.width)),
    ...wrote(stderr, sheet),
  ]);
  const more = gaps.length - shown.length;
  return [
    sheet.paint('medium', 'Not looked at'),
    ...entries,
    ...(more > 0 ? [`  and ${more} more, which --verbose lists`] : []),
  ];
}

/** The one line of a program's last words that most likely says why; `--verbose` has all of them below. */
function wrote(stderr: string, sheet: Sheet): string[] {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  const telling = lines.findLast((line) => COMPLAINT.test(line.slice(0, 500))) ?? lines.at(-1);
  if (telling === undefined) return [];
  const [first = '', ...rest] = hang('    wrote: ', sheet.foreign(telling.trim()), sheet.width);
  if (rest.length < 2 || sheet.isVerbose) return [first, ...rest];
  return [first, elideEnd(`${rest[0]} ${rest[1]?.trim()}`, sheet.width, sheet.ellipsis)];
}

function limits(report: AuditReport, sheet: Sheet): string[] {
  const byLimit = new Map<string, string[]>();
  const nameOf = namesOf(report);
  for (const server of report.servers) {
    for (const limit of limitsOf(server)) {
      byLimit.set(limit, [...(byLimit.get(limit) ?? []), sheet.own(nameOf(server.id))]);
    }
  }
  if (byLimit.size === 0) return [];
  const most = sheet.isVerbose ? Number.POSITIVE_INFINITY : 3;
  const whom = (names: readonly string[]): string =>
    names.length > 1 && names.length === report.summary.seen ? 'all servers' : list(names, most);
  const entries = [...byLimit].flatMap(([limit, names]) =>
    hang('  ', `${sheet.own(limit)} (${whom(names)})`, sheet.width),
  );
  return [sheet.paint('strong', 'Limits of the containment'), ...entries];
}

function servers(report: AuditReport, sheet: Sheet): string[] {
  if (report.servers.length === 0) return [];
  const nameOf = namesOf(report);
  const ranked = report.servers.toSorted(
    (one, other) => worst(report, one.id) - worst(report, other.id),
  );
  const shown = sheet.isVerbose ? ranked : ranked.slice(0, MOST_SERVERS);
  const rows = shown.map(({ id, look }) => {
    const counts = severityCounts(severitiesOf(report.findings, id));
    return [
      sheet.foreign(nameOf(id)),
      counts.length > 0 ? counts.join(', ') : look.seen ? 'nothing found' : '-',
      offer(look),
    ];
  });
  const more = report.servers.length - shown.length;
  return [
    sheet.paint('strong', 'Servers'),
    ...columns(rows, sheet.width - 2).map((line) => `  ${line}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}

/** The place of a server's worst finding among the severities; behind them all where it has none. */
function worst({ findings }: AuditReport, id: string): number {
  const found = severitiesOf(findings, id);
  const place = severities.findIndex((severity) => found[severity] !== undefined);
  return place < 0 ? severities.length : place;
}

function closing(
  report: AuditReport,
  groups: readonly Group[],
  leftOut: readonly string[],
  sheet: Sheet,
): string[] {
  const odd = report.servers.filter(({ look }) => look.notes.length > 0).length;
  const parts = [...leftOut];
  if (odd > 0 && !sheet.isVerbose) parts.push(`remarks on the protocol of ${count(odd, 'server')}`);
  const worst = groups[0];
  return [
    report.coverage.length > 0 ? coverageSentence(report) : '',
    parts.length > 0 ? `Not all is shown: ${list(parts)}; --verbose shows it.` : '',
    worst === undefined ? '' : `More on a rule: warder explain ${worst.rule}`,
  ]
    .filter((line) => line !== '')
    .flatMap((line) => wrap(sheet.own(line), sheet.width))
    .map((line) => sheet.paint('quiet', line));
}

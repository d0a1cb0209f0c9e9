import type { AuditReport } from '../../../domain/report.ts';
import { gapsOf, namesOf } from '../../../domain/gaps.ts';
import type { Gap } from '../../../domain/gaps.ts';
import { list } from '../../../domain/list.ts';
import type { Place } from '../../../domain/place.ts';
import { decisionFacts } from '../decisions.ts';
import { groupsOf } from '../group.ts';
import type { Case, Group } from '../group.ts';
import { cell, code, pathCode, prose } from './escape.ts';
import type { RenderOptions } from '../options.ts';
import { shortPath } from '../paths.ts';
import {
  capital,
  changes,
  count,
  coverageSentence,
  headline,
  limitsOf,
  moment,
  offer,
  outcomesByRule,
  severityCounts,
  severitiesOf,
} from '../words.ts';

// Forges refuse bodies of more than 65,536 characters; the rest of the page needs some room too.
const ROOM = 50_000;
const OPEN_PLACES = 5;
const MOST_PLACES = 40;
const MOST_ROWS = 60;

type Names = (subject: string) => string;

/** The report for a pull request or an issue. Bounded in length; what is left out is counted. */
export function markdownReport(report: AuditReport, options: RenderOptions): string {
  const nameOf = namesOf(report);
  const since = changes(report);
  const sections = [
    '# Warder audit',
    `**${headline(report)}**${since === undefined ? '' : ` ${prose(since)}.`}`,
    ...findings(groupsOf(report), nameOf, options),
    fixed(report, options),
    left(report, nameOf, options),
    notLookedAt(gapsOf(report), options),
    limits(report, nameOf),
    servers(report, nameOf),
    coverage(report),
    `Warder ${code(report.tool.version)}, target ${code(report.target)}, ${prose(moment(report.run.started))}`,
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function findings(groups: readonly Group[], nameOf: Names, options: RenderOptions): string[] {
  const sections: string[] = [];
  let length = 0;
  for (const [index, group] of groups.entries()) {
    const section = groupSection(group, nameOf, options);
    length += section.length;
    if (length > ROOM && index > 0) {
      const rest = groups.slice(index);
      const cases = rest.reduce((sum, one) => sum + one.cases.length, 0);
      const what = `${count(cases, 'finding')} of ${count(rest.length, 'more rule')}`;
      return [...sections, `*Left out to keep this short: ${what}. The JSON report has all.*`];
    }
    sections.push(section);
  }
  return sections;
}

function groupSection(group: Group, nameOf: Names, options: RenderOptions): string {
  const { added, cases, confidence, fix, rule, severity, title, why } = group;
  const facts = [
    code(rule),
    cases.length > 1 ? count(cases.length, 'place') : '',
    added === 0 ? '' : added === cases.length ? 'new' : `${added} new`,
    confidence === 'high' ? '' : `${confidence} confidence`,
  ].filter((fact) => fact !== '');
  const places = cases.map((one) => placeItem(one, nameOf, options));
  return [
    `## ${capital(severity)}: ${prose(title)}`,
    facts.join(' · '),
    places.slice(0, OPEN_PLACES).join('\n'),
    details(
      count(places.length - OPEN_PLACES, 'more place'),
      places.slice(OPEN_PLACES),
      MOST_PLACES,
    ),
    why === '' ? '' : `**Why:** ${prose(why)}`,
    `**Fix:** ${prose(fix)}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function placeItem(
  { finding: { because, place, shows, steps = [] }, isNew }: Case,
  nameOf: Names,
  options: RenderOptions,
): string {
  const item = [
    `- ${placeText(place, nameOf, options)}${isNew ? ' (new)' : ''}`,
    shows === '' ? '' : `: ${code(shows)}`,
    because === undefined ? '' : ` ${prose(because)}`,
  ].join('');
  const way = steps.map((step, index) => {
    const evidence = step.shows === undefined || step.shows === '' ? '' : ` ${code(step.shows)}`;
    const where = placeText(step.place, nameOf, options);
    return `   ${index + 1}. ${where}: ${prose(step.says)}${evidence}`;
  });
  return [item, ...way].join('\n');
}

function placeText(place: Place, nameOf: Names, options: RenderOptions): string {
  if (place.in === 'file') {
    return pathCode(`${shortPath(place.path, options)}:${place.line}:${place.column}`);
  }
  return [
    `${code(nameOf(place.server))}, ${place.kind}`,
    place.name === place.kind ? '' : code(place.name),
    place.pointer === '' ? '' : code(place.pointer),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function fixed({ run }: AuditReport, options: RenderOptions): string {
  const gone = run.since?.fixed ?? [];
  if (gone.length === 0) return '';
  const items = gone.map(
    ({ title, where }) => `- ${prose(title)}: ${pathCode(shortPath(where, options))}`,
  );
  return section('Fixed', items);
}

function left({ suppressed = [] }: AuditReport, nameOf: Names, options: RenderOptions): string {
  const items = suppressed.map(({ by, finding }) => {
    const where = placeText(finding.place, nameOf, options);
    const facts = decisionFacts(by, options).map(prose).join('; ');
    return `- ${prose(finding.title)} (${finding.severity}): ${where} ${prose(by.reason)} (${facts})`;
  });
  return section('Left by decision', items);
}

function notLookedAt(gaps: readonly Gap[], options: RenderOptions): string {
  const items = gaps.map(({ hint, names, why }) => {
    const what = names.map((name) => pathCode(shortPath(name, options)));
    return `- ${list(what, 5)}: ${prose(why)}${hint === undefined ? '' : ` *Try:* ${prose(hint)}`}`;
  });
  return section('Not looked at', items);
}

function limits(report: AuditReport, nameOf: Names): string {
  const items = report.servers.flatMap((server) => {
    const open = limitsOf(server);
    return open.length === 0 ? [] : [`- ${code(nameOf(server.id))}: ${prose(list(open))}`];
  });
  return section('Limits of the containment', items);
}

function servers(report: AuditReport, nameOf: Names): string {
  const rows = report.servers.map(({ id, look }) => {
    const counts = severityCounts(severitiesOf(report.findings, id));
    const found = counts.length > 0 ? counts.join(', ') : look.seen ? 'nothing found' : '-';
    return `| ${cell(nameOf(id))} | ${found} | ${offer(look)} |`;
  });
  if (rows.length === 0) return '';
  return ['## Servers', table(['Server', 'Found', 'Offers'], rows)].join('\n\n');
}

function coverage(report: AuditReport): string {
  if (report.coverage.length === 0) return '';
  const rows = [...outcomesByRule(report)].map(
    ([rule, outcomes]) => `| ${cell(rule)} | ${outcomes} |`,
  );
  return [
    '## Coverage',
    coverageSentence(report),
    `<details><summary>What each rule came to</summary>\n\n${table(['Rule', 'Outcomes'], rows)}\n\n</details>`,
  ].join('\n\n');
}

function section(title: string, items: readonly string[]): string {
  if (items.length === 0) return '';
  const open = items.slice(0, MOST_ROWS).join('\n');
  const more = items.length > MOST_ROWS ? `\n- and ${items.length - MOST_ROWS} more` : '';
  return `## ${title}\n\n${open}${more}`;
}

function details(summary: string, items: readonly string[], most: number): string {
  if (items.length === 0) return '';
  const more = items.length > most ? [`- and ${items.length - most} more`] : [];
  const body = [...items.slice(0, most), ...more].join('\n');
  return `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`;
}

function table(heads: readonly string[], rows: readonly string[]): string {
  const shown = rows.slice(0, MOST_ROWS);
  const more = rows.length - shown.length;
  return [
    `| ${heads.join(' | ')} |`,
    `|${'---|'.repeat(heads.length)}`,
    ...shown,
    ...(more > 0 ? [`| and ${more} more |${' |'.repeat(heads.length - 1)}`] : []),
  ].join('\n');
}

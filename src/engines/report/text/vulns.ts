import type { AdvisoryRow } from '../../../domain/advisory-store.ts';
import type { Severity } from '../../../domain/severity.ts';
import type { RenderOptions } from '../options.ts';
import { count, isoTime } from '../words.ts';
import { hang, sheetFor, columns } from './sheet.ts';

/** An advisory that speaks of a package, as it is shown. */
interface ShownMatch {
  readonly package: { readonly ecosystem: string; readonly name: string; readonly version: string };
  readonly advisory: AdvisoryRow;
  readonly also: readonly string[];
  readonly fixed?: string;
  readonly rating?: { readonly score: number; readonly severity: Severity };
  /** Names of the packages by which the project comes to it. */
  readonly way: readonly string[];
}

/** What was matched at one place. */
export interface Matched {
  readonly place: string;
  readonly packages: number;
  readonly problems: readonly string[];
  readonly matches: readonly ShownMatch[];
}

/** How much is known, and how old it is. */
export interface Known {
  readonly sources: number;
  /** When the newest advisory was changed, and now; milliseconds since the epoch. */
  readonly newest: number;
  readonly now: number;
}

const DAY = 24 * 60 * 60 * 1000;
const OLD_DAYS = 7;
const MOST_PROBLEMS = 5;

export function textMatches(
  { matched, ...known }: Known & { readonly matched: readonly Matched[] },
  options: RenderOptions,
): string {
  const sheet = sheetFor(options);
  const lines: string[] = [];
  for (const { matches, packages, place, problems } of matched) {
    const found =
      matches.length === 0 ? 'nothing known' : count(matches.length, 'advisory', 'advisories');
    lines.push(
      `${sheet.paint('strong', sheet.own(place))}  ${count(packages, 'package')}, ${found}`,
    );
    for (const { advisory, also, fixed, package: one, rating, way } of matches) {
      const names = [advisory.id, ...also].join(', ');
      const rated = rating === undefined ? '' : `${rating.severity} ${rating.score.toFixed(1)}  `;
      const label = `  ${sheet.foreign(one.name)} ${sheet.foreign(one.version)}  `;
      lines.push(...hang('  ', `${label.trim()}  ${rated}${sheet.foreign(names)}`, sheet.width));
      if (advisory.summary !== '')
        lines.push(...hang('    ', sheet.foreign(advisory.summary), sheet.width));
      lines.push(
        `    ${fixed === undefined ? 'no fix is named' : `fixed in ${sheet.foreign(fixed)}`}`,
      );
      if (way.length > 1)
        lines.push(...hang('    by ', way.map(sheet.foreign).join(' > '), sheet.width));
    }
    for (const problem of problems.slice(0, MOST_PROBLEMS)) {
      lines.push(...hang('  not matched: ', sheet.own(problem), sheet.width));
    }
    if (problems.length > MOST_PROBLEMS) {
      lines.push(`  and ${problems.length - MOST_PROBLEMS} more that were not matched`);
    }
  }
  if (matched.length === 0) lines.push('There is no lockfile.');
  lines.push('', age(known));
  return `${lines.join('\n')}\n`;
}

/** How far what is known can be trusted to be whole. */
function age({ newest, now, sources }: Known): string {
  if (sources === 0) return 'No advisories are loaded: run `warder vulns sync`.';
  const days = Math.floor((now - newest) / DAY);
  const time = isoTime(newest)?.slice(0, 10) ?? 'an unknown day';
  const hint = days > OLD_DAYS ? `, ${count(days, 'day')} ago: run \`warder vulns sync\`` : '';
  return `The newest advisory is of ${time}${hint}.`;
}

export function textAdvisories(rows: readonly AdvisoryRow[], options: RenderOptions): string {
  const sheet = sheetFor(options);
  if (rows.length === 0) return 'No advisory has all of this.\n';
  const lines = rows.flatMap(({ aliases, id, modified, summary, withdrawn }) => {
    const state = withdrawn === undefined ? '' : '  withdrawn';
    const changed = isoTime(modified)?.slice(0, 10) ?? '';
    return [
      `${sheet.paint('strong', sheet.foreign(id))}  ${changed}${state}`,
      ...(summary === '' ? [] : hang('  ', sheet.foreign(summary), sheet.width)),
      ...(aliases.length === 0
        ? []
        : hang('  also ', aliases.map(sheet.foreign).join(', '), sheet.width)),
    ];
  });
  return `${lines.join('\n')}\n`;
}

export function textSources(
  {
    sources,
    ...known
  }: Omit<Known, 'sources'> & {
    readonly sources: readonly {
      readonly place: string;
      readonly synced: number;
      readonly count: number;
    }[];
  },
  options: RenderOptions,
): string {
  const sheet = sheetFor(options);
  const rows = sources.map((one) => [
    sheet.own(one.place),
    count(one.count, 'record'),
    `loaded ${isoTime(one.synced)?.slice(0, 16).replace('T', ' ') ?? ''}`,
  ]);
  return `${[...columns(rows, sheet.width), age({ ...known, sources: sources.length })].join('\n')}\n`;
}

import type { AdvisoryRow } from '../../../domain/advisory-store.ts';
import type { KnownFlaw, PinnedFile, PinnedPackage } from '../../../domain/dependency.ts';
import type { RenderOptions } from '../options.ts';
import { count, isoTime } from '../words.ts';
import { columns, hang, sheetFor } from './sheet.ts';
import type { Sheet } from './sheet.ts';

/** What was matched at one place. */
export interface Matched {
  readonly path: string;
  readonly packages: readonly Pick<
    PinnedPackage,
    'ecosystem' | 'flaws' | 'name' | 'version' | 'way'
  >[];
  readonly problems: PinnedFile['problems'];
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
  for (const { packages, path, problems } of matched) {
    const found = packages.reduce((sum, { flaws }) => sum + flaws.length, 0);
    const known = found === 0 ? 'nothing known' : count(found, 'advisory', 'advisories');
    lines.push(
      `${sheet.paint('strong', sheet.own(path))}  ${count(packages.length, 'package')}, ${known}`,
    );
    for (const one of packages) {
      for (const flaw of one.flaws) lines.push(...flawLines(one, flaw, sheet));
    }
    for (const problem of problems.slice(0, MOST_PROBLEMS)) {
      lines.push(...hang('  not matched: ', sheet.own(problemText(problem)), sheet.width));
    }
    if (problems.length > MOST_PROBLEMS) {
      lines.push(`  and ${problems.length - MOST_PROBLEMS} more that were not matched`);
    }
  }
  if (matched.length === 0) lines.push('There is no lockfile.');
  lines.push('', age(known));
  return `${lines.join('\n')}\n`;
}

function flawLines(
  { name, version, way }: Matched['packages'][number],
  { also, fixed, id, rating, summary }: KnownFlaw,
  { foreign, width }: Sheet,
): string[] {
  const rated = rating === undefined ? '' : `${rating.severity} ${rating.score.toFixed(1)}  `;
  const ids = [id, ...also].map(foreign).join(', ');
  return [
    ...hang('  ', `${foreign(name)} ${foreign(version)}  ${rated}${ids}`, width),
    ...(summary === '' ? [] : hang('    ', foreign(summary), width)),
    `    ${fixed === undefined ? 'no fix is named' : `fixed in ${foreign(fixed)}`}`,
    ...(way.length < 2 ? [] : hang('    by ', way.map(foreign).join(' > '), width)),
  ];
}

function problemText({ at, why }: Matched['problems'][number]): string {
  const where = typeof at === 'number' ? `line ${at}` : at;
  return where === '' ? why : `${where}: ${why}`;
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

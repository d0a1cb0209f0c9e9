import type { RunRow } from '../../../domain/store.ts';
import type { RenderOptions } from '../options.ts';
import { count, isoTime, moment, severityCounts } from '../words.ts';
import { columns, sheetFor } from './sheet.ts';

/** Finished runs as a table, in the order in which they are given. */
export function textHistory(runs: readonly RunRow[], options: RenderOptions): string {
  const sheet = sheetFor(options);
  if (runs.length === 0) return 'No run is remembered.\n';
  const isOneTarget = new Set(runs.map(({ target }) => target)).size === 1;
  const rows = runs.map(({ exitCode, id, started, summary, target }) => {
    const found = severityCounts(summary.findings);
    const facts = [
      `${summary.seen} of ${count(summary.servers, 'server')}`,
      found.length > 0 ? found.join(', ') : 'nothing found',
      isOneTarget ? '' : sheet.own(target),
    ].filter((fact) => fact !== '');
    const when = moment(isoTime(started) ?? 'at no known time');
    return [sheet.foreign(id.slice(0, 8)), when, `exit ${exitCode}`, facts.join('; ')];
  });
  return `${columns(rows, sheet.width).join('\n')}\n`;
}

import { baseline } from '../../domain/baseline.ts';
import type { Baseline } from '../../domain/baseline.ts';
import type { Silencer } from '../../domain/exception.ts';
import { pointer } from '../../domain/json.ts';
import type { AuditReport } from '../../domain/report.ts';
import { familyOf } from '../../domain/rule.ts';
import { readDecided } from './document.ts';

/**
 * Reads a baseline: the findings that were there when somebody began to look.
 *
 * @throws WarderError CONFIG_INVALID
 */
export function readBaseline(text: string, path: string): Silencer[] {
  const { placeOf, value } = readDecided(text, path, 'json', baseline);
  const list = pointer('', 'findings');
  return value.findings.map(
    ({ id, rule }, index): Silencer => ({
      from: 'baseline',
      place: placeOf(pointer(list, String(index))),
      rule,
      reason: value.reason,
      silences: (finding) => finding.id === id,
      concerns: () => true,
    }),
  );
}

/**
 * A baseline of everything that a report holds, in an order that keeps its changes small. What another
 * kind of exception silences stays with that.
 *
 * @param show a path as the file is to name it
 */
export function baselineText(
  { findings, suppressed = [] }: Pick<AuditReport, 'findings' | 'suppressed'>,
  show: (path: string) => string,
): string {
  const known = suppressed.filter(({ by }) => by.from === 'baseline').map(({ finding }) => finding);
  const entries = [...findings, ...known]
    .filter(({ rule }) => familyOf(rule) !== 'exception')
    .map(({ id, place, rule }) => ({
      id,
      rule,
      where:
        place.in === 'file'
          ? show(place.path)
          : `${place.server} ${place.kind} ${JSON.stringify(place.name)}`,
    }))
    .toSorted(
      (a, b) => compare(a.rule, b.rule) || compare(a.where, b.where) || compare(a.id, b.id),
    );
  const document: Baseline = {
    format: 'warder-baseline/1',
    reason: 'It was there before Warder looked.',
    findings: entries.map((entry) => ({ ...entry, where: entry.where.slice(0, 2000) })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

import type { KnownServer, Silencer } from '../../domain/exception.ts';
import type { Finding } from '../../domain/finding.ts';
import { pointer } from '../../domain/json.ts';
import { vexDocument, vexNames, vexProducts } from '../../domain/vex.ts';
import type { VexStatement } from '../../domain/vex.ts';
import { invalid, readDecided } from './document.ts';

/**
 * Reads an OpenVEX document. A statement is about a finding when it names it (`WARDER-` and its id), or
 * names its rule and one of its products. Of several statements about the same, the latest counts:
 * `not_affected` and `fixed` silence, `affected` and `under_investigation` do not.
 *
 * @throws WarderError CONFIG_INVALID
 */
export function readVex(text: string, path: string): Silencer[] {
  const { placeOf, value } = readDecided(text, path, 'json', vexDocument);
  const list = pointer('', 'statements');
  const latest = value.statements
    .map((one, index) => ({ one, place: placeOf(pointer(list, String(index))) }))
    .toSorted((a, b) => time(b.one, value.timestamp) - time(a.one, value.timestamp));
  for (const { one, place } of latest) {
    if (Number.isNaN(time(one, value.timestamp)))
      throw invalid(path, place.line, 'a timestamp is no time');
  }
  return latest.map(({ one, place }, rank): Silencer => {
    const { justification, vulnerability } = one;
    const isOver = one.status === 'not_affected' || one.status === 'fixed';
    const said =
      one.impact_statement ?? one.status_notes ?? `It is ${one.status.replace('_', ' ')}.`;
    const newer = latest.slice(0, rank).map((other) => other.one);
    return {
      from: 'vex',
      place,
      rule: vulnerability.name,
      reason: said,
      owner: value.author,
      ...(justification !== undefined && { justification }),
      silences: (finding, server) =>
        isOver &&
        isAbout(one, finding, server) &&
        !newer.some((other) => isAbout(other, finding, server)),
      // A document may speak of much else; nothing says that it has no object.
      concerns: () => false,
    };
  });
}

function time({ timestamp }: VexStatement, ofDocument: string): number {
  return Date.parse(timestamp ?? ofDocument);
}

function isAbout(
  { products, vulnerability }: VexStatement,
  finding: Finding,
  server: KnownServer | undefined,
): boolean {
  const names = new Set([
    vulnerability.name,
    ...('aliases' in vulnerability ? (vulnerability.aliases ?? []) : []),
    ...('@id' in vulnerability ? [vulnerability['@id']] : []),
  ]);
  const { own, rule } = vexNames(finding);
  const known = new Set(vexProducts(finding, server?.packages ?? []));
  const given = (products ?? []).flatMap((one) => [
    one['@id'],
    ...('identifiers' in one ? Object.values(one.identifiers ?? {}) : []),
  ]);
  const isOfProduct = given.some((id) => id !== undefined && known.has(id));
  if (names.has(own)) return given.length === 0 || isOfProduct;
  return names.has(rule) && isOfProduct;
}

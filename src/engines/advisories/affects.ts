import type { AffectedPackage, RangeEvent } from '../../domain/advisory.ts';
import { versionOrder } from '../../domain/versions/index.ts';
import type { CompareVersions } from '../../domain/versions/index.ts';

/** Before all versions, in the words of the OSV schema. */
const START = '0';

/**
 * Whether a version is one that an advisory is about. Source: the OSV schema, "Evaluation"; where an
 * ecosystem's order is not known, only versions that are named one by one count.
 */
export function affects(affected: AffectedPackage, version: string): boolean {
  if (affected.versions.includes(version)) return true;
  const compare = versionOrder(affected.ecosystem);
  if (compare === undefined) return false;
  return affected.ranges.some((range) => isWithin(range, version, compare));
}

function isWithin(
  range: readonly RangeEvent[],
  version: string,
  compare: CompareVersions,
): boolean {
  let isIn = false;
  for (const event of inOrder(range, compare)) {
    if ('introduced' in event) {
      if (event.introduced === START || compare(version, event.introduced) >= 0) isIn = true;
    } else if ('fixed' in event) {
      if (compare(version, event.fixed) >= 0) isIn = false;
    } else if (event.lastAffected !== version && compare(version, event.lastAffected) > 0) {
      isIn = false;
    }
  }
  return isIn;
}

/** By version; of events at one version, the one that stands first in the record is first. */
function inOrder(range: readonly RangeEvent[], compare: CompareVersions): readonly RangeEvent[] {
  if (range.length < 2) return range;
  return range.toSorted((a, b) => {
    const [left, right] = [versionOf(a), versionOf(b)];
    if (left === START || right === START) return left === right ? 0 : left === START ? -1 : 1;
    return compare(left, right);
  });
}

function versionOf(event: RangeEvent): string {
  if ('introduced' in event) return event.introduced;
  return 'fixed' in event ? event.fixed : event.lastAffected;
}

/** The first version after this one in which a range ends; undefined where none is named. */
export function fixedIn(affected: AffectedPackage, version: string): string | undefined {
  const compare = versionOrder(affected.ecosystem);
  if (compare === undefined) return undefined;
  return affected.ranges
    .flat()
    .flatMap((event) => ('fixed' in event ? [event.fixed] : []))
    .filter((fixed) => compare(fixed, version) > 0)
    .toSorted(compare)[0];
}

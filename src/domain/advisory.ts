import { isArray, isObject, isString } from './json.ts';
import type { Json } from './json.ts';

// Advisories in the form of the OSV schema (1.x), as far as matching and showing need them. Records come
// from many hands: what cannot be read is left out of a record and said, and never a reason to lose it.

/** One step of a range: from `introduced` on, before `fixed`, up to and with `lastAffected`. */
export type RangeEvent =
  | { readonly introduced: string }
  | { readonly fixed: string }
  | { readonly lastAffected: string };

export interface AffectedPackage {
  /** By the name of the OSV schema: `npm`, `PyPI`, `Debian:12`. */
  readonly ecosystem: string;
  readonly name: string;
  /** Ranges of versions; those of commits are not kept. */
  readonly ranges: readonly (readonly RangeEvent[])[];
  /** Versions that are named one by one. */
  readonly versions: readonly string[];
}

export interface Advisory {
  readonly id: string;
  readonly aliases: readonly string[];
  /** Milliseconds since the epoch; zero where it is not told. */
  readonly modified: number;
  readonly published: number | undefined;
  readonly withdrawn: number | undefined;
  readonly summary: string;
  /** Vectors, as they stand: `CVSS_V3` and the vector, or the scale of the database that wrote it. */
  readonly severity: readonly { readonly type: string; readonly score: string }[];
  readonly affected: readonly AffectedPackage[];
}

const MOST_ID = 200;
const MOST_ALIASES = 1000;
const MOST_AFFECTED = 20_000;
const MOST_RANGES = 2000;
const MOST_EVENTS = 5000;
const MOST_VERSIONS = 200_000;
const MOST_VERSION = 300;
const MOST_SUMMARY = 2000;
const ID = /^[A-Za-z0-9][A-Za-z0-9._:/-]*$/;

/**
 * Reads an advisory out of what a file held.
 *
 * @returns a clause that says why it is none, where it is none
 */
export function readAdvisory(value: Json): Advisory | { readonly why: string } {
  if (!isObject(value)) return { why: 'it is no JSON object' };
  const { id } = value;
  if (!isString(id) || id.length > MOST_ID || !ID.test(id)) return { why: 'it has no usable id' };
  const modified = timeOf(value['modified']);
  return {
    id,
    aliases: texts(value['aliases'], MOST_ALIASES, MOST_ID),
    modified: modified ?? 0,
    published: timeOf(value['published']),
    // A date that cannot be read still says that it was withdrawn.
    withdrawn: isGiven(value['withdrawn']) ? (timeOf(value['withdrawn']) ?? 0) : undefined,
    summary: summaryOf(value['summary'], value['details']),
    severity: objects(value['severity'], 20).flatMap(({ score, type }) =>
      isString(type) && isString(score)
        ? [{ type: type.slice(0, 40), score: score.slice(0, 300) }]
        : [],
    ),
    affected: objects(value['affected'], MOST_AFFECTED).flatMap(readAffected),
  };
}

function readAffected(value: { readonly [key: string]: Json }): AffectedPackage[] {
  const named = value['package'] ?? null;
  if (!isObject(named) || !isString(named['ecosystem']) || !isString(named['name'])) return [];
  const ranges = objects(value['ranges'], MOST_RANGES)
    .filter(({ type }) => type === 'SEMVER' || type === 'ECOSYSTEM')
    .map(({ events }) => objects(events, MOST_EVENTS).flatMap(readEvent));
  return [
    {
      ecosystem: named['ecosystem'].slice(0, 100),
      name: named['name'].slice(0, 500),
      ranges,
      versions: texts(value['versions'], MOST_VERSIONS, MOST_VERSION),
    },
  ];
}

function readEvent(event: { readonly [key: string]: Json }): RangeEvent[] {
  const { fixed, introduced, last_affected: lastAffected } = event;
  if (isVersion(introduced)) return [{ introduced }];
  if (isVersion(fixed)) return [{ fixed }];
  return isVersion(lastAffected) ? [{ lastAffected }] : [];
}

function isVersion(value: Json | undefined): value is string {
  return isString(value) && value !== '' && value.length <= MOST_VERSION;
}

function isGiven(value: Json | undefined): boolean {
  return value !== undefined && value !== null && value !== '';
}

/** RFC 3339; milliseconds since the epoch. */
function timeOf(value: Json | undefined): number | undefined {
  if (!isString(value) || value.length > 40) return undefined;
  const time = Date.parse(value);
  return Number.isNaN(time) ? undefined : time;
}

function summaryOf(summary: Json | undefined, details: Json | undefined): string {
  if (isString(summary) && summary.trim() !== '') return summary.slice(0, MOST_SUMMARY);
  if (!isString(details)) return '';
  const line = details
    .slice(0, MOST_SUMMARY)
    .split('\n')
    .map((one) => one.replace(/^#+ */, '').trim())
    .find((one) => one !== '');
  return line?.slice(0, 300) ?? '';
}

function texts(value: Json | undefined, most: number, length: number): string[] {
  if (!isArray(value)) return [];
  return value
    .slice(0, most)
    .filter((one): one is string => isString(one) && one !== '' && one.length <= length);
}

function objects(value: Json | undefined, most: number): { readonly [key: string]: Json }[] {
  return isArray(value) ? value.slice(0, most).filter(isObject) : [];
}

const PYTHON_SEPARATORS = /[-_.]+/g;

/**
 * The name under which an ecosystem files a package: what is written in several ways there is one name.
 * Source: PyPA's specification of name normalisation; NuGet's and Packagist's names ignore case.
 */
export function packageKey(ecosystem: string, name: string): string {
  if (ecosystem === 'PyPI') return name.toLowerCase().replace(PYTHON_SEPARATORS, '-');
  return ecosystem === 'NuGet' || ecosystem === 'Packagist' ? name.toLowerCase() : name;
}

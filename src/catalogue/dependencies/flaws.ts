import type { KnownFlaw, PinnedFile, PinnedPackage } from '../../domain/dependency.ts';
import { quoted } from '../../domain/escape.ts';
import { pointer } from '../../domain/json.ts';
import type { JsonPointer } from '../../domain/json.ts';
import type { Match } from '../../domain/rule.ts';
import { isAtLeast } from '../../domain/severity.ts';
import type { Severity } from '../../domain/severity.ts';

/** Why nothing can be said, where no advisories are there. */
export function unknownFlaws({ advisories }: PinnedFile): string | undefined {
  return advisories === undefined
    ? 'no advisories are loaded; `warder vulns sync` loads them'
    : undefined;
}

/** Whether a record says that the package itself is the attack. */
export function isMalicious({ also, id }: KnownFlaw): boolean {
  return [id, ...also].some((one) => one.startsWith('MAL-'));
}

/** A package with a published flaw. What is needed to develop or test alone reaches no user. */
export function flawMatch(file: PinnedFile, one: PinnedPackage, flaw: KnownFlaw): Match {
  const rated: Severity = flaw.rating?.severity ?? 'medium';
  const isFar = one.isDevelopment || file.role === 'test' || file.role === 'example';
  const names = [flaw.id, ...flaw.also].join(', ');
  const facts = [
    `${names}${flaw.rating === undefined ? '' : `, CVSS ${flaw.rating.score.toFixed(1)}`}`,
    ...(flaw.summary === '' ? [] : [`: ${quoted(flaw.summary, 160)}`]),
    flaw.fixed === undefined ? '. No fix is named.' : `. Fixed in ${flaw.fixed}.`,
    one.way.length > 1 ? ` Brought in by ${one.way.slice(0, -1).join(' > ')}.` : '',
    one.isDevelopment ? ' It is needed for development alone.' : '',
  ];
  return {
    at: named(one, flaw.id),
    shows: shown(one),
    because: facts.join(''),
    severity: isFar && isAtLeast(rated, 'medium') ? 'low' : rated,
  };
}

/** How a package is named in a finding's place: without its version, which an update changes. */
export function named({ ecosystem, name }: PinnedPackage, ...more: readonly string[]): JsonPointer {
  return pointer('', ecosystem, name, ...more);
}

export function shown({ name, version }: PinnedPackage): string {
  return `${name}@${version}`;
}

import { posix } from 'node:path';
import { settings } from '../../domain/config.ts';
import type { Settings } from '../../domain/config.ts';
import type { KnownServer, Silencer } from '../../domain/exception.ts';
import type { Finding } from '../../domain/finding.ts';
import { fits } from '../../domain/glob.ts';
import { pointer } from '../../domain/json.ts';
import { invalid, readDecided } from './document.ts';

type Scope = Settings['exceptions'][number]['scope'];

/** What paths in the file are relative to. */
interface Folders {
  /** Absolute, with forward slashes: the folder of the file. */
  readonly base: string;
  readonly home: string;
}

/**
 * Reads the exceptions of a `warder.yaml`.
 *
 * @param rules ids of the rules that exist; an exception from any other is a typing error
 * @throws WarderError CONFIG_INVALID
 */
export function readSettings(
  text: string,
  path: string,
  { folders, rules }: { readonly folders: Folders; readonly rules: ReadonlySet<string> },
): Silencer[] {
  const { placeOf, value } = readDecided(text, path, 'yaml', settings);
  return value.exceptions.map(({ rule, scope, ...decision }, index): Silencer => {
    const at = pointer(pointer('', 'exceptions'), String(index));
    const place = placeOf(at);
    if (!rules.has(rule)) {
      const why = `there is no rule ${JSON.stringify(rule)}`;
      throw invalid(path, place.line, why, '`warder explain` lists the rules');
    }
    return {
      from: 'settings',
      place,
      rule,
      ...decision,
      silences: (finding, server) =>
        finding.rule === rule && isWithin(finding, server, scope, folders),
      concerns: (subject, server) =>
        scope.server === undefined ||
        fits(scope.server, subject) ||
        fits(scope.server, server?.name ?? ''),
    };
  });
}

function isWithin(
  { place, server }: Finding,
  known: KnownServer | undefined,
  scope: Scope,
  folders: Folders,
): boolean {
  if (scope.server !== undefined) {
    if (server === undefined) return false;
    if (!fits(scope.server, server) && !fits(scope.server, known?.name ?? '')) return false;
  }
  if (scope.tool !== undefined) {
    if (place.in !== 'definition' || !fits(scope.tool, place.name)) return false;
  }
  if (scope.path === undefined) return true;
  return place.in === 'file' && fits(absolute(scope.path, folders), slashed(place.path));
}

function absolute(pattern: string, { base, home }: Folders): string {
  if (pattern.startsWith('~/')) return posix.join(slashed(home), pattern.slice(2));
  return /^(?:\/|[A-Za-z]:)/.test(pattern) ? pattern : posix.join(slashed(base), pattern);
}

function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}

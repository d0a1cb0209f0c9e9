import type { RenderOptions } from './options.ts';

/** A path as its user would write it: relative to the working folder, or from `~`. */
export function shortPath(path: string, { cwd, home }: RenderOptions): string {
  const inside = below(path, cwd);
  if (inside !== undefined) return inside;
  const own = below(path, home);
  return own === undefined ? path : `~${path[home?.length ?? 0]}${own}`;
}

/** The part of a path below a folder; undefined where it is elsewhere. */
export function below(path: string, folder: string | undefined): string | undefined {
  if (folder === undefined || folder === '' || !path.startsWith(folder)) return undefined;
  const rest = path.slice(folder.length);
  if (/[\\/]$/.test(folder)) return rest === '' ? undefined : rest;
  return /^[\\/]./.test(rest) ? rest.slice(1) : undefined;
}

/** Whether a path stands for one file whatever the working folder: POSIX, drive letter or network share. */
export function isAbsolute(path: string): boolean {
  return /^(?:\/|[A-Za-z]:[\\/]|\\\\)/.test(path);
}

/** The `file:` URI of an absolute path of any platform (RFC 8089). */
export function fileUri(path: string): string {
  if (path.startsWith('/')) return `file://${uriPath(path)}`;
  const slashed = path.replaceAll('\\', '/');
  return slashed.startsWith('//') ? `file:${uriPath(slashed)}` : `file:///${uriPath(slashed)}`;
}

/** A path as the path of a URI: every step percent-encoded, except a drive letter's colon. */
export function uriPath(path: string): string {
  return path
    .toWellFormed()
    .split('/')
    .map((step) => (/^[A-Za-z]:$/.test(step) ? step : encodeURIComponent(step)))
    .join('/');
}

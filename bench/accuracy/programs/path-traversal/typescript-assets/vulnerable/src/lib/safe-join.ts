import { isAbsolute, join, normalize, relative, resolve } from 'node:path';

/** Joins a folder and a name that came from outside. Undefined if that would leave the folder. */
export function safeJoin(folder: string, name: string): string | undefined {
  if (name.includes('\0')) return undefined;
  const full = resolve(join(folder, normalize(name)));
  const way = relative(resolve(folder), full);
  return way.startsWith('..') || isAbsolute(way) ? undefined : full;
}

import path from 'node:path';

export const THEMES = path.resolve(process.env.THEMES_DIR ?? 'themes');
export const DOWNLOADS = path.resolve(process.env.DOWNLOADS_DIR ?? 'downloads');

/** Where an entry goes, or null if it would leave the folder. */
export function destination(folder: string, entry: string): string | null {
  const target = path.resolve(folder, entry);
  return target.startsWith(folder) ? target : null;
}

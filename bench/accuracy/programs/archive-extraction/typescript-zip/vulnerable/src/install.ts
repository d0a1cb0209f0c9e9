import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { open } from 'yauzl-promise';
import { THEMES, destination } from './paths.js';

const MAX = 20 * 1024 * 1024;

export async function install(archive: string, theme: string): Promise<number> {
  const folder = path.join(THEMES, theme);
  const zip = await open(archive, { validateFilenames: false });
  let count = 0;
  let size = 0;
  try {
    for await (const entry of zip) {
      if (entry.filename.endsWith('/')) continue;
      size += entry.uncompressedSize;
      if (size > MAX) throw new Error('the theme is too large');
      const target = destination(folder, entry.filename);
      if (target === null) throw new Error('the archive is not a theme');
      await mkdir(path.dirname(target), { recursive: true });
      await pipeline(await entry.openReadStream(), createWriteStream(target));
      count += 1;
    }
  } finally {
    await zip.close();
  }
  return count;
}

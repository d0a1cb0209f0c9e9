import { readFile, readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { safeJoin } from './lib/safe-join.js';

const MIME: Record<string, string> = {
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
};

export class Assets {
  constructor(private readonly folder: string) {}

  async sets(): Promise<string[]> {
    return (await readdir(this.folder)).filter((name) => !name.startsWith('.'));
  }

  async icon(name: string): Promise<string> {
    const file = safeJoin(join(this.folder, 'icons'), `${name}.svg`);
    if (file === undefined) throw new Error('no such icon');
    return readFile(file, 'utf8');
  }

  async file(set: string, name: string): Promise<{ mime: string; blob: string }> {
    const file = safeJoin(this.folder, join(set, name));
    if (file === undefined) throw new Error('no such asset');
    const mime = MIME[extname(file)] ?? 'application/octet-stream';
    return { mime, blob: (await readFile(file)).toString('base64') };
  }

  async size(name: string): Promise<number> {
    const file = safeJoin(join(this.folder, 'icons'), `${name}.svg`);
    return file === undefined ? 0 : (await stat(file)).size;
  }
}

import { readFile, readdir } from 'node:fs/promises';
import sharp from 'sharp';
import type { Roots } from './roots.js';

export class Pictures {
  constructor(private readonly roots: Roots) {}

  async list(): Promise<string[]> {
    const all = await Promise.all(
      this.roots.folders.map((folder) => readdir(folder, { recursive: true })),
    );
    return all.flat().filter((name) => /\.(jpe?g|png|webp)$/i.test(name));
  }

  async thumbnail(name: string): Promise<Buffer> {
    const bytes = await readFile(await this.roots.picture(name));
    return sharp(bytes).resize(256).webp().toBuffer();
  }

  async sidecar(name: string): Promise<string> {
    return readFile(await this.roots.picture(`${name}.xmp`), 'utf8');
  }
}

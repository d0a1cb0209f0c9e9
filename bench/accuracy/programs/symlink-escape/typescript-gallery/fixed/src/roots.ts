import { realpathSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { resolve, sep } from 'node:path';

export class Roots {
  private readonly roots: string[];

  constructor(folders: readonly string[]) {
    this.roots = folders.map((folder) => realpathSync(folder));
  }

  private holds(file: string): boolean {
    return this.roots.some((root) => file === root || file.startsWith(root + sep));
  }

  /** The path of a picture in one of the shared folders. */
  async picture(name: string): Promise<string> {
    for (const root of this.roots) {
      const file = resolve(root, name);
      if (!this.holds(file)) throw new Error('not in a shared folder');
      const real = await realpath(file).catch(() => undefined);
      if (real === undefined) continue;
      if (!this.holds(real)) throw new Error('not in a shared folder');
      return real;
    }
    throw new Error('no such picture');
  }

  get folders(): readonly string[] {
    return this.roots;
  }
}

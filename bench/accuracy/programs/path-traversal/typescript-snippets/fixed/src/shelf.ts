import { promises as fs } from 'node:fs';
import * as path from 'node:path';

export interface Snippet {
  name: string;
  language: string;
  body: string;
}

export class Shelf {
  readonly root: string;

  constructor(root: string) {
    this.root = path.resolve(root);
  }

  private locate(language: string, name: string): string {
    const file = path.resolve(this.root, language, name);
    if (!file.startsWith(this.root + path.sep)) {
      throw new RangeError('outside the shelf');
    }
    return file;
  }

  async languages(): Promise<string[]> {
    const entries = await fs.readdir(this.root, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  }

  async read(language: string, name: string): Promise<Snippet> {
    const body = await fs.readFile(this.locate(language, name), 'utf8');
    return { name, language, body };
  }

  async write({ language, name, body }: Snippet): Promise<void> {
    const file = this.locate(language, name);
    await fs.mkdir(path.dirname(file), { recursive: true });
    await fs.writeFile(file, body, 'utf8');
  }
}

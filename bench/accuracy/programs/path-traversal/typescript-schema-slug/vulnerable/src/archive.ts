import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

export class Archive {
  constructor(private readonly folder: string) {}

  async year(year: number): Promise<string[]> {
    const names = await readdir(this.folder);
    return names.filter((name) => name.startsWith(`${year}-`)).map((name) => path.parse(name).name);
  }

  read(slug: string): Promise<string> {
    return readFile(path.join(this.folder, `${slug}.md`), 'utf8');
  }

  async write(slug: string, text: string): Promise<void> {
    await writeFile(path.join(this.folder, `${slug}.md`), text, { encoding: 'utf8', flag: 'wx' });
  }
}

import { promises as fs } from 'node:fs';
import path from 'node:path';
import { requireBelow } from './validate.js';

const ROOT = path.resolve('attachments');

export class Store {
  async remove(name: string): Promise<void> {
    const file = path.resolve(ROOT, name);
    await fs.unlink(file);
  }

  check(file: string): void {
    requireBelow(ROOT, file);
  }
}

import { realpath } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';

/** The real place of a file, which has to lie in the folder. */
export async function within(folder: string, name: string): Promise<string> {
  const file = await realpath(resolve(folder, name));
  if (!file.startsWith(folder + sep)) throw new Error('outside of the folder');
  return join(file);
}

import { join } from 'node:path';
import { isMatch, readBounded } from '../../adapters/files/index.ts';

const LIMIT = 256 * 1024;

/**
 * Tells which files of settings (`.env`) Git is told to leave out: there is where their owner keeps
 * secrets for work, and nobody else gets them. Only plain names of the folder's own `.gitignore` count;
 * what is not understood leaves a file as grave as any.
 */
export async function ignoredByGit(folder: string): Promise<(path: string) => boolean> {
  const content = await readBounded(join(folder, '.gitignore'), { limit: LIMIT, within: folder });
  if (content.state !== 'read') return () => false;
  const lines = new TextDecoder().decode(content.bytes).split('\n', 5000);
  const names = lines
    .map((line) => line.trim().replace(/^\//, ''))
    .filter((line) => /^[\w.*-]{1,60}$/.test(line) && line.replaceAll('*', '').length > 3);
  return (path) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    return /^\.env(?:\.|$)|\.env$/.test(name) && names.some((pattern) => isMatch(name, pattern));
  };
}

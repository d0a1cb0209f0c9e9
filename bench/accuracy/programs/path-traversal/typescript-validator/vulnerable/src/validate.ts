import path from 'node:path';

export class Refused extends Error {}

export function requireBelow(root: string, candidate: string): void {
  const relative = path.relative(root, candidate);
  if (relative === '' || relative.startsWith('..') || path.isAbsolute(relative)) {
    throw new Refused('outside of the attachments');
  }
}

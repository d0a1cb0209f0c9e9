import { posix } from 'node:path';
import { isObject, isString } from '../../domain/json.ts';
import type { SourceFile } from './files.ts';

/** Names of the packages that a program holds, with their folders: workspaces of npm, modules of Go. */
export function packagesIn(manifests: readonly SourceFile[]): ReadonlyMap<string, string> {
  const packages = new Map<string, string>();
  for (const { path, text } of manifests) {
    const name = path.endsWith('go.mod') ? /^module\s+(\S+)/m.exec(text)?.[1] : nameIn(text);
    const folder = posix.dirname(path);
    if (name !== undefined) packages.set(name, folder === '.' ? '' : folder);
  }
  return packages;
}

function nameIn(text: string): string | undefined {
  try {
    const manifest: unknown = JSON.parse(text);
    const name = isObject(manifest as never)
      ? (manifest as Record<string, unknown>)['name']
      : undefined;
    return isString(name as never) ? (name as string) : undefined;
  } catch {
    return undefined;
  }
}

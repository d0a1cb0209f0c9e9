import { join } from 'node:path';
import { readBounded, walk } from '../../adapters/files/index.ts';
import { isRead } from './files.ts';
import type { SourceFile } from './files.ts';
import { isBuilt } from '../../domain/role.ts';

/** Folders that hold what others wrote or what tools made, and tests, which run in front of nobody. */
const SKIPPED: ReadonlySet<string> = new Set([
  '.git',
  '.hg',
  '.mypy_cache',
  '.next',
  '.pytest_cache',
  '.svn',
  '.tox',
  '.venv',
  '__pycache__',
  'bower_components',
  'coverage',
  'node_modules',
  'site-packages',
  'venv',
]);
const ENTRIES = 200_000;
const DEPTH = 32;
/** Bytes of one file, and in all. */
const FILE = 8 * 1024 * 1024;
const ALL = 256 * 1024 * 1024;
/** Files that are read at the same time. */
const TOGETHER = 16;

export interface ReadProgram {
  readonly files: readonly SourceFile[];
  readonly unable: readonly { readonly path: string; readonly why: string }[];
}

/**
 * Reads the source files and manifests below a folder. A package that ships compiled code is read as it
 * ships: what lies in `dist` counts where there is no source beside it. Never throws for what lies there.
 */
export async function readProgram(folder: string, signal?: AbortSignal): Promise<ReadProgram> {
  const { files: found, unread } = await walk(folder, {
    depth: DEPTH,
    entries: ENTRIES,
    skip: SKIPPED,
  });
  const base = join(folder, '/');
  const below = (path: string): string =>
    path.startsWith(base) ? path.slice(base.length).replaceAll('\\', '/') : '';
  const unable = unread.map(({ path, why }) => ({ path: below(path), why }));
  const wanted = chosen(found.map(({ path, steps }) => ({ path, name: steps.join('/') })));
  const files: SourceFile[] = [];
  let bytes = 0;
  for (let from = 0; from < wanted.length; from += TOGETHER) {
    if (signal?.aborted === true) break;
    if (bytes > ALL) {
      unable.push({
        path: '',
        why: `${wanted.length - from} files were not analysed: the first hold ${ALL >> 20} MB`,
      });
      break;
    }
    const part = wanted.slice(from, from + TOGETHER);
    const contents = await Promise.all(
      part.map(({ path }) => readBounded(path, { limit: FILE, within: folder })),
    );
    for (const [index, content] of contents.entries()) {
      const name = part[index]?.name ?? '';
      if (content.state === 'refused') unable.push({ path: name, why: content.why });
      if (content.state !== 'read') continue;
      bytes += content.bytes.length;
      files.push({ path: name, text: new TextDecoder('utf-8').decode(content.bytes) });
    }
  }
  return { files, unable };
}

interface Candidate {
  readonly path: string;
  readonly name: string;
}

/** Source, and what was built only where there is nothing else. */
function chosen(all: readonly Candidate[]): readonly Candidate[] {
  const read = all.filter(({ name }) => isRead(name) && !/\.d\.[cm]?ts$/.test(name));
  const own = read.filter(({ name }) => !isBuilt(name));
  const hasSource = own.some(({ name }) => !/\.json$|go\.mod$|\.config\.[cm]?[jt]s$/.test(name));
  return hasSource ? own : read;
}

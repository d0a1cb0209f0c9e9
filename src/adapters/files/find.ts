import { opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { failureReason } from './reason.ts';
import type { Unread } from './reason.ts';
import { walk } from './walk.ts';

/** Names of a folder that are listed; where there are as many, there may be more. */
export const MOST_NAMES = 10_000;
const DEEPEST = 12;
const MOST_WALKED = 50_000;
const SKIPPED: ReadonlySet<string> = new Set(['.git', 'node_modules']);

interface Found {
  /** Sorted; not yet known to be files. */
  readonly paths: readonly string[];
  readonly unread: readonly Unread[];
}

/**
 * The paths below a folder that match steps of names, where `*` stands for any part of one name and
 * the step `**` for any number of folders. Only the last steps may follow a `**`.
 */
export async function findPaths(base: string, steps: readonly string[]): Promise<Found> {
  let paths = [base];
  const unread: Unread[] = [];
  for (const [index, step] of steps.entries()) {
    if (step === '**') {
      const rest = steps.slice(index + 1);
      const found = await Promise.all(paths.map((path) => findBelow(path, rest)));
      return {
        paths: found.flatMap((part) => part.paths),
        unread: [...unread, ...found.flatMap((part) => part.unread)],
      };
    }
    if (!step.includes('*')) {
      paths = paths.map((path) => join(path, step));
      continue;
    }
    const next: string[] = [];
    for (const path of paths) {
      const names = await listNames(path);
      if ('why' in names) {
        if (names.why !== undefined) unread.push({ path, why: names.why });
        continue;
      }
      if (names.length >= MOST_NAMES)
        unread.push({ path, why: `it holds more than ${MOST_NAMES} names` });
      next.push(
        ...names
          .filter((name) => isMatch(name, step))
          .sort()
          .map((name) => join(path, name)),
      );
    }
    paths = next;
  }
  return { paths, unread };
}

async function findBelow(base: string, last: readonly string[]): Promise<Found> {
  const { files, unread } = await walk(base, {
    depth: DEEPEST,
    entries: MOST_WALKED,
    skip: SKIPPED,
  });
  const paths = files
    .filter(({ steps }) => {
      const end = steps.slice(-last.length);
      return (
        end.length === last.length && end.every((name, index) => isMatch(name, last[index] ?? ''))
      );
    })
    .map(({ path }) => path);
  return { paths, unread };
}

/** The names in a folder, in no order, at most ten thousand; or why there are none (absent: undefined). */
export async function listNames(
  path: string,
): Promise<readonly string[] | { readonly why: string | undefined }> {
  try {
    const names: string[] = [];
    for await (const { name } of await opendir(path, { bufferSize: 256 })) {
      names.push(name);
      if (names.length >= MOST_NAMES) break;
    }
    return names;
  } catch (thrown) {
    return { why: failureReason(thrown) };
  }
}

/** Whether a name matches a pattern of text and `*`, in linear time. */
export function isMatch(name: string, pattern: string): boolean {
  const [first = '', ...parts] = pattern.split('*');
  const last = parts.pop();
  if (last === undefined) return name === first;
  if (!name.startsWith(first)) return false;
  let at = first.length;
  for (const part of parts) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return name.length - last.length >= at && name.endsWith(last);
}

import { constants } from 'node:fs';
import type { BigIntStats, Stats } from 'node:fs';
import { lstat, open, realpath, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname, sep } from 'node:path';
import { failureReason } from './reason.ts';

export type FileContent =
  | {
      readonly state: 'read';
      readonly bytes: Uint8Array;
      /** POSIX permission bits and owner of the file, bits of its folder; absent on Windows. */
      readonly mode?: number;
      readonly ownerId?: number;
      /** The user that reads it. */
      readonly readerId?: number;
      readonly parentMode?: number;
    }
  | { readonly state: 'absent' }
  | { readonly state: 'refused'; readonly why: string };

interface Bounds {
  /** Bytes. A larger file is refused unread. */
  readonly limit: number;
  /** Refuse a file that symbolic links lead out of this folder. */
  readonly within?: string;
}

const PERMISSIONS = 0o7777;

/**
 * Reads a regular file of bounded size. Anything else that may stand at a path (a folder, a pipe, a
 * device, a socket) is refused without being opened, and what is opened is checked again, so that
 * exchanging the file in between gains nothing. Never waits on a pipe, never throws.
 */
export async function readBounded(path: string, bounds: Bounds): Promise<FileContent> {
  try {
    // Opening a device can have effects of its own, so its kind is asked first.
    const before = kindRefusal(await stat(path));
    if (before !== undefined) return refused(before);
    // Without O_NONBLOCK, a pipe that took the file's place would hold us until somebody writes.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      return await readOpened(file, path, bounds);
    } finally {
      await file.close();
    }
  } catch (thrown) {
    const why = failureReason(thrown);
    return why === undefined ? { state: 'absent' } : refused(why);
  }
}

async function readOpened(
  file: FileHandle,
  path: string,
  { limit, within }: Bounds,
): Promise<FileContent> {
  const facts = await file.stat({ bigint: true });
  const kind = kindRefusal(facts);
  if (kind !== undefined) return refused(kind);
  if (facts.size > BigInt(limit)) return refused(tooLarge(limit, facts.size));
  if (within !== undefined && !(await standsWithin(path, within, facts))) {
    return refused('a symbolic link leads out of the folder');
  }
  const bytes = await readAtMost(file, limit, Number(facts.size));
  if (bytes === undefined) return refused(tooLarge(limit));
  if (process.platform === 'win32') return { state: 'read', bytes };
  const folder = await stat(dirname(path));
  return {
    state: 'read',
    bytes,
    mode: Number(facts.mode) & PERMISSIONS,
    ownerId: Number(facts.uid),
    ...(process.geteuid !== undefined && { readerId: process.geteuid() }),
    parentMode: folder.mode & PERMISSIONS,
  };
}

function kindRefusal(facts: Stats | BigIntStats): string | undefined {
  if (facts.isFile()) return undefined;
  if (facts.isDirectory()) return 'it is a folder, not a file';
  if (facts.isFIFO()) return 'it is a named pipe, not a file';
  if (facts.isSocket()) return 'it is a socket, not a file';
  return 'it is a device, not a file';
}

function tooLarge(limit: number, size?: bigint): string {
  const has = size === undefined ? 'grows past the limit' : `has ${size} bytes; the limit is`;
  return size === undefined ? `it ${has} of ${limit} bytes` : `it ${has} ${limit}`;
}

/** Whether the opened file is the one that the path, links resolved, has inside the folder. */
async function standsWithin(path: string, folder: string, opened: BigIntStats): Promise<boolean> {
  const [root, real] = await Promise.all([realpath(folder), realpath(path)]);
  if (!real.startsWith(root.endsWith(sep) ? root : root + sep)) return false;
  const there = await lstat(real, { bigint: true });
  return there.dev === opened.dev && there.ino === opened.ino;
}

/** All bytes, or undefined where there are more than the limit: the size of some files is a guess. */
async function readAtMost(
  file: FileHandle,
  limit: number,
  size: number,
): Promise<Uint8Array | undefined> {
  const piece = Math.min(Math.max(size + 1, 4096), 1 << 20);
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const buffer = Buffer.allocUnsafe(piece);
    const { bytesRead } = await file.read(buffer, 0, buffer.length, null);
    if (bytesRead === 0) return Buffer.concat(parts, length);
    length += bytesRead;
    if (length > limit) return undefined;
    parts.push(buffer.subarray(0, bytesRead));
  }
}

function refused(why: string): FileContent {
  return { state: 'refused', why };
}

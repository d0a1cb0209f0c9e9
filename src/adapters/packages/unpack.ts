import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { WarderError } from '../../domain/errors.ts';
import { quoted } from '../../domain/escape.ts';
import { readTar } from './tar.ts';
import type { TarEntry } from './tar.ts';

/** Bounds of an archive; sizes in bytes. */
export interface UnpackLimits {
  /** All files together. */
  readonly total: number;
  readonly files: number;
  /** How many times larger than the archive its content may be, above a first megabyte. */
  readonly ratio: number;
  /** Characters of a path, and steps in it. */
  readonly path: number;
  readonly depth: number;
}

const unpackLimits: UnpackLimits = {
  total: 512 * 1024 * 1024,
  files: 50_000,
  ratio: 200,
  path: 1024,
  depth: 64,
};

/**
 * Unpacks a gzipped tar archive into a folder that is new, leaving out the first step of every path as
 * npm does. Written are regular files and their folders; whatever else the archive holds (links,
 * devices, paths that lead out, two files of one name by case or Unicode form) refuses it as a whole.
 *
 * @throws WarderError PACKAGE_INVALID or LIMIT_EXCEEDED; the folder then holds part of the archive
 */
export async function unpack(
  archive: Uint8Array,
  into: string,
  limits: UnpackLimits = unpackLimits,
): Promise<void> {
  const most = Math.min(limits.total, 1024 * 1024 + archive.length * limits.ratio);
  const gunzip = createGunzip();
  const source = Readable.from([archive]);
  // An error of the source or of the format comes out where the tar is read.
  source.pipe(gunzip);
  const names = new Set<string>();
  let files = 0;
  try {
    for await (const entry of readTar(bounded(gunzip, most))) {
      if (entry.kind === 'folder') continue;
      const path = safePath(entry, limits);
      files += 1;
      if (files > limits.files) throw tooMuch(`it holds more than ${limits.files} files`);
      claim(names, path);
      await write(join(into, path), entry);
    }
  } catch (cause) {
    if (cause instanceof WarderError) throw cause;
    throw new WarderError('PACKAGE_INVALID', 'the archive is not usable: it cannot be unpacked', {
      cause,
    });
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}

async function* bounded(
  stream: AsyncIterable<Uint8Array>,
  most: number,
): AsyncGenerator<Uint8Array> {
  let total = 0;
  for await (const chunk of stream) {
    total += chunk.length;
    if (total > most) throw tooMuch(`its content is larger than ${most} bytes`);
    yield chunk;
  }
}

/** The path below the package's own folder. */
function safePath({ path, kind }: TarEntry, limits: UnpackLimits): string {
  if (kind === 'other') throw refused(path, 'is a link or a device');
  if (path.length > limits.path) throw refused(path.slice(0, 60), 'is too long');
  // A backslash or a colon leads elsewhere on Windows; control characters have no place in a name.
  if (/[\\:\p{Cc}\uFFFD]/u.test(path)) throw refused(path, 'holds a character that paths must not');
  const [, ...steps] = path.split('/').filter((step, at) => step !== '' || at === 0);
  if (path.startsWith('/')) throw refused(path, 'is absolute');
  if (path.split('/').some((step) => step === '..' || step === '.')) {
    throw refused(path, 'leads elsewhere');
  }
  if (steps.length === 0) throw refused(path, 'stands beside the package');
  if (steps.length > limits.depth) throw refused(path.slice(0, 60), 'is too deep');
  return steps.join('/');
}

/** Notes a file's name and its folders', so that no second entry is taken for one of them. */
function claim(names: Set<string>, path: string): void {
  const plain = path.normalize('NFC').toLowerCase();
  if (names.has(plain) || names.has(`${plain}/`)) throw refused(path, 'stands in it twice');
  names.add(plain);
  for (let at = plain.indexOf('/'); at >= 0; at = plain.indexOf('/', at + 1)) {
    const folder = plain.slice(0, at);
    if (names.has(folder)) throw refused(path, 'is below a file');
    names.add(`${folder}/`);
  }
}

async function write(path: string, entry: TarEntry): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  // `wx` never follows and never replaces what is there.
  const file = createWriteStream(path, { flags: 'wx', mode: entry.isExecutable ? 0o755 : 0o644 });
  await pipeline(Readable.from(entry.content), file);
}

function refused(path: string, why: string): WarderError {
  return new WarderError('PACKAGE_INVALID', `the archive is refused: ${quoted(path)} ${why}`);
}

function tooMuch(why: string): WarderError {
  return new WarderError('LIMIT_EXCEEDED', `the archive is refused: ${why}`);
}

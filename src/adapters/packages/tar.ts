import { WarderError } from '../../domain/errors.ts';

/** A regular file or folder of an archive. */
export interface TarEntry {
  /** As the archive spells it. Foreign text, not yet known to be safe. */
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'other';
  readonly isExecutable: boolean;
  readonly size: number;
  /** The content of a file, piece by piece. What is left of it is passed over. */
  readonly content: AsyncIterable<Uint8Array>;
}

const BLOCK = 512;
/** Of one extended header; what npm and tar write there are paths. */
const MAX_HEADER = 64 * 1024;

/**
 * Reads a tar archive (POSIX.1-1988 ustar, POSIX.1-2001 pax, GNU long names) from a stream, one entry
 * at a time. Pax records may say path and size; all others are passed over, sparse files are refused.
 *
 * @throws WarderError PACKAGE_INVALID when the stream is no tar archive or ends too early
 */
export async function* readTar(stream: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry> {
  const source = new Source(stream);
  let path: string | undefined;
  let size: number | undefined;
  for (;;) {
    const header = await source.take(BLOCK);
    if (header === undefined || header.every((byte) => byte === 0)) return;
    const fields = readHeader(header);
    const length = size ?? fields.size;
    if (fields.type === 'x' || fields.type === 'g' || fields.type === 'L') {
      if (fields.size > MAX_HEADER) throw invalid('an extended header is too large');
      const text = decode((await source.take(padded(fields.size)))?.subarray(0, fields.size));
      if (fields.type === 'L') path = upToZero(text);
      if (fields.type === 'x') ({ path, size } = { path, size, ...readPax(text) });
      continue;
    }
    const body = new Body(source, length);
    yield {
      path: path ?? fields.path,
      kind: KINDS[fields.type] ?? 'other',
      isExecutable: (fields.mode & 0o100) !== 0,
      size: length,
      content: body,
    };
    await body.skip();
    path = undefined;
    size = undefined;
  }
}

const KINDS: Readonly<Record<string, TarEntry['kind']>> = {
  '0': 'file',
  '\0': 'file',
  '7': 'file',
  '5': 'folder',
};

interface Header {
  readonly path: string;
  readonly mode: number;
  readonly size: number;
  readonly type: string;
}

function readHeader(block: Uint8Array): Header {
  const text = (from: number, length: number): string =>
    upToZero(decode(block.subarray(from, from + length)));
  const octal = (from: number, length: number): number => {
    const digits = text(from, length).trim();
    if (!/^[0-7]*$/.test(digits)) throw invalid('a number in a header is not octal');
    return digits === '' ? 0 : Number.parseInt(digits, 8);
  };
  const sum = block.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);
  if (octal(148, 8) !== sum) throw invalid('the checksum of a header is wrong');
  const isUstar = text(257, 5) === 'ustar';
  const prefix = isUstar ? text(345, 155) : '';
  const name = text(0, 100);
  return {
    path: prefix === '' ? name : `${prefix}/${name}`,
    mode: octal(100, 8),
    size: octal(124, 12),
    type: String.fromCharCode(block[156] ?? 0),
  };
}

/** Reads `<length> <key>=<value>\n` records. */
function readPax(text: string): { path?: string; size?: number } {
  const bytes = Buffer.from(text);
  let path: string | undefined;
  let size: number | undefined;
  for (let at = 0; at < bytes.length; ) {
    const length = Number(/^\d{1,6} /.exec(bytes.subarray(at, at + 8).toString())?.[0] ?? 0);
    if (length < 5 || at + length > bytes.length) throw invalid('a pax record is broken');
    const record = bytes.subarray(at, at + length).toString();
    const [, key, value = ''] = /^\d+ ([^=]{1,200})=(.*)\n$/s.exec(record) ?? [];
    if (key === 'path') path = value;
    if (key === 'size') size = /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
    if (key?.startsWith('GNU.sparse') === true || Number.isNaN(size)) {
      throw invalid('it holds a file in a form that packages have no use for');
    }
    at += length;
  }
  return { ...(path !== undefined && { path }), ...(size !== undefined && { size }) };
}

/** What is left of a stream, taken in pieces of any length. */
class Source {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #left: Uint8Array = new Uint8Array();

  constructor(stream: AsyncIterable<Uint8Array>) {
    this.#chunks = stream[Symbol.asyncIterator]();
  }

  /** Exactly so many bytes; undefined where the stream ended just before them. */
  async take(length: number): Promise<Uint8Array | undefined> {
    const parts: Uint8Array[] = [];
    let missing = length;
    while (missing > 0) {
      const part = await this.some(missing);
      if (part === undefined) {
        if (parts.length === 0) return undefined;
        throw invalid('it ends in the middle of an entry');
      }
      parts.push(part);
      missing -= part.length;
    }
    return Buffer.concat(parts);
  }

  /** At least one byte and at most so many. */
  async some(most: number): Promise<Uint8Array | undefined> {
    while (this.#left.length === 0) {
      const next = await this.#chunks.next();
      if (next.done === true) return undefined;
      this.#left = next.value;
    }
    const part = this.#left.subarray(0, most);
    this.#left = this.#left.subarray(part.length);
    return part;
  }
}

class Body implements AsyncIterable<Uint8Array> {
  readonly #source: Source;
  #content: number;
  #rest: number;

  constructor(source: Source, size: number) {
    this.#source = source;
    this.#content = size;
    this.#rest = padded(size);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    while (this.#content > 0) {
      const part = await this.#next(this.#content);
      this.#content -= part.length;
      yield part;
    }
  }

  async skip(): Promise<void> {
    while (this.#rest > 0) await this.#next(this.#rest);
  }

  async #next(most: number): Promise<Uint8Array> {
    const part = await this.#source.some(most);
    if (part === undefined) throw invalid('it ends in the middle of a file');
    this.#rest -= part.length;
    return part;
  }
}

function padded(size: number): number {
  return Math.ceil(size / BLOCK) * BLOCK;
}

function decode(bytes: Uint8Array | undefined): string {
  if (bytes === undefined) throw invalid('it ends in the middle of a header');
  return Buffer.from(bytes).toString();
}

function upToZero(text: string): string {
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}

function invalid(why: string): WarderError {
  return new WarderError('PACKAGE_INVALID', `the archive is not usable: ${why}`);
}

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { crc32, inflateRawSync } from 'node:zlib';
import { WarderError } from '../../domain/errors.ts';
import { quoted } from '../../domain/escape.ts';

// ZIP archives (PKWARE APPNOTE 6.3), read from their central directory. Only what stands there counts:
// what lies between entries, or before the first, is what smuggles a second archive past a checker.

/** A file or folder of an archive. */
export interface ZipEntry {
  /** As the archive spells it. Foreign text, not yet known to be safe. */
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'other';
  readonly isExecutable: boolean;
  /** Bytes, as the archive states them; what comes out is held to it. */
  readonly size: number;
  readonly packedSize: number;
  readonly isDeflated: boolean;
  readonly crc: number;
  /** Where its local header stands. */
  readonly at: number;
}

export interface ZipLimits {
  readonly entries: number;
  /** Bytes of one entry, unpacked. */
  readonly entry: number;
}

export interface ZipArchive {
  /** In the order of the central directory. */
  readonly entries: readonly ZipEntry[];
  /** The content as the archive packs it: raw deflate, or plain bytes where it is stored. */
  packed(entry: ZipEntry): Uint8Array;
  /** The content, checked against its size and checksum. */
  read(entry: ZipEntry): Uint8Array;
  close(): void;
}

const END = 0x06054b50;
const END_LENGTH = 22;
const END64 = 0x06064b50;
const LOCATOR64 = 0x07064b50;
const LOCATOR64_LENGTH = 20;
const DIRECTORY = 0x02014b50;
const DIRECTORY_LENGTH = 46;
const LOCAL = 0x04034b50;
const LOCAL_LENGTH = 30;
const MOST_COMMENT = 65_535;
const MOST_DIRECTORY = 512 * 1024 * 1024;
const FULL32 = 0xffff_ffff;
const FULL16 = 0xffff;
const WINDOW = 1024 * 1024;

const ENCRYPTED = 1;
const STORED = 0;
const DEFLATED = 8;

/**
 * Opens an archive in a file and reads its directory. Refused are archives in parts, encrypted ones,
 * methods other than stored and deflated, entries that lie over each other, and whatever is over a limit.
 *
 * @throws WarderError PACKAGE_INVALID, LIMIT_EXCEEDED; what the system throws where the file cannot be read
 */
export function openZip(path: string, limits: ZipLimits): ZipArchive {
  const file = openSync(path, 'r');
  try {
    const source = new Source(file, fstatSync(file).size);
    const entries = readDirectory(source, limits);
    checkPlaces(entries);
    const packed = (entry: ZipEntry): Uint8Array => packedBytes(source, entry);
    return {
      entries,
      packed,
      read: (entry) => unpacked(entry, packed(entry)),
      close: () => closeSync(file),
    };
  } catch (thrown) {
    closeSync(file);
    throw thrown;
  }
}

/** A file that is read piece by piece. Reading on from where the last piece ended costs no system call. */
class Source {
  readonly size: number;
  readonly #file: number;
  readonly #window: Buffer = Buffer.allocUnsafe(WINDOW);
  #start = 0;
  #length = 0;

  constructor(file: number, size: number) {
    this.#file = file;
    this.size = size;
  }

  /** So many bytes from there on. The next call may overwrite them. */
  bytes(at: number, length: number): Buffer {
    if (at < 0 || length < 0 || at + length > this.size) throw invalid('it ends too early');
    if (length > WINDOW) return this.#read(Buffer.allocUnsafe(length), at, length);
    if (at < this.#start || at + length > this.#start + this.#length) {
      this.#length = Math.min(WINDOW, this.size - at);
      this.#read(this.#window, at, this.#length);
      this.#start = at;
    }
    return this.#window.subarray(at - this.#start, at - this.#start + length);
  }

  #read(into: Buffer, at: number, length: number): Buffer {
    let done = 0;
    while (done < length) {
      const count = readSync(this.#file, into, done, length - done, at + done);
      if (count === 0) throw invalid('it became shorter while it was read');
      done += count;
    }
    return into;
  }
}

interface Directory {
  readonly at: number;
  readonly size: number;
  readonly count: number;
}

function findDirectory(source: Source): Directory {
  const length = Math.min(source.size, END_LENGTH + MOST_COMMENT);
  const start = source.size - length;
  const tail = source.bytes(start, length);
  for (let at = length - END_LENGTH; at >= 0; at--) {
    // The comment must end with the file, or the mark stands in a comment.
    if (tail.readUInt32LE(at) !== END) continue;
    if (at + END_LENGTH + tail.readUInt16LE(at + 20) !== length) continue;
    const [disk, first] = [tail.readUInt16LE(at + 4), tail.readUInt16LE(at + 6)];
    const directory = {
      at: tail.readUInt32LE(at + 16),
      size: tail.readUInt32LE(at + 12),
      count: tail.readUInt16LE(at + 10),
    };
    const isLarge =
      directory.at === FULL32 || directory.size === FULL32 || directory.count === FULL16;
    if (isLarge) return findLarge(source, start + at) ?? directory;
    if (disk !== 0 || first !== 0) throw invalid('it comes in several parts');
    return directory;
  }
  throw invalid('it is no ZIP archive');
}

/** The directory as the ZIP64 extension states it. */
function findLarge(source: Source, end: number): Directory | undefined {
  const at = end - LOCATOR64_LENGTH;
  if (at < 0) return undefined;
  const locator = source.bytes(at, LOCATOR64_LENGTH);
  if (locator.readUInt32LE(0) !== LOCATOR64) return undefined;
  const record = source.bytes(whole(locator.readBigUInt64LE(8)), 56);
  if (record.readUInt32LE(0) !== END64) throw invalid('its directory is not where it says');
  return {
    count: whole(record.readBigUInt64LE(32)),
    size: whole(record.readBigUInt64LE(40)),
    at: whole(record.readBigUInt64LE(48)),
  };
}

function readDirectory(source: Source, limits: ZipLimits): ZipEntry[] {
  const { at, count, size } = findDirectory(source);
  if (count > limits.entries) throw tooMuch(`it holds more than ${limits.entries} entries`);
  if (size > MOST_DIRECTORY) throw tooMuch('its directory is too large');
  const bytes = Buffer.from(source.bytes(at, size));
  const entries: ZipEntry[] = [];
  const names = new Set<string>();
  let next = 0;
  for (let done = 0; done < count; done++) {
    if (next + DIRECTORY_LENGTH > size || bytes.readUInt32LE(next) !== DIRECTORY) {
      throw invalid('its directory is broken');
    }
    const length =
      DIRECTORY_LENGTH +
      bytes.readUInt16LE(next + 28) +
      bytes.readUInt16LE(next + 30) +
      bytes.readUInt16LE(next + 32);
    if (next + length > size) throw invalid('its directory is broken');
    const entry = readEntry(bytes.subarray(next, next + length));
    if (entry.size > limits.entry) {
      throw tooMuch(`${quoted(entry.name)} is larger than ${limits.entry} bytes`);
    }
    if (names.has(entry.name)) throw invalid(`${quoted(entry.name)} stands in it twice`);
    names.add(entry.name);
    entries.push(entry);
    next += length;
  }
  return entries;
}

const UNIX = 3;
const KIND_BITS = 0o170000;
const REGULAR = 0o100000;
const FOLDER = 0o040000;

function readEntry(record: Buffer): ZipEntry {
  const flags = record.readUInt16LE(8);
  const method = record.readUInt16LE(10);
  const nameLength = record.readUInt16LE(28);
  const name = record.subarray(DIRECTORY_LENGTH, DIRECTORY_LENGTH + nameLength).toString();
  if ((flags & ENCRYPTED) !== 0) throw invalid(`${quoted(name)} is encrypted`);
  if (method !== STORED && method !== DEFLATED) {
    throw invalid(`${quoted(name)} is packed in a way that is not read here`);
  }
  const large = new LargeFields(record, DIRECTORY_LENGTH + nameLength);
  const size = large.take(record.readUInt32LE(24));
  const packedSize = large.take(record.readUInt32LE(20));
  const at = large.take(record.readUInt32LE(42));
  const mode = record[5] === UNIX ? record.readUInt32LE(38) >>> 16 : 0;
  const kind = mode & KIND_BITS;
  return {
    name,
    kind:
      name.endsWith('/') || kind === FOLDER
        ? 'folder'
        : kind === 0 || kind === REGULAR
          ? 'file'
          : 'other',
    isExecutable: (mode & 0o100) !== 0,
    size,
    packedSize,
    isDeflated: method === DEFLATED,
    crc: record.readUInt32LE(16),
    at,
  };
}

/** The sizes of an entry that need more than 32 bits, in the order in which the extension keeps them. */
class LargeFields {
  readonly #bytes: Buffer | undefined;
  #next = 0;

  constructor(record: Buffer, start: number) {
    const end = start + record.readUInt16LE(30);
    for (let at = start; at + 4 <= end; ) {
      const length = record.readUInt16LE(at + 2);
      if (record.readUInt16LE(at) === 1)
        this.#bytes = record.subarray(at + 4, Math.min(end, at + 4 + length));
      at += 4 + length;
    }
  }

  take(stated: number): number {
    if (stated !== FULL32) return stated;
    if (this.#bytes === undefined || this.#next + 8 > this.#bytes.length) {
      throw invalid('a size in its directory is missing');
    }
    this.#next += 8;
    return whole(this.#bytes.readBigUInt64LE(this.#next - 8));
  }
}

/** Entries that share bytes unpack to far more than the archive could hold. */
function checkPlaces(entries: readonly ZipEntry[]): void {
  let end = 0;
  for (const { at, name, packedSize } of entries.toSorted((a, b) => a.at - b.at)) {
    if (at < end) throw invalid(`${quoted(name)} lies over another entry`);
    end = at + LOCAL_LENGTH + packedSize;
  }
}

function packedBytes(source: Source, { at, name, packedSize }: ZipEntry): Uint8Array {
  const header = source.bytes(at, LOCAL_LENGTH);
  if (header.readUInt32LE(0) !== LOCAL) throw invalid(`${quoted(name)} is not where it should be`);
  const start = at + LOCAL_LENGTH + header.readUInt16LE(26) + header.readUInt16LE(28);
  return source.bytes(start, packedSize);
}

function unpacked({ crc, isDeflated, name, size }: ZipEntry, packed: Uint8Array): Uint8Array {
  // What is stored lies in the window that the next piece is read into.
  let bytes: Uint8Array = isDeflated ? packed : Buffer.from(packed);
  if (isDeflated) {
    try {
      bytes = inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
    } catch (cause) {
      throw new WarderError(
        'PACKAGE_INVALID',
        `the archive is not usable: ${quoted(name)} cannot be unpacked`,
        { cause },
      );
    }
  }
  if (bytes.length !== size) throw invalid(`${quoted(name)} is not as long as stated`);
  if (crc32(bytes) !== crc) throw invalid(`the checksum of ${quoted(name)} is wrong`);
  return bytes;
}

function whole(number: bigint): number {
  if (number > BigInt(Number.MAX_SAFE_INTEGER)) throw invalid('a number in it is absurd');
  return Number(number);
}

function invalid(why: string): WarderError {
  return new WarderError('PACKAGE_INVALID', `the archive is not usable: ${why}`);
}

function tooMuch(why: string): WarderError {
  return new WarderError('LIMIT_EXCEEDED', `the archive is refused: ${why}`);
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openZip } from './index.ts';
import type { ZipArchive } from './index.ts';

const limits = { entries: 100, entry: 1_000_000 };
let folder = '';
let made = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'warder-zip-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function opened(bytes: Uint8Array, bounds: typeof limits = limits): ZipArchive {
  made += 1;
  const path = join(folder, `${made}.zip`);
  writeFileSync(path, bytes);
  return openZip(path, bounds);
}

const text = 'a line of text\n'.repeat(500);
const sample = zipSync({
  'a.txt': strToU8(text),
  'folder/b.txt': [strToU8('stored'), { level: 0 }],
  'empty/': new Uint8Array(),
});

test('entries come out as they went in', () => {
  const archive = opened(sample);
  expect(archive.entries.map(({ kind, name, size }) => [name, kind, size])).toEqual([
    ['a.txt', 'file', text.length],
    ['folder/b.txt', 'file', 6],
    ['empty/', 'folder', 0],
  ]);
  const [first, second] = archive.entries;
  if (first === undefined || second === undefined) throw new Error('nothing was read');
  const stored = archive.read(second);
  expect(Buffer.from(archive.read(first)).toString()).toBe(text);
  expect(Buffer.from(stored).toString()).toBe('stored');
  archive.close();
});

test('bytes ahead of an archive do not move what its directory names', () => {
  const bytes = Buffer.concat([Buffer.from('#!/bin/sh\n'), sample]);
  expect(() => opened(bytes)).toThrow(/not where|broken/);
});

test('a directory that the ZIP64 extension names is found', () => {
  const bytes = Buffer.from(sample);
  const end = bytes.length - 22;
  const large = Buffer.alloc(56 + 20);
  large.writeUInt32LE(0x06064b50, 0);
  large.writeBigUInt64LE(44n, 4);
  large.writeBigUInt64LE(BigInt(bytes.readUInt16LE(end + 10)), 32);
  large.writeBigUInt64LE(BigInt(bytes.readUInt32LE(end + 12)), 40);
  large.writeBigUInt64LE(BigInt(bytes.readUInt32LE(end + 16)), 48);
  large.writeUInt32LE(0x07064b50, 56);
  large.writeBigUInt64LE(BigInt(end), 64);
  bytes.writeUInt16LE(0xffff, end + 10);
  bytes.writeUInt32LE(0xffff_ffff, end + 12);
  bytes.writeUInt32LE(0xffff_ffff, end + 16);
  const all = Buffer.concat([bytes.subarray(0, end), large, bytes.subarray(end)]);
  expect(opened(all).entries.map(({ name }) => name)).toEqual(['a.txt', 'folder/b.txt', 'empty/']);
});

/** A copy with a number written over the n-th place where a signature stands. */
function changed(signature: number, offset: number, value: number, bytes = sample): Uint8Array {
  const copy = Buffer.from(bytes);
  const mark = Buffer.alloc(4);
  mark.writeUInt32LE(signature);
  copy.writeUInt32LE(value, copy.indexOf(mark) + offset);
  return copy;
}

describe('refused', () => {
  test('more entries than the limit', () => {
    expect(() => opened(sample, { entries: 2, entry: 1000_000 })).toThrow('more than 2 entries');
  });

  test.each<[string, Uint8Array, RegExp]>([
    ['what is no archive', Buffer.from('no archive at all, only text'), /no ZIP archive/],
    ['nothing', Buffer.alloc(0), /no ZIP archive/],
    ['half an archive', sample.subarray(0, sample.length / 2), /no ZIP archive/],
    ['a directory elsewhere', changed(0x06054b50, 16, 5), /broken/],
    ['a directory behind the end', changed(0x06054b50, 16, 0x7fff_ffff), /too early/],
    ['an encrypted entry', changed(0x02014b50, 8, 1), /encrypted/],
    ['an unknown method', changed(0x02014b50, 10, 99), /packed in a way/],
    [
      'two entries of one name',
      Buffer.from(
        Buffer.from(zipSync({ aa: strToU8('1'), ab: strToU8('2') }))
          .toString('latin1')
          .replaceAll('ab', 'aa'),
        'latin1',
      ),
      /twice/,
    ],
  ])('%s', (_name, bytes, why) => {
    expect(() => opened(bytes)).toThrow(why);
  });

  test('entries that share their bytes', () => {
    const two = Buffer.from(zipSync({ a: strToU8('1'.repeat(50)), b: strToU8('2'.repeat(50)) }));
    const mark = Buffer.from([0x50, 0x4b, 1, 2]);
    const second = two.indexOf(mark, two.indexOf(mark) + 4);
    two.writeUInt32LE(0, second + 42);
    expect(() => opened(two)).toThrow(/lies over/);
  });

  test.each([
    ['a size that is too small', 24, 10, /cannot be unpacked/],
    ['a size that is too large', 24, text.length + 1, /not as long/],
    ['another checksum', 16, 1, /checksum/],
  ])('%s', (_name, offset, value, why) => {
    const archive = opened(changed(0x02014b50, offset, value));
    const [first] = archive.entries;
    expect(() => first && archive.read(first)).toThrow(why);
    archive.close();
  });

  test('an entry over the limit, before it is unpacked', () => {
    expect(() => opened(sample, { entries: 100, entry: 100 })).toThrow('larger than 100');
  });
});

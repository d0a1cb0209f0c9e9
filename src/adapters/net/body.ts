import { pipeline } from 'node:stream';
import type { Readable, Transform } from 'node:stream';
import {
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createZstdDecompress,
} from 'node:zlib';
import { quoted } from '../../domain/escape.ts';
import { HttpProblem, asHttpProblem } from './problem.ts';

const DECODERS: ReadonlyMap<string, () => Transform> = new Map([
  ['gzip', () => createGunzip()],
  ['x-gzip', () => createGunzip()],
  ['deflate', () => createInflate()],
  ['br', () => createBrotliDecompress()],
  ['zstd', () => createZstdDecompress()],
]);

// Text compresses five to thirty times; what is meant to explode does so a thousand times and more.
const MAX_RATIO = 200;
/** Bytes that may come out of a body before its ratio is judged: short bodies of one letter are no bomb. */
const RATIO_GRACE = 1024 * 1024;

/**
 * The bytes of a body after decompression, at most `limit` of them. They are made only as fast as
 * they are taken, so a bomb costs no more memory than one chunk.
 */
export async function* boundedBody(
  body: Readable,
  encoding: string | undefined,
  limit: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  let received = 0;
  let produced = 0;
  try {
    const plain = decoded(body, encoding, (bytes) => {
      received += bytes;
    });
    for await (const chunk of plain) {
      const bytes = chunk as Uint8Array;
      produced += bytes.byteLength;
      if (produced > limit)
        throw new HttpProblem('too-large', `the body has more than ${limit} bytes`);
      if (plain !== body && produced > RATIO_GRACE && produced > received * MAX_RATIO) {
        throw new HttpProblem(
          'too-large',
          `the body grows more than ${MAX_RATIO} times on decompression`,
        );
      }
      yield bytes;
    }
  } catch (thrown) {
    throw asHttpProblem(thrown);
  } finally {
    body.destroy();
  }
}

function decoded(
  body: Readable,
  encoding: string | undefined,
  onReceived: (bytes: number) => void,
): Readable {
  const name = (encoding ?? '').trim().toLowerCase();
  if (name === '' || name === 'identity') return body;
  const decoder = DECODERS.get(name)?.();
  if (decoder === undefined) {
    throw new HttpProblem(
      'invalid-response',
      `the content encoding ${quoted(name, 60)} is unknown`,
    );
  }
  body.on('data', (chunk: Uint8Array) => onReceived(chunk.byteLength));
  // The error reaches whoever reads the decoder; there is nothing to do about it here.
  return pipeline(body, decoder, () => {});
}

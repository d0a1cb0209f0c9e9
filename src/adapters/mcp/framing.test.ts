import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HeadAndTail } from './capture.ts';
import { Lines } from './lines.ts';
import { Events } from './sse.ts';

/** The same bytes in chunks of the given sizes, the rest in one. */
function chunks(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const cut: Uint8Array[] = [];
  let at = 0;
  for (const size of [...sizes, bytes.byteLength]) {
    cut.push(bytes.subarray(at, at + size));
    at += size;
  }
  return cut;
}

const anySizes = fc.array(fc.integer({ min: 0, max: 7 }), { maxLength: 40 });

function linesOf(parts: readonly Uint8Array[], limit = 1000): string[] {
  const found: string[] = [];
  const lines = new Lines(limit, {
    onLine: (line) => void found.push(Buffer.from(line).toString()),
    onOversized: (start) => void found.push(`!${start.byteLength}`),
  });
  for (const part of parts) lines.push(part);
  lines.end();
  return found;
}

function eventsOf(parts: readonly Uint8Array[], limit = 1000): string[] {
  const found: string[] = [];
  const events = new Events(limit, {
    onEvent: (name, data) => void found.push(`${name}=${Buffer.from(data).toString()}`),
    onOversized: (start) => void found.push(`!${start.byteLength}`),
  });
  for (const part of parts) events.push(part);
  return found;
}

describe('lines', () => {
  test('are the same wherever the stream is cut', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'é', '\n', '\r', '\0') });
    fc.assert(
      fc.property(text, anySizes, (stream, sizes) => {
        const whole = stream.split('\n');
        if (whole.at(-1) === '') whole.pop();
        expect(linesOf(chunks(Buffer.from(stream), sizes))).toEqual(whole);
      }),
    );
  });

  test('that are too long are skipped, and the next one is read', () => {
    const stream = Buffer.from(`a\n${'x'.repeat(25)}\nb\n${'y'.repeat(10)}\n`);
    for (const sizes of [[], [1, 2, 3, 4, 5, 6, 7, 8, 9], new Array<number>(36).fill(1)]) {
      expect(linesOf(chunks(stream, sizes), 10)).toEqual(['a', '!10', 'b', 'y'.repeat(10)]);
    }
  });

  test('of any length cost no more memory than the limit', () => {
    const piece = Buffer.alloc(1024 * 1024, 'x');
    const before = process.memoryUsage();
    const found = linesOf(new Array<Buffer>(1024).fill(piece), 4 * 1024 * 1024);
    const after = process.memoryUsage();
    expect(found).toEqual(['!2000']);
    expect(after.rss - before.rss).toBeLessThan(64 * 1024 * 1024);
  });
});

describe('events', () => {
  test.each([
    ['one line', 'data: a\n\n', ['message=a']],
    ['CRLF', 'event: x\r\ndata: a\r\n\r\n', ['x=a']],
    ['CR', 'event: x\rdata: a\r\r', ['x=a']],
    ['mixed ends', 'data: a\r\ndata: b\rdata: c\n\n', ['message=a\nb\nc']],
    ['no space after the colon', 'data:a\n\n', ['message=a']],
    ['two spaces after the colon', 'data:  a\n\n', ['message= a']],
    ['comments, ids and retry times', ': hi\nid: 7\nretry: 1\ndata: a\n\n', ['message=a']],
    ['an empty data line', 'data\n\n', ['message=']],
    ['no data', 'event: x\n\ndata: a\n\n', ['message=a']],
    ['a byte order mark', '\uFEFFdata: a\n\n', ['message=a']],
    ['an end without an empty line', 'data: a\n\ndata: b\n', ['message=a']],
    ['colons within', 'data: {"a":"b:c"}\n\n', ['message={"a":"b:c"}']],
  ])('are read with %s, wherever the stream is cut', (_what, stream, expected) => {
    fc.assert(
      fc.property(anySizes, (sizes) => {
        expect(eventsOf(chunks(Buffer.from(stream), sizes))).toEqual(expected);
      }),
    );
  });

  test('that are too large are skipped in one line or in many, and the next one is read', () => {
    const stream = `data: ${'x'.repeat(40)}\n\ndata: a\n\n${'data: yyyyy\n'.repeat(8)}\ndata: b\n\n`;
    for (const sizes of [[], [3, 1, 4, 1, 5, 9], new Array<number>(90).fill(1)]) {
      const found = eventsOf(chunks(Buffer.from(stream), sizes), 30);
      expect(found.map((one) => (one.startsWith('!') ? '!' : one))).toEqual([
        '!',
        'message=a',
        '!',
        'message=b',
      ]);
    }
  });
});

describe('captured output', () => {
  function captured(text: string, limit: number): ReturnType<HeadAndTail['end']> {
    const capture = new HeadAndTail(limit);
    for (const part of chunks(Buffer.from(text), [3, 1, 40, 2])) capture.push(part);
    return capture.end();
  }

  test('is whole where it fits', () => {
    expect(captured('short', 8)).toEqual({ text: 'short', bytes: 5, truncated: false });
    expect(captured('12345678', 8)).toEqual({ text: '12345678', bytes: 8, truncated: false });
  });

  test('is cut in the middle where it does not, and says so', () => {
    const text = `${'a'.repeat(60)}${'z'.repeat(60)}`;
    expect(captured(text, 8)).toEqual({
      text: 'aaaaaa\n[112 bytes left out]\nzz',
      bytes: 120,
      truncated: true,
    });
  });
});

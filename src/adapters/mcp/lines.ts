import { Bytes } from './bytes.ts';

const NEWLINE = 0x0a;
/** Bytes of an oversized line that are kept as a sample. */
const SAMPLE = 2000;

export interface LineSink {
  /** A complete line without its newline; also the rest at the end of the stream. */
  readonly onLine: (line: Uint8Array) => void;
  /** A line passed the limit; the rest of it is skipped without being kept. */
  readonly onOversized: (start: Uint8Array) => void;
}

/** Cuts a stream into lines of at most `limit` bytes. Holds at most twice the limit, whatever comes. */
export class Lines {
  readonly #limit: number;
  readonly #sink: LineSink;
  readonly #line = new Bytes();
  #isSkipping = false;

  constructor(limit: number, sink: LineSink) {
    this.#limit = limit;
    this.#sink = sink;
  }

  push(chunk: Uint8Array): void {
    let from = 0;
    while (from < chunk.byteLength) {
      const newline = chunk.indexOf(NEWLINE, from);
      const to = newline === -1 ? chunk.byteLength : newline;
      this.#add(chunk.subarray(from, to));
      if (newline !== -1) this.#finish();
      from = to + 1;
    }
  }

  end(): void {
    if (this.#line.length > 0) this.#finish();
  }

  #add(piece: Uint8Array): void {
    if (this.#isSkipping) return;
    const room = this.#limit - this.#line.length;
    this.#line.append(piece.subarray(0, room));
    if (piece.byteLength <= room) return;
    this.#isSkipping = true;
    this.#sink.onOversized(this.#line.take(SAMPLE));
  }

  #finish(): void {
    if (!this.#isSkipping) this.#sink.onLine(this.#line.take());
    this.#isSkipping = false;
  }
}

import { Bytes } from './bytes.ts';

const [LF, CR, COLON, SPACE] = [0x0a, 0x0d, 0x3a, 0x20];
const BOM = [0xef, 0xbb, 0xbf];
/** Bytes of an oversized event that are kept as a sample. */
const SAMPLE = 2000;

export interface EventSink {
  /** An event that has data; `name` is `message` where the server gave none. */
  readonly onEvent: (name: string, data: Uint8Array) => void;
  /** An event passed the limit; the rest of it is skipped without being kept. */
  readonly onOversized: (start: Uint8Array) => void;
}

/**
 * Cuts a stream of server-sent events (HTML Standard, section 9.2) into events of at most `limit`
 * bytes. Lines end in LF, CR or CRLF, chunks anywhere. Comments, ids and retry times are dropped:
 * nothing is resumed.
 */
export class Events {
  readonly #limit: number;
  readonly #sink: EventSink;
  readonly #line = new Bytes();
  readonly #data = new Bytes();
  #name = '';
  #hasData = false;
  #isSkipping = false;
  #isAfterCr = false;
  #isFirstLine = true;

  constructor(limit: number, sink: EventSink) {
    this.#limit = limit;
    this.#sink = sink;
  }

  push(chunk: Uint8Array): void {
    let from = 0;
    for (let at = 0; at < chunk.byteLength; at += 1) {
      const byte = chunk[at];
      if (byte !== LF && byte !== CR) {
        this.#isAfterCr = false;
        continue;
      }
      const isSecondHalf = byte === LF && this.#isAfterCr;
      if (!isSecondHalf) {
        this.#keep(chunk.subarray(from, at));
        this.#finishLine();
      }
      this.#isAfterCr = byte === CR;
      from = at + 1;
    }
    this.#keep(chunk.subarray(from));
  }

  #keep(piece: Uint8Array): void {
    if (this.#isSkipping) {
      // Only whether the line is empty matters now: the empty line ends the event.
      if (piece.byteLength > 0 && this.#line.length === 0) this.#line.append(piece.subarray(0, 1));
      return;
    }
    if (this.#line.length + this.#data.length + piece.byteLength <= this.#limit) {
      this.#line.append(piece);
      return;
    }
    this.#sink.onOversized(Buffer.concat([this.#data.take(SAMPLE), this.#line.take(SAMPLE)]));
    this.#isSkipping = true;
    this.#line.append(piece.subarray(0, 1));
  }

  #finishLine(): void {
    const line = withoutBom(this.#line.take(), this.#isFirstLine);
    this.#isFirstLine = false;
    if (line.byteLength === 0) this.#dispatch();
    else if (!this.#isSkipping) this.#takeField(line);
  }

  #takeField(line: Uint8Array): void {
    const colon = line.indexOf(COLON);
    const field = Buffer.from(
      colon === -1 ? line : line.subarray(0, Math.min(colon, 20)),
    ).toString();
    const start = colon + (line[colon + 1] === SPACE ? 2 : 1);
    const value = colon === -1 ? new Uint8Array() : line.subarray(start);
    if (field === 'event') this.#name = Buffer.from(value.subarray(0, 100)).toString();
    if (field !== 'data') return;
    if (this.#hasData) this.#data.append(Uint8Array.of(LF));
    this.#hasData = true;
    this.#data.append(value);
  }

  #dispatch(): void {
    const data = this.#data.take();
    const name = this.#name === '' ? 'message' : this.#name;
    const isComplete = this.#hasData && !this.#isSkipping;
    [this.#name, this.#hasData, this.#isSkipping] = ['', false, false];
    if (isComplete) this.#sink.onEvent(name, data);
  }
}

function withoutBom(line: Uint8Array, isFirst: boolean): Uint8Array {
  return isFirst && BOM.every((byte, at) => line[at] === byte) ? line.subarray(BOM.length) : line;
}

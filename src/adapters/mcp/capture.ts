import type { Capture } from '../../domain/introspection.ts';
import { Bytes } from './bytes.ts';

/**
 * Keeps the start and the end of a stream: three quarters of the limit from its start, one quarter
 * from its end, because a program introduces itself first and complains last.
 */
export class HeadAndTail {
  readonly #headLimit: number;
  readonly #tailLimit: number;
  readonly #head = new Bytes();
  #tail: Uint8Array = Buffer.alloc(0);
  #bytes = 0;

  constructor(limit: number) {
    this.#headLimit = Math.ceil((limit * 3) / 4);
    this.#tailLimit = limit - this.#headLimit;
  }

  push(chunk: Uint8Array): void {
    this.#bytes += chunk.byteLength;
    const room = this.#headLimit - this.#head.length;
    this.#head.append(chunk.subarray(0, room));
    const rest = chunk.subarray(room);
    if (rest.byteLength === 0) return;
    const joined = Buffer.concat([this.#tail, rest.subarray(-this.#tailLimit)]);
    this.#tail = joined.subarray(-this.#tailLimit);
  }

  /** What was kept; where something is missing, a line of ours says how much. */
  end(): Capture {
    const head = this.#head.take();
    const lost = this.#bytes - head.byteLength - this.#tail.byteLength;
    const gap = lost > 0 ? Buffer.from(`\n[${lost} bytes left out]\n`) : Buffer.alloc(0);
    const text = new TextDecoder().decode(Buffer.concat([head, gap, this.#tail]));
    return { text, bytes: this.#bytes, truncated: lost > 0 };
  }
}

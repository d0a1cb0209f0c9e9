/** Bytes that are added piece by piece, however small the pieces, in memory of at most twice their sum. */
export class Bytes {
  #buffer: Buffer = Buffer.alloc(0);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  append(piece: Uint8Array): void {
    const needed = this.#length + piece.byteLength;
    if (needed > this.#buffer.byteLength) {
      const larger = Buffer.allocUnsafe(Math.max(needed, 2 * this.#length, 1024));
      this.#buffer.copy(larger, 0, 0, this.#length);
      this.#buffer = larger;
    }
    this.#buffer.set(piece, this.#length);
    this.#length = needed;
  }

  /** What was added so far, or only its start, as a copy; empty again afterwards. */
  take(atMost: number = this.#length): Uint8Array {
    const taken = Buffer.from(this.#buffer.subarray(0, Math.min(atMost, this.#length)));
    this.#buffer = Buffer.alloc(0);
    this.#length = 0;
    return taken;
  }
}

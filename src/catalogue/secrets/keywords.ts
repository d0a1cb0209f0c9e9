/**
 * Finds many short texts in a long one in a single pass, whatever the case of their letters (Aho and
 * Corasick, 1975). The texts are ASCII in lower case; each character costs one look into a table. In a
 * keyword, DEL stands for any character outside of ASCII.
 */
export class Keywords {
  /** Row and character code → row. A row is a state: what of the keywords has been read. */
  readonly #next: Int16Array;
  /** Row → keywords that end there. */
  readonly #ends: (readonly number[] | undefined)[] = [];
  /** The same as a flag, which is quicker to ask. */
  readonly #isEnd: Uint8Array;

  /** @param words at most 32,000 characters in all */
  constructor(words: readonly string[]) {
    const rows = 1 + words.reduce((sum, { length }) => sum + length, 0);
    this.#next = new Int16Array(rows * CODES);
    this.#isEnd = new Uint8Array(rows);
    this.#spell(words);
    this.#link();
    for (const row of this.#ends.keys()) this.#isEnd[row] = this.#ends[row] === undefined ? 0 : 1;
    for (let row = 0; row < rows; row += 1) this.#copyCapitals(row * CODES);
  }

  /** Calls with the index of each keyword and the offset after it, in the order of their ends. */
  scan(text: string, visit: (word: number, end: number) => void): void {
    const [next, isEnd] = [this.#next, this.#isEnd];
    let row = 0;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      row = next[(row << 7) | (code < CODES ? code : FOREIGN)] as number;
      if (isEnd[row] === 1) for (const word of this.#ends[row] ?? []) visit(word, at + 1);
    }
  }

  /** Marks of the keywords, laid out for `collect`: by state, those of all keywords that end there. */
  layOut(marks: readonly (readonly number[])[], width: number): Int32Array {
    const layout = new Int32Array(this.#isEnd.length * width);
    for (const [row, words] of this.#ends.entries()) {
      for (const word of words ?? []) {
        for (const [i, mark] of (marks[word] ?? []).entries()) {
          layout[row * width + i] = (layout[row * width + i] as number) | mark;
        }
      }
    }
    return layout;
  }

  /** Joins the marks of all keywords that a text holds. Quicker than `scan`, which tells where they are. */
  collect(text: string, layout: Int32Array, into: number[]): void {
    const [next, isEnd, width] = [this.#next, this.#isEnd, into.length];
    let row = 0;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      row = next[(row << 7) | (code < CODES ? code : FOREIGN)] as number;
      if (isEnd[row] === 0) continue;
      for (let i = 0; i < width; i += 1) {
        into[i] = (into[i] as number) | (layout[row * width + i] as number);
      }
    }
  }

  #spell(words: readonly string[]): void {
    let used = 1;
    for (const [index, word] of words.entries()) {
      let row = 0;
      for (let at = 0; at < word.length; at += 1) {
        const cell = row * CODES + word.charCodeAt(at);
        if (this.#next[cell] === 0) {
          this.#next[cell] = used;
          used += 1;
        }
        row = this.#next[cell] ?? 0;
      }
      this.#ends[row] = [...(this.#ends[row] ?? []), index];
    }
  }

  /** Fills in where to go on when a keyword breaks off, shorter ones first. */
  #link(): void {
    const next = this.#next;
    const fallback = new Map<number, number>();
    const pending = [...new Set(next.subarray(0, CODES))].filter((row) => row !== 0);
    for (const row of pending) fallback.set(row, 0);
    for (const row of pending) {
      const back = fallback.get(row) ?? 0;
      const inherited = this.#ends[back];
      if (inherited !== undefined) this.#ends[row] = [...(this.#ends[row] ?? []), ...inherited];
      for (let code = 0; code < CODES; code += 1) {
        const child = next[row * CODES + code] ?? 0;
        const other = next[back * CODES + code] ?? 0;
        if (child === 0) next[row * CODES + code] = other;
        else {
          fallback.set(child, other);
          pending.push(child);
        }
      }
    }
  }

  #copyCapitals(from: number): void {
    for (let code = 97; code < 123; code += 1) {
      this.#next[from + code - 32] = this.#next[from + code] ?? 0;
    }
  }
}

/** Characters that a keyword may be made of: ASCII, so that a row is a shift away. */
const CODES = 128;
const FOREIGN = 127;

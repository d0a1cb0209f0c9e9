/** Lines that a commit added to a file, one after the other. */
export interface Added {
  /** Id of the commit. */
  readonly commit: string;
  /** Path of the file below the root of the work tree. */
  readonly path: string;
  /** Number of the first line, from 1. */
  readonly line: number;
  /** Without a line break at the end. */
  readonly text: string;
}

/** Begins the line of a commit; no line of a patch does. */
const COMMIT_MARK = '\0';

/**
 * Reads what `git log --patch --cc --unified=0` prints, line by line. What a line means is known by where
 * it stands: a hunk says how many lines it has, so that no line of a file can pass for one of Git's.
 * A merge has a column for each of its parents, and shows what came from none of them.
 */
export class Patches {
  commits = 0;
  #commit = '';
  #path = '';
  #line = 0;
  /** Lines of the hunk that are still to come: of each parent, and of the result. */
  #before: number[] = [];
  #after = 0;
  #lines: string[] = [];

  /** One line without its break; gives what it completes. */
  read(line: string): Added | undefined {
    if (this.#after > 0 || this.#before.some((left) => left > 0)) return this.#inHunk(line);
    if (line.startsWith(COMMIT_MARK)) {
      this.#commit = line.slice(1);
      this.commits += 1;
    } else if (line.startsWith('+++ ')) this.#path = pathIn(line.slice(4));
    else if (line.startsWith('@@')) this.#begin(line);
    return undefined;
  }

  #begin(line: string): void {
    const head =
      /^@{2,40}((?: -\d{1,10}(?:,\d{1,10})?){1,39}) \+(\d{1,10})(?:,(\d{1,10}))? @@/.exec(line);
    const [, parents = '', at = '1', count = '1'] = head ?? [];
    this.#before = [...parents.matchAll(/-\d+(?:,(\d+))?/g)].map(([, lines]) => Number(lines ?? 1));
    this.#after = head === null ? 0 : Number(count);
    this.#line = Number(at);
    this.#lines = [];
  }

  #inHunk(line: string): Added | undefined {
    const columns = line.slice(0, this.#before.length);
    const isGone = columns.includes('-');
    // `\ No newline at end of file` is no line of the file.
    if (!columns.startsWith('\\')) {
      if (!isGone) {
        this.#after -= 1;
        this.#lines.push(line.slice(this.#before.length));
      }
      this.#before = this.#before.map((left, parent) =>
        columns[parent] === (isGone ? '-' : ' ') ? left - 1 : left,
      );
    }
    if (this.#after > 0 || this.#before.some((left) => left > 0)) return undefined;
    if (this.#lines.length === 0) return undefined;
    const text = this.#lines.join('\n');
    return { commit: this.#commit, path: this.#path, line: this.#line, text };
  }
}

/** `b/src/a.ts`, or with quotes and escapes where a name has unusual characters. */
function pathIn(written: string): string {
  // Git ends a name with a tab where a blank stands in it.
  const bare = written.replace(/\t$/, '');
  const path = bare.startsWith('"') ? unquoted(bare) : bare;
  return path.startsWith('b/') ? path.slice(2) : path;
}

/** The bytes of a name as C writes them in quotes, read as UTF-8. */
function unquoted(written: string): string {
  const bytes: number[] = [];
  const parts = written.slice(1, -1).matchAll(/\\([0-7]{3})|\\(.)|([^\\]+)/g);
  for (const [, octal, escape, plain] of parts) {
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8) & 0xff);
    else if (escape !== undefined) bytes.push((ESCAPES[escape] ?? escape).charCodeAt(0));
    else bytes.push(...new TextEncoder().encode(plain));
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

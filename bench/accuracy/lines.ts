// Following a range of lines from one version of a file to the next.

/** 1-based, inclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A place where two versions differ: lines of the old one from `from`, of the new one from `to`. */
interface Hunk {
  readonly from: number;
  readonly removed: number;
  readonly to: number;
  readonly added: number;
}

const HEADER = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;

/** The hunks of a unified diff without context. */
export function hunksOf(diff: string): Hunk[] {
  return diff.split('\n').flatMap((line) => {
    const match = HEADER.exec(line);
    if (match === null) return [];
    const [, from, removed = '1', to, added = '1'] = match;
    return [{ from: Number(from), removed: Number(removed), to: Number(to), added: Number(added) }];
  });
}

/** Where a range of the old version stands in the new one; what was replaced maps to its replacement. */
export function follow({ start, end }: Range, hunks: readonly Hunk[]): Range {
  const first = place(start, hunks).start;
  return { start: first, end: Math.max(first, place(end, hunks).end) };
}

function place(line: number, hunks: readonly Hunk[]): Range {
  let shift = 0;
  for (const { added, from, removed, to } of hunks) {
    // Of an insertion, `from` is the line that it follows.
    if (line < from || (removed === 0 && line === from)) break;
    if (line < from + removed) return { start: Math.max(1, to), end: Math.max(1, to + added - 1) };
    shift += added - removed;
  }
  return { start: line + shift, end: line + shift };
}

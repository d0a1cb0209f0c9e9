// Foreign text is shown in these forms everywhere, so that what a reviewer sees is what a model reads.

// Controls, format characters (bidi, zero width, tags), surrogates left alone, private use, line and
// paragraph separators, everything else that Unicode says to render as nothing, and two blanks that it
// does not. Then: a mark that stacks on three others, which would overprint the lines around it.
const UNSEEN =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\u{1D159}]|(?<=\p{M}{3})\p{M}/gu;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A stretch of text as it can be shown; `isHidden` where a screen would have shown nothing of it. */
export interface Piece {
  readonly text: string;
  readonly isHidden: boolean;
}

/**
 * The text with everything that a screen would hide or obey written out: `\n`, `\u{1b}`, `\u{202e}`.
 * A backslash is doubled, so that the form can be read back. One line in, one line out.
 */
export function visible(text: string): string {
  return text.replaceAll('\\', '\\\\').replace(UNSEEN, (char) => SHORT[char] ?? codePoint(char));
}

/**
 * As `visible`, for paths and for sentences of ours: a backslash stands for itself, and is doubled only
 * where it would read as the start of an escape. Line breaks are written as code points, for the same reason.
 */
export function readable(text: string): string {
  return text.replaceAll('\\u{', '\\\\u{').replace(UNSEEN, codePoint);
}

/** JSON text with what a screen would hide or obey as `\uXXXX`: the same value, fit for a terminal. Keeps line breaks. */
export function visibleJson(json: string): string {
  return json.replace(UNSEEN, (char) =>
    char === '\n' ? char : char.replace(/[^]/g, (unit) => `\\u${hex(unit).padStart(4, '0')}`),
  );
}

/** The text in stretches, for a page that can mark what is hidden; a backslash stands for itself. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(UNSEEN)) {
    const before = text.slice(from, match.index);
    const hidden = SHORT[match[0]] ?? codePoint(match[0]);
    const last = found.at(-1);
    if (before === '' && last?.isHidden === true) {
      found[found.length - 1] = { text: last.text + hidden, isHidden: true };
    } else {
      if (before !== '') found.push({ text: before, isHidden: false });
      found.push({ text: hidden, isHidden: true });
    }
    from = match.index + match[0].length;
  }
  if (from < text.length) found.push({ text: text.slice(from), isHidden: false });
  return found;
}

function codePoint(char: string): string {
  return `\\u{${hex(char)}}`;
}

function hex(char: string): string {
  return (char.codePointAt(0) ?? 0).toString(16);
}
/** At most `length` characters around `offset`, cut between characters, with `…` where it was cut. */
export function excerpt(text: string, offset: number, length: number): string {
  const start = Math.max(0, Math.min(offset, text.length) - Math.floor(length / 3));
  const end = Math.min(text.length, start + length);
  const from = isLowSurrogate(text, start) ? start + 1 : start;
  const to = isLowSurrogate(text, end) ? end - 1 : end;
  return `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`;
}

function isLowSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** At most `length` characters of foreign text as a JSON string, everything unseen written as `\uXXXX`. */
export function quoted(text: string, length = 200): string {
  return JSON.stringify(excerpt(text, 0, length)).replace(UNSEEN, (char) =>
    Array.from(
      { length: char.length },
      (_, at) => `\\u${char.charCodeAt(at).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
}

// Foreign text is shown in this form everywhere, so that what a reviewer sees is what a model reads.

// Controls, format characters (bidi, zero width, tags), surrogates left alone, private use, line and
// paragraph separators, and the fillers and variation selectors that render as nothing.
const UNSEEN =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u034F\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/gu;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * The text with everything that a screen would hide or obey written out: `\n`, `\u{1b}`, `\u{202e}`.
 * A backslash is doubled, so that the form can be read back. One line in, one line out.
 */
export function visible(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replace(UNSEEN, (char) => SHORT[char] ?? `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`);
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

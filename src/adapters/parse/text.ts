/** The text of a file, or why it has none. */
export type Decoded =
  | { readonly ok: true; readonly text: string; readonly encoding: Encoding }
  | { readonly ok: false; readonly why: string };

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

const NEWLINE = 0x0a;

/**
 * Decodes the bytes of a text file: UTF-8 or UTF-16, told by the byte order mark or, without one, by
 * where the zero bytes stand. Strict: what is not valid in its encoding is refused and not repaired,
 * because two readers repair differently.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe && c === 0 && d === 0)
    return refused('the file is UTF-32, which no client reads');
  const encoding = encodingOf(bytes);
  const text = decode(bytes, encoding);
  if (text === undefined) {
    const line = encoding === 'utf-8' ? invalidLine(bytes) : undefined;
    const where = line === undefined ? '' : ` in line ${line}`;
    return refused(`the file is not valid ${encoding.toUpperCase()}${where}`);
  }
  if (text.includes('\0')) return refused('the file holds zero bytes, so it is no text');
  return { ok: true, text, encoding };
}

function encodingOf(bytes: Uint8Array): Encoding {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  // A configuration starts with an ASCII character, whose other byte is zero in UTF-16.
  if (a !== 0 && b === 0) return 'utf-16le';
  if (a === 0 && b !== 0) return 'utf-16be';
  return 'utf-8';
}

function decode(bytes: Uint8Array, encoding: Encoding): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The first line that is not UTF-8. No sequence spans lines, so each can be tried by itself. */
function invalidLine(bytes: Uint8Array): number | undefined {
  let start = 0;
  for (let line = 1; start <= bytes.length; line++) {
    const found = bytes.indexOf(NEWLINE, start);
    const end = found < 0 ? bytes.length : found;
    if (decode(bytes.subarray(start, end), 'utf-8') === undefined) return line;
    start = end + 1;
  }
  return undefined;
}

function refused(why: string): Decoded {
  return { ok: false, why };
}

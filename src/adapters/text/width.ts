import stringWidth from 'string-width';

/** How many terminal cells a text takes: two for wide characters, none for marks that combine and escape codes. */
export function cellWidth(text: string): number {
  return stringWidth(text);
}

/** How far into a file a zero byte tells that it is no text; as Git does. */
const LOOKED_AT = 8000;

/**
 * The text of a file, or undefined where it is none. Other than in a document that a program reads, a
 * broken sequence is replaced here: the tokens around it are ASCII and stand where they stood.
 */
export function textOf(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.subarray(0, LOOKED_AT).includes(0)) return undefined;
  return new TextDecoder('utf-8').decode(bytes);
}

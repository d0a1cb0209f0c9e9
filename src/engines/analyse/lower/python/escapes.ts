const ESCAPE =
  /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|N\{[^}]{0,99}\}|(\r?\n)|([\s\S]))/g;

const SIMPLE = new Map([
  ['a', '\u0007'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
]);

/** Resolves the escapes of a string that is not raw. Unknown ones stay as they are, as in Python. */
export function unescapeString(written: string): string {
  return written.replace(
    ESCAPE,
    (
      whole: string,
      short?: string,
      four?: string,
      eight?: string,
      octal?: string,
      newline?: string,
      simple?: string,
    ) => {
      if (newline !== undefined) return '';
      if (simple !== undefined) return SIMPLE.get(simple) ?? whole;
      const hex = short ?? four ?? eight;
      if (hex === undefined && octal === undefined) return '\uFFFD';
      const code = hex === undefined ? Number.parseInt(octal ?? '', 8) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

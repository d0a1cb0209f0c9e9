const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|([\s\S]))/g;

const SIMPLE = new Map([
  ['a', '\u0007'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
]);

/** The value of `"…"` or of a raw string. */
export function stringOf(written: string): string {
  const inner = written.slice(1, -1);
  if (written.startsWith('`')) return inner.replaceAll('\r', '');
  return inner.includes('\\') ? unescape(inner) : inner;
}

/** The character of `'…'`, as text: that is what it is compared with. */
export function runeOf(written: string): string {
  return unescape(written.slice(1, -1));
}

/** Null where it is too odd to be a number of ours. */
export function numberOf(written: string): number | null {
  const digits = written.replaceAll('_', '');
  const value = /^0[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number(digits);
  return Number.isNaN(value) ? null : value;
}

function unescape(written: string): string {
  return written.replace(
    ESCAPE,
    (whole: string, two?: string, four?: string, eight?: string, octal?: string, one?: string) => {
      if (one !== undefined) return SIMPLE.get(one) ?? one;
      const hex = two ?? four ?? eight;
      const code = hex === undefined ? Number.parseInt(octal ?? '', 8) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

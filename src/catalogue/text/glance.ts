/** What one pass over the characters of a text tells. Most texts need no closer look for what is not there. */
export interface Glance {
  /** Printable ASCII, line breaks and tabs: nothing is hidden in it, or looks like something else. */
  readonly isPlain: boolean;
  /** Plain, with no digit for a letter and no letters apart: it is in its normal spelling. */
  readonly isStraight: boolean;
  /** Characters of the longest stretch without a blank. */
  readonly longestWord: number;
  /** The same, of letters, digits and the four signs of base64. */
  readonly longestCode: number;
  /** The same, of hexadecimal digits and what stands between them. */
  readonly longestHex: number;
}

const PRINTED = 1;
const BLANK = 2;
const CODE = 4;
const HEX = 8;
const LETTER = 16;
const SMALL = 32;
/** A digit that stands for a letter: `1gn0re`. */
const LEET = 64;
/** What stands between letters that are written apart: `i g n o r e`. */
const GAP = 128;
/** From letter to gap or back, this often in a row: three letters apart. */
const APART = 5;
const KINDS = Uint8Array.from({ length: 128 }, (_, code) => kindsOf(String.fromCharCode(code)));

function kindsOf(char: string): number {
  const kinds: readonly (readonly [RegExp, number])[] = [
    [/[\n\t\x20-\x7e]/, PRINTED],
    [/\s/, BLANK],
    [/[A-Za-z0-9+/_-]/, CODE],
    [/[0-9a-fA-F ,:\\x]/, HEX],
    [/[A-Za-z]/, LETTER],
    [/[a-z]/, SMALL],
    [/[013457]/, LEET],
    [/[ .\-_*]/, GAP],
  ];
  return kinds.reduce((bits, [shape, bit]) => (shape.test(char) ? bits | bit : bits), 0);
}

export function glanceAt(text: string): Glance {
  let isPlain = true;
  let isLeet = false;
  let isApart = false;
  let apart = 0;
  // Where the stretches at hand start; each is measured where it breaks off.
  let [word, code, hex] = [0, 0, 0];
  let [longestWord, longestCode, longestHex] = [0, 0, 0];
  let last = 0;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    const kinds = unit < 128 ? (KINDS[unit] as number) : 0;
    if ((kinds & PRINTED) === 0) isPlain = false;
    if ((kinds & BLANK) !== 0) {
      if (i - word > longestWord) longestWord = i - word;
      word = i + 1;
    }
    if ((kinds & CODE) === 0) {
      if (i - code > longestCode) longestCode = i - code;
      code = i + 1;
    }
    if ((kinds & HEX) === 0) {
      if (i - hex > longestHex) longestHex = i - hex;
      hex = i + 1;
    }
    if ((last & SMALL) !== 0 && (kinds & LEET) !== 0) isLeet = true;
    // No character is both.
    const isStep = ((last | kinds) & (LETTER | GAP)) === (LETTER | GAP);
    apart = isStep ? apart + 1 : 0;
    if (apart >= APART) isApart = true;
    last = kinds;
  }
  return {
    isPlain,
    isStraight: isPlain && !isLeet && !isApart,
    longestWord: Math.max(longestWord, text.length - word),
    longestCode: Math.max(longestCode, text.length - code),
    longestHex: Math.max(longestHex, text.length - hex),
  };
}

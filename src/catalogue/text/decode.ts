import { meets, metBy, needOf } from './needs.ts';
import type { Met } from './needs.ts';
import { glanceAt } from './glance.ts';
import type { Glance } from './glance.ts';

/** A text that was written in a code, with the stretch of the original that holds it. */
export interface Decoded {
  readonly code: string;
  readonly at: number;
  readonly end: number;
  readonly text: string;
}

const LONGEST = 8192;
const MOST = 32;
const isCode = (_text: string, { longestCode }: Glance): boolean => longestCode >= 20;
const CODES: readonly {
  readonly code: string;
  /** What a text in the code has somewhere: quicker to look for. */
  readonly hint: (text: string, glance: Glance) => boolean;
  readonly shape: RegExp;
  readonly decode: (run: string) => string | undefined;
}[] = [
  {
    code: 'base64',
    hint: isCode,
    shape: /(?<![\w+/-])[A-Za-z0-9+/_-]{20,8192}={0,2}/g,
    decode: fromBase64,
  },
  {
    code: 'hex',
    hint: isCode,
    shape: /(?<![0-9a-zA-Z])(?:0x)?(?:[0-9a-fA-F]{2}){12,4096}(?![0-9a-zA-Z])/g,
    decode: fromHex,
  },
  {
    code: 'hex',
    hint: (_text, { longestHex }) => longestHex >= 24,
    shape: /(?<![0-9a-zA-Z\\])(?:(?:\\x|0x)?[0-9a-fA-F]{2}[ ,:]{0,2}){12,2048}(?![0-9a-zA-Z])/g,
    decode: fromHex,
  },
  {
    code: 'percent-encoding',
    hint: (text) => text.includes('%'),
    shape: /(?:%[0-9a-fA-F]{2}[\w.+-]{0,20}){6,400}/g,
    decode: fromPercent,
  },
  {
    code: 'character escapes',
    hint: (text) => text.includes('\\'),
    shape:
      /(?:\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2})(?: ?(?:\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2})){7,1500}/g,
    decode: fromEscapes,
  },
  {
    code: 'character references',
    hint: (text) => text.includes('&#'),
    shape: /(?:&#(?:x[0-9a-fA-F]{1,6}|\d{1,7});(?: (?=&#))?){6,1000}/g,
    decode: fromReferences,
  },
];
// Frequent words as rot13 or backwards writing shows them: a text in that code has several.
const ROT13 =
  /\b(?:gur|naq|lbh|guvf|gung|jvgu|svyr|gbby|hfre|frnq|fraq|ernq|pnyy|abg|zhfg|vtaber|nyy|cerivbhf|vafgehpgvbaf|cnff|frperg|cnffjbeq|orsber|nsgre|jura|sebz|vagb|pbagrag|pbagragf)\b/gi;
const BACKWARDS =
  /\b(?:eht|dna|uoy|siht|taht|htiw|elif|loot|resu|dnes|daer|llac|tsum|erongi|suoiverp|snoitcurtsni|ssap|terces|drowssap|erofeb|retfa|nehw|morf|otni|tnetnoc)\b/gi;
/** What is known of a text before it is searched. */
interface Seen {
  readonly glance: Glance;
  readonly metAsWritten: Met;
}

function look(text: string): Seen {
  return { glance: glanceAt(text), metAsWritten: metBy(text) };
}

const ROTATED = needOf(ROT13);
const REVERSED = needOf(BACKWARDS);

/**
 * The readable texts in a string that were written in a common code. At most 32, each of bounded length.
 *
 * @param seen what is known of the text, where something is
 */
export function decodedIn(text: string, seen: Seen = look(text)): Decoded[] {
  const found: Decoded[] = [];
  for (const { code, shape, decode, hint } of CODES) {
    if (!hint(text, seen.glance)) continue;
    for (const match of text.matchAll(shape)) {
      if (found.length >= MOST) return found;
      const plain = decode(match[0]);
      const isSeen = found.some(({ at, end }) => match.index >= at && match.index < end);
      if (isSeen || plain === undefined || !isReadable(plain)) continue;
      found.push({ code, at: match.index, end: match.index + match[0].length, text: plain });
    }
  }
  const whole = text.slice(0, LONGEST);
  if (meets(seen.metAsWritten, ROTATED) && (whole.match(ROT13)?.length ?? 0) > 2) {
    found.push({ code: 'rot13', at: 0, end: whole.length, text: rot13(whole) });
  }
  if (meets(seen.metAsWritten, REVERSED) && (whole.match(BACKWARDS)?.length ?? 0) > 2) {
    found.push({
      code: 'backwards writing',
      at: 0,
      end: whole.length,
      text: Array.from(whole).reverse().join(''),
    });
  }
  return found;
}

const WORDS =
  /[\p{L}']{2,}[ ,.:]+[\p{L}']{2,}[ ,.:]+[\p{L}~/'.]{2,}|[\u3040-\u30FF\u4E00-\u9FFF]{6,}/u;
const COMMAND_LINE = /^[a-z./][\x21-\x7e]{0,200} [\x21-\x7e]{1,200} [\x20-\x7e]+$/;

/** Whether bytes came out as prose or as a command: almost all printable, and in several parts. */
function isReadable(text: string): boolean {
  const printable = text.match(/[\p{L}\p{N}\p{P}\p{S}\p{Zs}\n]/gu)?.length ?? 0;
  return printable > text.length * 0.9 && (WORDS.test(text) || COMMAND_LINE.test(text));
}

function utf8(bytes: readonly number[]): string | undefined {
  // An exception is slow, and most long words are no code.
  if (!mayBeText(bytes)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
  } catch {
    return undefined;
  }
}

/** Whether bytes may be UTF-8 with few control signs: their sequences are whole, as far as lengths go. */
function mayBeText(bytes: readonly number[]): boolean {
  let controls = 0;
  let open = 0;
  for (const byte of bytes) {
    const isContinued = byte >= 0x80 && byte < 0xc0;
    if (isContinued !== open > 0) return false;
    if (isContinued) open -= 1;
    else if (byte >= 0xc0) open = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
    else if (byte < 32 && byte !== 10) controls += 1;
  }
  return open === 0 && controls <= bytes.length / 10;
}

function fromBase64(run: string): string | undefined {
  const clean = run.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
  if (clean.length % 4 === 1) return undefined;
  return utf8(Array.from(atob(clean), (char) => char.charCodeAt(0)));
}

function fromHex(run: string): string | undefined {
  const digits = run.replace(/\\x|0x|[ ,:]/g, '');
  return utf8(Array.from(digits.matchAll(/../g), ([pair]) => Number.parseInt(pair, 16)));
}

function fromPercent(run: string): string | undefined {
  try {
    return decodeURIComponent(run.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

function fromEscapes(run: string): string {
  return run.replace(
    /\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})/g,
    (_all, wide?: string, narrow?: string) =>
      String.fromCharCode(Number.parseInt(wide ?? narrow ?? '0', 16)),
  );
}

function fromReferences(run: string): string {
  return run.replace(
    /&#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}));/g,
    (_all, hex?: string, decimal?: string) => {
      const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : '';
    },
  );
}

function rot13(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => {
    const base = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
  });
}

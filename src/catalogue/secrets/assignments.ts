import type { Allowed, Leak } from '../../domain/leak.ts';
import { isPlainValue, looksRandom, nameTells } from '../../domain/secret-text.ts';
import { isDrawn } from './forms.ts';
import { isOtherName, nameBefore } from './names.ts';
import { words } from './patterns.gen.ts';
import { webToken } from './structure.ts';
import { entropyOf, kindsOfCharacters, standInReason } from './stand-in.ts';

/** What begins a name that may tell of a secret, in lower case. */
export const telling: readonly string[] = [
  'access',
  'api',
  'auth',
  'bearer',
  'credential',
  'creds',
  'jwt',
  'key',
  'passphrase',
  'passw',
  'passwd',
  'pwd',
  'secret',
  'token',
];

const NAME_BEHIND = /[\w.-]{0,60}/y;
// What joins a name to its value: a type may stand between, or the end of a call's argument.
const JOINT =
  /\\?["'`]?\]?[ \t]{0,8}(?::[ \t]{0,4}(?:string|str|String|&str|&'static str|Optional\[str\]|any|SecretStr)(?:[ \t]{0,2}\|[ \t]{0,2}\w{1,12})?[ \t]{0,4}=|:=|=>|!?={1,3}(?![=>~])|:(?![:/=])|,(?=[ \t]{0,4}["'`]))[ \t]{0,8}(?:\n[ \t]{0,40})?(?:(?:SecretStr|str|String|b|f|r|rb|u|@)?\(?)/y;
const BARE = /[^\s"'`#;,]{8,500}/y;
const MOST = 500;

/** A value with a name that may tell of a secret, judged at a place where such a name has a telling word. */
export class Assignments {
  readonly leaks: Leak[] = [];
  readonly allowed: Allowed[] = [];
  readonly #text: string;
  readonly #isBare: boolean;
  /** Up to here names were looked at: a name may hold several telling words. */
  #seen = 0;

  /** @param isBare whether values stand without quotes in such a file */
  constructor(text: string, isBare: boolean) {
    this.#text = text;
    this.#isBare = isBare;
  }

  /** @param at offset after a telling word */
  look(at: number): void {
    if (at <= this.#seen) return;
    const text = this.#text;
    NAME_BEHIND.lastIndex = at;
    const behind = NAME_BEHIND.exec(text)?.[0] ?? '';
    const end = at + behind.length;
    this.#seen = end;
    JOINT.lastIndex = end;
    const joint = JOINT.exec(text);
    if (joint === null) return;
    const name = nameBefore(text, at, 60) + behind;
    const tells = nameTells(name);
    if (tells === 'no' || isOtherName(name)) return;
    const value = this.#valueAt(end + joint[0].length, joint[0]);
    if (value === undefined) return;
    this.#judge(value.start, value.text, tells, name);
  }

  #valueAt(
    from: number,
    joint: string,
  ): { readonly start: number; readonly text: string } | undefined {
    const text = this.#text;
    const escaped = text[from] === '\\' ? 1 : 0;
    const quote = text[from + escaped] ?? '';
    if (quote === '"' || quote === "'" || quote === '`') {
      const start = from + escaped + 1;
      const end = text.indexOf(escaped === 1 ? `\\${quote}` : quote, start);
      const value = end < 0 || end - start > MOST ? '' : text.slice(start, end);
      return value.length < 8 || /[\n\r]/.test(value) ? undefined : { start, text: value };
    }
    if (!this.#isBare || joint.includes(',') || joint.includes('\n')) return undefined;
    BARE.lastIndex = from;
    const value = BARE.exec(text)?.[0];
    return value === undefined ? undefined : { start: from, text: value };
  }

  #judge(start: number, raw: string, tells: 'yes' | 'maybe', name: string): void {
    const kind = 'value whose name says that it is secret';
    const scheme = /^(?:Bearer|Basic|Token)\s+/i.exec(raw)?.[0].length ?? 0;
    const value = raw.slice(scheme);
    const reason = standInReason(value) ?? otherReason(value);
    if (reason !== undefined) {
      this.allowed.push({ kind, start, why: reason });
      return;
    }
    const leak = {
      kind,
      start: start + scheme,
      end: start + raw.length,
      by: 'name',
      isProved: false,
    } as const;
    if (tells === 'yes' ? isDrawn(value) : isDrawn(value) && /^[\w-]+={0,2}$/.test(value)) {
      const confidence = tells === 'yes' ? 'medium' : 'low';
      this.leaks.push({ ...leak, confidence, isMild: isWordy(value) });
    } else if (/pass(?:w(?:or)?d|phrase)|pwd|secret$/i.test(name) && isPassword(value)) {
      this.leaks.push({ ...leak, confidence: 'low', isMild: true });
    }
  }
}

function otherReason(value: string): string | undefined {
  if (isPlainValue(value) || isCode(value)) return 'plainly something else';
  if (!/^ey[\w-]+\./.test(value)) return undefined;
  return webToken(value) === 'signed' ? undefined : 'a token that is none, or that opens nothing';
}

/** Whether it reads as code, a path or a message, and not as something drawn. */
function isCode(value: string): boolean {
  return (
    (/^[A-Za-z_$][\w$]*(?:[.:/-][A-Za-z_$][\w$]*)*$/.test(value) && !looksRandom(value)) ||
    /[(){}[\]<>|\\^]|::|\/\/|\.\.\//.test(value) ||
    /^[\w.-]+@[\w.-]+$/.test(value) ||
    /^[a-z]+:[a-z]/i.test(value)
  );
}

/** A password that somebody thought of: no word alone, and no sentence. */
function isPassword(value: string): boolean {
  return (
    value.length >= 8 &&
    value.length <= 40 &&
    kindsOfCharacters(value) + Number(/[^\w-]/.test(value)) > 2 &&
    /\d/.test(value) &&
    entropyOf(value) > 2.7
  );
}

/** Whether a word of the kind that programmers choose stands in it. */
function isWordy(value: string): boolean {
  const lower = value.toLowerCase();
  return words.some((word) => word.length > 4 && lower.includes(word));
}

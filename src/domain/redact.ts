import { privateKeys, secretShapes } from './secret-shapes.ts';
import { isPlainValue, isReference, looksRandom, nameTells } from './secret-text.ts';

// Masks what looks like a secret in text that will be shown or stored. One place, so that every
// printer agrees; rules that look for secrets use the same shapes and names.

export const MASK = '[secret]';

/**
 * The text with everything that looks like a credential replaced by `[secret]`: known forms of tokens,
 * private keys, passwords in addresses, values with a telling name, authorization values. It errs on
 * the side of masking. Linear in the length of the text.
 */
export function redact(text: string): string {
  const passes = [maskKeys, maskShapes, maskUsers, maskSchemes, maskNamed, maskFlags, maskLogins];
  return passes.reduce((masked, pass) => pass(masked), text);
}

/** Masks the arguments of a command: as `redact`, and what a word means from the one before it. */
export function redactArguments(args: readonly string[]): string[] {
  return args.map((arg, index) => {
    const before = args[index - 1] ?? '';
    if (isReference(arg)) return arg;
    if (/^-{1,2}[A-Za-z][^=]*$/.test(before) && isValueOf(before, arg)) return MASK;
    if (/^(?:-H|--headers?)$/.test(before)) return redact(maskHeader(arg));
    return looksRandom(arg) && !/[./]|=[^=]/.test(arg) ? MASK : redact(arg);
  });
}

/** Whether a word that follows a flag is a secret by the flag's name. */
function isValueOf(flag: string, value: string): boolean {
  const isFlag = /^--?[A-Za-z][\w-]*$/.test(value) && !looksRandom(value);
  return !isFlag && isNamedSecret(nameTells(flag), value);
}

function isNamedSecret(tells: ReturnType<typeof nameTells>, value: string): boolean {
  if (tells === 'no' || value === MASK || isReference(value) || /^<[^<>]*>?$/.test(value))
    return false;
  if (tells === 'yes') return !/^(?:true|false|null|none)?$/i.test(value);
  return !isPlainValue(value) && (looksRandom(value) || (value.length >= 8 && /\d/.test(value)));
}

/** A header in one word: `Name: value`, `Name=value`. */
function maskHeader(header: string): string {
  const [, head = '', name = '', value = ''] =
    /^(([\w-]{1,100})\s*[:=]\s*)(.*)$/s.exec(header) ?? [];
  if (head === '' || isReference(value)) return header;
  const tells = /authorization$|cookie$/i.test(name) ? 'yes' : nameTells(name);
  const scheme = /^(?:Bearer|Basic|Token)\s+/i.exec(value)?.[0] ?? '';
  const secret = value.slice(scheme.length);
  return isNamedSecret(tells, secret) ? head + scheme + MASK : header;
}

function maskKeys(text: string): string {
  let masked = '';
  let from = 0;
  for (const { start, end } of privateKeys(text)) {
    masked += text.slice(from, start) + MASK;
    from = end;
  }
  return masked + text.slice(from);
}

// Credentials are long words; prose has few, so that most of a text is never put to the sixty shapes.
const LONG_WORD = /[A-Za-z0-9_~.+/=:-]{16,}/g;

function maskShapes(text: string): string {
  return text.replace(LONG_WORD, (word, at: number) => {
    // What stands in front tells whether the word starts there (`\n`, `%20`).
    const lead = text.slice(Math.max(0, at - 2), at);
    let masked = lead + word;
    for (const { shape } of secretShapes) masked = masked.replace(shape, MASK);
    return masked.slice(lead.length);
  });
}

const ADDRESS = /:\/\/(?=[^\s/])/g;
const MAX_USER = 2000;

/** `scheme://user:password@host`, and a lone user that looks like a token. */
function maskUsers(text: string): string {
  let masked = '';
  let from = 0;
  for (const { index } of text.matchAll(ADDRESS)) {
    const start = index + 3;
    const user = userIn(text.slice(start, start + MAX_USER));
    if (user === undefined || start < from) continue;
    const colon = user.indexOf(':');
    const name = colon < 0 ? user : user.slice(0, colon);
    const password = colon < 0 ? '' : user.slice(colon + 1);
    masked += text.slice(from, start) + (looksRandom(name) ? MASK : name);
    if (colon >= 0) masked += `:${password === '' || isReference(password) ? password : MASK}`;
    from = start + user.length;
  }
  return masked + text.slice(from);
}

/** What stands before the `@` of an address, given what follows its `://`. */
function userIn(rest: string): string | undefined {
  const [authority = ''] = rest.split(/[\s/?#"'<>`\\]/, 1);
  const at = authority.lastIndexOf('@');
  if (at >= 0) return rest.slice(0, at);
  // A password may itself hold a slash; what follows the colon of a port is a number.
  const colon = authority.indexOf(':');
  if (colon < 0 || authority.startsWith('[') || /^\d{0,5}$/.test(authority.slice(colon + 1))) {
    return undefined;
  }
  const [word = ''] = rest.slice(0, 300).split(/[\s"'<>`\\]/, 1);
  const late = word.lastIndexOf('@');
  return late < 0 ? undefined : word.slice(0, late);
}

// Not a challenge's parameters: `Bearer realm="x"` says what is wanted, and is no credential.
const SCHEME =
  /(\bauthorization\W{1,8})?\b(Bearer|Basic|Token|ApiKey)(\s+|%20)(?![A-Za-z_]{1,40}=\\?["'A-Za-z0-9[])([A-Za-z0-9._~+/=-]{6,})/gi;

function maskSchemes(text: string): string {
  let masked = '';
  let from = 0;
  SCHEME.lastIndex = 0;
  for (let match = SCHEME.exec(text); match !== null; match = SCHEME.exec(text)) {
    const [all, lead, , , value = ''] = match;
    const end = match.index + all.length;
    const start = end - value.length;
    if (lead === undefined && !hasSecretLook(value) && value.length < 24) {
      // What is no credential may be the next scheme.
      SCHEME.lastIndex = start;
      continue;
    }
    masked += text.slice(from, start) + MASK;
    from = end;
  }
  return masked + text.slice(from);
}

// A name, what joins it to its value, and the quote that opens the value. Quotes may be escaped.
const NAMED =
  /(?<![A-Za-z0-9_.-])(-{0,2}[A-Za-z_][A-Za-z0-9_.-]*)(\\?["'`]?\s{0,4}(?:=>|[=:]|%3D)\s{0,4})(\\?["'`])?/gi;
const REFERENCE = /\$\{[^}\s]{1,200}\}|\{\{[^}]{1,200}\}\}|\$\([^)]{1,200}\)/y;
const UNQUOTED_END = /[\s,;"'`&#<>)}\]|\\]/g;

/** `NAME=value`, `"name": "value"`, `Name: value`, `?name=value&…`. */
function maskNamed(text: string): string {
  let masked = '';
  let from = 0;
  NAMED.lastIndex = 0;
  for (let head = NAMED.exec(text); head !== null; head = NAMED.exec(text)) {
    const [all, name = '', joint = '', quote = ''] = head;
    const tells = nameTells(name);
    if (tells === 'no') continue;
    const start = head.index + all.length;
    const end = quote === '' ? unquotedEnd(text, start) : quotedEnd(text, start, quote);
    const value = text.slice(start, end);
    // `token: abc` in prose is a sentence; `token=abc` and `"token": "abc"` are data.
    const isData = quote === '' ? !joint.includes(':') : value.split(/\s+/, 8).length <= 6;
    if (!isNamedSecret(tells, value) || /^[[{]/.test(value)) continue;
    if (!isData && !hasSecretLook(value) && value.length < 20) continue;
    masked += text.slice(from, start) + MASK;
    from = end;
    NAMED.lastIndex = end;
  }
  return masked + text.slice(from);
}

function unquotedEnd(text: string, start: number): number {
  REFERENCE.lastIndex = start;
  UNQUOTED_END.lastIndex = REFERENCE.test(text) ? REFERENCE.lastIndex : start;
  return UNQUOTED_END.exec(text)?.index ?? text.length;
}

function quotedEnd(text: string, start: number, quote: string): number {
  const end = text.indexOf(quote, start);
  // Cut off text has no closing quote: then the value ends where an unquoted one would.
  return end < 0 ? unquotedEnd(text, start) : end;
}

/** `--token value` within a line. */
function maskFlags(text: string): string {
  return text.replace(
    /(?<!\S)(--?[A-Za-z][A-Za-z0-9_.-]*)(\s+)([^\s"'-]\S*)/g,
    (all, flag: string, space: string, value: string) =>
      hasSecretLook(value) && isNamedSecret(nameTells(flag), value) ? flag + space + MASK : all,
  );
}

/** `-u user:password`, but not `-u 1000:1000`. */
function maskLogins(text: string): string {
  return text.replace(
    /(?<!\S)((?:-u|--user|--proxy-user)[\s=]{1,20})([^\s:]{1,200}):(\S{1,500})/g,
    (all, flag: string, user: string, password: string) =>
      /^\d+$/.test(password) || password === user ? all : `${flag}${user}:${MASK}`,
  );
}

/** Whether a word is more than a word of prose: a digit, letters of both cases within, or a sign. */
function hasSecretLook(value: string): boolean {
  return /\d|[a-z][A-Z]|[!@$%^*+=~]/.test(value);
}

import { look, lookAt } from './lexicon/index.ts';
import type { Word } from './lexicon/index.ts';
import { numberOf } from './lexicon/kinds.ts';
import type { Kind } from './lexicon/kinds.ts';

/** A word of a text with what it may mean. */
export interface Token {
  readonly word: Word;
  /** Of its spelling in lower case: 32 bits. */
  readonly hash: number;
  readonly at: number;
  readonly end: number;
  /** Whether a clause starts with it: first in its sentence, or after a comma, a colon, a bracket. */
  readonly opens: boolean;
  /** Whether it opens after a comma, which may as well divide a list. */
  readonly isListed: boolean;
  /** The spelling of an identifier or of a word in quotes, in lower case; else empty. */
  readonly name: string;
  /** Its spelling in lower case. */
  readonly lower: string;
}

/** A chunk between blanks, once looked up: one word, or the parts of a compound. */
interface Chunk {
  readonly core: string;
  readonly lower: string;
  readonly word: Word;
  readonly hash: number;
  readonly isName: boolean;
  readonly parts: readonly Part[] | undefined;
}

interface Part {
  readonly word: Word;
  readonly hash: number;
  readonly at: number;
  readonly end: number;
  readonly lower: string;
}

const LONGEST = 400;
const NOTHING: Word = { kinds: [], deeds: [], form: 0, flags: 0, next: undefined };

// What a character is at the edge of a chunk: bits.
const BLANK = 1;
const LEAD = 2;
const TRAIL = 4;
const QUOTE = 8;
const COMMA = 44;
const EDGES = edges();

function edges(): Uint8Array {
  const bits = new Uint8Array(0x10000);
  const mark = (chars: string, bit: number): void => {
    for (let i = 0; i < chars.length; i += 1) {
      const code = chars.charCodeAt(i);
      bits[code] = (bits[code] as number) | bit;
    }
  };
  mark(' \n\t\r\u3000\u00A0', BLANK);
  mark('"\'(*,-:[`{>!\u2022\u2013\u2014\u3001\uFF0C\u300C\u00AB\u00BF\u00A1', LEAD);
  mark('!"\')*,.:;?]`}\u2014\u3001\u3002\uFF0C\uFF01\u300D\u00BB\u0964', TRAIL);
  mark('"\'`', QUOTE);
  return bits;
}

/** The words of a sentence. Linear in its length. */
export function wordsOf(text: string): Token[] {
  const tokens: Token[] = [];
  const { length } = text;
  let at = 0;
  let opens = true;
  let isListed = false;
  while (at < length) {
    while (at < length && is(text, at, BLANK)) at += 1;
    let end = at;
    while (end < length && !is(text, end, BLANK)) end += 1;
    let from = at;
    let to = end;
    let quote = 0;
    let isQuoted = false;
    while (from < to && is(text, from, LEAD)) {
      if (is(text, from, QUOTE)) quote = text.charCodeAt(from);
      from += 1;
      opens = true;
      isListed = false;
    }
    while (to > from && is(text, to - 1, TRAIL)) {
      to -= 1;
      isQuoted ||= quote !== 0 && text.charCodeAt(to) === quote;
    }
    if (to > from) {
      const chunk = chunkAt(text, from, Math.min(to, from + LONGEST));
      add(tokens, chunk, { at: from, opens, isListed, isQuoted });
      opens = false;
    } else if (end - at < 3 && look(text.slice(at, end)) !== undefined) {
      // "->", ":="
      const chunk = chunkAt(text, at, end);
      add(tokens, chunk, { at, opens: false, isListed: false, isQuoted: false });
      opens = true;
    }
    if (to < end) {
      opens = true;
      isListed = to === end - 1 && text.charCodeAt(to) === COMMA;
    }
    at = end;
  }
  return tokens;
}

function is(text: string, at: number, bit: number): boolean {
  return ((EDGES[text.charCodeAt(at)] as number) & bit) !== 0;
}

interface Place {
  readonly at: number;
  readonly opens: boolean;
  readonly isListed: boolean;
  readonly isQuoted: boolean;
}

function add(tokens: Token[], chunk: Chunk, { at, isListed, isQuoted, opens }: Place): void {
  const { core, hash, isName, lower, parts, word } = chunk;
  if (parts === undefined) {
    const name = isName || isQuoted ? lower : '';
    const end = at + core.length;
    tokens.push({ word, hash, at, end, opens, isListed: opens && isListed, name, lower });
    return;
  }
  for (let i = 0; i < parts.length; i += 1) {
    const part = parts[i] as Part;
    tokens.push({
      word: part.word,
      hash: part.hash,
      at: at + part.at,
      end: at + part.end,
      opens: opens && i === 0,
      isListed: opens && isListed && i === 0,
      name: '',
      lower: part.lower,
    });
  }
}

/** The words with those of a phrase as one, the longest first. */
export function phrasesIn(tokens: readonly Token[]): readonly Token[] {
  // Most sentences have none: then nothing is copied.
  let found: Token[] | undefined;
  for (let i = 0; i < tokens.length; i += 1) {
    const first = tokens[i] as Token;
    const last = first.word.next === undefined ? i : endOfPhrase(tokens, i);
    if (last > i) {
      found ??= tokens.slice(0, i);
      found.push({
        ...first,
        word: wordBetween(tokens, i, last),
        end: (tokens[last] as Token).end,
      });
      i = last;
    } else found?.push(first);
  }
  return found ?? tokens;
}

/** The last word of the longest phrase that starts with a word; the word itself where there is none. */
function endOfPhrase(tokens: readonly Token[], from: number): number {
  let last = from;
  let level = (tokens[from] as Token).word.next;
  for (let k = from + 1; level !== undefined && k < tokens.length; k += 1) {
    const { lower, opens } = tokens[k] as Token;
    const word: Word | undefined = opens ? undefined : level.get(lower);
    if (word === undefined) break;
    if (word.kinds.length > 0 || word.deeds.length > 0) last = k;
    level = word.next;
  }
  return last;
}

function wordBetween(tokens: readonly Token[], from: number, to: number): Word {
  let { word } = tokens[from] as Token;
  for (let k = from + 1; k <= to; k += 1) {
    word = word.next?.get((tokens[k] as Token).lower) ?? word;
  }
  return word;
}

/**
 * The chunks met lately, by their spelling: texts repeat their words, so most are analysed once. A table of
 * its own, since it is asked about stretches of a text, and a map would have each cut out first. A chunk may
 * stand in a few places only; who comes last takes the first of them, so no text can fill memory or make
 * the search long.
 */
const known: (Chunk | undefined)[] = Array.from({ length: 32_768 });
/** The hash of each one's spelling: lies closer together than the chunks, and tells most of them apart. */
const spellings = new Int32Array(known.length);
const PLACES = 8;

/** The chunk that a text has between two places. */
function chunkAt(text: string, from: number, to: number): Chunk {
  const spelling = spellingOf(text, from, to);
  const first = spelling & (known.length - PLACES);
  let free = first;
  for (let place = first; place < first + PLACES; place += 1) {
    const hash = spellings[place];
    if (hash !== spelling && hash !== 0) continue;
    const chunk = known[place];
    if (chunk === undefined) {
      free = place;
      break;
    }
    if (isAt(chunk.core, text, from, to)) return chunk;
  }
  const chunk = chunkOf(text.slice(from, to));
  known[free] = chunk;
  spellings[free] = spelling;
  return chunk;
}

function isAt(core: string, text: string, from: number, to: number): boolean {
  if (core.length !== to - from) return false;
  for (let i = 0; i < core.length; i += 1) {
    if (core.charCodeAt(i) !== text.charCodeAt(from + i)) return false;
  }
  return true;
}

/** A copy: a slice would keep the whole text in memory. */
function chunkOf(slice: string): Chunk {
  const core = slice.split('').join('');
  const lower = core.toLowerCase();
  return { core, lower, ...analyse(core), hash: hashOf(lower) };
}

const SHAPES: readonly { readonly kind: Kind; readonly shape: RegExp }[] = [
  {
    kind: 'secret-file',
    shape:
      /(?:^|[/\\~*])\.(?:ssh|aws|azure|kube|gnupg|netrc|npmrc|pypirc|pgpass|git-credentials|docker|config\/gcloud|bash_history|zsh_history|env)(?![\w-])|^id_(?:rsa|dsa|ecdsa|ed25519)|\/etc\/(?:passwd|shadow|sudoers)|\/proc\/(?:self|\d{1,7})\/environ|\.(?:pem|pfx|p12|jks|kdbx|key|ovpn)$|(?:mcp|mcp_config|claude_desktop_config|credentials?|secrets?)\.(?:json|ya?ml|toml|ini)$|wallet\.dat$|authorized_keys|login\.keychain/i,
  },
  { kind: 'mailbox', shape: /^[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,63}$/ },
  {
    kind: 'address',
    shape:
      /^(?:https?|ftp|wss?):\/\/|^www\.|^\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?$|^[\w-]{1,40}(?:\.[\w-]{1,40}){1,3}\/\S/i,
  },
  {
    kind: 'account',
    shape:
      /^0x[0-9a-fA-F]{20,64}$|^bc1[a-z0-9]{20,60}$|^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$|^\+\d[\d-]{7,15}$/,
  },
  { kind: 'channel', shape: /^#[a-z][\w-]{2,40}$/i },
  {
    kind: 'secret',
    shape:
      /^\$?\{?[A-Z][A-Z0-9]{0,30}(?:_[A-Z0-9]{1,30}){0,4}_(?:KEY|TOKEN|SECRET|PASSWORD|CREDENTIALS?)\}?$/,
  },
  { kind: 'environment', shape: /^\$\{?[A-Z_]{3,40}\}?$|^\$[A-Z]{3,30}$/ },
  { kind: 'path', shape: /^(?:~|\.{1,2})?\/[\w.*~/-]{2,}$|^[A-Z]:\\/i },
  {
    kind: 'command',
    shape:
      /^--[a-z][\w-]{1,30}(?:=\S*)?$|^(?:curl|wget|chmod|sudo|bash|sh|zsh|powershell|base64|nc|netcat|eval|rm|scp|crontab|printenv|osascript|whoami|ifconfig|nslookup|iwr|iex)$/,
  },
];
const TAG = numberOf('tag');
const SHOUT = numberOf('shout');
const NAME =
  /^[A-Za-z][A-Za-z0-9]{0,40}(?:[_.-][A-Za-z0-9]{1,40}){1,8}(?:\(\))?$|^[a-z]{2,20}(?:[A-Z][a-z0-9]{1,20}){1,6}(?:\(\))?$|^[a-z_]\w{1,40}\(\)$/;
const COMPOUND = /^[\p{L}'’]+(?:[-/&.][\p{L}']+)+$/u;
const UNSPACED = /[\u3040-\u30FF\u3400-\u9FFF]/;

function analyse(core: string): Pick<Chunk, 'word' | 'isName' | 'parts'> {
  const lower = core.toLowerCase().replaceAll('’', "'");
  const entry = look(lower);
  const shape =
    entry === undefined || /^[$/~.#]|[@/\\.]/.test(core) ? shapeOf(core) : commandOf(lower);
  if (entry !== undefined || shape !== undefined) {
    const isShout = core.length > 3 && core === core.toUpperCase() && core !== lower;
    const base = entry ?? NOTHING;
    const extra = [...(shape === undefined ? [] : [shape]), ...(isShout ? [SHOUT] : [])];
    const word = extra.length === 0 ? base : { ...base, kinds: [...base.kinds, ...extra] };
    return { word, isName: false, parts: undefined };
  }
  if (UNSPACED.test(core)) return { word: NOTHING, isName: false, parts: unspaced(lower) };
  if (/^\d/.test(core)) return { word: NOTHING, isName: false, parts: undefined };
  if (/[_:().]|[a-z][A-Z]/.test(core) && NAME.test(core))
    return { word: NOTHING, isName: true, parts: undefined };
  if (COMPOUND.test(core)) return { word: NOTHING, isName: false, parts: compound(lower) };
  if (/[<>|]/.test(core) && /<\/?[A-Za-z_|!]|^\||\[\/?INST/.test(core)) {
    return { word: { ...NOTHING, kinds: [TAG] }, isName: false, parts: undefined };
  }
  // "the user's", "l'utilisateur"
  const elided = lower.slice(lower.indexOf("'") + 1);
  const possessive = lower.replace(/'s?$/, '');
  return {
    word: look(possessive) ?? look(elided) ?? stripped(lower) ?? NOTHING,
    isName: false,
    parts: undefined,
  };
}

function shapeOf(core: string): number | undefined {
  const found = SHAPES.find(({ shape }) => shape.test(core));
  return found === undefined ? undefined : numberOf(found.kind);
}

function commandOf(lower: string): number | undefined {
  return SHAPES.at(-1)?.shape.test(lower) === true ? numberOf('command') : undefined;
}

/** Arabic writes "and", "the", "to" and "by" with the word that follows. */
function stripped(word: string): Word | undefined {
  if (!/^[\u0600-\u06FF]{4,}$/.test(word)) return undefined;
  for (const lead of ['وال', 'بال', 'لل', 'ال', 'و', 'ب', 'ل', 'ف']) {
    if (word.startsWith(lead)) {
      const entry = look(word.slice(lead.length));
      if (entry !== undefined) return entry;
    }
  }
  return undefined;
}

function compound(lower: string): Chunk['parts'] {
  const parts: Part[] = [];
  for (const match of lower.matchAll(/[\p{L}']+/gu)) {
    parts.push({
      word: look(match[0]) ?? NOTHING,
      hash: hashOf(match[0]),
      at: match.index,
      end: match.index + match[0].length,
      lower: match[0],
    });
  }
  return parts;
}

function unspaced(text: string): Chunk['parts'] {
  const parts: Part[] = [];
  for (let at = 0; at < text.length; ) {
    const hit = lookAt(text, at);
    if (hit === undefined) at += 1;
    else {
      const end = at + hit.length;
      const lower = text.slice(at, end);
      parts.push({ word: hit.word, hash: hashOf(lower), at, end, lower });
      at = end;
    }
  }
  return parts;
}

/** FNV-1a over UTF-16 code units. */
function hashOf(text: string): number {
  return spellingOf(text, 0, text.length);
}

/** The same of a stretch of a text. */
function spellingOf(text: string, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let i = from; i < to; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return hash ^ (hash >>> 15);
}

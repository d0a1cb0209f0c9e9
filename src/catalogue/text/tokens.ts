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
}

/** A chunk between blanks, once looked up: one word, or the parts of a compound. */
interface Chunk {
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
}

const MOST_KNOWN = 20_000;
const LONGEST = 400;
const NOTHING: Word = { kinds: [], deeds: [], form: 0, flags: 0, next: undefined };
// Texts repeat their words: a chunk is analysed once. Emptied when full, so that no text can fill memory.
const known = new Map<string, Chunk>();

/** The words of a sentence. Linear in its length. */
export function wordsOf(text: string): Token[] {
  const tokens: Token[] = [];
  const { length } = text;
  let at = 0;
  let opens = true;
  let isListed = false;
  while (at < length) {
    while (at < length && isBlank(text.charCodeAt(at))) at += 1;
    let end = at;
    while (end < length && !isBlank(text.charCodeAt(end))) end += 1;
    let from = at;
    let to = end;
    let quote = 0;
    let isQuoted = false;
    while (from < to && isLead(text.charCodeAt(from))) {
      if (isQuote(text.charCodeAt(from))) quote = text.charCodeAt(from);
      from += 1;
      opens = true;
      isListed = false;
    }
    while (to > from && isTrail(text.charCodeAt(to - 1))) {
      to -= 1;
      isQuoted ||= quote !== 0 && text.charCodeAt(to) === quote;
    }
    if (to > from) {
      const core = text.slice(from, Math.min(to, from + LONGEST));
      add(tokens, core, { at: from, opens, isListed, isQuoted });
      opens = false;
    } else if (end - at < 3 && look(text.slice(at, end)) !== undefined) {
      // "->", ":="
      add(tokens, text.slice(at, end), { at, opens: false, isListed: false, isQuoted: false });
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

const COMMA = 44;

interface Place {
  readonly at: number;
  readonly opens: boolean;
  readonly isListed: boolean;
  readonly isQuoted: boolean;
}

function add(tokens: Token[], core: string, { at, isListed, isQuoted, opens }: Place): void {
  const { hash, isName, parts, word } = chunkOf(core);
  if (parts === undefined) {
    const name = isName || isQuoted ? core.toLowerCase() : '';
    tokens.push({
      word,
      hash,
      at,
      end: at + core.length,
      opens,
      isListed: opens && isListed,
      name,
    });
    return;
  }
  for (const [i, part] of parts.entries()) {
    tokens.push({
      word: part.word,
      hash: part.hash,
      at: at + part.at,
      end: at + part.end,
      opens: opens && i === 0,
      isListed: opens && isListed && i === 0,
      name: '',
    });
  }
}

/** The words with those of a phrase as one, the longest first. */
export function phrasesIn(tokens: readonly Token[], text: string): Token[] {
  const found: Token[] = [];
  for (let i = 0; i < tokens.length; i += 1) {
    const first = tokens[i];
    if (first === undefined) break;
    let best = first;
    let last = i;
    let level = first.word.next;
    for (let k = i + 1; level !== undefined && k < tokens.length; k += 1) {
      const token = tokens[k];
      if (token === undefined || token.opens) break;
      const word: Word | undefined = level.get(text.slice(token.at, token.end).toLowerCase());
      if (word === undefined) break;
      if (word.kinds.length > 0 || word.deeds.length > 0) {
        best = { ...first, word, end: token.end };
        last = k;
      }
      level = word.next;
    }
    found.push(best);
    i = last;
  }
  return found;
}

function chunkOf(core: string): Chunk {
  let chunk = known.get(core);
  if (chunk === undefined) {
    if (known.size >= MOST_KNOWN) known.clear();
    chunk = { ...analyse(core), hash: hashOf(core.toLowerCase()) };
    known.set(core, chunk);
  }
  return chunk;
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

function analyse(core: string): Omit<Chunk, 'hash'> {
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
      parts.push({
        word: hit.word,
        hash: hashOf(text.slice(at, at + hit.length)),
        at,
        end: at + hit.length,
      });
      at += hit.length;
    }
  }
  return parts;
}

/** FNV-1a over UTF-16 code units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return hash ^ (hash >>> 15);
}

function isBlank(code: number): boolean {
  return (
    code === 32 || code === 10 || code === 9 || code === 13 || code === 0x3000 || code === 0xa0
  );
}

function isQuote(code: number): boolean {
  return code === 34 || code === 39 || code === 96;
}

// " ' ( * , - [ ` { > • – — and the Chinese comma and brackets
const LEADS = new Set([
  34, 39, 40, 42, 44, 45, 58, 91, 96, 123, 62, 33, 0x2022, 0x2013, 0x2014, 0x3001, 0xff0c, 0x300c,
  0xab, 0xbf, 0xa1,
]);
const TRAILS = new Set([
  33, 34, 39, 41, 42, 44, 46, 58, 59, 63, 93, 96, 125, 0x2014, 0x3001, 0x3002, 0xff0c, 0xff01,
  0x300d, 0xbb, 0x964,
]);

function isLead(code: number): boolean {
  return code < 128 ? LEADS.has(code) : code > 160 && LEADS.has(code);
}

function isTrail(code: number): boolean {
  return TRAILS.has(code);
}

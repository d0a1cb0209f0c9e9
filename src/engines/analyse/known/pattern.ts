import { bits } from '../run/assurance.ts';
import type { Bits } from '../run/assurance.ts';

// What a regular expression says of a string that it matches, and of one that it does not.

/** `search` may match anywhere, `match` at the start, `full` all of it. */
export type MatchMode = 'search' | 'match' | 'full';

export interface PatternMeaning {
  readonly yes: Bits;
  readonly no: Bits;
  /** It only looks for words: no way to limit a string. */
  readonly isWeak: boolean;
}

const SHELL = ';&|`$<>(){}\'"\\*?!# \t\n';
const known = new Map<string, PatternMeaning>();

/** Judges a pattern in the common syntax of JavaScript, Python and Go; what it cannot read says nothing. */
export function patternBits(source: string, mode: MatchMode): PatternMeaning {
  const key = `${mode} ${source}`;
  let meaning = known.get(key);
  if (meaning === undefined) {
    meaning = judge(source, mode);
    if (known.size < 5000) known.set(key, meaning);
  }
  return meaning;
}

/** A URL whose host is written out, dots escaped, up to the slash after it. */
const FIXED_HOST =
  /^(?:\(\?[a-z]+\))?\^?(?:https?|https\?|wss?)(?:\\?:|:)(?:\\?\/){2}(?:\((?:\?:)?\[[^\]/\\:@?#]{1,40}\][+*]?\\\.\)[*?+]?)?(?:[\w-]|\\\.|\(\?:|[()|?])+(?::\d+)?\\?\//;

function judge(source: string, mode: MatchMode): PatternMeaning {
  if (source.length > 2000) return { yes: 0, no: 0, isWeak: true };
  const startsAnchored = mode !== 'search' || /^(?:\(\?[a-z]+\))?(?:\^|\\A)/.test(source);
  const endsAnchored = mode === 'full' || /(?:[^\\]\$|\\[Zz])$/.test(source);
  const hasTopAlternatives = splitsAtTop(source);
  const read = charactersOf(source);
  if (read === undefined) return { yes: 0, no: 0, isWeak: true };
  const single = singleClass(source);
  const no = single === undefined ? 0 : limitedTo(complement(single), complement(single));
  if (startsAnchored && !hasTopAlternatives && FIXED_HOST.test(source)) {
    return { yes: bits('host-listed', 'scheme-listed', 'no-dash'), no, isWeak: false };
  }
  if (!startsAnchored || !endsAnchored || hasTopAlternatives) {
    return { yes: 0, no, isWeak: no === 0 };
  }
  if (read.isFixed) return { yes: bits('listed'), no, isWeak: false };
  const apart = keepsDotsApart(source) ? bits('no-parent') : 0;
  return { yes: limitedTo(read.all, read.first) | apart, no, isWeak: false };
}

/** A dot after which something else must come. */
const FOLLOWED_DOT = /(?<!\\)\\\.(?=(?:\\[dw]|[A-Za-z0-9]|\[[^\]\\]{1,60}\])(?![*?]|\{0))/g;

/** Whether no two dots can stand side by side, as in `\d+\.\d+`: each is written out, and followed by something else. */
function keepsDotsApart(source: string): boolean {
  const dot = '.'.charCodeAt(0);
  const inClass = source.match(/\[(?:\\.|[^\]\\])+\]/g) ?? [];
  if (inClass.some((text) => classOf(text)?.[dot] !== false)) return false;
  return charactersOf(source.replaceAll(FOLLOWED_DOT, ''))?.all[dot] === false;
}

/** A set of characters: 128 flags, and one for everything beyond. */
type Characters = readonly boolean[];
const OTHER = 128;

function limitedTo(all: Characters, first: Characters): Bits {
  const has = (character: string): boolean => all[character.charCodeAt(0)] ?? false;
  let gained = 0;
  const digits = all.every((yes, code) => !yes || (code >= 48 && code <= 57));
  if (digits) gained |= bits('number');
  const isPlain = ![...SHELL, '/', '%', '\r'].some(has) && !all[OTHER];
  if (isPlain)
    gained |= bits(
      'plain',
      'url-encoded',
      'html-escaped',
      'sql-quoted',
      'shell-quoted',
      'identifier',
      'pattern-escaped',
    );
  if (![...SHELL].some(has)) gained |= bits('shell-quoted', 'sql-quoted');
  if (!has('/') && !has('\\')) {
    if (!has('.') || !first['.'.charCodeAt(0)]) gained |= bits('component');
    gained |= bits('relative');
  }
  if (!has('.')) gained |= bits('no-parent');
  if (!(first['-'.charCodeAt(0)] ?? false)) gained |= bits('no-dash');
  if (!(first['/'.charCodeAt(0)] ?? false) && !(first['\\'.charCodeAt(0)] ?? false))
    gained |= bits('relative');
  if (!has('\n') && !has('\r')) gained |= bits('one-line');
  if (!has('<') && !has('"') && !has('&')) gained |= bits('html-escaped');
  if (!has("'") && !has('"') && !has(';') && !has('\\')) gained |= bits('sql-quoted');
  if (![...NAMING].some(has) && !all[OTHER]) gained |= bits('sum');
  return gained;
}

/** What names, texts and members are written with in code: without these, what is left are sums. */
const NAMING = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_$@[]{}\'"`\\!';

function complement(set: Characters): Characters {
  return set.map((yes) => !yes);
}

function none(): boolean[] {
  return Array.from({ length: OTHER + 1 }, () => false);
}

function fill(set: boolean[], from: number, to: number): void {
  for (let code = from; code <= Math.min(to, OTHER); code++) set[code] = true;
  if (to > OTHER) set[OTHER] = true;
}

/** The set of a pattern that is one character class, repeated or not; undefined for any other. */
function singleClass(source: string): Characters | undefined {
  const match = /^\(?(\[(?:[^\]\\]|\\.)+\]|\\[wdsWDS])\)?[+*]?$/.exec(source);
  if (match?.[1] === undefined) return undefined;
  return classOf(match[1].startsWith('[') ? match[1] : `[${match[1]}]`);
}

function classOf(text: string): Characters | undefined {
  const set = none();
  const isNegated = text[1] === '^';
  let at = isNegated ? 2 : 1;
  const end = text.length - 1;
  while (at < end) {
    const one = unitAt(text, at);
    if (one === undefined) return undefined;
    at = one.next;
    if (one.set !== undefined) {
      for (const [code, yes] of one.set.entries()) if (yes) set[code] = true;
      continue;
    }
    if (text[at] === '-' && at + 1 < end) {
      const to = unitAt(text, at + 1);
      if (to?.code === undefined) return undefined;
      fill(set, one.code ?? 0, to.code);
      at = to.next;
    } else {
      fill(set, one.code ?? 0, one.code ?? 0);
    }
  }
  return isNegated ? complement(set) : set;
}

interface Unit {
  readonly code?: number;
  readonly set?: Characters;
  readonly next: number;
}

function unitAt(text: string, at: number): Unit | undefined {
  if (text[at] !== '\\') return { code: text.charCodeAt(at), next: at + 1 };
  const escape = text[at + 1] ?? '';
  const set = none();
  switch (escape) {
    case 'w':
    case 'W':
      fill(set, 48, 57);
      fill(set, 65, 90);
      fill(set, 97, 122);
      set[95] = true;
      return { set: escape === 'w' ? set : complement(set), next: at + 2 };
    case 'd':
    case 'D':
      fill(set, 48, 57);
      return { set: escape === 'd' ? set : complement(set), next: at + 2 };
    case 's':
    case 'S':
      fill(set, 9, 13);
      set[32] = true;
      return { set: escape === 's' ? set : complement(set), next: at + 2 };
    case 'n':
      return { code: 10, next: at + 2 };
    case 'r':
      return { code: 13, next: at + 2 };
    case 't':
      return { code: 9, next: at + 2 };
    case 'x': {
      const code = Number.parseInt(text.slice(at + 2, at + 4), 16);
      return Number.isNaN(code) ? undefined : { code, next: at + 4 };
    }
    case 'u': {
      const code = Number.parseInt(text.slice(at + 2, at + 6), 16);
      return Number.isNaN(code) ? undefined : { code, next: at + 6 };
    }
    case 'p':
    case 'P': {
      const close = text.indexOf('}', at);
      if (close < 0) return undefined;
      fill(set, 48, 57);
      fill(set, 65, 90);
      fill(set, 97, 122);
      set[OTHER] = true;
      return { set, next: close + 1 };
    }
    default:
      return { code: escape.charCodeAt(0), next: at + 2 };
  }
}

interface Read {
  readonly all: Characters;
  /** What the string may start with. */
  readonly first: Characters;
  /** Nothing but fixed words: `^(a|b)$`. */
  readonly isFixed: boolean;
}

/** Every character that a match may hold, wherever in the pattern it comes from. */
function charactersOf(source: string): Read | undefined {
  const all = none();
  let first: boolean[] | undefined;
  let isFixed = true;
  let mayStillStart = true;
  let at = 0;
  const add = (set: Characters): void => {
    for (const [code, yes] of set.entries()) if (yes) all[code] = true;
    if (!mayStillStart) return;
    first ??= none();
    for (const [code, yes] of set.entries()) if (yes) first[code] = true;
  };
  while (at < source.length) {
    const character = source[at] ?? '';
    let set: Characters | undefined;
    if (character === '^' || character === '$') {
      at++;
      continue;
    }
    if (character === '(') {
      const look = /^\((?:\?(?::|<?[=!]|P?<\w+>|[a-z]+\)))?/.exec(source.slice(at))?.[0] ?? '(';
      // A look-around limits what is matched without matching it: it is read past.
      if (/[=!]$/.test(look)) {
        const end = closing(source, at);
        if (end < 0) return undefined;
        at = end + 1;
        continue;
      }
      at += look.length;
      continue;
    }
    if (character === ')' || character === '|') {
      if (character === '|') mayStillStart = true;
      at++;
      continue;
    }
    if (character === '[') {
      const end = classEnd(source, at);
      if (end < 0) return undefined;
      set = classOf(source.slice(at, end + 1));
      isFixed = false;
      at = end + 1;
    } else if (character === '.') {
      set = none().map((_, code) => code !== 10);
      isFixed = false;
      at++;
    } else if (/^\\[bBAZzG]/.test(source.slice(at, at + 2))) {
      at += 2;
      continue;
    } else if (/^\\[1-9k]/.test(source.slice(at, at + 2))) {
      return undefined;
    } else {
      const unit = unitAt(source, at);
      if (unit === undefined) return undefined;
      if (unit.set === undefined) {
        const one = none();
        fill(one, unit.code ?? 0, unit.code ?? 0);
        set = one;
      } else {
        set = unit.set;
        isFixed = false;
      }
      at = unit.next;
    }
    if (set === undefined) return undefined;
    const quantifier = /^(?:[*+?]|\{\d*,?\d*\})[?+]?/.exec(source.slice(at))?.[0] ?? '';
    if (quantifier !== '' && !/^\{\d+\}$/.test(quantifier)) isFixed = false;
    add(set);
    if (!/^(?:[*?]|\{0?,)/.test(quantifier)) mayStillStart = false;
    at += quantifier.length;
    // A group's own quantifier is read past; an optional group leaves the start open.
    const after = /^\)(?:[*?]|\{0?,\d*\})/.exec(source.slice(at));
    if (after !== null && !mayStillStart && first !== undefined) mayStillStart = at < 40;
    while (source[at] === ')') {
      at++;
      const group = /^(?:[*+?]|\{\d*,?\d*\})[?+]?/.exec(source.slice(at))?.[0] ?? '';
      if (group !== '') isFixed = false;
      at += group.length;
    }
  }
  return { all, first: first ?? none(), isFixed: isFixed && first !== undefined };
}

function classEnd(source: string, at: number): number {
  for (let index = at + (source[at + 1] === '^' ? 3 : 2); index < source.length; index++) {
    if (source[index] === '\\') index++;
    else if (source[index] === ']') return index;
  }
  return -1;
}

function closing(source: string, at: number): number {
  let depth = 0;
  for (let index = at; index < source.length; index++) {
    const character = source[index];
    if (character === '\\') index++;
    else if (character === '[') {
      const end = classEnd(source, index);
      if (end < 0) return -1;
      index = end;
    } else if (character === '(') depth++;
    else if (character === ')' && --depth === 0) return index;
  }
  return -1;
}

/** Whether `|` stands outside every group: then the anchors hold for one side each. */
function splitsAtTop(source: string): boolean {
  let depth = 0;
  for (let index = 0; index < source.length; index++) {
    const character = source[index];
    if (character === '\\') index++;
    else if (character === '[') {
      const end = classEnd(source, index);
      if (end < 0) return true;
      index = end;
    } else if (character === '(') depth++;
    else if (character === ')') depth--;
    else if (character === '|' && depth === 0) return true;
  }
  return false;
}

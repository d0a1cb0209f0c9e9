// A regular expression of the program that is looked at, tried on a text of ours. The expression is foreign
// and may be made to be slow, so it never meets the engine of the machine: it is matched here, with a
// budget of steps. What cannot be read (recursion, conditions, Unicode categories) gives no matcher.

/** Which text each group matched; the first is the whole. */
export type Groups = readonly (string | undefined)[];

export interface Found {
  readonly at: number;
  readonly end: number;
  readonly groups: Groups;
}

export interface Matcher {
  /** The first match at or after a place; undefined where there is none. Throws `Spent`. */
  find(text: string, from: number, isSticky?: boolean): Found | undefined;
}

/** A match took more steps than one is given. */
export class Spent extends Error {}
class Unreadable extends Error {}

const MOST_STEPS = 60_000;
const LONGEST = 6000;
const DEEPEST = 40;

interface State {
  readonly text: string;
  readonly groups: (readonly [number, number] | undefined)[];
  steps: number;
}

type Next = (at: number) => boolean;
type Part = (state: State, at: number, next: Next) => boolean;
type Fits = (character: string) => boolean;

interface Flags {
  readonly ignoresCase: boolean;
  readonly isMultiline: boolean;
  readonly dotIsAll: boolean;
  readonly isVerbose: boolean;
}

/**
 * Reads an expression in what JavaScript, Python and Go have in common.
 *
 * @param flags letters as in `(?imsx)`; others are passed over
 * @returns undefined where it cannot be read
 */
export function matcherOf(source: string, flags: string): Matcher | undefined {
  if (source.length > LONGEST) return undefined;
  let whole: Part;
  let count: number;
  try {
    const reader = new Reader(source, flagsOf(flags));
    whole = reader.whole();
    count = reader.groups;
  } catch (thrown) {
    if (thrown instanceof Unreadable) return undefined;
    throw thrown;
  }
  return {
    find(text, from, isSticky = false) {
      const state: State = { text, groups: [], steps: 0 };
      for (let at = from; at <= text.length; at++) {
        state.groups.length = 0;
        let end = -1;
        if (whole(state, at, (to) => ((end = to), true))) {
          const groups = Array.from({ length: count + 1 }, (_, nth) => {
            const span = nth === 0 ? ([at, end] as const) : state.groups[nth];
            return span === undefined ? undefined : text.slice(span[0], span[1]);
          });
          return { at, end, groups };
        }
        if (isSticky) break;
      }
      return undefined;
    },
  };
}

function flagsOf(letters: string): Flags {
  return {
    ignoresCase: letters.includes('i'),
    isMultiline: letters.includes('m'),
    dotIsAll: letters.includes('s'),
    isVerbose: letters.includes('x'),
  };
}

function step(state: State): void {
  if (++state.steps > MOST_STEPS) throw new Spent();
}

const isWord = (character: string | undefined): boolean =>
  character !== undefined && /^\w$/.test(character);

class Reader {
  groups = 0;
  readonly #source: string;
  readonly #names = new Map<string, number>();
  #at = 0;
  #flags: Flags;
  #depth = 0;

  constructor(source: string, flags: Flags) {
    this.#source = source;
    this.#flags = flags;
  }

  whole(): Part {
    const part = this.#choice();
    if (this.#at < this.#source.length) throw new Unreadable();
    return part;
  }

  #choice(): Part {
    if (++this.#depth > DEEPEST) throw new Unreadable();
    const before = this.#flags;
    const arms = [this.#sequence()];
    while (this.#take('|')) arms.push(this.#sequence());
    this.#flags = before;
    this.#depth--;
    const [only] = arms;
    if (arms.length === 1 && only !== undefined) return only;
    return (state, at, next) => {
      step(state);
      return arms.some((arm) => arm(state, at, next));
    };
  }

  #sequence(): Part {
    const parts: Part[] = [];
    for (;;) {
      if (this.#flags.isVerbose) this.#skipSpace();
      if (this.#at >= this.#source.length || '|)'.includes(this.#peek())) break;
      const part = this.#atom();
      if (part !== undefined) parts.push(this.#repeated(part));
    }
    return inOrder(parts);
  }

  #skipSpace(): void {
    const space = /(?:\s|#[^\n]*(?:\n|$))*/y;
    space.lastIndex = this.#at;
    this.#at += space.exec(this.#source)?.[0].length ?? 0;
  }

  #repeated(part: Part): Part {
    const sign = /^(?:([*+?])|\{(\d{0,3})(,?)(\d{0,3})\})([?+]?)/.exec(
      this.#source.slice(this.#at, this.#at + 12),
    );
    if (sign === null || /^\{,?\}/.test(sign[0])) return part;
    this.#at += sign[0].length;
    const [, mark, from = '', comma = '', to = '', manner] = sign;
    // What a possessive quantifier gives up is not tried again: not needed for what is asked here.
    if (manner === '+') throw new Unreadable();
    const least = mark === undefined ? Number(from) : mark === '+' ? 1 : 0;
    const most =
      mark === undefined
        ? comma === ''
          ? Number(from)
          : to === ''
            ? Infinity
            : Number(to)
        : mark === '?'
          ? 1
          : Infinity;
    return repeat(part, least, most, manner === '?');
  }

  /** Undefined for what only sets flags. */
  #atom(): Part | undefined {
    const character = this.#peek();
    this.#at++;
    switch (character) {
      case '(':
        return this.#group();
      case '[':
        return this.#one(this.#set());
      case '.': {
        const { dotIsAll } = this.#flags;
        return this.#one((one) => dotIsAll || one !== '\n');
      }
      case '^': {
        const { isMultiline } = this.#flags;
        return where((text, at) => at === 0 || (isMultiline && text[at - 1] === '\n'));
      }
      case '$': {
        const { isMultiline } = this.#flags;
        return where(
          (text, at) =>
            at === text.length ||
            (at === text.length - 1 && text[at] === '\n') ||
            (isMultiline && text[at] === '\n'),
        );
      }
      case '\\':
        return this.#escape();
      case '*':
      case '+':
      case '?':
        throw new Unreadable();
      default:
        return this.#one((one) => one === character);
    }
  }

  #escape(): Part {
    const letter = this.#peek();
    this.#at++;
    switch (letter) {
      case '':
        throw new Unreadable();
      case 'A':
        return where((_text, at) => at === 0);
      case 'Z':
      case 'z':
        return where((text, at) => at === text.length);
      case 'b':
      case 'B':
        return where(
          (text, at) => (isWord(text[at - 1]) !== isWord(text[at])) === (letter === 'b'),
        );
      default:
    }
    if (/[1-9]/.test(letter)) return back(Number(letter));
    const kind = KINDS.get(letter);
    if (kind !== undefined) return this.#one(kind);
    if (/[pPkGXRQEN0]/.test(letter)) throw new Unreadable();
    const literal = this.#coded(letter);
    return this.#one((one) => one === literal);
  }

  /** The character that an escape stands for, its letter being read. */
  #coded(letter: string): string {
    const digits = letter === 'x' ? 2 : letter === 'u' ? 4 : 0;
    if (digits === 0) return CONTROLS.get(letter) ?? letter;
    const code = this.#source.slice(this.#at, this.#at + digits);
    if (code.length < digits || !/^[0-9a-fA-F]+$/.test(code)) throw new Unreadable();
    this.#at += digits;
    return String.fromCharCode(Number.parseInt(code, 16));
  }

  #set(): Fits {
    const isNegated = this.#take('^');
    const fits: Fits[] = [];
    for (let isFirst = true; isFirst || this.#peek() !== ']'; isFirst = false) {
      const low = this.#member(fits);
      if (low === undefined) continue;
      const isRange = this.#peek() === '-' && !']'.includes(this.#source[this.#at + 1] ?? ']');
      if (!isRange) {
        fits.push((one) => one === low);
        continue;
      }
      this.#at++;
      const high = this.#member([]);
      if (high === undefined) throw new Unreadable();
      fits.push((one) => low <= one && one <= high);
    }
    this.#at++;
    return (one) => fits.some((each) => each(one)) !== isNegated;
  }

  /** One character of a set; a class of characters is added to what fits. */
  #member(fits: Fits[]): string | undefined {
    const character = this.#peek();
    if (character === '' || (character === '[' && this.#source[this.#at + 1] === ':'))
      throw new Unreadable();
    this.#at++;
    if (character !== '\\') return character;
    const letter = this.#peek();
    this.#at++;
    if (letter === 'b') return '\b';
    const kind = KINDS.get(letter);
    if (kind === undefined) {
      if (letter === '' || /[pP]/.test(letter)) throw new Unreadable();
      return this.#coded(letter);
    }
    fits.push(kind);
    return undefined;
  }

  #group(): Part | undefined {
    const head =
      /^\?(?:([:=!>]|<[=!])|P?<(\w{1,60})>|P=(\w{1,60})\)|#[^)]*\)|([imsxLua-]{1,8})([:)]))/.exec(
        this.#source.slice(this.#at, this.#at + 200),
      );
    if (head === null) {
      if (this.#peek() === '?') throw new Unreadable();
      return this.#captured(++this.groups);
    }
    this.#at += head[0].length;
    const [text, kind, name, earlier, letters, after] = head;
    if (text.startsWith('?#')) return undefined;
    if (earlier !== undefined) return back(this.#names.get(earlier) ?? 0);
    if (name !== undefined) {
      this.#names.set(name, ++this.groups);
      return this.#captured(this.groups);
    }
    if (letters !== undefined) {
      if (letters.includes('-')) throw new Unreadable();
      const before = this.#flags;
      const added = flagsOf(letters);
      this.#flags = {
        ignoresCase: before.ignoresCase || added.ignoresCase,
        isMultiline: before.isMultiline || added.isMultiline,
        dotIsAll: before.dotIsAll || added.dotIsAll,
        isVerbose: before.isVerbose || added.isVerbose,
      };
      if (after === ')') return undefined;
      const inner = this.#closed();
      this.#flags = before;
      return inner;
    }
    const inner = this.#closed();
    if (kind === ':') return inner;
    if (kind === '=' || kind === '!') return ahead(inner, kind === '=');
    if (kind === '<=' || kind === '<!') return behind(inner, kind === '<=');
    throw new Unreadable();
  }

  #captured(number: number): Part {
    const inner = this.#closed();
    return (state, at, next) =>
      inner(state, at, (to) => {
        const before = state.groups[number];
        state.groups[number] = [at, to];
        if (next(to)) return true;
        state.groups[number] = before;
        return false;
      });
  }

  #closed(): Part {
    const inner = this.#choice();
    if (!this.#take(')')) throw new Unreadable();
    return inner;
  }

  #one(fits: Fits): Part {
    const { ignoresCase } = this.#flags;
    const test: Fits = ignoresCase
      ? (one) => fits(one) || fits(one.toLowerCase()) || fits(one.toUpperCase())
      : fits;
    return (state, at, next) => {
      step(state);
      const character = state.text[at];
      return character !== undefined && test(character) && next(at + 1);
    };
  }

  #peek(): string {
    return this.#source[this.#at] ?? '';
  }

  #take(character: string): boolean {
    if (this.#peek() !== character) return false;
    this.#at++;
    return true;
  }
}

const KINDS: ReadonlyMap<string, Fits> = new Map<string, Fits>([
  ['d', (one) => /^\d$/.test(one)],
  ['D', (one) => !/^\d$/.test(one)],
  ['w', isWord],
  ['W', (one) => !isWord(one)],
  ['s', (one) => /^\s$/.test(one)],
  ['S', (one) => !/^\s$/.test(one)],
]);
const CONTROLS: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['f', '\f'],
  ['v', '\v'],
]);

function inOrder(parts: readonly Part[]): Part {
  return (state, at, next) => {
    const go = (nth: number, from: number): boolean => {
      const part = parts[nth];
      return part === undefined ? next(from) : part(state, from, (to) => go(nth + 1, to));
    };
    return go(0, at);
  };
}

function repeat(part: Part, least: number, most: number, isLazy: boolean): Part {
  return (state, start, next) => {
    const go = (at: number, count: number): boolean => {
      step(state);
      const more = (): boolean =>
        count < most && part(state, at, (to) => (to > at || count < least) && go(to, count + 1));
      const stop = (): boolean => count >= least && next(at);
      return isLazy ? stop() || more() : more() || stop();
    };
    return go(start, 0);
  };
}

function where(holds: (text: string, at: number) => boolean): Part {
  return (state, at, next) => holds(state.text, at) && next(at);
}

function ahead(inner: Part, isWanted: boolean): Part {
  return (state, at, next) => inner(state, at, () => true) === isWanted && next(at);
}

function behind(inner: Part, isWanted: boolean): Part {
  return (state, at, next) => {
    let holds = false;
    for (let from = at; from >= 0 && !holds; from--) holds = inner(state, from, (to) => to === at);
    return holds === isWanted && next(at);
  };
}

function back(number: number): Part {
  return (state, at, next) => {
    const span = state.groups[number];
    const text = span === undefined ? '' : state.text.slice(span[0], span[1]);
    return state.text.startsWith(text, at) && next(at + text.length);
  };
}

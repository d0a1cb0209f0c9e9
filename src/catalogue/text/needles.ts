// Which letters a text must hold somewhere for an expression to match in it. One look for the letters of all
// expressions then saves trying most of them (Cox, "Regular Expression Matching with a Trigram Index", 2012).

/** Stands for any character outside of ASCII. */
const FOREIGN = '\x7f';

/** More strings than this are not told apart: what all of them share is no needle any more. */
const MOST_EXACT = 64;
const MOST = 1000;
const LONGEST = 8;

/** What is known of the strings that a part of an expression matches, in lower case. */
interface Part {
  /** Characters of the shortest of them. */
  readonly least: number;
  /** All of them, where they are few. */
  readonly exact?: readonly string[];
  /** Each of them holds one of these. */
  readonly needles?: readonly string[];
}

const ANYTHING: Part = { least: 0 };
const ANY_SIGN: Part = { least: 1 };
const NOTHING: Part = { least: 0, exact: [''] };
const DIGIT: Part = { least: 1, exact: Array.from('0123456789') };

/**
 * Strings of at most eight characters, in lower case and without blanks, one of which is in every text that
 * the expression matches; undefined where nothing can be said.
 */
export function needlesOf(expression: RegExp): readonly string[] | undefined {
  const needles = needlesIn(new Reader(expression).read())?.map((one) => one.slice(0, LONGEST));
  // Where "cat" is looked for, "cats" need not be.
  return needles === undefined
    ? undefined
    : unique(needles).filter(
        (one) => !needles.some((other) => other !== one && one.includes(other)),
      );
}

/** Fewer characters than these no text has that the expression matches. */
export function leastOf(expression: RegExp): number {
  return new Reader(expression).read().least;
}

/** Reads an expression from left to right. Conditions such as `\b` and `(?!…)` are taken to hold. */
class Reader {
  readonly #source: string;
  /** Such expressions take `ſ` for `s`, and a sign of other scripts for its fellow. */
  readonly #isFolding: boolean;
  #at = 0;

  constructor({ ignoreCase, source, unicode, unicodeSets }: RegExp) {
    this.#source = source;
    this.#isFolding = ignoreCase && (unicode || unicodeSets);
  }

  read(): Part {
    const arms = [this.#readArm()];
    while (this.#take('|')) arms.push(this.#readArm());
    return anyOf(arms);
  }

  #readArm(): Part {
    const parts: Part[] = [];
    while (this.#at < this.#source.length && !'|)'.includes(this.#next())) {
      parts.push(this.#readTimes(this.#readOne()));
    }
    return inRow(parts);
  }

  #readOne(): Part {
    const char = this.#next();
    if (char === '(') return this.#readGroup();
    if (char === '[') return this.#readClass();
    if (char === '\\') return this.#readEscape();
    this.#at += 1;
    if (char === '^' || char === '$') return NOTHING;
    return char === '.' ? ANY_SIGN : this.#literal(char);
  }

  #readGroup(): Part {
    const [start = '', name] = /^\((?:\?(?:[:=!]|<[=!]|<(\w+)>))?/.exec(this.#rest()) ?? [];
    this.#at += start.length;
    const part = this.read();
    this.#at += 1;
    const isCondition = start.length > 1 && start !== '(?:' && name === undefined;
    return isCondition ? NOTHING : part;
  }

  #readClass(): Part {
    const [whole = ''] = /^\[(?:[^\]\\]|\\[^])*\]/.exec(this.#rest()) ?? [];
    this.#at += whole.length;
    // Few signs that stand for themselves; ranges, kinds and negations are left alone.
    const signs = whole.slice(1, -1).replaceAll(/\\([-\]\\.])/g, '$1');
    const isPlain = signs.length < 7 && !/^\^|\\|.-./s.test(signs);
    return isPlain ? anyOf(Array.from(signs, (sign) => this.#literal(sign))) : ANY_SIGN;
  }

  #readEscape(): Part {
    const [whole = ''] =
      /^\\(?:u\{[0-9A-Fa-f]+\}|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|[pP]\{[^}]*\}|k<\w+>|[^])/.exec(
        this.#rest(),
      ) ?? [];
    this.#at += whole.length;
    const kind = whole.charAt(1);
    if (kind === 'b' || kind === 'B') return NOTHING;
    if (whole.length > 2 && /[ux]/.test(kind)) {
      const point = Number.parseInt(whole.slice(2).replaceAll(/[{}]/g, ''), 16);
      return point > 0xffff ? ANY_SIGN : this.#literal(String.fromCharCode(point));
    }
    if (kind === 'd') return DIGIT;
    // What was found before may be empty.
    if (kind === 'k' || /[0-9]/.test(kind)) return ANYTHING;
    return /\w/.test(kind) ? ANY_SIGN : this.#literal(kind);
  }

  #readTimes(part: Part): Part {
    const [times = '', least] = /^(?:[*+?]|\{(\d+)(?:,\d*)?\})\??/.exec(this.#rest()) ?? [];
    this.#at += times.length;
    if (times === '' || times === '{1}') return part;
    if (times.startsWith('?')) return anyOf([part, NOTHING]);
    const count = times.startsWith('+') ? 1 : Number(least ?? 0);
    const needles = count > 0 ? needlesIn(part) : undefined;
    return { least: part.least * count, ...(needles !== undefined && { needles }) };
  }

  #literal(char: string): Part {
    const code = char.charCodeAt(0);
    // Sentences are joined by blanks where line breaks were, so blanks prove nothing.
    if (/\s/.test(char) || char === FOREIGN || char.length > 1) return ANY_SIGN;
    if (this.#isFolding && (code > 126 || /[sk]/i.test(char))) return ANY_SIGN;
    return { least: 1, exact: [code > 126 ? FOREIGN : char.toLowerCase()] };
  }

  #take(char: string): boolean {
    const isNext = this.#next() === char;
    if (isNext) this.#at += 1;
    return isNext;
  }

  #next(): string {
    return this.#source.charAt(this.#at);
  }

  #rest(): string {
    return this.#source.slice(this.#at);
  }
}

function anyOf(arms: readonly Part[]): Part {
  const least = arms.reduce((fewest, arm) => Math.min(fewest, arm.least), Infinity);
  const exact = arms.every((arm) => arm.exact !== undefined)
    ? unique(arms.flatMap((arm) => arm.exact ?? []))
    : undefined;
  if (exact !== undefined && exact.length <= MOST_EXACT) return { least, exact };
  const needles = arms.map(needlesIn);
  if (needles.includes(undefined)) return { least };
  const all = unique(needles.flatMap((some) => some ?? []));
  return all.length > MOST ? { least } : { least, needles: all };
}

/** Parts one after the other: as long as they are few, their strings are put together. */
function inRow(parts: readonly Part[]): Part {
  const least = parts.reduce((sum, part) => sum + part.least, 0);
  let exact: readonly string[] = [''];
  let isWhole = true;
  let best: readonly string[] | undefined;
  for (const part of parts) {
    const size = exact.length * (part.exact?.length ?? Infinity);
    if (part.exact !== undefined && size <= MOST_EXACT) {
      const more = part.exact;
      exact = unique(exact.flatMap((start) => more.map((end) => start + end)));
      continue;
    }
    isWhole = false;
    best = rarer(best, wholeNeedles(exact));
    if (part.exact === undefined) best = rarer(best, part.needles);
    exact = part.exact ?? [''];
  }
  if (isWhole) return { least, exact };
  best = rarer(best, wholeNeedles(exact));
  return { least, ...(best !== undefined && { needles: best }) };
}

function needlesIn({ exact, needles }: Part): readonly string[] | undefined {
  return exact === undefined ? needles : wholeNeedles(exact);
}

function wholeNeedles(exact: readonly string[]): readonly string[] | undefined {
  return exact.includes('') ? undefined : exact;
}

/** Of two sets of needles the one that fewer texts hold. */
function rarer(
  one: readonly string[] | undefined,
  other: readonly string[] | undefined,
): readonly string[] | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return commonness(other) < commonness(one) ? other : one;
}

/** Roughly how many texts hold one of them: each further character makes a needle rarer. */
function commonness(needles: readonly string[]): number {
  const shareOf = (char: string): number =>
    /[a-z]/.test(char) ? 1 / 6 : /[.,'-]/.test(char) ? 1 : 1 / 60;
  return needles.reduce((sum, needle) => {
    // Every text has every letter.
    const isEverywhere = needle.length === 1 && /[a-z]/.test(needle);
    return (
      sum + (isEverywhere ? 1 : Array.from(needle, shareOf).reduce((all, one) => all * one, 1))
    );
  }, 0);
}

function unique(strings: readonly string[]): string[] {
  return [...new Set(strings)];
}

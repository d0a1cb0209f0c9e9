// Whether a regular expression takes exponential time where it does not match. A backtracking engine tries
// every way of reading a text, so the question is whether some loop can read one text in two ways
// (exponential ambiguity: Weideman et al., Analyzing Matching Time Behavior of Backtracking Regular
// Expression Matchers, 2016). It is decided on the automaton of positions (Glushkov).

/** Characters up to here are told apart; one more stands for all the others. */
const ASCII = 128;
/** Patterns with more positions are not judged: the product has their square. */
const MOST_POSITIONS = 80;
const LONGEST = 1000;
const DEEPEST = 30;

type Characters = readonly boolean[];

/** A part of a pattern: whether it may be empty, and the positions that it starts and ends with. */
interface Part {
  readonly isEmpty: boolean;
  readonly first: readonly number[];
  readonly last: readonly number[];
}

const NOTHING: Part = { isEmpty: true, first: [], last: [] };

const charactersWhere = (fits: (code: number) => boolean): Characters =>
  Array.from({ length: ASCII + 1 }, (_, code) => fits(code));
const isWithin = (pattern: RegExp) => (code: number) =>
  code < ASCII && pattern.test(String.fromCharCode(code));
const not = (one: Characters): Characters => one.map((each) => !each);

const DIGIT = charactersWhere(isWithin(/\d/));
const WORD = charactersWhere(isWithin(/\w/));
const SPACE = charactersWhere(isWithin(/\s/));
const KINDS: ReadonlyMap<string, Characters> = new Map([
  ['d', DIGIT],
  ['w', WORD],
  ['s', SPACE],
  ['D', not(DIGIT)],
  ['W', not(WORD)],
  ['S', not(SPACE)],
]);
const NAMED: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['f', '\f'],
  ['v', '\v'],
]);

class Unreadable extends Error {}

class Reader {
  readonly characters: Characters[] = [];
  /** How often one position follows another: each loop that leads there counts. */
  readonly follow: Map<number, number>[] = [];
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  whole(): Part {
    const part = this.#choice(0);
    if (this.#at < this.#source.length) throw new Unreadable();
    return part;
  }

  #choice(depth: number): Part {
    if (depth > DEEPEST) throw new Unreadable();
    let part = this.#sequence(depth);
    while (this.#take('|')) {
      const other = this.#sequence(depth);
      part = {
        isEmpty: part.isEmpty || other.isEmpty,
        first: [...part.first, ...other.first],
        last: [...part.last, ...other.last],
      };
    }
    return part;
  }

  #sequence(depth: number): Part {
    let part = NOTHING;
    while (this.#at < this.#source.length && !'|)'.includes(this.#peek())) {
      const next = this.#repeated(this.#atom(depth));
      this.#link(part.last, next.first);
      part = {
        isEmpty: part.isEmpty && next.isEmpty,
        first: part.isEmpty ? [...part.first, ...next.first] : part.first,
        last: next.isEmpty ? [...part.last, ...next.last] : next.last,
      };
    }
    return part;
  }

  #repeated(part: Part): Part {
    const sign = /^(?:[*+?]|\{(\d{0,4})(,?)(\d{0,4})\})/.exec(
      this.#source.slice(this.#at, this.#at + 12),
    );
    if (sign === null || sign[0] === '{}' || sign[0] === '{,}') return part;
    this.#at += sign[0].length;
    if (this.#peek() === '+') throw new Unreadable();
    this.#take('?');
    const isLoop = sign[0] === '*' || sign[0] === '+' || (sign[2] === ',' && sign[3] === '');
    if (isLoop) this.#link(part.last, part.first);
    const mayBeEmpty = sign[0] === '*' || sign[0] === '?' || sign[1] === '0' || sign[1] === '';
    return mayBeEmpty ? { ...part, isEmpty: true } : part;
  }

  #atom(depth: number): Part {
    const character = this.#peek();
    this.#at++;
    if (character === '(') return this.#group(depth);
    if (character === '[') return this.#position(this.#set());
    if (character === '.') return this.#position(charactersWhere((code) => code !== 10));
    if (character === '^' || character === '$') return NOTHING;
    if (character !== '\\') return this.#position(only(character));
    const escaped = this.#peek();
    this.#at++;
    if (/[bBAzZG]/.test(escaped)) return NOTHING;
    // References to groups and properties of Unicode are not judged.
    if (/[1-9kpPuxc]/.test(escaped) || escaped === '') throw new Unreadable();
    return this.#position(KINDS.get(escaped) ?? only(NAMED.get(escaped) ?? escaped));
  }

  #group(depth: number): Part {
    if (this.#take('?')) {
      const opening = /^(?::|P?<[A-Za-z_]\w{0,60}>)/.exec(
        this.#source.slice(this.#at, this.#at + 70),
      );
      if (opening === null) throw new Unreadable();
      this.#at += opening[0].length;
    }
    const part = this.#choice(depth + 1);
    if (!this.#take(')')) throw new Unreadable();
    return part;
  }

  #set(): Characters {
    const isNegated = this.#take('^');
    const found = Array.from({ length: ASCII + 1 }, () => false);
    for (let isFirst = true; isFirst || this.#peek() !== ']'; isFirst = false) {
      const from = this.#member(found);
      if (from === undefined || this.#peek() !== '-' || this.#source[this.#at + 1] === ']')
        continue;
      this.#at++;
      const to = this.#member(found) ?? from;
      for (let code = from; code <= Math.min(to, ASCII); code++) found[code] = true;
    }
    this.#at++;
    return isNegated ? not(found) : found;
  }

  /** One member of a set; its code where it is a single character. */
  #member(found: boolean[]): number | undefined {
    let character = this.#peek();
    if (character === '') throw new Unreadable();
    this.#at++;
    if (character === '\\') {
      const escaped = this.#peek();
      if (/[pPuxc]/.test(escaped) || escaped === '') throw new Unreadable();
      this.#at++;
      const kind = KINDS.get(escaped);
      if (kind !== undefined) {
        for (const [code, isIn] of kind.entries()) if (isIn) found[code] = true;
        return undefined;
      }
      character = NAMED.get(escaped) ?? escaped;
    }
    const code = Math.min(character.charCodeAt(0), ASCII);
    found[code] = true;
    return code;
  }

  #position(characters: Characters): Part {
    const position = this.characters.length;
    if (position >= MOST_POSITIONS) throw new Unreadable();
    this.characters.push(characters);
    this.follow.push(new Map());
    return { isEmpty: false, first: [position], last: [position] };
  }

  #link(from: readonly number[], to: readonly number[]): void {
    for (const one of from) {
      const follow = this.follow[one];
      for (const other of to) follow?.set(other, (follow.get(other) ?? 0) + 1);
    }
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

function only(character: string): Characters {
  const wanted = Math.min(character.charCodeAt(0), ASCII);
  return charactersWhere((code) => code === wanted);
}

/**
 * Whether a loop of the pattern reads some text in two ways, and something after it can fail. Patterns
 * that are long, or use what this does not know (look-around, references), are not judged: false.
 *
 * @param isPart it stands inside a longer pattern, so that something may follow
 */
export function isExponential(source: string, isPart = false): boolean {
  const read = readingOf(source);
  if (read === undefined) return false;
  const { reader, whole } = read;
  const ends = new Set(isPart || endsAnchored(source) ? [] : whole.last);
  return reader.follow.some((_, position) => !ends.has(position) && readsTwice(reader, position));
}

/** Triples that are looked at for one pair of loops. */
const MOST_TRIPLES = 20_000;
/** Positions of patterns whose pairs of loops are compared. */
const MOST_COMPARED = 40;

/**
 * Whether two loops of the pattern, one behind the other, can share one text between them in as many ways as
 * it is long, and something after them can fail: time then grows with the square of the length. What an
 * open start costs, where every place of the text is tried, is left out. Not judged is as above.
 */
export function isQuadratic(source: string): boolean {
  const read = readingOf(source);
  if (read === undefined || read.reader.follow.length > MOST_COMPARED) return false;
  const { reader, whole } = read;
  const ends = new Set(endsAnchored(source) ? [] : whole.last);
  const loops = [...reader.follow.keys()].filter((one) => reaches(reader, one, one));
  return loops.some((first) =>
    loops.some(
      (second) => second !== first && !ends.has(second) && sharesText(reader, first, second),
    ),
  );
}

function readingOf(source: string): { reader: Reader; whole: Part } | undefined {
  if (source.length > LONGEST || !/[*+}]/.test(source)) return undefined;
  const reader = new Reader(source);
  try {
    return { reader, whole: reader.whole() };
  } catch (thrown) {
    if (thrown instanceof Unreadable) return undefined;
    throw thrown;
  }
}

const endsAnchored = (source: string): boolean => /(?:^|[^\\])\$\)*$|\\[zZ]$/.test(source);

/** Whether a way of one step or more leads from one position to another. */
function reaches({ follow }: Reader, from: number, to: number): boolean {
  const seen = new Set<number>();
  const waiting = [from];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const next of follow[at]?.keys() ?? []) {
      if (next === to) return true;
      if (!seen.has(next)) waiting.push(next);
      seen.add(next);
    }
  }
  return false;
}

/** Whether some text leads around the first loop, from it to the second, and around the second. */
function sharesText({ characters, follow }: Reader, first: number, second: number): boolean {
  const size = characters.length;
  const seen = new Set<number>();
  const waiting: [number, number, number][] = [[first, first, second]];
  for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
    const [a, b, c] = state;
    for (const nextA of follow[a]?.keys() ?? []) {
      for (const nextB of follow[b]?.keys() ?? []) {
        if (!meets(characters[nextA], characters[nextB])) continue;
        for (const nextC of follow[c]?.keys() ?? []) {
          if (!meetAll([characters[nextA], characters[nextB], characters[nextC]])) continue;
          if (nextA === first && nextB === second && nextC === second) return true;
          const key = (nextA * size + nextB) * size + nextC;
          if (seen.has(key) || seen.size > MOST_TRIPLES) continue;
          seen.add(key);
          waiting.push([nextA, nextB, nextC]);
        }
      }
    }
  }
  return false;
}

function meetAll(all: readonly (Characters | undefined)[]): boolean {
  return all[0]?.some((_, code) => all.every((one) => one?.[code] === true)) === true;
}

/** Whether two ways lead from a position back to it over the same text. */
function readsTwice({ characters, follow }: Reader, start: number): boolean {
  const size = characters.length;
  const key = (a: number, b: number, isApart: boolean): number =>
    (a * size + b) * 2 + Number(isApart);
  const seen = new Set([key(start, start, false)]);
  const waiting: [number, number, boolean][] = [[start, start, false]];
  for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
    const [a, b, wasApart] = state;
    for (const [nextA, ways] of follow[a] ?? []) {
      for (const nextB of (follow[b] ?? new Map<number, number>()).keys()) {
        const isApart = wasApart || nextA !== nextB || (a === b && ways > 1);
        if (nextA === start && nextB === start && isApart) return true;
        const next = key(nextA, nextB, isApart);
        if (seen.has(next) || !meets(characters[nextA], characters[nextB])) continue;
        seen.add(next);
        waiting.push([nextA, nextB, isApart]);
      }
    }
  }
  return false;
}

function meets(a: Characters | undefined, b: Characters | undefined): boolean {
  return a?.some((isIn, code) => isIn && b?.[code] === true) === true;
}

// Regular expressions in Go's syntax (RE2) as a tree: letters that match in both cases say so, and what
// has no upper bound gets one.

export type Node =
  | { readonly kind: 'char'; readonly char: string; readonly bothCases: boolean }
  | { readonly kind: 'set'; readonly source: string; readonly chars: readonly string[] }
  | { readonly kind: 'at'; readonly source: string }
  | { readonly kind: 'all'; readonly items: readonly Node[] }
  | { readonly kind: 'any'; readonly items: readonly Node[] }
  | { readonly kind: 'group'; readonly item: Node }
  | {
      readonly kind: 'repeat';
      readonly item: Node;
      readonly least: number;
      readonly most: number;
      readonly isLazy: boolean;
    };

interface Flags {
  readonly i: boolean;
  readonly s: boolean;
}

const POSIX: Readonly<Record<string, string>> = {
  alnum: 'A-Za-z0-9',
  alpha: 'A-Za-z',
  digit: '0-9',
  xdigit: '0-9A-Fa-f',
};
/** Go's classes are of ASCII alone. */
const CLASSES: Readonly<Record<string, string>> = {
  d: '0-9',
  w: 'A-Za-z0-9_',
  s: String.raw`\t\n\f\r `,
};
const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f' };

/**
 * Reads an expression.
 *
 * @param most the bound for what has none (`*`, `+`, `{n,}`)
 * @throws Error for syntax that no pattern of the pack uses
 */
export function parseExpression(source: string, most: number): Node {
  let at = 0;
  const peek = (): string => source[at] ?? '';
  const takes = (text: string): boolean => {
    if (!source.startsWith(text, at)) return false;
    at += text.length;
    return true;
  };

  /** Flags that are set within a group hold to its end, in later alternatives too. */
  function alternatives(outer: Flags): Node {
    let flags = outer;
    const items: Node[] = [];
    const branches: Node[] = [];
    const close = (): void => {
      const branch = items.splice(0);
      branches.push(branch.length === 1 ? (branch[0] as Node) : { kind: 'all', items: branch });
    };
    while (at < source.length && peek() !== ')') {
      if (takes('|')) {
        close();
        continue;
      }
      const set = /^\(\?(-?)([is]+)\)/.exec(source.slice(at, at + 8));
      if (set !== null) {
        at += set[0].length;
        flags = withFlags(flags, set[1] === '-', set[2] ?? '');
        continue;
      }
      items.push(repeated(atom(flags)));
    }
    close();
    return branches.length === 1 ? (branches[0] as Node) : { kind: 'any', items: branches };
  }

  function repeated(item: Node): Node {
    const times = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})/.exec(source.slice(at, at + 16));
    if (times === null) return item;
    at += times[0].length;
    const isLazy = takes('?');
    const [mark, least = '0', comma, upper = ''] = times;
    if (mark === '?') return { kind: 'repeat', item, least: 0, most: 1, isLazy };
    const bound = isBlank(item) ? Math.min(most, BLANKS) : most;
    if (mark === '*') return { kind: 'repeat', item, least: 0, most: bound, isLazy };
    if (mark === '+') return { kind: 'repeat', item, least: 1, most: bound, isLazy };
    const low = Number(least);
    const high = comma === '' ? low : upper === '' ? Math.max(bound, low * 2) : Number(upper);
    return { kind: 'repeat', item, least: low, most: high, isLazy };
  }

  function atom(flags: Flags): Node {
    if (peek() === '(') return group(flags);
    if (peek() === '[') return bracket(flags);
    if (takes('.'))
      return { kind: 'set', source: flags.s ? String.raw`[\s\S]` : String.raw`[^\n]`, chars: [] };
    if (takes('^') || takes(String.raw`\A`)) return { kind: 'at', source: '^' };
    if (takes('$') || takes(String.raw`\z`)) return { kind: 'at', source: '$' };
    if (takes('\\')) return escape(flags);
    const char = peek();
    at += 1;
    return { kind: 'char', char, bothCases: flags.i };
  }

  function escape(flags: Flags): Node {
    const char = peek();
    at += 1;
    if (char === 'b' || char === 'B') return { kind: 'at', source: `\\${char}` };
    const named = CLASSES[char.toLowerCase()];
    if (named !== undefined) {
      return {
        kind: 'set',
        source: `[${char === char.toLowerCase() ? '' : '^'}${named}]`,
        chars: [],
      };
    }
    return { kind: 'char', char: escaped(char), bothCases: flags.i };
  }

  /** The character that an escape stands for; its letter has been read. */
  function escaped(char: string): string {
    if (char === 'x') {
      at += 2;
      return String.fromCharCode(Number.parseInt(source.slice(at - 2, at), 16));
    }
    if (/[A-Za-z0-9]/.test(char) && !(char in CONTROLS)) throw new Error(`escape \\${char}`);
    return CONTROLS[char] ?? char;
  }

  function group(flags: Flags): Node {
    if (/^\(\?<?[=!]/.test(source.slice(at, at + 4))) return look();
    const head = /^\((?:\?(?:P<\w+>|(?:([is]*)(-?)([is]*)):))?/.exec(source.slice(at, at + 24));
    const [all = '(', on = '', , off = ''] = head ?? [];
    at += all.length;
    const isCapturing = all === '(' || all.startsWith('(?P<');
    const inner = withFlags(withFlags(flags, false, on), true, off);
    const item = alternatives(inner);
    if (!takes(')')) throw new Error(`no end of a group at ${at}`);
    return isCapturing
      ? { kind: 'group', item }
      : item.kind === 'any'
        ? { kind: 'any', items: item.items }
        : item;
  }

  /** A look around, in JavaScript's syntax: taken as it is. */
  function look(): Node {
    const start = at;
    at += 1;
    for (let open = 1; open > 0; at += 1) {
      if (source[at] === '\\') at += 1;
      else if (source[at] === '(') open += 1;
      else if (source[at] === ')') open -= 1;
    }
    return { kind: 'at', source: source.slice(start, at) };
  }

  function bracket(flags: Flags): Node {
    const end = endOfBracket();
    let inside = source.slice(at + 1, end);
    at = end + 1;
    const isNegated = inside.startsWith('^');
    if (isNegated) inside = inside.slice(1);
    const parts: string[] = [];
    const chars: string[] = [];
    const one = /\[:(\w+):\]|\\x([0-9a-fA-F]{2})|\\(.)|([^])/gy;
    const items = [...inside.matchAll(one)].map(([, posix, hex, escape, plain]) => ({
      named: posix !== undefined ? POSIX[posix] : classIn(escape ?? ''),
      char:
        hex !== undefined
          ? String.fromCharCode(Number.parseInt(hex, 16))
          : (CONTROLS[escape ?? ''] ?? escape ?? plain ?? ''),
      isPlain: plain !== undefined,
    }));
    for (let index = 0; index < items.length; index += 1) {
      const { named, char } = items[index] as (typeof items)[number];
      if (named !== undefined) {
        parts.push(named);
        chars.push('', '');
        continue;
      }
      const [dash, last] = [items[index + 1], items[index + 2]];
      const isRange =
        dash?.char === '-' && dash.isPlain && last !== undefined && last.named === undefined;
      const high = isRange ? last.char : char;
      if (isRange) index += 2;
      parts.push(range(char, high));
      if (high === char) chars.push(char);
      else chars.push('', '');
      if (!flags.i) continue;
      for (const [from, to, change] of CASES) {
        const [low, top] = [char > from ? char : from, high < to ? high : to];
        if (low <= top) {
          parts.push(range(change(low), change(top)));
          if (high === char) chars.push(change(char));
        }
      }
    }
    const content = [...new Set(parts)].join('');
    return {
      kind: 'set',
      source: `[${isNegated ? '^' : ''}${content}]`,
      chars: isNegated || chars.includes('') ? [] : chars,
    };
  }

  function endOfBracket(): number {
    let end = at + 1;
    if (source[end] === '^') end += 1;
    if (source[end] === ']') end += 1;
    while (source[end] !== ']') {
      if (source.startsWith('[:', end)) end = source.indexOf(':]', end) + 2;
      else end += source[end] === '\\' ? 2 : 1;
      if (end >= source.length) throw new Error('no end of a bracket');
    }
    return end;
  }

  const node = alternatives({ i: false, s: false });
  if (at < source.length) throw new Error(`read to ${at} of ${source.length}`);
  return node;
}

const CASES = [
  ['a', 'z', (char: string) => char.toUpperCase()],
  ['A', 'Z', (char: string) => char.toLowerCase()],
] as const;

/** A class within brackets; JavaScript's own where it is of all other characters. */
function classIn(escape: string): string | undefined {
  return /[DSW]/.test(escape) ? `\\${escape}` : CLASSES[escape];
}

/** More blanks than this stand between no two words that belong together. */
const BLANKS = 12;

function isBlank(node: Node): boolean {
  return node.kind === 'set' && /^\[(?:\\[tnfr]| )+\]$/.test(node.source);
}

function withFlags(flags: Flags, isOff: boolean, names: string): Flags {
  return {
    i: names.includes('i') ? !isOff : flags.i,
    s: names.includes('s') ? !isOff : flags.s,
  };
}

function range(low: string, high: string): string {
  return low === high ? inBracket(low) : `${inBracket(low)}-${inBracket(high)}`;
}

function inBracket(char: string): string {
  return /[\\\]^-]/.test(char) ? `\\${char}` : plain(char);
}

/** A character that stands for itself, or the escape of a control. */
export function plain(char: string): string {
  const name = Object.entries(CONTROLS).find(([, control]) => control === char)?.[0];
  return name === undefined ? char : `\\${name}`;
}

import { ParseError, parseTOML } from 'toml-eslint-parser';
import type { AST } from 'toml-eslint-parser';
import type { ParseProblem } from './index.ts';
import { DEEPEST, tooDeep, valueBudget } from './tree.ts';
import type { Leaf, Table, Tree } from './tree.ts';

/** A table that grows: TOML spreads one table over many places. */
interface Growing {
  readonly kind: 'table';
  readonly at: number;
  readonly members: { readonly key: string; readonly at: number; readonly value: Grown }[];
  readonly byKey: Map<string, Grown>;
}
type Grown =
  | Growing
  | { readonly kind: 'list'; readonly at: number; readonly items: Grown[] }
  | Leaf;

/** Reads TOML 1.1. A key that stands twice is an error in TOML, so there are no duplicates to report. */
export function readToml(text: string): Table | ParseProblem {
  boundNesting(text);
  try {
    const [top] = parseTOML(text, { tomlVersion: '1.1' }).body;
    return tableOf(top.body);
  } catch (thrown) {
    if (!(thrown instanceof ParseError)) throw thrown;
    const why = thrown.message.charAt(0).toLowerCase() + thrown.message.slice(1);
    return { why, at: { line: thrown.lineNumber, column: thrown.column + 1 } };
  }
}

/** The parser recurses over brackets and dotted keys, so both are bounded by a scan that does not. */
function boundNesting(text: string): void {
  const spend = valueBudget();
  let depth = 0;
  let dots = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '"' || char === "'") {
      at = stringEnd(text, at, char);
      continue;
    }
    if (char === '#') at = endOr(text, text.indexOf('\n', at));
    else if (char === '[' || char === '{') depth++;
    else if (char === ']' || char === '}') depth = Math.max(0, depth - 1);
    else if (char === ',') spend();
    dots = char === '.' ? dots + 1 : /[\w\s-]/.test(char) && char !== '\n' ? dots : 0;
    if (depth + dots > DEEPEST) throw tooDeep();
  }
}

/** Offset of the last character of the string that starts here; of the text where it is not closed. */
function stringEnd(text: string, start: number, quote: string): number {
  const fence = quote.repeat(3);
  const isLong = text.startsWith(fence, start);
  const close = isLong ? fence : quote;
  let at = start + close.length;
  while (at < text.length) {
    if (quote === '"' && text[at] === '\\') at += 2;
    else if (!isLong && text[at] === '\n') return at;
    else if (text.startsWith(close, at)) return at + close.length - 1;
    else at++;
  }
  return text.length - 1;
}

function endOr(text: string, at: number): number {
  return at < 0 ? text.length : at;
}

function tableOf(body: readonly (AST.TOMLKeyValue | AST.TOMLTable)[]): Table {
  const spend = valueBudget();
  const root = growing(0);
  const seat = (at: Growing, keys: AST.TOMLKey['keys']): Growing => {
    let table = at;
    for (const key of keys) table = step(table, keyText(key), key.range[0]);
    return table;
  };
  const put = (at: Growing, { key, value }: AST.TOMLKeyValue): void => {
    const parent = seat(at, key.keys.slice(0, -1));
    const last = key.keys.at(-1);
    if (last !== undefined) add(parent, keyText(last), last.range[0], grow(value));
  };
  const grow = (node: AST.TOMLContentNode): Grown => {
    spend();
    const at = node.range[0];
    if (node.type === 'TOMLArray') return { kind: 'list', at, items: node.elements.map(grow) };
    if (node.type === 'TOMLValue') return { kind: 'leaf', at, value: scalarOf(node) };
    const table = growing(at);
    for (const pair of node.body) put(table, pair);
    return table;
  };
  for (const node of body) {
    spend();
    if (node.type === 'TOMLKeyValue') put(root, node);
    else {
      const table = seat(root, node.key.keys.slice(0, -1));
      const last = node.key.keys.at(-1);
      if (last === undefined) continue;
      const own =
        node.kind === 'array'
          ? append(table, keyText(last), last.range[0])
          : step(table, keyText(last), last.range[0]);
      for (const pair of node.body) put(own, pair);
    }
  }
  return root satisfies Tree;
}

function growing(at: number): Growing {
  return { kind: 'table', at, members: [], byKey: new Map() };
}

function add(table: Growing, key: string, at: number, value: Grown): void {
  table.members.push({ key, at, value });
  table.byKey.set(key, value);
}

/** The table under a key, made where absent; in a list of tables the last one, as TOML has it. */
function step(table: Growing, key: string, at: number): Growing {
  const found = table.byKey.get(key);
  const there = found?.kind === 'list' ? found.items.at(-1) : found;
  if (there?.kind === 'table') return there;
  const made = growing(at);
  add(table, key, at, made);
  return made;
}

function append(table: Growing, key: string, at: number): Growing {
  const made = growing(at);
  const found = table.byKey.get(key);
  if (found?.kind === 'list') found.items.push(made);
  else add(table, key, at, { kind: 'list', at, items: [made] });
  return made;
}

function keyText(key: AST.TOMLBare | AST.TOMLQuoted): string {
  return key.type === 'TOMLBare' ? key.name : key.value;
}

function scalarOf(node: AST.TOMLValue): Leaf['value'] {
  if (node.kind === 'string' || node.kind === 'boolean') return node.value;
  if (node.kind === 'integer' || node.kind === 'float') {
    return Number.isFinite(node.value) ? node.value : node.number;
  }
  return node.datetime;
}

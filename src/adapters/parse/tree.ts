import { pointer, pointerSteps } from '../../domain/json.ts';
import type { Json, JsonObject, JsonPointer } from '../../domain/json.ts';
import type { ParsedDocument, Position } from './index.ts';

// The one shape into which every format is read: values with the offsets at which they stand. What a
// document offers (its value, its repeated keys, where a pointer stands) is derived from it here, once.

export interface Leaf {
  readonly kind: 'leaf';
  readonly at: number;
  readonly value: null | boolean | number | string;
}

interface List {
  readonly kind: 'list';
  readonly at: number;
  readonly items: readonly Tree[];
}

export interface Table {
  readonly kind: 'table';
  readonly at: number;
  readonly members: readonly Member[];
}

export interface Member {
  readonly key: string;
  /** Of the key. */
  readonly at: number;
  readonly value: Tree;
}

export type Tree = Leaf | List | Table;

export const DEEPEST = 128;
const MOST_VALUES = 500_000;
const MOST_DUPLICATES = 1000;

/** The text is not taken: a bound was passed, or a value has no place in a document. */
export class Refusal extends Error {
  readonly offset: number | undefined;

  constructor(why: string, offset?: number) {
    super(why);
    this.offset = offset;
  }
}

export function tooDeep(): Refusal {
  return new Refusal(`the file nests deeper than ${DEEPEST} levels`);
}

/** Counts the values that a reader makes, so that neither a long text nor an expansion runs away. */
export function valueBudget(): () => void {
  let left = MOST_VALUES;
  return () => {
    if (--left < 0) throw new Refusal(`the file holds more than ${MOST_VALUES} values`);
  };
}

export const emptyTable: Table = { kind: 'table', at: 0, members: [] };

/** The document of a tree whose depth is bounded. */
export function documentOf(root: Table, text: string): ParsedDocument {
  let starts: readonly number[] | undefined;
  const find = finder(root);
  return {
    value: jsonOf(root) as JsonObject,
    duplicateKeys: repeatedKeys(root),
    locate: (at) => {
      starts ??= lineStarts(text);
      return positionIn(starts, find(at));
    },
  };
}

function jsonOf(tree: Tree): Json {
  if (tree.kind === 'leaf') return tree.value;
  if (tree.kind === 'list') return tree.items.map(jsonOf);
  // `fromEntries` defines own properties, so that a key named __proto__ is a key like any other.
  return Object.fromEntries(tree.members.map(({ key, value }) => [key, jsonOf(value)]));
}

function repeatedKeys(root: Tree): JsonPointer[] {
  const repeated: JsonPointer[] = [];
  const visit = (tree: Tree, at: JsonPointer): void => {
    if (tree.kind === 'leaf' || repeated.length >= MOST_DUPLICATES) return;
    if (tree.kind === 'list') {
      for (const [index, item] of tree.items.entries()) visit(item, pointer(at, index));
      return;
    }
    const seen = new Set<string>();
    const told = new Set<string>();
    for (const { key, value } of tree.members) {
      const here = pointer(at, key);
      if (seen.has(key) && !told.has(key) && repeated.length < MOST_DUPLICATES) {
        repeated.push(here);
        told.add(key);
      }
      seen.add(key);
      visit(value, here);
    }
  };
  visit(root, '');
  return [...new Set(repeated)];
}

/** Gives the offset of a pointer. Tables are indexed when first asked: a file may hold many servers. */
function finder(root: Table): (at: JsonPointer) => number {
  const indexes = new Map<Table, Map<string, Member>>();
  const memberOf = (table: Table, key: string): Member | undefined => {
    let index = indexes.get(table);
    if (index === undefined) {
      index = new Map(table.members.map((member) => [member.key, member]));
      indexes.set(table, index);
    }
    return index.get(key);
  };
  return (at) => {
    let tree: Tree = root;
    let offset = root.at;
    for (const step of pointerSteps(at)) {
      if (tree.kind === 'table') {
        const member = memberOf(tree, step);
        if (member === undefined) return offset;
        offset = member.at;
        tree = member.value;
      } else {
        const item: Tree | undefined =
          tree.kind === 'list' && /^(?:0|[1-9]\d{0,8})$/.test(step)
            ? tree.items[Number(step)]
            : undefined;
        if (item === undefined) return offset;
        offset = item.at;
        tree = item;
      }
    }
    return offset;
  };
}

/** Offsets at which lines start; a line ends as editors see it: LF, CR LF, or a lone CR. */
function lineStarts(text: string): number[] {
  const starts = [0];
  for (const match of text.matchAll(/\r\n?|\n/g)) starts.push(match.index + match[0].length);
  return starts;
}

/** The position of an offset. */
export function positionOf(text: string, offset: number): Position {
  return positionIn(lineStarts(text), offset);
}

function positionIn(starts: readonly number[], offset: number): Position {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}

import type { Language, Tree } from 'web-tree-sitter';

/** A node of a tree: its position in it. The root is 0; -1 stands for none. */
export type SyntaxNode = number;

/** What the grammar calls its nodes and fields, by number. */
interface Names {
  readonly kinds: readonly string[];
  readonly named: readonly boolean[];
  readonly fields: readonly string[];
  readonly punctuation: readonly boolean[];
  readonly isLeaf: readonly boolean[];
}

/** Named nodes that are a word, in any of the grammars. */
const WORDS: ReadonlySet<string> = new Set([
  'comment',
  'escape_sequence',
  'false',
  'field_identifier',
  'float',
  'identifier',
  'integer',
  'int_literal',
  'number',
  'package_identifier',
  'property_identifier',
  'shorthand_property_identifier',
  'shorthand_property_identifier_pattern',
  'string_fragment',
  'this',
  'true',
  'type_identifier',
]);

const PUNCTUATION: ReadonlySet<string> = new Set('( ) [ ] { } , ; : . " \' `'.split(' '));

const known = new WeakMap<Language, Names>();

/**
 * A syntax tree in flat arrays. Asking the parser's own tree for one node at a time costs a crossing
 * into WebAssembly per question; this crosses once per node, and then the parser's memory is free.
 * Nodes are in the order of their start, so a node's descendants follow it directly.
 */
export class SyntaxTree {
  readonly text: string;
  readonly size: number;
  readonly #names: Names;
  readonly #kind: Uint16Array;
  readonly #field: Uint8Array;
  readonly #start: Uint32Array;
  readonly #end: Uint32Array;
  readonly #next: Int32Array;
  readonly #parent: Int32Array;
  readonly #words = new Map<string, string>();
  readonly hasError: boolean;

  private constructor(text: string, names: Names, arrays: Growing, hasError: boolean) {
    this.text = text;
    this.size = arrays.size;
    this.#names = names;
    this.#kind = arrays.kind;
    this.#field = arrays.field;
    this.#start = arrays.start;
    this.#end = arrays.end;
    this.#next = arrays.next;
    this.#parent = arrays.parent;
    this.hasError = hasError;
  }

  /** Undefined where the tree has more nodes than `most`. */
  static from(tree: Tree, text: string, language: Language, most: number): SyntaxTree | undefined {
    const names = namesOf(language);
    const arrays = new Growing(Math.min(most, 64 + (text.length >> 2)));
    const hasError = tree.rootNode.hasError;
    const cursor = tree.walk();
    try {
      const path: number[] = [];
      let previous = -1;
      for (;;) {
        if (arrays.size >= most) return undefined;
        const parent = path.at(-1) ?? -1;
        const kind = cursor.nodeTypeId;
        // Every question costs a crossing, so none is asked that is already answered: punctuation
        // stands in no field that matters, and nobody looks into a word.
        const field = names.punctuation[kind] === true ? 0 : cursor.currentFieldId;
        const node = arrays.add(kind, field, cursor.startIndex, cursor.endIndex, parent);
        if (previous >= 0) arrays.next[previous] = node;
        if (names.isLeaf[kind] !== true && cursor.gotoFirstChild()) {
          path.push(node);
          previous = -1;
          continue;
        }
        previous = node;
        while (!cursor.gotoNextSibling()) {
          previous = path.pop() ?? -1;
          if (!cursor.gotoParent()) return new SyntaxTree(text, names, arrays, hasError);
        }
      }
    } finally {
      cursor.delete();
    }
  }

  /** The grammar's name for the node, such as `call_expression` or `+`; `ERROR` where the parser guessed. */
  kind(node: SyntaxNode): string {
    return this.#names.kinds[this.#kind[node] ?? 0] ?? 'ERROR';
  }

  /** False for punctuation and keywords. */
  isNamed(node: SyntaxNode): boolean {
    return this.#names.named[this.#kind[node] ?? 0] ?? false;
  }

  start(node: SyntaxNode): number {
    return this.#start[node] ?? 0;
  }

  end(node: SyntaxNode): number {
    return this.#end[node] ?? 0;
  }

  textOf(node: SyntaxNode): string {
    return this.text.slice(this.#start[node], this.#end[node]);
  }

  /** What a name says. The same name is the same string wherever it stands, of which there are many. */
  wordOf(node: SyntaxNode): string {
    const text = this.textOf(node);
    const known = this.#words.get(text);
    if (known !== undefined) return known;
    this.#words.set(text, text);
    return text;
  }

  parent(node: SyntaxNode): SyntaxNode {
    return this.#parent[node] ?? -1;
  }

  /** The first child, punctuation included; -1 where there is none. */
  first(node: SyntaxNode): SyntaxNode {
    return node + 1 < this.size && this.#parent[node + 1] === node ? node + 1 : -1;
  }

  /** The next sibling, punctuation included; -1 after the last. */
  next(node: SyntaxNode): SyntaxNode {
    return this.#next[node] ?? -1;
  }

  /** The first child that stands in the field; -1 where none does. */
  field(node: SyntaxNode, name: string): SyntaxNode {
    for (let child = this.first(node); child >= 0; child = this.next(child)) {
      if (this.#names.fields[this.#field[child] ?? 0] === name) return child;
    }
    return -1;
  }

  /** The name of the field that the node stands in; empty where it stands in none. */
  fieldOf(node: SyntaxNode): string {
    return this.#names.fields[this.#field[node] ?? 0] ?? '';
  }

  /** The children that are not punctuation or keywords, comments among them. */
  children(node: SyntaxNode): SyntaxNode[] {
    const children: SyntaxNode[] = [];
    for (let child = this.first(node); child >= 0; child = this.next(child)) {
      if (this.isNamed(child)) children.push(child);
    }
    return children;
  }

  /** All children, punctuation and keywords included. */
  all(node: SyntaxNode): SyntaxNode[] {
    const children: SyntaxNode[] = [];
    for (let child = this.first(node); child >= 0; child = this.next(child)) children.push(child);
    return children;
  }
}

function namesOf(language: Language): Names {
  let names = known.get(language);
  if (names === undefined) {
    const ids = Array.from({ length: language.nodeTypeCount }, (_, id) => id);
    const kinds = ids.map((id) => language.nodeTypeForId(id) ?? '');
    names = {
      kinds,
      punctuation: kinds.map((kind) => PUNCTUATION.has(kind)),
      isLeaf: ids.map((id) => !language.nodeTypeIsNamed(id) || WORDS.has(kinds[id] ?? '')),
      named: ids.map((id) => language.nodeTypeIsNamed(id)),
      fields: Array.from(
        { length: language.fieldCount + 1 },
        (_, id) => language.fieldNameForId(id) ?? '',
      ),
    };
    known.set(language, names);
  }
  return names;
}

/** Arrays that double when they are full. */
class Growing {
  size = 0;
  kind: Uint16Array;
  field: Uint8Array;
  start: Uint32Array;
  end: Uint32Array;
  next: Int32Array;
  parent: Int32Array;

  constructor(capacity: number) {
    this.kind = new Uint16Array(capacity);
    this.field = new Uint8Array(capacity);
    this.start = new Uint32Array(capacity);
    this.end = new Uint32Array(capacity);
    this.next = new Int32Array(capacity);
    this.parent = new Int32Array(capacity);
  }

  add(kind: number, field: number, start: number, end: number, parent: number): number {
    const node = this.size++;
    if (node >= this.kind.length) this.#grow();
    this.kind[node] = kind;
    this.field[node] = field;
    this.start[node] = start;
    this.end[node] = end;
    this.next[node] = -1;
    this.parent[node] = parent;
    return node;
  }

  #grow(): void {
    const more = <T extends Uint8Array | Uint16Array | Uint32Array | Int32Array>(
      old: T,
      bigger: T,
    ): T => {
      bigger.set(old);
      return bigger;
    };
    const capacity = this.kind.length * 2;
    this.kind = more(this.kind, new Uint16Array(capacity));
    this.field = more(this.field, new Uint8Array(capacity));
    this.start = more(this.start, new Uint32Array(capacity));
    this.end = more(this.end, new Uint32Array(capacity));
    this.next = more(this.next, new Int32Array(capacity));
    this.parent = more(this.parent, new Int32Array(capacity));
  }
}

import { Lexer, isAlias, isMap, isPair, isScalar, isSeq, parseDocument } from 'yaml';
import type { Node, Pair } from 'yaml';
import type { ParseProblem } from './index.ts';
import { DEEPEST, Refusal, emptyTable, positionOf, tooDeep, valueBudget } from './tree.ts';
import type { Leaf, Member, Table, Tree } from './tree.ts';

const PROBLEMS: Readonly<Record<string, string>> = {
  BAD_ALIAS: 'an alias names an anchor that is not defined before it',
  BAD_INDENT: 'the indentation does not fit',
  BLOCK_AS_IMPLICIT_KEY: 'a key holds a mapping or a list',
  DUPLICATE_KEY: 'a key stands twice',
  MISSING_CHAR: 'a character is missing',
  MULTIPLE_DOCS: 'the file holds more than one document',
  TAB_AS_INDENT: 'a tab is used for indentation',
  TAG_RESOLVE_FAILED: 'a tag is used, and only plain values are taken',
};

/** Reads YAML 1.2 (core schema). Aliases are expanded within the budget of values; tags are refused. */
export function readYaml(text: string): Table | ParseProblem {
  boundNesting(text);
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    // Our own tree finds duplicates, in linear time.
    uniqueKeys: false,
    prettyErrors: false,
  });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) {
    const why = PROBLEMS[problem.code] ?? 'the file is not valid YAML';
    return { why, at: positionOf(text, problem.pos[0]) };
  }
  if (document.contents === null) return emptyTable;
  const tree = treeOf(document.contents);
  if (tree.kind === 'table') return tree;
  if (tree.kind === 'leaf' && tree.value === null) return emptyTable;
  return {
    why: `the document is a ${tree.kind === 'list' ? 'list' : 'single value'}, not a mapping`,
  };
}

/**
 * The parser recurses. Each level of block nesting starts further right (a list in a mapping may
 * start at the mapping's own column, which at most doubles the levels), so the rightmost column of
 * the structure and the open flow brackets together bound the depth.
 */
function boundNesting(text: string): void {
  let column = 0;
  let isLineStart = true;
  let flow = 0;
  for (const token of new Lexer().lex(text)) {
    const broken = token.lastIndexOf('\n');
    if (token === '[' || token === '{') flow++;
    else if (token === ']' || token === '}') flow = Math.max(0, flow - 1);
    if (isLineStart && column > DEEPEST * 2) throw tooDeep();
    if (flow > DEEPEST) throw tooDeep();
    if (broken >= 0) {
      column = token.length - broken - 1;
      isLineStart = true;
    } else {
      column += token.length;
      // What follows an indicator on its line is one level deeper.
      isLineStart &&= /^(?:[\s\u0002]+|[-?:])$/.test(token);
    }
  }
}

function treeOf(root: Node): Tree {
  const spend = valueBudget();
  const anchors = new Map<string, Node>();
  const grow = (node: unknown, depth: number): Tree => {
    spend();
    if (depth > DEEPEST) throw tooDeep();
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (target === undefined)
        throw new Refusal(
          'an alias names an anchor that is not defined before it',
          node.range?.[0],
        );
      return { ...grow(target, depth + 1), at: node.range?.[0] ?? 0 };
    }
    if (isScalar(node) || isMap(node) || isSeq(node)) {
      if (node.anchor !== undefined) anchors.set(node.anchor, node);
    }
    const at = offsetOf(node);
    if (isSeq(node))
      return { kind: 'list', at, items: node.items.map((item) => grow(item, depth + 1)) };
    if (isMap(node))
      return { kind: 'table', at, members: node.items.map((pair) => member(pair, depth + 1)) };
    return { kind: 'leaf', at, value: isScalar(node) ? scalarOf(node.value) : null };
  };
  const member = ({ key, value }: Pair, depth: number): Member => {
    const name = grow(key, depth);
    if (name.kind !== 'leaf')
      throw new Refusal('a key of the file is a mapping or a list', name.at);
    return { key: String(name.value ?? ''), at: name.at, value: grow(value, depth) };
  };
  return grow(root, 1);
}

function offsetOf(node: unknown): number {
  if (isPair(node)) return offsetOf(node.key);
  return isScalar(node) || isMap(node) || isSeq(node) ? (node.range?.[0] ?? 0) : 0;
}

function scalarOf(value: unknown): Leaf['value'] {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  return String(value);
}

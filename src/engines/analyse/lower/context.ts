import type { SyntaxNode, SyntaxTree } from '../../../adapters/syntax/index.ts';
import type { Expression, FunctionNode, Statement } from '../../../domain/source.ts';
import { packed } from './build.ts';
import { MAX_DEPTH } from './index.ts';

/** What the parts of a front end share while one file is lowered. */
export interface Context {
  readonly tree: SyntaxTree;
  /** Every function met so far. */
  readonly functions: FunctionNode[];
  /** How many expressions and statements are open around the node being lowered. */
  depth: number;
  /** The innermost function around the node being lowered, or the module. */
  frame: Frame;
  expression(node: SyntaxNode): Expression;
  /** One statement may become several, or none. */
  statement(node: SyntaxNode, out: Statement[]): void;
}

export interface Frame {
  /** Whether a `yield` was met. */
  yields: boolean;
  /** Python: names that `global` and `nonlocal` say belong to what is around the function. */
  readonly outer: Set<string>;
  /** Go: what a bare `return` returns. */
  readonly results: readonly string[];
}

/** A frame for a function, or for the module, that was just entered. */
export function frameOf(results: readonly string[]): Frame {
  return { yields: false, outer: new Set(), results };
}

/** What a language does with one node; `contextOf` keeps it from going too deep. */
interface Lowering {
  expression(context: Context, node: SyntaxNode): Expression;
  statement(context: Context, node: SyntaxNode, out: Statement[]): void;
}

/** A context that lowers nodes nested deeper than `MAX_DEPTH` as `other`, or as no statement. */
export function contextOf(tree: SyntaxTree, lowering: Lowering): Context {
  const context: Context = {
    tree,
    functions: [],
    depth: 0,
    frame: frameOf([]),
    expression(node) {
      if (node < 0) return { kind: 'other', at: 0, end: 0, operands: [] };
      if (context.depth >= MAX_DEPTH) return other(tree, node, []);
      context.depth += 1;
      const lowered = lowering.expression(context, node);
      context.depth -= 1;
      return lowered;
    },
    statement(node, out) {
      if (context.depth >= MAX_DEPTH) return;
      context.depth += 1;
      lowering.statement(context, node, out);
      context.depth -= 1;
    },
  };
  return context;
}

/** The statements that stand directly in a node; none where there is no node. */
export function statementsIn(context: Context, node: SyntaxNode): readonly Statement[] {
  const out: Statement[] = [];
  addStatements(context, node, out);
  return packed(out);
}

export function addStatements(context: Context, node: SyntaxNode, out: Statement[]): void {
  const { tree } = context;
  if (node < 0) return;
  for (let child = tree.first(node); child >= 0; child = tree.next(child)) {
    if (tree.isNamed(child)) context.statement(child, out);
  }
}

/** An expression of which nothing is known but what it is made of. */
export function other(
  tree: SyntaxTree,
  node: SyntaxNode,
  operands: readonly Expression[],
): Expression {
  return { kind: 'other', at: tree.start(node), end: tree.end(node), operands };
}

/** What is written there; empty where there is no node. */
export function textAt(tree: SyntaxTree, node: SyntaxNode): string {
  return node < 0 ? '' : tree.wordOf(node);
}

/** Whether a keyword or a mark stands among the children. */
export function hasToken(tree: SyntaxTree, node: SyntaxNode, token: string): boolean {
  let child = tree.first(node);
  while (child >= 0 && tree.kind(child) !== token) child = tree.next(child);
  return child >= 0;
}

/** The first child that means something; -1 where there is none. */
export function firstMeaning(tree: SyntaxTree, node: SyntaxNode): SyntaxNode {
  return node < 0 ? -1 : meaning(tree, tree.first(node));
}

/** The next sibling that means something; -1 after the last. */
export function nextMeaning(tree: SyntaxTree, node: SyntaxNode): SyntaxNode {
  return node < 0 ? -1 : meaning(tree, tree.next(node));
}

// Comments may stand anywhere, and ERROR holds what the parser skipped over.
function meaning(tree: SyntaxTree, from: SyntaxNode): SyntaxNode {
  let node = from;
  while (node >= 0) {
    const kind = tree.kind(node);
    if (tree.isNamed(node) && kind !== 'comment' && kind !== 'ERROR') break;
    node = tree.next(node);
  }
  return node;
}

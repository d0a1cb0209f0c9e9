import type { SyntaxNode, SyntaxTree } from '../../../../adapters/syntax/index.ts';
import type {
  Comment,
  Expression,
  FunctionNode,
  Span,
  Statement,
  Target,
} from '../../../../domain/source.ts';
import { packed } from '../build.ts';
import { MAX_DEPTH } from '../index.ts';

/**
 * One file on its way into the small form. The parts of the language refer to each other in circles;
 * they meet here, and here nesting is counted.
 */
export interface Lowering {
  readonly tree: SyntaxTree;
  /** Every function that was met, in no order. */
  readonly functions: FunctionNode[];
  readonly comments: readonly Comment[];
  /** How deep in the result we are. */
  depth: number;
  /** The namespace around, whose exports are not the module's; empty where its name has dots. */
  namespace: string | undefined;
  /** How many places are around that are read and written at once. */
  updates: number;
  /** The variable that `this` is in a method of an object that a variable holds; empty elsewhere. */
  self: string;
  /** Whether `yield` waits, as in what compilers make of async functions. */
  isAwaiting: boolean;
  /** @param name what a function or class without a name of its own is called */
  expression(node: SyntaxNode, name?: string): Expression;
  /** Adds what the statement becomes: none, one or several. */
  statement(node: SyntaxNode, into: Statement[]): void;
  target(node: SyntaxNode): Target;
  /** What a type names; undefined where it names nothing. */
  type(node: SyntaxNode): Expression | undefined;
}

/** How much deeper a chain may become: half of what is left, so that what stands in it has room, too. */
export function roomIn(lowering: Lowering): number {
  return Math.max(0, MAX_DEPTH - lowering.depth) >> 1;
}

export function spanOf({ tree }: Lowering, node: SyntaxNode): Span {
  return { at: tree.start(node), end: tree.end(node) };
}

/** The statements in a block, or the one that stands without braces. */
export function block(lowering: Lowering, node: SyntaxNode): readonly Statement[] {
  const body: Statement[] = [];
  if (node >= 0) {
    if (lowering.tree.kind(node) === 'statement_block') statements(lowering, node, body);
    else lowering.statement(node, body);
  }
  return packed(body);
}

/** All children that are statements. */
export function statements(lowering: Lowering, node: SyntaxNode, into: Statement[]): void {
  const { tree } = lowering;
  for (let child = tree.first(node); child >= 0; child = tree.next(child)) {
    if (isContent(tree, child)) lowering.statement(child, into);
  }
}

/** The first child that is neither punctuation nor a comment; -1 where there is none. */
export function onlyChild(tree: SyntaxTree, node: SyntaxNode): SyntaxNode {
  for (let child = tree.first(node); child >= 0; child = tree.next(child)) {
    if (isContent(tree, child)) return child;
  }
  return -1;
}

/** Neither punctuation, nor a keyword, nor a comment. What the parser could not place is content. */
export function isContent(tree: SyntaxTree, node: SyntaxNode): boolean {
  const kind = tree.kind(node);
  return kind === 'ERROR' || (kind !== 'comment' && tree.isNamed(node));
}

/** Whether a keyword or punctuation mark stands among the children. */
export function hasToken(tree: SyntaxTree, node: SyntaxNode, token: string): boolean {
  for (let child = tree.first(node); child >= 0; child = tree.next(child)) {
    if (tree.kind(child) === token) return true;
  }
  return false;
}

/** The expression, or what stands for nothing where a broken program has none. */
export function expressionOr(lowering: Lowering, node: SyntaxNode, at: number): Expression {
  return node < 0 ? nothing(at, at) : lowering.expression(node);
}

/** What stands for nothing: a missing operand, or what is nested too deeply. */
export function nothing(at: number, end: number): Expression {
  return { kind: 'other', at, end, operands: [] };
}

/** A decorator's expression, `@` left out. */
export function decorator(lowering: Lowering, node: SyntaxNode): Expression {
  return expressionOr(lowering, onlyChild(lowering.tree, node), lowering.tree.start(node));
}

const TRANSPARENT: ReadonlySet<string> = new Set([
  'parenthesized_expression',
  'as_expression',
  'satisfies_expression',
  'non_null_expression',
  'await_expression',
  'instantiation_expression',
]);

/** Looks through what changes nothing about a value: parentheses, type assertions, `await`. */
export function unwrap(tree: SyntaxTree, node: SyntaxNode): SyntaxNode {
  let inner = node;
  while (TRANSPARENT.has(tree.kind(inner))) {
    const child = onlyChild(tree, inner);
    if (child < 0) return inner;
    inner = child;
  }
  return inner;
}

import type { SyntaxNode } from '../../../adapters/syntax/index.ts';
import type { Expression } from '../../../domain/source.ts';
import type { Context } from './context.ts';

/** The operator of a node that has `left`, `operator` and `right`; empty where it has none. */
export function operatorOf({ tree }: Context, node: SyntaxNode): string {
  const operator = tree.field(node, 'operator');
  return operator < 0 ? '' : tree.kind(operator);
}

/**
 * The operands of an operator that is used again and again. Trees lean to the left, `a + b + c` is
 * `(a + b) + c`, and a chain of any length is walked here, not descended.
 */
export function operandsOf(context: Context, node: SyntaxNode, isChain: boolean): SyntaxNode[] {
  const { tree } = context;
  const kind = tree.kind(node);
  const operator = operatorOf(context, node);
  const operands: SyntaxNode[] = [];
  let left = node;
  for (;;) {
    const right = tree.field(left, 'right');
    const next = tree.field(left, 'left');
    if (right >= 0) operands.push(right);
    if (next < 0) return operands.reverse();
    left = next;
    if (!isChain || tree.kind(left) !== kind || operatorOf(context, left) !== operator) break;
  }
  operands.push(left);
  return operands.reverse();
}

/** Lowers nodes that will stand so many levels deeper than one expression in another does. */
export function lowerDeeper(
  context: Context,
  nodes: readonly SyntaxNode[],
  levels: number,
): Expression[] {
  context.depth += levels;
  const lowered = nodes.map((node) => context.expression(node));
  context.depth -= levels;
  return lowered;
}

import type { SyntaxNode } from '../../../../adapters/syntax/index.ts';
import type { Expression, LetStatement, Target } from '../../../../domain/source.ts';
import type { Context } from '../context.ts';
import { MAX_DEPTH } from '../index.ts';
import { lowerLambda } from './lambdas.ts';
import { combine } from './operators.ts';
import { lowerTarget } from './targets.ts';
import { lowerType } from './types.ts';

/** `a = b`, `a: T = b`, `a: T`; in `a = b = c` the value of `a` is the assignment to `b`. */
export function lowerAssignment(context: Context, node: SyntaxNode): LetStatement {
  const { tree } = context;
  const targets: Target[] = [lowerTarget(context, tree.field(node, 'left'))];
  let right = tree.field(node, 'right');
  while (right >= 0 && tree.kind(right) === 'assignment') {
    if (targets.length < MAX_DEPTH) targets.push(lowerTarget(context, tree.field(right, 'left')));
    right = tree.field(right, 'right');
  }
  const [target] = targets;
  const levels = targets.length - 1;
  context.depth += levels;
  let value = right < 0 ? undefined : valueOf(context, right, targets.at(-1));
  context.depth -= levels;
  while (value !== undefined && targets.length > 1) {
    const inner = targets.pop();
    if (inner !== undefined) {
      value = { kind: 'assign', at: inner.at, end: value.end, target: inner, value };
    }
  }
  const type = lowerType(context, tree.field(node, 'type'));
  return {
    kind: 'let',
    at: tree.start(node),
    end: tree.end(node),
    target: target ?? lowerTarget(context, -1),
    ...(value && { value }),
    ...(type && { type }),
    isDeclared: target !== undefined && declares(context, target),
  };
}

function valueOf(context: Context, node: SyntaxNode, target: Target | undefined): Expression {
  const { tree } = context;
  if (tree.kind(node) === 'augmented_assignment') {
    const { target, value, at, end } = lowerAugmented(context, node);
    if (value !== undefined) return { kind: 'assign', at, end, target, value };
  }
  if (tree.kind(node) === 'lambda' && target?.kind === 'name') {
    return lowerLambda(context, node, target.name);
  }
  return context.expression(node);
}

/** `a += b`, which is `a = a + b`. */
export function lowerAugmented(context: Context, node: SyntaxNode): LetStatement {
  const { tree } = context;
  const at = tree.start(node);
  const end = tree.end(node);
  const left = tree.field(node, 'left');
  const operator = tree.field(node, 'operator');
  const written = operator < 0 ? '' : tree.kind(operator).slice(0, -1);
  const target = lowerTarget(context, left);
  const values = [context.expression(left), context.expression(tree.field(node, 'right'))];
  return {
    kind: 'let',
    at,
    end,
    target,
    value: combine({ at, end }, written, values),
    isDeclared: declares(context, target),
  };
}

/** Whether an assignment makes its names the function's own: those that belong further out are only set. */
export function declares(context: Context, target: Target): boolean {
  switch (target.kind) {
    case 'name':
      return !context.frame.outer.has(target.name);
    case 'items': {
      const all = [...target.items, target.rest, ...(target.last ?? [])];
      return all.every((item) => item === undefined || declares(context, item));
    }
    default:
      return false;
  }
}

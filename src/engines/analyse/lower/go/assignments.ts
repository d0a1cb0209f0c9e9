import type { SyntaxNode } from '../../../../adapters/syntax/index.ts';
import type { Expression, Statement, Target } from '../../../../domain/source.ts';
import { type Context, firstMeaning, nextMeaning } from '../context.ts';
import { lowerList } from './expressions.ts';
import { lowerClosure } from './functions.ts';
import { combine } from './operators.ts';
import { lowerType } from './types.ts';

/** `a, b := f()`, `a = b`, `a += b`. What is assigned to `_` alone is only done. */
export function lowerAssignment(context: Context, node: SyntaxNode, out: Statement[]): void {
  const { tree } = context;
  const at = tree.start(node);
  const end = tree.end(node);
  const left = tree.field(node, 'left');
  const right = tree.field(node, 'right');
  const sign = tree.field(node, 'operator');
  const operator = sign < 0 ? '' : tree.kind(sign).slice(0, -1);
  const target = lowerTargets(context, left);
  let value = lowerAssigned(context, right, target);
  if (operator !== '') value = combine({ at, end }, operator, [lowerList(context, left), value]);
  out.push(assignment({ at, end }, target, value, tree.kind(node) === 'short_var_declaration'));
}

/** A case of `select`: `v, ok := <-channel`, `<-channel`. */
export function lowerReceive(context: Context, node: SyntaxNode, out: Statement[]): void {
  const { tree } = context;
  const at = tree.start(node);
  const end = tree.end(node);
  const left = tree.field(node, 'left');
  const right = tree.field(node, 'right');
  const target = left < 0 ? undefined : lowerTargets(context, left);
  const value = target?.kind === 'items' ? checked(context, right) : context.expression(right);
  out.push(assignment({ at, end }, target, value, true));
}

/** `a++`, `a--`. */
export function lowerStep(context: Context, node: SyntaxNode, out: Statement[]): void {
  const { tree } = context;
  const at = tree.start(node);
  const end = tree.end(node);
  const stepped = firstMeaning(tree, node);
  const operands = [context.expression(stepped)];
  const value: Expression = { kind: 'arithmetic', at, end, operands };
  out.push(assignment({ at, end }, lowerTarget(context, stepped), value, false));
}

function assignment(
  { at, end }: { at: number; end: number },
  target: Target | undefined,
  value: Expression,
  isDeclared: boolean,
): Statement {
  if (target === undefined) return { kind: 'do', at, end, value };
  return { kind: 'let', at, end, target, value, isDeclared };
}

/** One target, or the items of several; undefined where nothing is named. */
export function lowerTargets(context: Context, list: SyntaxNode): Target | undefined {
  const { tree } = context;
  const first = firstMeaning(tree, list);
  if (nextMeaning(tree, first) < 0) return lowerTarget(context, first);
  const items: (Target | undefined)[] = [];
  for (let child = first; child >= 0; child = nextMeaning(tree, child)) {
    items.push(lowerTarget(context, child));
  }
  return { kind: 'items', at: tree.start(list), end: tree.end(list), items };
}

/** Undefined for `_`. */
export function lowerTarget(context: Context, node: SyntaxNode): Target | undefined {
  const { tree } = context;
  if (node < 0) return undefined;
  const at = tree.start(node);
  const end = tree.end(node);
  const place = context.expression(node);
  if (place.kind !== 'name') return { kind: 'place', at, end, place };
  return place.name === '_' ? undefined : { kind: 'name', at, end, name: place.name };
}

/** The right side of an assignment to a target. */
export function lowerAssigned(
  context: Context,
  list: SyntaxNode,
  target: Target | undefined,
): Expression {
  const { tree } = context;
  const only = firstMeaning(tree, list);
  if (nextMeaning(tree, only) >= 0) return lowerList(context, list);
  if (target?.kind === 'items') return checked(context, only);
  return lowerValue(context, only, target);
}

/** One value of one target: a function takes the name of a target that has one. */
export function lowerValue(
  context: Context,
  node: SyntaxNode,
  target: Target | undefined,
): Expression {
  const isClosure = node >= 0 && context.tree.kind(node) === 'func_literal';
  if (isClosure && target?.kind === 'name') return lowerClosure(context, node, target.name);
  return context.expression(node);
}

// What gives a second result that says whether there is a first: `m[k]`, `x.(T)`, `<-channel`.
function checked(context: Context, node: SyntaxNode): Expression {
  const { tree } = context;
  const value = context.expression(node);
  const { at, end } = value;
  const both = (check: Expression): Expression => ({
    kind: 'list',
    at,
    end,
    items: [{ value }, { value: check }],
    of: 'tuple',
  });
  if (value.kind === 'index') {
    const { index: left, object: right } = value;
    return both({ kind: 'compare', at, end, operator: 'in', left, right });
  }
  const kind = node < 0 ? '' : tree.kind(node);
  if (kind === 'type_assertion_expression') {
    const left = context.expression(tree.field(node, 'operand'));
    const right = lowerType(context, tree.field(node, 'type'));
    return both(
      right === undefined
        ? { kind: 'other', at, end, operands: [] }
        : { kind: 'compare', at, end, operator: 'instance', left, right },
    );
  }
  const isReceived = kind === 'unary_expression';
  return isReceived ? both({ kind: 'other', at, end, operands: [] }) : value;
}

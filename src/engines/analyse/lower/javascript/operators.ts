import type { SyntaxNode, SyntaxTree } from '../../../../adapters/syntax/index.ts';
import type { Comparison, Expression, Span } from '../../../../domain/source.ts';
import { logicOf, textOf } from '../build.ts';
import type { Lowering } from './context.ts';
import { expressionOr, hasToken, nothing, onlyChild, roomIn, spanOf, unwrap } from './context.ts';
import { literal, numberOf } from './literals.ts';

const COMPARISONS: ReadonlyMap<string, Comparison> = new Map([
  ['==', 'equal'],
  ['===', 'equal'],
  ['!=', 'unequal'],
  ['!==', 'unequal'],
  ['<', 'less'],
  ['<=', 'less'],
  ['>', 'greater'],
  ['>=', 'greater'],
  ['in', 'in'],
  ['instanceof', 'instance'],
]);

const LOGIC: ReadonlyMap<string, 'and' | 'or' | 'nullish'> = new Map([
  ['&&', 'and'],
  ['||', 'or'],
  ['??', 'nullish'],
]);

/** Operands that one operator joins: `a + b + c`. */
interface Run {
  readonly operator: string;
  /** All of it. */
  readonly node: SyntaxNode;
  readonly right: SyntaxNode[];
}

/**
 * Binary operators lean to the left and can be chained at any length, so the left sides are walked.
 * Neighbours of one kind become one flat expression.
 */
export function binary(lowering: Lowering, node: SyntaxNode): Expression {
  const { tree } = lowering;
  const runs: Run[] = [];
  let left = node;
  while (left >= 0 && tree.kind(left) === 'binary_expression') {
    const right = tree.field(left, 'right');
    const operator = family(tree.kind(tree.field(left, 'operator')));
    const last = runs.at(-1);
    if (last !== undefined && last.operator === operator && !COMPARISONS.has(operator))
      last.right.push(right);
    else runs.push({ operator, node: left, right: [right] });
    const inner = tree.field(left, 'left');
    left = inner < 0 ? -1 : unwrap(tree, inner);
  }
  const kept = Math.min(runs.length, roomIn(lowering));
  lowering.depth += kept;
  let value = expressionOr(lowering, left, tree.start(node));
  const dropped = runs[kept];
  if (dropped !== undefined) {
    const operands = [value];
    for (const run of runs.slice(kept).toReversed())
      for (const one of rightOf(lowering, run)) operands.push(one);
    value = { kind: 'other', ...spanOf(lowering, dropped.node), operands };
  }
  for (const run of runs.slice(0, kept).toReversed()) {
    lowering.depth--;
    const operands = [value, ...rightOf(lowering, run)];
    value = joined(run.operator, operands, spanOf(lowering, run.node));
  }
  return value;
}

/** The operators that are lowered alike count as the same. */
export function family(operator: string): string {
  if (operator === '+' || COMPARISONS.has(operator) || LOGIC.has(operator)) return operator;
  return '-';
}

function rightOf(lowering: Lowering, { right }: Run): Expression[] {
  const list: Expression[] = [];
  for (const node of right.toReversed()) if (node >= 0) list.push(lowering.expression(node));
  return list;
}

/** What an operator makes of its operands. */
export function joined(operator: string, operands: readonly Expression[], span: Span): Expression {
  if (operator === '+') return textOf(span, operands);
  const logic = LOGIC.get(operator);
  if (logic !== undefined) return { ...logicOf(logic, operands), ...span };
  const comparison = COMPARISONS.get(operator);
  if (comparison === undefined) return { kind: 'arithmetic', ...span, operands };
  const { at, end } = span;
  const [left = nothing(at, at), right = nothing(end, end)] = operands;
  return { kind: 'compare', ...span, operator: comparison, left, right };
}

export function unary(lowering: Lowering, node: SyntaxNode): Expression {
  const { tree } = lowering;
  const span = spanOf(lowering, node);
  const inner = tree.field(node, 'argument');
  const operator = tree.kind(tree.field(node, 'operator'));
  if (inner < 0) return nothing(span.at, span.end);
  if (operator === 'void' && tree.kind(inner) === 'number') return literal(lowering, node, null);
  if (operator === '-' && tree.kind(inner) === 'number')
    return literal(lowering, node, -numberOf(tree.textOf(inner)));
  const operand = lowering.expression(inner);
  switch (operator) {
    case '!':
      return { kind: 'not', ...span, operand };
    case 'typeof':
      return { kind: 'typeof', ...span, operand };
    case 'void':
    case 'delete':
      return { kind: 'other', ...span, operands: [operand] };
    default:
      return { kind: 'arithmetic', ...span, operands: [operand] };
  }
}

/** `a, b, c`: the last one's value; those before it that do nothing are left out. */
export function sequence(lowering: Lowering, node: SyntaxNode): Expression {
  const operands: Expression[] = [];
  for (const one of sequenceItems(lowering.tree, node)) operands.push(lowering.expression(one));
  const last = operands.at(-1);
  if (last !== undefined && operands.every((one) => one === last || one.kind === 'literal'))
    return last;
  return { kind: 'other', ...spanOf(lowering, node), operands };
}

/** The parts of a sequence, nested ones too, in order. */
export function sequenceItems(tree: SyntaxTree, node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const open = [node];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    const inner = unwrap(tree, one);
    if (tree.kind(inner) !== 'sequence_expression') found.push(inner);
    else
      for (const child of tree.children(inner).toReversed())
        if (tree.kind(child) !== 'comment') open.push(child);
  }
  return found;
}

/** `a ? b : c`. */
export function choice(lowering: Lowering, node: SyntaxNode): Expression {
  const { tree } = lowering;
  const end = tree.end(node);
  const part = (name: string): Expression => expressionOr(lowering, tree.field(node, name), end);
  return {
    kind: 'choice',
    ...spanOf(lowering, node),
    test: part('condition'),
    then: part('consequence'),
    otherwise: part('alternative'),
  };
}

/** `yield x`, `yield* xs`. */
export function yieldOf(lowering: Lowering, node: SyntaxNode): Expression {
  const inner = onlyChild(lowering.tree, node);
  if (lowering.isAwaiting)
    return inner < 0 ? literal(lowering, node, null) : lowering.expression(inner);
  const given = inner >= 0 && { operand: lowering.expression(inner) };
  const isAll = hasToken(lowering.tree, node, '*');
  return { kind: 'yield', ...spanOf(lowering, node), ...given, isAll };
}

import type { SyntaxNode } from '../../../../adapters/syntax/index.ts';
import type { Comparison, Expression, Span } from '../../../../domain/source.ts';
import { logicOf, textOf } from '../build.ts';
import type { Context } from '../context.ts';

const COMPARISONS = new Map<string, Comparison>([
  ['==', 'equal'],
  ['!=', 'unequal'],
  ['<', 'less'],
  ['<=', 'less'],
  ['>', 'greater'],
  ['>=', 'greater'],
]);

/** `a + b`, `a && b`, `a == b` and so on; a chain of one operator at once. */
export function lowerBinary(context: Context, node: SyntaxNode): Expression {
  const { tree } = context;
  const operator = operatorOf(context, node);
  const operands: SyntaxNode[] = [];
  // The tree leans to the left: `a + b + c` is `(a + b) + c`.
  let left = node;
  while (tree.kind(left) === 'binary_expression' && operatorOf(context, left) === operator) {
    const right = tree.field(left, 'right');
    if (right >= 0) operands.push(right);
    const next = tree.field(left, 'left');
    if (next < 0) break;
    left = next;
    if (COMPARISONS.has(operator)) break;
  }
  operands.push(left);
  const values = operands.reverse().map((operand) => context.expression(operand));
  return combine({ at: tree.start(node), end: tree.end(node) }, operator, values);
}

/** What an operator makes of operands; also of the target and the value of `a += b`. */
export function combine(span: Span, operator: string, values: readonly Expression[]): Expression {
  const { at, end } = span;
  const [left, right] = values;
  const comparison = COMPARISONS.get(operator);
  if (comparison !== undefined && left !== undefined && right !== undefined) {
    return { kind: 'compare', at, end, operator: comparison, left, right };
  }
  // A number is added to numbers alone.
  if (operator === '+' && !values.some(isNumber)) return textOf(span, values);
  if (operator === '&&') return logicOf('and', values);
  if (operator === '||') return logicOf('or', values);
  return { kind: 'arithmetic', at, end, operands: values };
}

function isNumber(value: Expression): boolean {
  return value.kind === 'literal' ? typeof value.value === 'number' : value.kind === 'arithmetic';
}

function operatorOf({ tree }: Context, node: SyntaxNode): string {
  const operator = tree.field(node, 'operator');
  return operator < 0 ? '' : tree.kind(operator);
}

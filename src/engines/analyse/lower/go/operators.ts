import type { SyntaxNode } from '../../../../adapters/syntax/index.ts';
import type { Comparison, Expression, Span } from '../../../../domain/source.ts';
import { logicDepth, logicOf, textOf } from '../build.ts';
import { lowerDeeper, operandsOf, operatorOf } from '../chains.ts';
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
  const operands = operandsOf(context, node, !COMPARISONS.has(operator));
  const isLogic = operator === '&&' || operator === '||';
  const values = lowerDeeper(context, operands, isLogic ? logicDepth(operands.length) : 0);
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

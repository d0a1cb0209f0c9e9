import type { SyntaxNode } from '../../../../adapters/syntax/index.ts';
import type { Argument, Comparison, Expression, Span } from '../../../../domain/source.ts';
import { logicDepth, logicOf, textOf } from '../build.ts';
import { lowerDeeper, operandsOf, operatorOf } from '../chains.ts';
import { type Context, firstMeaning, nextMeaning } from '../context.ts';
import { lowerFormat } from './formats.ts';

const COMPARISONS = new Map<string, Comparison>([
  ['==', 'equal'],
  ['is', 'equal'],
  ['!=', 'unequal'],
  ['<>', 'unequal'],
  ['is not', 'unequal'],
  ['<', 'less'],
  ['<=', 'less'],
  ['>', 'greater'],
  ['>=', 'greater'],
  ['in', 'in'],
  ['not in', 'not-in'],
]);

/** `a + b`, `a / b`, `"…" % a` and so on; a chain of one operator at once. */
export function lowerBinary(context: Context, node: SyntaxNode): Expression {
  const { tree } = context;
  const operator = operatorOf(context, node);
  // `**` leans to the right, and only the first operand of `%` is a format.
  const operands = operandsOf(context, node, operator !== '**' && operator !== '%');
  const values = lowerDeeper(context, operands, 0);
  return combine({ at: tree.start(node), end: tree.end(node) }, operator, values);
}

/** What an operator makes of operands; also of the target and the value of `a += b`. */
export function combine(span: Span, operator: string, values: readonly Expression[]): Expression {
  const { at, end } = span;
  const [first, ...rest] = values;
  if (first === undefined) return { kind: 'other', at, end, operands: [] };
  const hasNumber = values.some(isNumber);
  switch (operator) {
    case '+':
      if (values.some(isList)) return listOf(span, values);
      // A number is added to numbers alone.
      if (hasNumber) break;
      return textOf(span, values);
    case '%':
      if (hasNumber && !isText(first)) break;
      return lowerFormat(span, first, rest);
    case '/': {
      // Paths are put together with it. What is plainly a number is divided.
      if (hasNumber) break;
      const callee = {
        kind: 'member',
        at,
        end: first.end,
        object: first,
        name: 'joinpath',
      } as const;
      const parts = rest.map((value) => ({ value }));
      return { kind: 'call', at, end, callee, arguments: parts, isNew: false };
    }
    case '*':
      // `["?"] * n` has nothing in it but what is repeated.
      if (isText(first) || first.kind === 'list')
        return { kind: 'other', at, end, operands: [first] };
      break;
    case '|':
    case '&':
      // Dictionaries and sets are joined with these.
      if (!hasNumber) return { kind: 'other', at, end, operands: values };
      break;
    default:
  }
  return { kind: 'arithmetic', at, end, operands: values };
}

// `["git"] + args` has the items of both.
function listOf({ at, end }: Span, values: readonly Expression[]): Expression {
  const items = values.flatMap((value): readonly Argument[] =>
    isList(value) ? value.items : [{ value, spread: 'items' }],
  );
  return { kind: 'list', at, end, items, of: values.find(isList)?.of ?? 'list' };
}

function isList(value: Expression): value is Extract<Expression, { kind: 'list' }> {
  return value.kind === 'list';
}

function isText(value: Expression): boolean {
  return value.kind === 'text' || (value.kind === 'literal' && typeof value.value === 'string');
}

const COUNTS = new Set(['len', 'int', 'float', 'round', 'abs', 'ord']);

function isNumber(value: Expression): boolean {
  if (value.kind === 'literal') return typeof value.value === 'number';
  if (value.kind === 'arithmetic') return true;
  return value.kind === 'call' && value.callee.kind === 'name' && COUNTS.has(value.callee.name);
}

/** `-a`; of a number, the number. */
export function lowerUnary(context: Context, node: SyntaxNode): Expression {
  const { tree } = context;
  const at = tree.start(node);
  const end = tree.end(node);
  const operand = context.expression(tree.field(node, 'argument'));
  if (operand.kind === 'literal' && typeof operand.value === 'number') {
    const operator = operatorOf(context, node);
    if (operator === '-') return { kind: 'literal', at, end, value: -operand.value };
    if (operator === '+') return { kind: 'literal', at, end, value: operand.value };
  }
  return { kind: 'arithmetic', at, end, operands: [operand] };
}

/** `a < b < c`, which is `a < b and b < c`. */
export function lowerComparison(context: Context, node: SyntaxNode): Expression {
  const { tree } = context;
  const comparisons: Expression[] = [];
  const first = firstMeaning(tree, node);
  let left = context.expression(first);
  for (let child = first < 0 ? -1 : tree.next(first); child >= 0; ) {
    const operator = COMPARISONS.get(tree.kind(child));
    if (operator === undefined) {
      child = tree.next(child);
      continue;
    }
    child = nextMeaning(tree, child);
    const right = context.expression(child);
    comparisons.push({ kind: 'compare', at: left.at, end: right.end, operator, left, right });
    left = right;
  }
  return comparisons.length === 0 ? left : logicOf('and', comparisons);
}

/** `a and b and c`, `a or b`. */
export function lowerBoolean(context: Context, node: SyntaxNode): Expression {
  const operator = operatorOf(context, node) === 'or' ? 'or' : 'and';
  const operands = operandsOf(context, node, true);
  return logicOf(operator, lowerDeeper(context, operands, logicDepth(operands.length)));
}

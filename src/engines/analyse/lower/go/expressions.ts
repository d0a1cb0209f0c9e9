import type { SyntaxNode } from '../../../../adapters/syntax/index.ts';
import type { Argument, Expression } from '../../../../domain/source.ts';
import { packed } from '../build.ts';
import { type Context, firstMeaning, nextMeaning, other, textAt } from '../context.ts';
import { lowerComposite, lowerElement } from './composites.ts';
import { lowerClosure } from './functions.ts';
import { numberOf, runeOf, stringOf } from './literals.ts';
import { lowerBinary } from './operators.ts';
import { isNumeric, lowerType } from './types.ts';

/** The meaning of one expression. Parentheses, `&`, `*` and `<-` are dropped. */
export function lowerExpression(context: Context, node: SyntaxNode): Expression {
  const { tree } = context;
  const at = tree.start(node);
  const end = tree.end(node);
  switch (tree.kind(node)) {
    case 'identifier':
    case 'field_identifier':
    case 'package_identifier':
      return { kind: 'name', at, end, name: tree.wordOf(node) };
    case 'selector_expression': {
      const object = context.expression(tree.field(node, 'operand'));
      return { kind: 'member', at, end, object, name: textAt(tree, tree.field(node, 'field')) };
    }
    case 'call_expression':
      return call(context, node);
    case 'interpreted_string_literal':
    case 'raw_string_literal':
      return { kind: 'literal', at, end, value: stringOf(tree.textOf(node)) };
    case 'rune_literal':
      return { kind: 'literal', at, end, value: runeOf(tree.textOf(node)) };
    case 'int_literal':
    case 'float_literal':
      return { kind: 'literal', at, end, value: numberOf(tree.textOf(node)) };
    case 'imaginary_literal':
    case 'iota':
      return { kind: 'arithmetic', at, end, operands: [] };
    case 'true':
    case 'false':
      return { kind: 'literal', at, end, value: tree.kind(node) === 'true' };
    case 'nil':
      return { kind: 'literal', at, end, value: null };
    case 'parenthesized_expression':
    case 'variadic_argument':
      return context.expression(firstMeaning(tree, node));
    case 'expression_list':
      return lowerList(context, node);
    case 'unary_expression':
      return unary(context, node);
    case 'binary_expression':
      return lowerBinary(context, node);
    case 'index_expression':
      return {
        kind: 'index',
        at,
        end,
        object: context.expression(tree.field(node, 'operand')),
        index: context.expression(tree.field(node, 'index')),
      };
    case 'slice_expression': {
      const from = tree.field(node, 'start');
      const to = tree.field(node, 'end');
      return {
        kind: 'slice',
        at,
        end,
        object: context.expression(tree.field(node, 'operand')),
        ...(from >= 0 && { from: context.expression(from) }),
        ...(to >= 0 && { to: context.expression(to) }),
      };
    }
    case 'type_assertion_expression': {
      const operand = context.expression(tree.field(node, 'operand'));
      const type = lowerType(context, tree.field(node, 'type'));
      return isNumeric(type) ? { kind: 'arithmetic', at, end, operands: [operand] } : operand;
    }
    case 'type_conversion_expression':
      return conversion(context, node);
    case 'composite_literal':
      return lowerComposite(context, node);
    case 'literal_element':
      return lowerElement(context, node, -1);
    case 'func_literal':
      return lowerClosure(context, node, '');
    case 'type_instantiation_expression':
      return context.expression(tree.field(node, 'type'));
    default:
      return lowerType(context, node) ?? other(tree, node, operandsOf(context, node));
  }
}

/** `a`, or the tuple of `a, b`. */
export function lowerList(context: Context, node: SyntaxNode): Expression {
  const { tree } = context;
  const first = firstMeaning(tree, node);
  if (nextMeaning(tree, first) < 0) return context.expression(first);
  const items: Argument[] = [];
  for (let child = first; child >= 0; child = nextMeaning(tree, child)) {
    items.push({ value: context.expression(child) });
  }
  return { kind: 'list', at: tree.start(node), end: tree.end(node), items, of: 'tuple' };
}

function operandsOf(context: Context, node: SyntaxNode): readonly Expression[] {
  const { tree } = context;
  const operands: Expression[] = [];
  for (let child = firstMeaning(tree, node); child >= 0; child = nextMeaning(tree, child)) {
    operands.push(context.expression(child));
  }
  return packed(operands);
}

function call(context: Context, node: SyntaxNode): Expression {
  const { tree } = context;
  const at = tree.start(node);
  const end = tree.end(node);
  const callee = tree.field(node, 'function');
  const list = tree.field(node, 'arguments');
  const name = callee >= 0 && tree.kind(callee) === 'identifier' ? tree.textOf(callee) : '';
  if (name === 'make' || name === 'new') return made(context, node, firstMeaning(tree, list));
  const values: Argument[] = [];
  for (let child = firstMeaning(tree, list); child >= 0; child = nextMeaning(tree, child)) {
    const value = context.expression(child);
    values.push(tree.kind(child) === 'variadic_argument' ? { value, spread: 'items' } : { value });
  }
  const [only] = values;
  // The same text, whatever it was: bytes, runes or a named kind of string.
  if (name === 'string' && only !== undefined && values.length === 1) return only.value;
  const called = context.expression(callee);
  return { kind: 'call', at, end, callee: called, arguments: packed(values), isNew: false };
}

// `make` and `new` give an empty value of a type.
function made(context: Context, node: SyntaxNode, typed: SyntaxNode): Expression {
  const { tree } = context;
  const at = tree.start(node);
  const end = tree.end(node);
  const type = lowerType(context, typed);
  switch (typed < 0 ? '' : tree.kind(typed)) {
    case 'slice_type':
    case 'array_type':
    case 'channel_type':
      return { kind: 'list', at, end, items: [], of: 'list' };
    default:
      return { kind: 'record', at, end, entries: [], ...(type && { type }) };
  }
}

// `Name(x)` is a call; `[]byte(x)` and the like have the same content in another shape.
function conversion(context: Context, node: SyntaxNode): Expression {
  const { tree } = context;
  const at = tree.start(node);
  const end = tree.end(node);
  const operand = context.expression(tree.field(node, 'operand'));
  const callee = lowerType(context, tree.field(node, 'type'));
  if (callee?.kind !== 'name' && callee?.kind !== 'member') return operand;
  return { kind: 'call', at, end, callee, arguments: [{ value: operand }], isNew: false };
}

function unary(context: Context, node: SyntaxNode): Expression {
  const { tree } = context;
  const at = tree.start(node);
  const end = tree.end(node);
  const operator = tree.field(node, 'operator');
  const operand = context.expression(tree.field(node, 'operand'));
  switch (operator < 0 ? '' : tree.kind(operator)) {
    case '!':
      return { kind: 'not', at, end, operand };
    case '-':
      if (operand.kind === 'literal' && typeof operand.value === 'number') {
        return { kind: 'literal', at, end, value: -operand.value };
      }
      return { kind: 'arithmetic', at, end, operands: [operand] };
    case '+':
    case '^':
      return { kind: 'arithmetic', at, end, operands: [operand] };
    default:
      return operand;
  }
}

import type { SyntaxNode } from '../../../../adapters/syntax/index.ts';
import type { Expression, RecordEntry } from '../../../../domain/source.ts';
import { packed } from '../build.ts';
import { type Context, firstMeaning, hasToken, nextMeaning, other, textAt } from '../context.ts';
import { lowerArguments, lowerItems } from './arguments.ts';
import { lowerComprehension } from './comprehensions.ts';
import { lowerLambda } from './lambdas.ts';
import { lowerBinary, lowerBoolean, lowerComparison, lowerUnary } from './operators.ts';
import { lowerString } from './strings.ts';
import { lowerSubscript } from './subscripts.ts';
import { lowerTarget } from './targets.ts';
import { lowerType } from './types.ts';

/** The meaning of one expression. `await` and parentheses are dropped. */
export function lowerExpression(context: Context, node: SyntaxNode): Expression {
  const { tree } = context;
  const at = tree.start(node);
  const end = tree.end(node);
  switch (tree.kind(node)) {
    case 'identifier':
      return { kind: 'name', at, end, name: tree.wordOf(node) };
    case 'attribute': {
      const object = context.expression(tree.field(node, 'object'));
      const name = textAt(tree, tree.field(node, 'attribute'));
      return { kind: 'member', at, end, object, name };
    }
    case 'call':
      return {
        kind: 'call',
        at,
        end,
        callee: context.expression(tree.field(node, 'function')),
        arguments: lowerArguments(context, tree.field(node, 'arguments')),
        isNew: false,
      };
    case 'string':
    case 'concatenated_string':
      return lowerString(context, node);
    case 'integer':
    case 'float':
      return { kind: 'literal', at, end, value: numberOf(tree.textOf(node)) };
    case 'true':
    case 'false':
      return { kind: 'literal', at, end, value: tree.kind(node) === 'true' };
    case 'none':
      return { kind: 'literal', at, end, value: null };
    case 'parenthesized_expression':
    case 'await':
    case 'as_pattern':
    case 'as_pattern_target':
    case 'keyword_identifier':
      return context.expression(firstMeaning(tree, node));
    case 'list':
    case 'list_pattern':
      return { kind: 'list', at, end, items: lowerItems(context, node), of: 'list' };
    case 'tuple':
    case 'tuple_pattern':
    case 'expression_list':
    case 'pattern_list':
      return { kind: 'list', at, end, items: lowerItems(context, node), of: 'tuple' };
    case 'set':
      return { kind: 'list', at, end, items: lowerItems(context, node), of: 'set' };
    case 'dictionary':
      return { kind: 'record', at, end, entries: entriesOf(context, node) };
    case 'subscript':
      return lowerSubscript(context, node);
    case 'list_comprehension':
      return lowerComprehension(context, node, 'list');
    case 'set_comprehension':
      return lowerComprehension(context, node, 'set');
    case 'dictionary_comprehension':
      return lowerComprehension(context, node, 'dict');
    case 'generator_expression':
      return lowerComprehension(context, node, 'generator');
    case 'binary_operator':
      return lowerBinary(context, node);
    case 'unary_operator':
      return lowerUnary(context, node);
    case 'comparison_operator':
      return lowerComparison(context, node);
    case 'boolean_operator':
      return lowerBoolean(context, node);
    case 'not_operator': {
      const operand = context.expression(tree.field(node, 'argument'));
      return { kind: 'not', at, end, operand };
    }
    case 'conditional_expression': {
      const then = firstMeaning(tree, node);
      const test = nextMeaning(tree, then);
      const otherwise = nextMeaning(tree, test);
      return {
        kind: 'choice',
        at,
        end,
        test: context.expression(test),
        then: context.expression(then),
        otherwise: context.expression(otherwise),
      };
    }
    case 'named_expression':
      return {
        kind: 'assign',
        at,
        end,
        target: lowerTarget(context, tree.field(node, 'name')),
        value: context.expression(tree.field(node, 'value')),
      };
    case 'lambda':
      return lowerLambda(context, node, '');
    case 'yield':
      context.frame.yields = true;
      return yieldOf(context, node);
    case 'type':
    case 'generic_type':
    case 'union_type':
      return lowerType(context, node) ?? other(tree, node, []);
    default:
      return other(tree, node, operandsOf(context, node));
  }
}

function operandsOf(context: Context, node: SyntaxNode): readonly Expression[] {
  const { tree } = context;
  const operands: Expression[] = [];
  for (let child = firstMeaning(tree, node); child >= 0; child = nextMeaning(tree, child)) {
    operands.push(context.expression(child));
  }
  return packed(operands);
}

function yieldOf(context: Context, node: SyntaxNode): Expression {
  const { tree } = context;
  const at = tree.start(node);
  const end = tree.end(node);
  const isAll = hasToken(tree, node, 'from');
  const operand = firstMeaning(tree, node);
  return {
    kind: 'yield',
    at,
    end,
    ...(operand >= 0 && { operand: context.expression(operand) }),
    isAll,
  };
}

function entriesOf(context: Context, node: SyntaxNode): readonly RecordEntry[] {
  const { tree } = context;
  const entries: RecordEntry[] = [];
  for (let child = firstMeaning(tree, node); child >= 0; child = nextMeaning(tree, child)) {
    if (tree.kind(child) === 'dictionary_splat') {
      entries.push({ value: context.expression(firstMeaning(tree, child)), isSpread: true });
      continue;
    }
    const computed = context.expression(tree.field(child, 'key'));
    const value = context.expression(tree.field(child, 'value'));
    const isName = computed.kind === 'literal' && typeof computed.value === 'string';
    entries.push(
      isName
        ? { key: String(computed.value), value, isSpread: false }
        : { computed, value, isSpread: false },
    );
  }
  return packed(entries);
}

function numberOf(written: string): number | null {
  const digits = written.replaceAll('_', '').replace(/[lLjJ]$/, '');
  const value = Number(digits);
  return Number.isNaN(value) ? null : value;
}

import type { SyntaxNode } from '../../../../adapters/syntax/index.ts';
import type { Expression } from '../../../../domain/source.ts';
import { assignment } from './assignments.ts';
import { chain, construction, items } from './chains.ts';
import { classOf } from './classes.ts';
import { packed } from '../build.ts';
import type { Lowering } from './context.ts';
import { isContent, nothing, spanOf, unwrap } from './context.ts';
import { functionOf } from './functions.ts';
import { element } from './jsx.ts';
import { literal, numberOf, pattern, stringValue, template } from './literals.ts';
import { binary, choice, sequence, unary, yieldOf } from './operators.ts';
import { record } from './records.ts';

/** One expression. The caller counts the depth. */
export function expression(lowering: Lowering, wrapped: SyntaxNode, name: string): Expression {
  const { tree } = lowering;
  const node = unwrap(tree, wrapped);
  switch (tree.kind(node)) {
    case 'this':
      return named(lowering, node, lowering.self || 'this');
    case 'identifier':
    case 'super':
    case 'shorthand_property_identifier':
    case 'property_identifier':
    case 'private_property_identifier':
    case 'import':
      return named(lowering, node, tree.wordOf(node));
    case 'member_expression':
    case 'call_expression':
    case 'subscript_expression':
      return chain(lowering, node);
    case 'string':
      return literal(lowering, node, stringValue(tree, node));
    case 'number':
      return literal(lowering, node, numberOf(tree.textOf(node)));
    case 'true':
    case 'false':
      return literal(lowering, node, tree.kind(node) === 'true');
    case 'null':
    case 'undefined':
      return literal(lowering, node, null);
    case 'template_string':
      return template(lowering, node);
    case 'regex':
      return pattern(lowering, node);
    case 'object':
    case 'object_pattern':
      return record(lowering, node, '');
    case 'array':
    case 'array_pattern':
      return { kind: 'list', ...spanOf(lowering, node), items: items(lowering, node), of: 'list' };
    case 'arrow_function':
    case 'function_expression':
    case 'generator_function':
    case 'function_declaration':
    case 'generator_function_declaration':
      return {
        kind: 'function',
        ...spanOf(lowering, node),
        function: functionOf(lowering, node, { name }),
      };
    case 'class':
    case 'class_declaration':
      return { kind: 'class', ...spanOf(lowering, node), class: classOf(lowering, node, name) };
    case 'new_expression':
      return construction(lowering, node);
    case 'binary_expression':
      return binary(lowering, node);
    case 'unary_expression':
      return unary(lowering, node);
    case 'ternary_expression':
      return choice(lowering, node);
    case 'assignment_expression':
    case 'augmented_assignment_expression':
    case 'update_expression': {
      const made = assignment(lowering, node);
      return made === undefined
        ? pieces(lowering, node)
        : { kind: 'assign', ...spanOf(lowering, node), ...made };
    }
    case 'sequence_expression':
      return sequence(lowering, node);
    case 'yield_expression':
      return yieldOf(lowering, node);
    case 'type_assertion':
      return assertion(lowering, node);
    case 'meta_property':
      return meta(lowering, node);
    case 'jsx_element':
    case 'jsx_self_closing_element':
      return element(lowering, node);
    default:
      return pieces(lowering, node);
  }
}

function named(lowering: Lowering, node: SyntaxNode, name: string): Expression {
  const { at, end } = spanOf(lowering, node);
  // The parser puts in a name of no length where one is missing.
  if (at === end) return nothing(at, end);
  return { kind: 'name', at, end, name };
}

/** `<Type>value`. */
function assertion(lowering: Lowering, node: SyntaxNode): Expression {
  const value = lowering.tree.children(node).findLast((child) => isContent(lowering.tree, child));
  return value === undefined ? pieces(lowering, node) : lowering.expression(value);
}

/** `import.meta`, `new.target`: a member of a name. */
function meta(lowering: Lowering, node: SyntaxNode): Expression {
  const { at, end } = spanOf(lowering, node);
  const [object = '', name = ''] = lowering.tree.textOf(node).split('.', 2);
  return {
    kind: 'member',
    at,
    end,
    object: { kind: 'name', at, end: at + object.length, name: object.trim() },
    name: name.trim(),
  };
}

/** What has no form of its own: what it is made of. */
function pieces(lowering: Lowering, node: SyntaxNode): Expression {
  const { tree } = lowering;
  const operands: Expression[] = [];
  for (let child = tree.first(node); child >= 0; child = tree.next(child)) {
    if (isContent(tree, child)) operands.push(lowering.expression(child));
  }
  return { kind: 'other', ...spanOf(lowering, node), operands: packed(operands) };
}

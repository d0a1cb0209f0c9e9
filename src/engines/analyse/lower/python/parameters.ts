import type { SyntaxNode } from '../../../../adapters/syntax/index.ts';
import type { Expression, Parameter } from '../../../../domain/source.ts';
import { packed } from '../build.ts';
import { type Context, firstMeaning, nextMeaning } from '../context.ts';
import { lowerTarget } from './targets.ts';
import { lowerType } from './types.ts';

/** The parameters of a function or a lambda; `/` and a bare `*` are left out. */
export function lowerParameters(context: Context, node: SyntaxNode): readonly Parameter[] {
  const { tree } = context;
  const parameters: Parameter[] = [];
  if (node < 0) return packed(parameters);
  for (let child = firstMeaning(tree, node); child >= 0; child = nextMeaning(tree, child)) {
    const parameter = parameterOf(context, child);
    if (parameter !== undefined) parameters.push(parameter);
  }
  return packed(parameters);
}

function parameterOf(context: Context, node: SyntaxNode): Parameter | undefined {
  const { tree } = context;
  switch (tree.kind(node)) {
    case 'identifier':
    case 'tuple_pattern':
    case 'list_splat_pattern':
    case 'dictionary_splat_pattern':
      return parameter(context, node, node);
    case 'typed_parameter':
      return parameter(
        context,
        node,
        firstMeaning(tree, node),
        lowerType(context, tree.field(node, 'type')),
      );
    case 'default_parameter':
      return parameter(context, node, tree.field(node, 'name'), undefined, valueOf(context, node));
    case 'typed_default_parameter':
      return parameter(
        context,
        node,
        tree.field(node, 'name'),
        lowerType(context, tree.field(node, 'type')),
        valueOf(context, node),
      );
    default:
      return undefined;
  }
}

function valueOf(context: Context, node: SyntaxNode): Expression {
  return context.expression(context.tree.field(node, 'value'));
}

function parameter(
  context: Context,
  node: SyntaxNode,
  named: SyntaxNode,
  type?: Expression,
  fallback?: Expression,
): Parameter {
  const { tree } = context;
  const kind = named < 0 ? '' : tree.kind(named);
  const rest =
    kind === 'list_splat_pattern'
      ? 'items'
      : kind === 'dictionary_splat_pattern'
        ? 'fields'
        : undefined;
  return {
    at: tree.start(node),
    end: tree.end(node),
    target: lowerTarget(context, rest === undefined ? named : firstMeaning(tree, named)),
    ...(type && { type }),
    ...(fallback && { fallback }),
    ...(rest && { rest }),
    decorators: packed([]),
  };
}

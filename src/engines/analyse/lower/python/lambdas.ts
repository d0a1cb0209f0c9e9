import type { SyntaxNode } from '../../../../adapters/syntax/index.ts';
import type { Expression, FunctionNode } from '../../../../domain/source.ts';
import type { Context } from '../context.ts';
import { lowerParameters } from './parameters.ts';

/** `lambda x: …`, under the name that it is assigned to. */
export function lowerLambda(context: Context, node: SyntaxNode, name: string): Expression {
  const { tree } = context;
  const at = tree.start(node);
  const end = tree.end(node);
  const value = context.expression(tree.field(node, 'body'));
  const lowered: FunctionNode = {
    kind: 'function',
    at,
    end,
    name,
    parameters: lowerParameters(context, tree.field(node, 'parameters')),
    body: [{ kind: 'return', at: value.at, end: value.end, value }],
    decorators: [],
    isAsync: false,
    isGenerator: false,
  };
  context.functions.push(lowered);
  return { kind: 'function', at, end, function: lowered };
}

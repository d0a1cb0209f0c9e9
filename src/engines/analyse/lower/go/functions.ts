import type { SyntaxNode } from '../../../../adapters/syntax/index.ts';
import type {
  Argument,
  Expression,
  FunctionNode,
  Parameter,
  Statement,
} from '../../../../domain/source.ts';
import { packed } from '../build.ts';
import {
  addStatements,
  type Context,
  firstMeaning,
  frameOf,
  nextMeaning,
  other,
  textAt,
} from '../context.ts';
import { lowerType, nameOfType } from './types.ts';

/** `func name(…) …` and `func (r *T) name(…) …`. */
export function lowerFunction(context: Context, node: SyntaxNode): FunctionNode {
  const { tree } = context;
  const name = textAt(tree, tree.field(node, 'name'));
  const received = firstMeaning(tree, tree.field(node, 'receiver'));
  if (received < 0) return functionOf(context, node, name);
  return functionOf(context, node, name, {
    name: textAt(tree, tree.field(received, 'name')),
    type: nameOfType(context, tree.field(received, 'type')),
  });
}

/** A function without a name, under the name that it is assigned to. */
export function lowerClosure(context: Context, node: SyntaxNode, name: string): Expression {
  const lowered = functionOf(context, node, name);
  return { kind: 'function', at: lowered.at, end: lowered.end, function: lowered };
}

function functionOf(
  context: Context,
  node: SyntaxNode,
  name: string,
  receiver?: FunctionNode['receiver'],
): FunctionNode {
  const { tree } = context;
  const body: Statement[] = [];
  const result = tree.field(node, 'result');
  const results = namedResults(context, result, body);
  const returns = resultType(context, result);
  const outer = context.frame;
  context.frame = frameOf(results);
  addStatements(context, tree.field(node, 'body'), body);
  context.frame = outer;
  const lowered: FunctionNode = {
    kind: 'function',
    at: tree.start(node),
    end: tree.end(node),
    name,
    parameters: parametersOf(context, tree.field(node, 'parameters')),
    body: packed(body),
    decorators: packed([]),
    isAsync: false,
    isGenerator: false,
    ...(receiver && { receiver }),
    ...(returns && { returns }),
  };
  context.functions.push(lowered);
  return lowered;
}

// `(out string, err error)` declares variables, which a bare `return` returns.
function namedResults(context: Context, node: SyntaxNode, body: Statement[]): string[] {
  const { tree } = context;
  const results: string[] = [];
  if (node < 0 || tree.kind(node) !== 'parameter_list') return results;
  for (const { target, type, at, end } of parametersOf(context, node)) {
    if (target.kind !== 'name' || target.name === '_') continue;
    results.push(target.name);
    body.push({ kind: 'let', at, end, target, ...(type && { type }), isDeclared: true });
  }
  return results;
}

function resultType(context: Context, node: SyntaxNode): Expression | undefined {
  const { tree } = context;
  if (node < 0 || tree.kind(node) !== 'parameter_list') return lowerType(context, node);
  const items: Argument[] = [];
  for (const { type } of parametersOf(context, node)) {
    items.push({ value: type ?? other(tree, node, []) });
  }
  if (items.length < 2) return items[0]?.value;
  return { kind: 'list', at: tree.start(node), end: tree.end(node), items, of: 'tuple' };
}

function parametersOf(context: Context, node: SyntaxNode): readonly Parameter[] {
  const { tree } = context;
  const parameters: Parameter[] = [];
  for (let child = firstMeaning(tree, node); child >= 0; child = nextMeaning(tree, child)) {
    const type = lowerType(context, tree.field(child, 'type'));
    const isRest = tree.kind(child) === 'variadic_parameter_declaration';
    const shared = {
      ...(type && { type }),
      ...(isRest && { rest: 'items' as const }),
      decorators: packed([]),
    };
    let names = 0;
    for (let inner = firstMeaning(tree, child); inner >= 0; inner = nextMeaning(tree, inner)) {
      if (tree.fieldOf(inner) !== 'name') continue;
      names += 1;
      const at = tree.start(inner);
      const end = tree.end(inner);
      const target = { kind: 'name', at, end, name: tree.wordOf(inner) } as const;
      parameters.push({ at, end, target, ...shared });
    }
    if (names > 0) continue;
    const at = tree.start(child);
    const end = tree.end(child);
    parameters.push({ at, end, target: { kind: 'name', at, end: at, name: '_' }, ...shared });
  }
  return packed(parameters);
}

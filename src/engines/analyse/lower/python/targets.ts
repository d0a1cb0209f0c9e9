import type { SyntaxNode } from '../../../../adapters/syntax/index.ts';
import type { Target } from '../../../../domain/source.ts';
import { type Context, firstMeaning, nextMeaning } from '../context.ts';
import { MAX_DEPTH } from '../index.ts';

/** What stands left of `=`, after `for` and after `as`. */
export function lowerTarget(context: Context, node: SyntaxNode): Target {
  const { tree } = context;
  const at = tree.start(Math.max(node, 0));
  const end = tree.end(Math.max(node, 0));
  if (node < 0 || context.depth >= MAX_DEPTH) return { kind: 'items', at, end: at, items: [] };
  switch (tree.kind(node)) {
    case 'identifier':
      return { kind: 'name', at, end, name: tree.wordOf(node) };
    case 'pattern_list':
    case 'tuple_pattern':
    case 'list_pattern':
    case 'expression_list':
    case 'tuple':
    case 'list':
      return deeper(context, node, itemsTarget);
    case 'parenthesized_expression':
    case 'as_pattern_target':
    case 'keyword_identifier':
      return deeper(context, node, (inner) => lowerTarget(inner, firstMeaning(tree, node)));
    default:
      return { kind: 'place', at, end, place: context.expression(node) };
  }
}

function deeper(
  context: Context,
  node: SyntaxNode,
  lower: (context: Context, node: SyntaxNode) => Target,
): Target {
  context.depth += 1;
  const target = lower(context, node);
  context.depth -= 1;
  return target;
}

function itemsTarget(context: Context, node: SyntaxNode): Target {
  const { tree } = context;
  const items: Target[] = [];
  const last: Target[] = [];
  let rest: Target | undefined;
  for (let child = firstMeaning(tree, node); child >= 0; child = nextMeaning(tree, child)) {
    const kind = tree.kind(child);
    const isRest = kind === 'list_splat_pattern' || kind === 'list_splat';
    if (isRest) rest = lowerTarget(context, firstMeaning(tree, child));
    else (rest === undefined ? items : last).push(lowerTarget(context, child));
  }
  return {
    kind: 'items',
    at: tree.start(node),
    end: tree.end(node),
    items,
    ...(rest && { rest }),
    ...(last.length > 0 && { last }),
  };
}

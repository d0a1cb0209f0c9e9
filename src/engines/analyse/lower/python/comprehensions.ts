import type { SyntaxNode } from '../../../../adapters/syntax/index.ts';
import type { Argument, Expression, Target } from '../../../../domain/source.ts';
import { type Context, firstMeaning, nextMeaning } from '../context.ts';
import { lowerTarget } from './targets.ts';

interface Clause {
  readonly target: Target;
  readonly of: Expression;
  readonly tests: Expression[];
}

/** `[f(x) for x in xs if x]` and its kin. */
export function lowerComprehension(
  context: Context,
  node: SyntaxNode,
  of: 'list' | 'set' | 'dict' | 'generator',
): Expression {
  const { tree } = context;
  const clauses: Clause[] = [];
  const element: Expression[] = [];
  for (let child = firstMeaning(tree, node); child >= 0; child = nextMeaning(tree, child)) {
    const kind = tree.kind(child);
    if (kind === 'for_in_clause') {
      const target = lowerTarget(context, tree.field(child, 'left'));
      clauses.push({ target, of: rangeOf(context, child), tests: [] });
    } else if (kind === 'if_clause') {
      clauses.at(-1)?.tests.push(context.expression(firstMeaning(tree, child)));
    } else if (kind === 'pair') {
      element.push(context.expression(tree.field(child, 'key')));
      element.push(context.expression(tree.field(child, 'value')));
    } else element.push(context.expression(child));
  }
  return { kind: 'comprehension', at: tree.start(node), end: tree.end(node), clauses, element, of };
}

function rangeOf(context: Context, clause: SyntaxNode): Expression {
  const { tree } = context;
  const first = tree.field(clause, 'right');
  if (first < 0 || nextMeaning(tree, first) < 0) return context.expression(first);
  const items: Argument[] = [];
  for (let item = first; item >= 0; item = nextMeaning(tree, item)) {
    items.push({ value: context.expression(item) });
  }
  return { kind: 'list', at: tree.start(first), end: tree.end(clause), items, of: 'tuple' };
}

import type { SyntaxNode } from '../../../../adapters/syntax/index.ts';
import type { Argument, Expression } from '../../../../domain/source.ts';
import { type Context, nextMeaning, other, textAt } from '../context.ts';
import { isTypeForm, lowerType } from './types.ts';

/** `a[i]`, `a[i, j]`, `a[i:j]`; and types that are written where expressions stand. */
export function lowerSubscript(context: Context, node: SyntaxNode): Expression {
  const { tree } = context;
  const at = tree.start(node);
  const end = tree.end(node);
  const base = tree.field(node, 'value');
  if (isTypeForm(lastNameOf(context, base)))
    return lowerType(context, node) ?? other(tree, node, []);
  const object = context.expression(base);
  const first = nextMeaning(tree, base);
  if (nextMeaning(tree, first) < 0) {
    if (first >= 0 && tree.kind(first) === 'slice') {
      return { kind: 'slice', at, end, object, ...boundsOf(context, first) };
    }
    return { kind: 'index', at, end, object, index: context.expression(first) };
  }
  const items: Argument[] = [];
  for (let item = first; item >= 0; item = nextMeaning(tree, item)) {
    items.push({ value: context.expression(item) });
  }
  const index: Expression = { kind: 'list', at: tree.start(first), end, items, of: 'tuple' };
  return { kind: 'index', at, end, object, index };
}

// The step after a second colon takes nothing in and leaves nothing out that matters here.
function boundsOf(context: Context, slice: SyntaxNode): { from?: Expression; to?: Expression } {
  const { tree } = context;
  const bounds: { from?: Expression; to?: Expression } = {};
  let colons = 0;
  for (let child = tree.first(slice); child >= 0; child = tree.next(child)) {
    const kind = tree.kind(child);
    if (kind === ':') colons += 1;
    else if (!tree.isNamed(child) || kind === 'comment' || kind === 'ERROR') continue;
    else if (colons === 0) bounds.from = context.expression(child);
    else if (colons === 1) bounds.to = context.expression(child);
  }
  return bounds;
}

function lastNameOf({ tree }: Context, node: SyntaxNode): string {
  if (node < 0) return '';
  if (tree.kind(node) === 'attribute') return textAt(tree, tree.field(node, 'attribute'));
  return tree.kind(node) === 'identifier' ? tree.textOf(node) : '';
}

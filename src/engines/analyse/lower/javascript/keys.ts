import type { SyntaxNode, SyntaxTree } from '../../../../adapters/syntax/index.ts';
import type { Expression } from '../../../../domain/source.ts';
import type { Lowering } from './context.ts';
import { nothing, onlyChild, unwrap } from './context.ts';
import { numberOf, stringValue } from './literals.ts';

/** What a property is called: its name, or the expression that computes it. */
export interface Key {
  readonly key?: string;
  readonly computed?: Expression;
}

export function keyOf(lowering: Lowering, node: SyntaxNode): Key {
  const { tree } = lowering;
  const plain = plainKey(tree, node);
  if (plain !== undefined) return { key: plain };
  const inner = node < 0 ? -1 : onlyChild(tree, node);
  return { computed: inner < 0 ? nothing(0, 0) : lowering.expression(inner) };
}

/** The name of a property where it is written out, `['a']` too. */
export function plainKey(tree: SyntaxTree, node: SyntaxNode): string | undefined {
  switch (node < 0 ? '' : tree.kind(node)) {
    case 'property_identifier':
    case 'private_property_identifier':
      return tree.wordOf(node);
    case 'string':
      return stringValue(tree, node);
    case 'number':
      return String(numberOf(tree.textOf(node)));
    case 'computed_property_name': {
      const inner = unwrap(tree, onlyChild(tree, node));
      const kind = tree.kind(inner);
      return kind === 'string' || kind === 'number' ? plainKey(tree, inner) : undefined;
    }
    default:
      return undefined;
  }
}

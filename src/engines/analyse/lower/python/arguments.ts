import type { SyntaxNode } from '../../../../adapters/syntax/index.ts';
import type { Argument } from '../../../../domain/source.ts';
import { packed } from '../build.ts';
import { type Context, firstMeaning, nextMeaning, textAt } from '../context.ts';

/** What a call, or a class definition, has in its parentheses. */
export function lowerArguments(context: Context, node: SyntaxNode): readonly Argument[] {
  const { tree } = context;
  if (node >= 0 && tree.kind(node) === 'generator_expression') {
    return [{ value: context.expression(node) }];
  }
  return node < 0 ? packed([]) : lowerItems(context, node);
}

/** The items of a list, or of anything that has them in brackets. */
export function lowerItems(context: Context, node: SyntaxNode): readonly Argument[] {
  const { tree } = context;
  const items: Argument[] = [];
  for (let child = firstMeaning(tree, node); child >= 0; child = nextMeaning(tree, child)) {
    switch (tree.kind(child)) {
      case 'keyword_argument': {
        const value = context.expression(tree.field(child, 'value'));
        items.push({ value, name: textAt(tree, tree.field(child, 'name')) });
        break;
      }
      case 'list_splat':
      case 'list_splat_pattern':
        items.push({ value: context.expression(firstMeaning(tree, child)), spread: 'items' });
        break;
      case 'dictionary_splat':
        items.push({ value: context.expression(firstMeaning(tree, child)), spread: 'fields' });
        break;
      default:
        items.push({ value: context.expression(child) });
    }
  }
  return packed(items);
}

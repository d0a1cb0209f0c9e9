import type { SyntaxNode } from '../../../../adapters/syntax/index.ts';
import type { Lowering } from './context.ts';

/** What a function may stand in for a comment before it to be about the function. */
const CARRIERS: ReadonlySet<string> = new Set([
  'export_statement',
  'lexical_declaration',
  'variable_declaration',
  'variable_declarator',
  'expression_statement',
  'assignment_expression',
  'public_field_definition',
  'pair',
]);

/**
 * The doc comment directly before the function, or before the declaration that it is the value of.
 *
 * @param from where it ends at the latest, when decorators stand between it and the function
 */
export function documentationOf(
  { tree, comments }: Lowering,
  node: SyntaxNode,
  from: number | undefined,
): string | undefined {
  if (comments.length === 0) return undefined;
  let outer = node;
  for (let up = tree.parent(node); CARRIERS.has(tree.kind(up)); up = tree.parent(up)) outer = up;
  const at = Math.min(from ?? Number.MAX_SAFE_INTEGER, tree.start(outer));
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((comments[middle]?.end ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  const comment = comments[low - 1];
  if (comment === undefined || !comment.text.startsWith('/**')) return undefined;
  // Blank lines are ordinary, pages of them are not.
  if (at - comment.end > 200 || tree.text.slice(comment.end, at).trim() !== '') return undefined;
  return plainText(comment.text);
}

/** A doc comment without its delimiters and the asterisks that lines begin with. */
function plainText(comment: string): string {
  const lines = comment.slice(3, -2).split('\n');
  return lines
    .map((line) => line.trim().replace(/^\*\s?/, ''))
    .join('\n')
    .trim();
}

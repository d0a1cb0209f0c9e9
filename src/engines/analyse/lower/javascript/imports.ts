import type { SyntaxNode, SyntaxTree } from '../../../../adapters/syntax/index.ts';
import type { ImportStatement, Statement } from '../../../../domain/source.ts';
import type { Lowering } from './context.ts';
import { onlyChild, spanOf } from './context.ts';
import { stringValue } from './literals.ts';

type Name = ImportStatement['names'][number];

/** `import … from 'x'`, also of types only, since types name classes. */
export function imported(lowering: Lowering, node: SyntaxNode, into: Statement[]): void {
  const { tree } = lowering;
  const names: Name[] = [];
  let source = tree.field(node, 'source');
  for (let child = tree.first(node); child >= 0; child = tree.next(child)) {
    const kind = tree.kind(child);
    if (kind === 'import_clause') clause(tree, child, names);
    if (kind !== 'import_require_clause') continue;
    source = tree.field(child, 'source');
    names.push({ imported: '*', local: tree.textOf(onlyChild(tree, child)) });
  }
  if (source < 0) return;
  into.push({ kind: 'import', ...spanOf(lowering, node), from: stringValue(tree, source), names });
}

function clause(tree: SyntaxTree, node: SyntaxNode, names: Name[]): void {
  for (let child = tree.first(node); child >= 0; child = tree.next(child)) {
    switch (tree.kind(child)) {
      case 'identifier':
        names.push({ imported: 'default', local: tree.textOf(child) });
        break;
      case 'namespace_import':
        names.push({ imported: '*', local: tree.textOf(onlyChild(tree, child)) });
        break;
      case 'named_imports':
        for (const one of tree.children(child))
          if (tree.kind(one) === 'import_specifier') names.push(specifier(tree, one));
        break;
      default:
    }
  }
}

function specifier(tree: SyntaxTree, node: SyntaxNode): Name {
  const { outer, inner } = specifierNames(tree, node);
  return { imported: inner, local: outer };
}

/** The names in `inner as outer`; both are the same without `as`. */
export function specifierNames(
  tree: SyntaxTree,
  node: SyntaxNode,
): { readonly inner: string; readonly outer: string } {
  const name = tree.field(node, 'name');
  const alias = tree.field(node, 'alias');
  const inner = name < 0 ? '' : moduleName(tree, name);
  return { inner, outer: alias < 0 ? inner : moduleName(tree, alias) };
}

/** A name in an import or export, which may be written as a string. */
export function moduleName(tree: SyntaxTree, node: SyntaxNode): string {
  return tree.kind(node) === 'string' ? stringValue(tree, node) : tree.textOf(node);
}

import type { SyntaxNode } from '../../../../adapters/syntax/index.ts';
import type { Statement } from '../../../../domain/source.ts';
import { type Context, firstMeaning, nextMeaning, textAt } from '../context.ts';

/** `import a.b, c as d`: a statement for each. */
export function lowerImport(context: Context, node: SyntaxNode, out: Statement[]): void {
  const { tree } = context;
  for (let child = firstMeaning(tree, node); child >= 0; child = nextMeaning(tree, child)) {
    const { written, local } = nameOf(context, child);
    const first = written.split('.', 1)[0] ?? '';
    const [from, name] = local === undefined ? [first, first] : [written, local];
    if (name === '') continue;
    const names = [{ imported: '*', local: name }];
    out.push({ kind: 'import', at: tree.start(child), end: tree.end(child), from, names });
  }
}

/** `from ..a import b as c, d`, `from a import *`. */
export function lowerImportFrom(context: Context, node: SyntaxNode, out: Statement[]): void {
  const { tree } = context;
  const module = tree.field(node, 'module_name');
  const from = withoutSpace(textAt(tree, module));
  const names: { imported: string; local: string }[] = [];
  for (let child = nextMeaning(tree, module); child >= 0; child = nextMeaning(tree, child)) {
    if (tree.kind(child) === 'wildcard_import') names.push({ imported: '*', local: '*' });
    else {
      const { written, local } = nameOf(context, child);
      if (written !== '') names.push({ imported: written, local: local ?? written });
    }
  }
  if (from === '') return;
  out.push({ kind: 'import', at: tree.start(node), end: tree.end(node), from, names });
}

function nameOf({ tree }: Context, node: SyntaxNode): { written: string; local?: string } {
  if (tree.kind(node) !== 'aliased_import') return { written: withoutSpace(tree.textOf(node)) };
  const written = withoutSpace(textAt(tree, tree.field(node, 'name')));
  return { written, local: textAt(tree, tree.field(node, 'alias')) };
}

// `a . b` names the same module as `a.b`.
function withoutSpace(name: string): string {
  return /\s|\\/.test(name) ? name.replace(/[\s\\]+/g, '') : name;
}

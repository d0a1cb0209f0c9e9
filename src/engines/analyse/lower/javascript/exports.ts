import type { SyntaxNode } from '../../../../adapters/syntax/index.ts';
import type { Expression, Span, Statement } from '../../../../domain/source.ts';
import type { Lowering } from './context.ts';
import { hasToken, isContent, onlyChild, spanOf } from './context.ts';
import { moduleName, specifierNames } from './imports.ts';
import { stringValue } from './literals.ts';
import { namesIn } from './patterns.ts';

/** `export` in all its forms. */
export function exported(lowering: Lowering, node: SyntaxNode, into: Statement[]): void {
  const { tree } = lowering;
  const span = spanOf(lowering, node);
  const isDefault = hasToken(tree, node, 'default');
  const declaration = tree.field(node, 'declaration');
  if (declaration >= 0) {
    const first = into.length;
    lowering.statement(declaration, into);
    for (const name of declared(into.slice(first))) {
      if (lowering.namespace === undefined)
        into.push(offer(span, isDefault ? 'default' : name, name));
      else if (lowering.namespace !== '') into.push(member(span, lowering.namespace, name));
    }
    return;
  }
  if (lowering.namespace !== undefined) return;
  const source = tree.field(node, 'source');
  const from = source < 0 ? undefined : stringValue(tree, source);
  const value = tree.field(node, 'value');
  if (value >= 0) {
    into.push({ kind: 'export', ...span, exported: 'default', value: lowering.expression(value) });
    return;
  }
  for (let child = tree.first(node); child >= 0; child = tree.next(child)) {
    const kind = tree.kind(child);
    if (kind === 'export_clause') clause(lowering, child, from, into);
    else if (kind === '*' && from !== undefined)
      into.push({ kind: 'export', ...span, exported: '*', from, imported: '*' });
    else if (kind === 'namespace_export' && from !== undefined) {
      const name = moduleName(tree, onlyChild(tree, child));
      into.push({ kind: 'export', ...span, exported: name, from, imported: '*' });
    } else if (kind === '=') {
      whole(lowering, child, into, span);
      return;
    }
  }
}

// `export = value`, which is `module.exports = value`.
function whole(lowering: Lowering, after: SyntaxNode, into: Statement[], span: Span): void {
  const { tree } = lowering;
  for (let child = tree.next(after); child >= 0; child = tree.next(child)) {
    if (!isContent(tree, child)) continue;
    into.push({ kind: 'export', ...span, exported: 'default', value: lowering.expression(child) });
    return;
  }
}

function clause(
  lowering: Lowering,
  node: SyntaxNode,
  from: string | undefined,
  into: Statement[],
): void {
  const { tree } = lowering;
  for (const one of tree.children(node)) {
    if (tree.kind(one) !== 'export_specifier') continue;
    const span = spanOf(lowering, one);
    const { inner, outer } = specifierNames(tree, one);
    if (from === undefined) into.push(offer(span, outer, inner));
    else into.push({ kind: 'export', ...span, exported: outer, from, imported: inner });
  }
}

function offer({ at, end }: Span, exported: string, local: string): Statement {
  const value: Expression = { kind: 'name', at, end, name: local };
  return { kind: 'export', at, end, exported, value };
}

// What a namespace exports is a member of it.
function member({ at, end }: Span, namespace: string, name: string): Statement {
  const object: Expression = { kind: 'name', at, end, name: namespace };
  const place: Expression = { kind: 'member', at, end, object, name };
  const value: Expression = { kind: 'name', at, end, name };
  const target = { kind: 'place', at, end, place } as const;
  return { kind: 'let', at, end, target, value, isDeclared: false };
}

/** The names that statements declare. */
function declared(statements: readonly Statement[]): string[] {
  return statements.flatMap((one) => {
    if (one.kind === 'let') return one.isDeclared ? namesIn(one.target) : [];
    if (one.kind === 'define') return [one.function.name];
    if (one.kind === 'class') return [one.class.name];
    if (one.kind === 'import') return one.names.map(({ local }) => local);
    return [];
  });
}

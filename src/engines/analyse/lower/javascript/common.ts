import type { SyntaxNode, SyntaxTree } from '../../../../adapters/syntax/index.ts';
import type { Expression, Statement } from '../../../../domain/source.ts';
import type { Lowering } from './context.ts';
import { spanOf, unwrap } from './context.ts';

// CommonJS. Compiled modules read what they export by its exported name, so `exports.a` is a variable
// of that name here: one that no source can declare.

/**
 * `module.exports = a`, `exports.b = a`, and chains of them.
 *
 * @returns whether the node was one, and is done
 */
export function commonExport(lowering: Lowering, node: SyntaxNode, into: Statement[]): boolean {
  const { tree } = lowering;
  const names: string[] = [];
  let value = node;
  while (tree.kind(value) === 'assignment_expression') {
    const name = exportedAs(tree, tree.field(value, 'left'));
    const right = tree.field(value, 'right');
    if (name === undefined || right < 0) break;
    if (name !== '') names.push(name);
    value = unwrap(tree, right);
  }
  const [first] = names;
  if (first === undefined) return false;
  // Compilers declare exports ahead: `exports.a = exports.b = void 0`.
  if (tree.kind(value) === 'unary_expression' && tree.textOf(value).startsWith('void')) return true;
  const span = spanOf(lowering, node);
  let offered = lowering.expression(value, first === 'default' ? '' : first);
  for (const exported of names) {
    if (exported !== 'default') {
      const name: Expression = { kind: 'name', ...span, name: `exports.${exported}` };
      into.push({ kind: 'let', ...span, target: name, value: offered, isDeclared: false });
      offered = name;
    }
    into.push({ kind: 'export', ...span, exported, value: offered });
  }
  return true;
}

/** The variable that `exports.name` or `module.exports.name` is; undefined for other members. */
export function exportedVariable(object: Expression, name: string): string | undefined {
  if (object.kind === 'name') return object.name === 'exports' ? `exports.${name}` : undefined;
  if (object.kind !== 'member' || object.name !== 'exports') return undefined;
  const isModule = object.object.kind === 'name' && object.object.name === 'module';
  return isModule ? `exports.${name}` : undefined;
}

/** Undefined for what is no export; empty for `exports` alone, which offers nothing by itself. */
function exportedAs(tree: SyntaxTree, node: SyntaxNode): string | undefined {
  if (tree.kind(node) === 'identifier') return tree.textOf(node) === 'exports' ? '' : undefined;
  if (tree.kind(node) !== 'member_expression') return undefined;
  const object = tree.field(node, 'object');
  const property = tree.field(node, 'property');
  if (object < 0 || property < 0) return undefined;
  if (isModuleExports(tree, object, property)) return 'default';
  const isExports =
    tree.kind(object) === 'identifier'
      ? tree.textOf(object) === 'exports'
      : tree.kind(object) === 'member_expression' &&
        isModuleExports(tree, tree.field(object, 'object'), tree.field(object, 'property'));
  return isExports ? tree.textOf(property) : undefined;
}

function isModuleExports(tree: SyntaxTree, object: SyntaxNode, property: SyntaxNode): boolean {
  return (
    tree.kind(object) === 'identifier' &&
    tree.textOf(object) === 'module' &&
    tree.textOf(property) === 'exports'
  );
}

import type { SyntaxNode, SyntaxTree } from '../../../../adapters/syntax/index.ts';
import type { Argument, Expression } from '../../../../domain/source.ts';
import type { Lowering } from './context.ts';
import { onlyChild, spanOf, unwrap } from './context.ts';
import { literal, numberOf, stringValue } from './literals.ts';

/** Types that say something of their argument and leave what it is. */
const WRAPPERS: ReadonlySet<string> = new Set([
  'Promise',
  'PromiseLike',
  'Awaited',
  'Readonly',
  'Partial',
  'Required',
  'NonNullable',
]);

/** Types of which there are many values. */
const COLLECTIONS: ReadonlySet<string> = new Set([
  'Array',
  'ReadonlyArray',
  'Record',
  'Map',
  'Set',
]);

/** Types that say nothing. */
const EMPTY: ReadonlySet<string> = new Set(['any', 'unknown', 'void', 'never', 'object', 'symbol']);

/** What a type names; undefined where it names nothing. The caller counts the depth. */
export function type(lowering: Lowering, node: SyntaxNode): Expression | undefined {
  const { tree } = lowering;
  switch (tree.kind(node)) {
    case 'type_annotation':
    case 'parenthesized_type':
    case 'readonly_type': {
      const inner = onlyChild(tree, node);
      return inner < 0 ? undefined : lowering.type(inner);
    }
    case 'type_identifier':
    case 'identifier':
      return { kind: 'name', ...spanOf(lowering, node), name: tree.wordOf(node) };
    case 'predefined_type': {
      const name = tree.wordOf(node);
      return EMPTY.has(name) ? undefined : { kind: 'name', ...spanOf(lowering, node), name };
    }
    case 'nested_type_identifier':
      return dotted(lowering, node);
    case 'generic_type':
      return generic(lowering, node);
    case 'union_type':
      return union(lowering, node);
    case 'intersection_type': {
      const inner = onlyChild(tree, node);
      return inner < 0 ? undefined : lowering.type(inner);
    }
    case 'literal_type': {
      const value = constant(lowering, node);
      return value && { kind: 'list', ...spanOf(lowering, node), items: [{ value }], of: 'list' };
    }
    default:
      return undefined;
  }
}

/** `ns.Foo`: names separated by dots, in a type or an import alias; `import('x').Foo`, too. */
export function dotted(lowering: Lowering, node: SyntaxNode): Expression {
  const { tree } = lowering;
  const at = tree.start(node);
  const text = tree.textOf(node);
  const module = MODULE.exec(text);
  let value = module === null ? undefined : moduleType(at, module[0].length, module[2] ?? '');
  let end = value === undefined ? at : value.end + 1;
  const names = value === undefined ? text : text.slice(end - at);
  for (const part of names.split('.', 16)) {
    end += part.length;
    const name = part.trim();
    value =
      value === undefined
        ? { kind: 'name', at, end, name }
        : { kind: 'member', at, end, object: value, name };
    end++;
  }
  return value ?? { kind: 'name', at, end, name: '' };
}

const MODULE = /^import\(\s{0,20}(['"])([^'"\n]{1,300})\1\s{0,20}\)/;

// The same form as that of the expression `import('x')`.
function moduleType(at: number, length: number, from: string): Expression {
  const end = at + length;
  const callee: Expression = { kind: 'name', at, end: at + 'import'.length, name: 'import' };
  const value: Expression = { kind: 'literal', at, end, value: from };
  return { kind: 'call', at, end, callee, arguments: [{ value }], isNew: false };
}

function generic(lowering: Lowering, node: SyntaxNode): Expression | undefined {
  const { tree } = lowering;
  const name = tree.field(node, 'name');
  if (name < 0) return undefined;
  const text = tree.textOf(name);
  if (COLLECTIONS.has(text)) return undefined;
  if (!WRAPPERS.has(text)) return lowering.type(name);
  const passed = tree.field(node, 'type_arguments');
  const inner = passed < 0 ? -1 : onlyChild(tree, passed);
  return inner < 0 ? undefined : lowering.type(inner);
}

/** `'a' | 'b'` is the list of them; `Foo | undefined` is `Foo`; other unions say nothing. */
function union(lowering: Lowering, node: SyntaxNode): Expression | undefined {
  const { tree } = lowering;
  const items: Argument[] = [];
  let other = -1;
  for (const member of members(tree, node)) {
    if (isEmpty(tree, member)) continue;
    const value = constant(lowering, member);
    if (value !== undefined) items.push({ value });
    else if (other >= 0) return undefined;
    else other = member;
  }
  if (items.length === 0) return other < 0 ? undefined : lowering.type(other);
  return other < 0 ? { kind: 'list', ...spanOf(lowering, node), items, of: 'list' } : undefined;
}

// Unions lean to the left and can be long.
function members(tree: SyntaxTree, node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const open = [node];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (tree.kind(one) !== 'union_type') found.push(one);
    else
      for (const child of tree.children(one).toReversed())
        if (tree.kind(child) !== 'comment') open.push(child);
  }
  return found;
}

/** The value of a type that has one. */
function constant(lowering: Lowering, node: SyntaxNode): Expression | undefined {
  const { tree } = lowering;
  if (tree.kind(node) !== 'literal_type') return undefined;
  const inner = unwrap(tree, onlyChild(tree, node));
  if (tree.kind(inner) === 'string') return literal(lowering, inner, stringValue(tree, inner));
  if (tree.kind(inner) === 'number') return literal(lowering, inner, numberOf(tree.textOf(inner)));
  return undefined;
}

function isEmpty(tree: SyntaxTree, node: SyntaxNode): boolean {
  const text = tree.kind(node) === 'literal_type' ? tree.textOf(node) : '';
  return text === 'undefined' || text === 'null';
}

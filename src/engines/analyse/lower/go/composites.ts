import type { SyntaxNode } from '../../../../adapters/syntax/index.ts';
import type { Argument, Expression, RecordEntry } from '../../../../domain/source.ts';
import { type Context, firstMeaning, nextMeaning, other } from '../context.ts';
import { MAX_DEPTH } from '../index.ts';
import { lowerClosure } from './functions.ts';
import { lowerType } from './types.ts';

/** `T{…}`, `[]T{…}`, `map[K]V{…}`. */
export function lowerComposite(context: Context, node: SyntaxNode): Expression {
  const { tree } = context;
  return literalValue(context, tree.field(node, 'body'), tree.field(node, 'type'), node);
}

/** What stands in such a literal; `{…}` in it has the type that the outer one says. */
export function lowerElement(
  context: Context,
  node: SyntaxNode,
  type: SyntaxNode,
  name: string = '',
): Expression {
  const { tree } = context;
  const inner =
    node >= 0 && tree.kind(node) === 'literal_element' ? firstMeaning(tree, node) : node;
  if (inner < 0) return context.expression(inner);
  // Elements without a type of their own nest without being expressions.
  if (tree.kind(inner) === 'literal_value') return nested(context, inner, type);
  if (tree.kind(inner) === 'func_literal') return lowerClosure(context, inner, name);
  return context.expression(inner);
}

function nested(context: Context, node: SyntaxNode, type: SyntaxNode): Expression {
  const { tree } = context;
  if (context.depth >= MAX_DEPTH) return other(tree, node, []);
  context.depth += 1;
  const lowered = literalValue(context, node, withoutPointer(context, type), node);
  context.depth -= 1;
  return lowered;
}

function withoutPointer({ tree }: Context, type: SyntaxNode): SyntaxNode {
  return type >= 0 && tree.kind(type) === 'pointer_type' ? firstMeaning(tree, type) : type;
}

function literalValue(
  context: Context,
  body: SyntaxNode,
  type: SyntaxNode,
  node: SyntaxNode,
): Expression {
  const { tree } = context;
  const at = tree.start(node);
  const end = tree.end(node);
  switch (type < 0 ? '' : tree.kind(type)) {
    case 'slice_type':
    case 'array_type':
    case 'implicit_length_array_type': {
      const items = itemsOf(context, body, tree.field(type, 'element'));
      return { kind: 'list', at, end, items, of: 'list' };
    }
    case 'map_type': {
      const entries = entriesOf(context, body, tree.field(type, 'value'), false);
      return { kind: 'record', at, end, entries };
    }
    default: {
      const named = lowerType(context, type);
      const entries = entriesOf(context, body, -1, true);
      return { kind: 'record', at, end, entries, ...(named && { type: named }) };
    }
  }
}

function itemsOf(context: Context, body: SyntaxNode, type: SyntaxNode): Argument[] {
  const { tree } = context;
  const items: Argument[] = [];
  for (let child = firstMeaning(tree, body); child >= 0; child = nextMeaning(tree, child)) {
    const isKeyed = tree.kind(child) === 'keyed_element';
    const element = isKeyed ? tree.field(child, 'value') : child;
    items.push({ value: lowerElement(context, element, type) });
  }
  return items;
}

// Where the type is no map, a bare key names a field. Which field a value without a key is for is
// written elsewhere.
function entriesOf(
  context: Context,
  body: SyntaxNode,
  type: SyntaxNode,
  areFields: boolean,
): RecordEntry[] {
  const { tree } = context;
  const entries: RecordEntry[] = [];
  for (let child = firstMeaning(tree, body); child >= 0; child = nextMeaning(tree, child)) {
    if (tree.kind(child) !== 'keyed_element') {
      const value = lowerElement(context, child, type);
      entries.push({ computed: other(tree, child, []), value, isSpread: false });
      continue;
    }
    const computed = lowerElement(context, tree.field(child, 'key'), -1);
    const key = keyOf(computed, areFields);
    const value = lowerElement(context, tree.field(child, 'value'), type, key ?? '');
    entries.push(
      key === undefined ? { computed, value, isSpread: false } : { key, value, isSpread: false },
    );
  }
  return entries;
}

function keyOf(key: Expression, areFields: boolean): string | undefined {
  if (key.kind === 'name' && areFields) return key.name;
  return key.kind === 'literal' && typeof key.value === 'string' ? key.value : undefined;
}

import type { SyntaxNode } from '../../../../adapters/syntax/index.ts';
import type { Expression, RecordEntry } from '../../../../domain/source.ts';
import { packed } from '../build.ts';
import type { Lowering } from './context.ts';
import { onlyChild, spanOf } from './context.ts';
import { accessOf, functionOf } from './functions.ts';
import { keyOf } from './keys.ts';

/**
 * An object literal.
 *
 * @param self the variable that holds it, which `this` is in its methods; empty where none does
 */
export function record(lowering: Lowering, node: SyntaxNode, self: string): Expression {
  const { tree } = lowering;
  const entries: RecordEntry[] = [];
  for (let child = tree.first(node); child >= 0; child = tree.next(child)) {
    const entry = entryOf(lowering, child, self);
    if (entry !== undefined) entries.push(entry);
  }
  return { kind: 'record', at: tree.start(node), end: tree.end(node), entries: packed(entries) };
}

function entryOf(lowering: Lowering, node: SyntaxNode, self: string): RecordEntry | undefined {
  const { tree } = lowering;
  switch (tree.kind(node)) {
    case 'pair': {
      const { key, computed } = keyOf(lowering, tree.field(node, 'key'));
      const written = tree.field(node, 'value');
      if (written < 0) return undefined;
      const value = valueOf(lowering, written, key, self);
      if (key !== undefined) return { key, value, isSpread: false };
      return { ...(computed !== undefined && { computed }), value, isSpread: false };
    }
    case 'shorthand_property_identifier':
    case 'shorthand_property_identifier_pattern': {
      const { at, end } = spanOf(lowering, node);
      const key = tree.wordOf(node);
      return { key, value: { kind: 'name', at, end, name: key }, isSpread: false };
    }
    case 'spread_element':
    case 'rest_pattern': {
      const inner = onlyChild(tree, node);
      if (inner < 0) return undefined;
      return { value: lowering.expression(inner), isSpread: true };
    }
    case 'method_definition':
      return method(lowering, node, self);
    default:
      return undefined;
  }
}

function valueOf(
  lowering: Lowering,
  node: SyntaxNode,
  name: string | undefined,
  self: string,
): Expression {
  const kind = lowering.tree.kind(node);
  if (kind !== 'function_expression' && kind !== 'generator_function')
    return lowering.expression(node, name);
  const made = functionOf(lowering, node, { name: name ?? '', self });
  return { kind: 'function', at: made.at, end: made.end, function: made };
}

// Reading an accessor calls it, so its value is the call. Writing one is not followed: the function
// stands beside the others under a name that nothing reads.
function method(lowering: Lowering, node: SyntaxNode, self: string): RecordEntry {
  const { tree } = lowering;
  const key = keyOf(lowering, tree.field(node, 'name'));
  const access = accessOf(tree, node);
  const span = spanOf(lowering, node);
  const made = functionOf(lowering, node, { name: key.key ?? '', self });
  const value: Expression = { kind: 'function', ...span, function: made };
  if (access === 'setter') return { key: `set ${made.name}`, value, isSpread: false };
  if (access !== 'getter') return { ...key, value, isSpread: false };
  const read: Expression = { kind: 'call', ...span, callee: value, arguments: [], isNew: false };
  return { ...key, value: read, isSpread: false };
}

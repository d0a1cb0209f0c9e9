import type { SyntaxNode } from '../../../../adapters/syntax/index.ts';
import type { Target } from '../../../../domain/source.ts';
import { packed } from '../build.ts';
import type { Lowering } from './context.ts';
import { isContent, nothing, onlyChild, spanOf, unwrap } from './context.ts';
import { plainKey } from './keys.ts';

type Fields = Extract<Target, { readonly kind: 'fields' }>;

/** Where a value goes. The caller counts the depth. */
export function target(lowering: Lowering, wrapped: SyntaxNode): Target {
  const { tree } = lowering;
  const node = unwrap(tree, wrapped);
  switch (tree.kind(node)) {
    case 'identifier':
    case 'shorthand_property_identifier_pattern':
      return { kind: 'name', at: tree.start(node), end: tree.end(node), name: tree.wordOf(node) };
    case 'object_pattern':
      return fields(lowering, node);
    case 'array_pattern':
      return items(lowering, node);
    case 'assignment_pattern':
    case 'object_assignment_pattern': {
      const left = tree.field(node, 'left');
      const right = tree.field(node, 'right');
      const inner = left < 0 ? lost(lowering, node) : lowering.target(left);
      if (right < 0) return inner;
      const name = inner.kind === 'name' ? inner.name : '';
      const fallback = lowering.expression(right, name);
      return { kind: 'fallback', ...spanOf(lowering, node), target: inner, fallback };
    }
    case 'rest_pattern': {
      const inner = onlyChild(tree, node);
      return inner < 0 ? lost(lowering, node) : lowering.target(inner);
    }
    default: {
      const place = lowering.expression(node);
      return place.kind === 'name' ? place : { kind: 'place', ...spanOf(lowering, node), place };
    }
  }
}

/** A place that nothing can be read back from. */
export function lost(lowering: Lowering, node: SyntaxNode): Target {
  const { at, end } = spanOf(lowering, node);
  return { kind: 'place', at, end, place: nothing(at, end) };
}

function fields(lowering: Lowering, node: SyntaxNode): Target {
  const { tree } = lowering;
  const list: { readonly key: string; readonly target: Target }[] = [];
  let rest: Target | undefined;
  for (let child = tree.first(node); child >= 0; child = tree.next(child)) {
    switch (tree.kind(child)) {
      case 'shorthand_property_identifier_pattern':
        list.push({ key: tree.wordOf(child), target: lowering.target(child) });
        break;
      case 'object_assignment_pattern': {
        const left = tree.field(child, 'left');
        list.push({ key: left < 0 ? '' : tree.wordOf(left), target: lowering.target(child) });
        break;
      }
      case 'pair_pattern': {
        const value = tree.field(child, 'value');
        if (value < 0) break;
        const key = plainKey(tree, tree.field(child, 'key'));
        // A computed key may name any field, which is what a rest may be, too.
        if (key === undefined) rest ??= lowering.target(value);
        else list.push({ key, target: lowering.target(value) });
        break;
      }
      case 'rest_pattern':
        rest = lowering.target(child);
        break;
      default:
    }
  }
  const made: Fields = { kind: 'fields', ...spanOf(lowering, node), fields: packed(list) };
  return rest === undefined ? made : { ...made, rest };
}

function items(lowering: Lowering, node: SyntaxNode): Target {
  const { tree } = lowering;
  const list: (Target | undefined)[] = [];
  let rest: Target | undefined;
  let isHole = true;
  for (let child = tree.first(node); child >= 0; child = tree.next(child)) {
    const kind = tree.kind(child);
    if (kind === ',') {
      if (isHole) list.push(undefined);
      isHole = true;
    } else if (kind === 'rest_pattern') {
      rest = lowering.target(child);
    } else if (isContent(tree, child) && kind !== 'ERROR') {
      list.push(lowering.target(child));
      isHole = false;
    }
  }
  const span = spanOf(lowering, node);
  return { kind: 'items', ...span, items: packed(list), ...(rest !== undefined && { rest }) };
}

/** The names that a target binds. */
export function namesIn(one: Target): string[] {
  const names: string[] = [];
  const open: Target[] = [one];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    switch (next.kind) {
      case 'name':
        names.push(next.name);
        break;
      case 'fallback':
        open.push(next.target);
        break;
      case 'fields':
        if (next.rest !== undefined) open.push(next.rest);
        for (const field of next.fields.toReversed()) open.push(field.target);
        break;
      case 'items':
        if (next.rest !== undefined) open.push(next.rest);
        for (const item of next.items.toReversed()) if (item !== undefined) open.push(item);
        break;
      default:
    }
  }
  return names;
}

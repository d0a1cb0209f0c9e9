import type { SyntaxNode, SyntaxTree } from '../../../../adapters/syntax/index.ts';
import type { Expression, Target } from '../../../../domain/source.ts';
import type { Lowering } from './context.ts';
import { spanOf } from './context.ts';
import { literal } from './literals.ts';
import { family, joined } from './operators.ts';

/** What is written where: `a = b`, `a += b`, `a ??= b`, `a++`. */
export interface Assignment {
  readonly target: Target;
  readonly value: Expression;
}

/** Undefined for what is no assignment, or none that can be followed. */
export function assignment(lowering: Lowering, node: SyntaxNode): Assignment | undefined {
  switch (lowering.tree.kind(node)) {
    case 'assignment_expression':
      return plain(lowering, node);
    case 'augmented_assignment_expression':
      return augmented(lowering, node);
    case 'update_expression':
      return update(lowering, node);
    default:
      return undefined;
  }
}

function plain(lowering: Lowering, node: SyntaxNode): Assignment | undefined {
  const { tree } = lowering;
  const left = tree.field(node, 'left');
  const right = tree.field(node, 'right');
  if (left < 0 || right < 0) return undefined;
  const target = lowering.target(left);
  return { target, value: lowering.expression(right, nameOf(tree, left)) };
}

function augmented(lowering: Lowering, node: SyntaxNode): Assignment | undefined {
  const { tree } = lowering;
  const left = tree.field(node, 'left');
  const right = tree.field(node, 'right');
  const place = left < 0 || right < 0 ? undefined : placeOf(lowering, left);
  if (place === undefined) return undefined;
  const operator = family(tree.kind(tree.field(node, 'operator')).slice(0, -1));
  const operand = lowering.expression(right, nameOf(tree, left));
  return {
    target: asTarget(place),
    value: joined(operator, [place, operand], spanOf(lowering, node)),
  };
}

function update(lowering: Lowering, node: SyntaxNode): Assignment | undefined {
  const argument = lowering.tree.field(node, 'argument');
  const place = argument < 0 ? undefined : placeOf(lowering, argument);
  if (place === undefined) return undefined;
  const operands = [place, literal(lowering, node, 1)];
  const value: Expression = { kind: 'arithmetic', ...spanOf(lowering, node), operands };
  return { target: asTarget(place), value };
}

/** More of them inside one another, as in `a[b[c += 1] += 1] += 1`, are not followed. */
const MAX_UPDATES = 3;

// The place is both read and written, so what stands in it is in the result twice, at every level.
function placeOf(lowering: Lowering, node: SyntaxNode): Expression | undefined {
  if (lowering.updates >= MAX_UPDATES) return undefined;
  lowering.updates++;
  const place = lowering.expression(node);
  lowering.updates--;
  return place;
}

function asTarget(place: Expression): Target {
  const { at, end } = place;
  return place.kind === 'name' ? place : { kind: 'place', at, end, place };
}

/** What a function is called that is assigned to this: the last name in it. */
function nameOf(tree: SyntaxTree, node: SyntaxNode): string {
  const kind = tree.kind(node);
  if (kind === 'identifier') return tree.wordOf(node);
  if (kind !== 'member_expression') return '';
  const property = tree.field(node, 'property');
  return property < 0 ? '' : tree.wordOf(property);
}

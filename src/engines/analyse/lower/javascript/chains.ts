import type { SyntaxNode, SyntaxTree } from '../../../../adapters/syntax/index.ts';
import type { Argument, Expression } from '../../../../domain/source.ts';
import { packed } from '../build.ts';
import { exportedVariable } from './common.ts';
import type { Lowering } from './context.ts';
import { expressionOr, isContent, nothing, onlyChild, roomIn, spanOf, unwrap } from './context.ts';
import { functionOf } from './functions.ts';
import { tagArguments } from './literals.ts';

/**
 * `a.b(c)[d].e()`. Such chains lean to the left and can be of any length, so they are walked, not
 * descended. What would become too deep keeps its parts and loses its order.
 */
export function chain(lowering: Lowering, node: SyntaxNode): Expression {
  const { tree } = lowering;
  const links: SyntaxNode[] = [];
  let base = node;
  while (isLink(tree, base)) {
    links.push(base);
    const inner = objectOf(tree, base);
    if (inner < 0) break;
    base = unwrap(tree, inner);
  }
  const kept = Math.min(links.length, roomIn(lowering));
  lowering.depth += kept;
  let value = start(lowering, base, links.slice(kept));
  for (let nth = kept - 1; nth >= 0; nth--) {
    lowering.depth--;
    value = link(lowering, links[nth] ?? base, value);
  }
  return value;
}

function isLink(tree: SyntaxTree, node: SyntaxNode): boolean {
  const kind = tree.kind(node);
  return (
    kind === 'member_expression' || kind === 'call_expression' || kind === 'subscript_expression'
  );
}

// The callee or the object is the first child that is not a comment.
function objectOf(tree: SyntaxTree, node: SyntaxNode): SyntaxNode {
  const first = tree.first(node);
  if (first < 0 || isContent(tree, first)) return first;
  return onlyChild(tree, node);
}

function start(lowering: Lowering, base: SyntaxNode, dropped: readonly SyntaxNode[]): Expression {
  const { tree } = lowering;
  // A link without an object, which only a broken program has.
  const value = isLink(tree, base)
    ? nothing(tree.start(base), tree.start(base))
    : lowering.expression(base);
  const outermost = dropped[0];
  if (outermost === undefined) return value;
  const operands = [value];
  for (const one of dropped.toReversed()) {
    const passed = tree.field(one, 'arguments');
    const index = tree.field(one, 'index');
    if (index >= 0) operands.push(lowering.expression(index));
    if (passed >= 0)
      for (const argument of callArguments(lowering, passed)) operands.push(argument.value);
  }
  return { kind: 'other', ...spanOf(lowering, outermost), operands };
}

function link(lowering: Lowering, node: SyntaxNode, object: Expression): Expression {
  const { tree } = lowering;
  const { at, end } = spanOf(lowering, node);
  switch (tree.kind(node)) {
    case 'member_expression': {
      const property = tree.field(node, 'property');
      const name = property < 0 ? '' : tree.wordOf(property);
      const variable = exportedVariable(object, name);
      if (variable !== undefined) return { kind: 'name', at, end, name: variable };
      return { kind: 'member', at, end, object, name };
    }
    case 'subscript_expression': {
      const index = tree.field(node, 'index');
      if (index < 0) return { kind: 'other', at, end, operands: [object] };
      return { kind: 'index', at, end, object, index: lowering.expression(index) };
    }
    default:
      return call(lowering, node, object);
  }
}

function call(lowering: Lowering, node: SyntaxNode, callee: Expression): Expression {
  const { tree } = lowering;
  const { at, end } = spanOf(lowering, node);
  const passed = tree.field(node, 'arguments');
  const awaited = isAwaiter(callee) && passed >= 0 ? tree.children(passed).at(-1) : undefined;
  if (awaited !== undefined) {
    const body = asyncOf(lowering, awaited);
    return { kind: 'call', at, end, callee: body, arguments: packed([]), isNew: false };
  }
  const list = passed < 0 ? packed([]) : callArguments(lowering, passed);
  return { kind: 'call', at, end, callee, arguments: list, isNew: false };
}

// `__awaiter(this, …, function* () { … })` is what compilers made of the body of an async function.
function isAwaiter(callee: Expression): boolean {
  return (callee.kind === 'name' || callee.kind === 'member') && callee.name === '__awaiter';
}

function asyncOf(lowering: Lowering, node: SyntaxNode): Expression {
  if (lowering.tree.kind(node) !== 'generator_function') return lowering.expression(node);
  const { self } = lowering;
  const made = functionOf(lowering, node, { name: '', self, isAwaiting: true });
  return { kind: 'function', at: made.at, end: made.end, function: made };
}

/** `(a, ...b)`, or the template that a tag stands before. */
function callArguments(lowering: Lowering, node: SyntaxNode): readonly Argument[] {
  if (lowering.tree.kind(node) !== 'template_string') return items(lowering, node);
  return tagArguments(lowering, node).map((value) => ({ value }));
}

/** The items of a list, an argument list or an array. */
export function items(lowering: Lowering, node: SyntaxNode): readonly Argument[] {
  const { tree } = lowering;
  const list: Argument[] = [];
  for (let child = tree.first(node); child >= 0; child = tree.next(child)) {
    if (!isContent(tree, child)) continue;
    if (tree.kind(child) === 'spread_element') {
      const value = onlyChild(tree, child);
      if (value >= 0) list.push({ value: lowering.expression(value), spread: 'items' });
    } else if (tree.kind(child) !== 'ERROR') {
      list.push({ value: lowering.expression(child) });
    }
  }
  return packed(list);
}

/** `new C(a)`, also without parentheses. */
export function construction(lowering: Lowering, node: SyntaxNode): Expression {
  const { tree } = lowering;
  const made = tree.field(node, 'constructor');
  const passed = tree.field(node, 'arguments');
  const at = tree.start(node);
  return {
    kind: 'call',
    at,
    end: tree.end(node),
    callee: expressionOr(lowering, made, at),
    arguments: passed < 0 ? [] : items(lowering, passed),
    isNew: true,
  };
}

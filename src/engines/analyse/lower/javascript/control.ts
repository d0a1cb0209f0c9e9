import type { SyntaxNode, SyntaxTree } from '../../../../adapters/syntax/index.ts';
import type {
  Expression,
  LoopStatement,
  Span,
  Statement,
  SwitchStatement,
  Target,
  TryStatement,
} from '../../../../domain/source.ts';
import type { Lowering } from './context.ts';
import { block, hasToken, isContent, nothing, roomIn, spanOf } from './context.ts';

/** Longer chains of `else if` become a switch without a subject, which is as deep as one of them. */
const MAX_ARMS = 50;

interface Arm extends Span {
  readonly test: SyntaxNode;
  readonly then: SyntaxNode;
}

/** `if`, with the chain of `else if` that follows it: such chains can be of any length. */
export function conditional(lowering: Lowering, node: SyntaxNode): Statement {
  const { tree } = lowering;
  const arms: Arm[] = [];
  let otherwise = -1;
  for (let current = node; current >= 0; ) {
    const test = tree.field(current, 'condition');
    const then = tree.field(current, 'consequence');
    arms.push({ ...spanOf(lowering, current), test, then });
    otherwise = elseOf(tree, current);
    current = -1;
    if (otherwise >= 0 && tree.kind(otherwise) === 'if_statement') {
      current = otherwise;
      otherwise = -1;
    }
  }
  if (arms.length > Math.min(MAX_ARMS, roomIn(lowering)))
    return ladder(lowering, node, arms, otherwise);
  return nested(lowering, arms, otherwise);
}

function elseOf(tree: SyntaxTree, node: SyntaxNode): SyntaxNode {
  const clause = tree.field(node, 'alternative');
  for (let child = clause < 0 ? -1 : tree.first(clause); child >= 0; child = tree.next(child)) {
    if (isContent(tree, child)) return child;
  }
  return -1;
}

function nested(lowering: Lowering, arms: readonly Arm[], otherwise: SyntaxNode): Statement {
  const made = arms.map(({ at, end, test, then }) => {
    const one = { at, end, test: condition(lowering, test, end), then: block(lowering, then) };
    lowering.depth++;
    return one;
  });
  let rest = block(lowering, otherwise);
  for (const one of made.toReversed()) {
    lowering.depth--;
    rest = [{ kind: 'if', ...one, otherwise: rest }];
  }
  return rest[0] ?? { kind: 'block', at: 0, end: 0, body: [] };
}

function ladder(
  lowering: Lowering,
  node: SyntaxNode,
  arms: readonly Arm[],
  otherwise: SyntaxNode,
): Statement {
  const cases: SwitchStatement['cases'][number][] = arms.map(({ at, test, then }) => ({
    at,
    end: lowering.tree.end(then < 0 ? test : then),
    tests: [condition(lowering, test, at)],
    body: block(lowering, then),
    falls: false,
  }));
  if (otherwise >= 0) {
    const body = block(lowering, otherwise);
    cases.push({ ...spanOf(lowering, otherwise), tests: [], body, falls: false });
  }
  return { kind: 'switch', ...spanOf(lowering, node), cases };
}

function condition(lowering: Lowering, node: SyntaxNode, at: number): Expression {
  return node < 0 ? nothing(at, at) : lowering.expression(node);
}

/** `for (let i = 0; i < n; i++)`. */
export function forLoop(lowering: Lowering, node: SyntaxNode): LoopStatement {
  const { tree } = lowering;
  const before: Statement[] = [];
  const update: Statement[] = [];
  const initializer = tree.field(node, 'initializer');
  const test = tree.field(node, 'condition');
  const increment = tree.field(node, 'increment');
  if (initializer >= 0) lowering.statement(initializer, before);
  if (increment >= 0) lowering.statement(increment, update);
  return {
    kind: 'loop',
    ...spanOf(lowering, node),
    before,
    ...(test >= 0 && isTest(tree, test) && { test: lowering.expression(test) }),
    body: block(lowering, tree.field(node, 'body')),
    update,
    otherwise: [],
  };
}

function isTest(tree: SyntaxTree, node: SyntaxNode): boolean {
  return isContent(tree, node) && tree.kind(node) !== 'empty_statement';
}

/** `for (const x of xs)`, `for (const key in record)`. */
export function forEach(lowering: Lowering, node: SyntaxNode): LoopStatement {
  const { tree } = lowering;
  const left = tree.field(node, 'left');
  const right = tree.field(node, 'right');
  const span = spanOf(lowering, node);
  const target: Target =
    left < 0
      ? { kind: 'place', at: span.at, end: span.at, place: nothing(span.at, span.at) }
      : lowering.target(left);
  const of = condition(lowering, right, span.at);
  return {
    kind: 'loop',
    ...span,
    before: [],
    each: { target, of, over: hasToken(tree, node, 'in') ? 'keys' : 'values' },
    body: block(lowering, tree.field(node, 'body')),
    update: [],
    otherwise: [],
  };
}

export function whileLoop(lowering: Lowering, node: SyntaxNode): LoopStatement {
  const { tree } = lowering;
  const test = tree.field(node, 'condition');
  return {
    kind: 'loop',
    ...spanOf(lowering, node),
    before: [],
    ...(test >= 0 && { test: lowering.expression(test) }),
    body: block(lowering, tree.field(node, 'body')),
    update: [],
    otherwise: [],
  };
}

/** `do … while (test)`: the test ends the body, since a loop's own is looked at before each turn. */
export function repeat(lowering: Lowering, node: SyntaxNode): LoopStatement {
  const { tree } = lowering;
  const body = block(lowering, tree.field(node, 'body'));
  const condition = tree.field(node, 'condition');
  if (condition >= 0) {
    const test = lowering.expression(condition);
    const { at, end } = test;
    const stop: Statement = { kind: 'break', at, end };
    body.push({ kind: 'if', at, end, test, then: [], otherwise: [stop] });
  }
  return { kind: 'loop', ...spanOf(lowering, node), before: [], body, update: [], otherwise: [] };
}

export function trial(lowering: Lowering, node: SyntaxNode): TryStatement {
  const { tree } = lowering;
  const handlers: TryStatement['handlers'][number][] = [];
  const handler = tree.field(node, 'handler');
  if (handler >= 0) {
    const parameter = tree.field(handler, 'parameter');
    handlers.push({
      ...spanOf(lowering, handler),
      ...(parameter >= 0 && { target: lowering.target(parameter) }),
      types: [],
      body: block(lowering, tree.field(handler, 'body')),
    });
  }
  const finalizer = tree.field(node, 'finalizer');
  return {
    kind: 'try',
    ...spanOf(lowering, node),
    body: block(lowering, tree.field(node, 'body')),
    handlers,
    otherwise: [],
    finally: finalizer < 0 ? [] : block(lowering, tree.field(finalizer, 'body')),
  };
}

/** `switch`. Cases without statements share those of the next one that has some. */
export function selection(lowering: Lowering, node: SyntaxNode): SwitchStatement {
  const { tree } = lowering;
  const cases: SwitchStatement['cases'][number][] = [];
  const body = tree.field(node, 'body');
  let tests: Expression[] = [];
  let isDefault = false;
  let at = -1;
  for (let child = body < 0 ? -1 : tree.first(body); child >= 0; child = tree.next(child)) {
    const kind = tree.kind(child);
    if (kind !== 'switch_case' && kind !== 'switch_default') continue;
    if (at < 0) at = tree.start(child);
    if (kind === 'switch_default') isDefault = true;
    const statements: Statement[] = [];
    for (let part = tree.first(child); part >= 0; part = tree.next(part)) {
      const field = tree.fieldOf(part);
      if (field === 'value' && isContent(tree, part)) tests.push(lowering.expression(part));
      else if (field === 'body') lowering.statement(part, statements);
    }
    if (statements.length === 0 && hasNext(tree, child)) continue;
    const shown = isDefault ? [] : tests;
    cases.push({ at, end: tree.end(child), tests: shown, body: statements, falls: true });
    tests = [];
    isDefault = false;
    at = -1;
  }
  const value = tree.field(node, 'value');
  return {
    kind: 'switch',
    ...spanOf(lowering, node),
    subject: condition(lowering, value, tree.start(node)),
    cases,
  };
}

function hasNext(tree: SyntaxTree, node: SyntaxNode): boolean {
  for (let next = tree.next(node); next >= 0; next = tree.next(next)) {
    const kind = tree.kind(next);
    if (kind === 'switch_case' || kind === 'switch_default') return true;
  }
  return false;
}

import type { SyntaxNode, SyntaxTree } from '../../../../adapters/syntax/index.ts';
import type { LoopStatement, Statement } from '../../../../domain/source.ts';
import type { Lowering } from './context.ts';
import { block, expressionOr, hasToken, isContent, spanOf } from './context.ts';
import { lost } from './patterns.ts';

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
  const target = left < 0 ? lost(lowering, node) : lowering.target(left);
  const of = expressionOr(lowering, right, span.at);
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
  let body = block(lowering, tree.field(node, 'body'));
  const condition = tree.field(node, 'condition');
  if (condition >= 0) {
    const test = lowering.expression(condition);
    const { at, end } = test;
    const stop: Statement = { kind: 'break', at, end };
    body = [...body, { kind: 'if', at, end, test, then: [], otherwise: [stop] }];
  }
  return { kind: 'loop', ...spanOf(lowering, node), before: [], body, update: [], otherwise: [] };
}

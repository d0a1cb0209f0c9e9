import type { SyntaxNode, SyntaxTree } from '../../../../adapters/syntax/index.ts';
import type {
  Expression,
  Statement,
  SwitchStatement,
  TryStatement,
} from '../../../../domain/source.ts';
import { armDepth, choiceOf, packed } from '../build.ts';
import type { Arm } from '../build.ts';
import type { Lowering } from './context.ts';
import { block, expressionOr, isContent, onlyChild, spanOf } from './context.ts';

/** `if`, with the chain of `else if` that follows it: such chains can be of any length. */
export function conditional(lowering: Lowering, node: SyntaxNode, into: Statement[]): void {
  const { tree } = lowering;
  const outside = lowering.depth;
  const arms: Arm[] = [];
  let otherwise = node;
  while (otherwise >= 0 && tree.kind(otherwise) === 'if_statement') {
    lowering.depth = outside + armDepth(arms.length);
    const { at, end } = spanOf(lowering, otherwise);
    const test = expressionOr(lowering, tree.field(otherwise, 'condition'), at);
    arms.push({ at, end, test, body: block(lowering, tree.field(otherwise, 'consequence')) });
    otherwise = elseOf(tree, otherwise);
  }
  const rest = block(lowering, otherwise);
  lowering.depth = outside;
  for (const one of choiceOf(arms, rest)) into.push(one);
}

function elseOf(tree: SyntaxTree, node: SyntaxNode): SyntaxNode {
  const clause = tree.field(node, 'alternative');
  return clause < 0 ? -1 : onlyChild(tree, clause);
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
    cases.push({
      at,
      end: tree.end(child),
      tests: packed(shown),
      body: packed(statements),
      falls: true,
    });
    tests = [];
    isDefault = false;
    at = -1;
  }
  const value = tree.field(node, 'value');
  return {
    kind: 'switch',
    ...spanOf(lowering, node),
    subject: expressionOr(lowering, value, tree.start(node)),
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

import type { SyntaxNode, SyntaxTree } from '../../../../adapters/syntax/index.ts';
import type {
  Expression,
  Span,
  Statement,
  SwitchStatement,
  TryStatement,
} from '../../../../domain/source.ts';
import type { Lowering } from './context.ts';
import { block, expressionOr, isContent, roomIn, spanOf } from './context.ts';

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
    const one = { at, end, test: expressionOr(lowering, test, end), then: block(lowering, then) };
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
    tests: [expressionOr(lowering, test, at)],
    body: block(lowering, then),
    falls: false,
  }));
  if (otherwise >= 0) {
    const body = block(lowering, otherwise);
    cases.push({ ...spanOf(lowering, otherwise), tests: [], body, falls: false });
  }
  return { kind: 'switch', ...spanOf(lowering, node), cases };
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

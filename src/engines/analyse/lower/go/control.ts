import type { SyntaxNode } from '../../../../adapters/syntax/index.ts';
import type { LoopStatement, Statement } from '../../../../domain/source.ts';
import { type Arm, armDepth, choiceOf, packed } from '../build.ts';
import { addStatements, type Context, firstMeaning, statementsIn } from '../context.ts';
import { lowerTargets } from './assignments.ts';

/** `if a { … } else if b { … } else { … }`; what stands before a `;` is done before. */
export function lowerIf(context: Context, node: SyntaxNode, out: Statement[]): void {
  const { tree } = context;
  const { depth } = context;
  const arms: Arm[] = [];
  const before = initializer(context, node);
  const otherwise: Statement[] = [];
  for (let clause = node; ; ) {
    arms.push({
      at: tree.start(clause),
      end: tree.end(tree.field(clause, 'consequence')),
      test: context.expression(tree.field(clause, 'condition')),
      body: statementsIn(context, tree.field(clause, 'consequence')),
    });
    context.depth = depth + armDepth(arms.length);
    const next = tree.field(clause, 'alternative');
    const isChain = next >= 0 && tree.kind(next) === 'if_statement';
    if (isChain && tree.field(next, 'initializer') < 0) {
      clause = next;
      continue;
    }
    if (isChain) context.statement(next, otherwise);
    else addStatements(context, next, otherwise);
    break;
  }
  context.depth = depth;
  const body = choiceOf(arms, packed(otherwise));
  withInitializer(context, node, before, body, out);
}

/** What stands before the `;` in `if`, `for` and `switch`. */
export function initializer(context: Context, node: SyntaxNode): Statement[] {
  const before: Statement[] = [];
  const first = context.tree.field(node, 'initializer');
  if (first >= 0) context.statement(first, before);
  return before;
}

/** Names that are declared before a `;` are known within the statement only. */
export function withInitializer(
  { tree }: Context,
  node: SyntaxNode,
  before: readonly Statement[],
  rest: readonly Statement[],
  out: Statement[],
): void {
  if (before.length === 0) out.push(...rest);
  else {
    const body = [...before, ...rest];
    out.push({ kind: 'block', at: tree.start(node), end: tree.end(node), body });
  }
}

/** `for`, in all its forms. */
export function lowerFor(context: Context, node: SyntaxNode, out: Statement[]): void {
  const { tree } = context;
  const body = tree.field(node, 'body');
  const head = firstMeaning(tree, node);
  const kind = head < 0 || head === body ? '' : tree.kind(head);
  const loop: LoopStatement = {
    kind: 'loop',
    at: tree.start(node),
    end: tree.end(node),
    before: [],
    body: [],
    update: [],
    otherwise: [],
  };
  if (kind === 'for_clause') {
    const test = tree.field(head, 'condition');
    const update: Statement[] = [];
    const last = tree.field(head, 'update');
    const before = initializer(context, head);
    if (last >= 0) context.statement(last, update);
    const tested = test >= 0 && { test: context.expression(test) };
    out.push({ ...loop, before, ...tested, body: statementsIn(context, body), update });
  } else if (kind === 'range_clause') {
    const each = range(context, head);
    out.push({ ...loop, each, body: statementsIn(context, body) });
  } else {
    const tested = kind !== '' && { test: context.expression(head) };
    out.push({ ...loop, ...tested, body: statementsIn(context, body) });
  }
}

// `for k, v := range m`: each turn assigns the pair.
function range(context: Context, clause: SyntaxNode): NonNullable<LoopStatement['each']> {
  const { tree } = context;
  const left = tree.field(clause, 'left');
  const targets = left < 0 ? undefined : lowerTargets(context, left);
  const at = tree.start(left < 0 ? clause : left);
  const end = left < 0 ? at : tree.end(left);
  const items = targets === undefined ? [] : [targets];
  return {
    target: targets?.kind === 'items' ? targets : { kind: 'items', at, end, items },
    of: context.expression(tree.field(clause, 'right')),
    over: 'entries',
  };
}

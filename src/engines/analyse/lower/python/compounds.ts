import type { SyntaxNode } from '../../../../adapters/syntax/index.ts';
import type { Expression, Statement } from '../../../../domain/source.ts';
import { type Arm, armDepth, choiceOf, packed } from '../build.ts';
import {
  addStatements,
  type Context,
  firstMeaning,
  nextMeaning,
  statementsIn,
} from '../context.ts';
import { declares } from './assignments.ts';
import { lowerTarget } from './targets.ts';

/** `if`, its `elif`s and its `else`. */
export function lowerIf(context: Context, node: SyntaxNode, out: Statement[]): void {
  const { tree } = context;
  const { depth } = context;
  const arms: Arm[] = [];
  const arm = (clause: SyntaxNode): void => {
    arms.push({
      at: tree.start(clause),
      end: tree.end(clause),
      test: context.expression(tree.field(clause, 'condition')),
      body: statementsIn(context, tree.field(clause, 'consequence')),
    });
    context.depth = depth + armDepth(arms.length);
  };
  arm(node);
  let otherwise: readonly Statement[] = packed([]);
  for (let child = firstMeaning(tree, node); child >= 0; child = nextMeaning(tree, child)) {
    const kind = tree.kind(child);
    if (kind === 'elif_clause') arm(child);
    else if (kind === 'else_clause') otherwise = elseOf(context, child);
  }
  context.depth = depth;
  out.push(...choiceOf(arms, otherwise));
}

/** What stands in an `else`; nothing where there is none. */
export function elseOf(context: Context, clause: SyntaxNode): readonly Statement[] {
  return clause < 0 ? packed([]) : statementsIn(context, context.tree.field(clause, 'body'));
}

/** `try` with all that follows it. */
export function lowerTry(context: Context, node: SyntaxNode, out: Statement[]): void {
  const { tree } = context;
  const handlers = [];
  let otherwise: readonly Statement[] = packed([]);
  let last: readonly Statement[] = packed([]);
  for (let child = firstMeaning(tree, node); child >= 0; child = nextMeaning(tree, child)) {
    const kind = tree.kind(child);
    if (kind === 'except_clause') handlers.push(handlerOf(context, child));
    else if (kind === 'else_clause') otherwise = elseOf(context, child);
    else if (kind === 'finally_clause') last = statementsIn(context, blockIn(context, child));
  }
  const body = statementsIn(context, tree.field(node, 'body'));
  const at = tree.start(node);
  out.push({ kind: 'try', at, end: tree.end(node), body, handlers, otherwise, finally: last });
}

type Handler = Extract<Statement, { kind: 'try' }>['handlers'][number];

// `except A`, `except (A, B) as e`, `except A, B`.
function handlerOf(context: Context, clause: SyntaxNode): Handler {
  const { tree } = context;
  const types: Expression[] = [];
  let alias = tree.field(clause, 'alias');
  for (let child = firstMeaning(tree, clause); child >= 0; child = nextMeaning(tree, child)) {
    if (tree.fieldOf(child) !== 'value') continue;
    let value = child;
    if (tree.kind(child) === 'as_pattern') {
      alias = tree.field(child, 'alias');
      value = firstMeaning(tree, child);
    }
    const type = context.expression(value);
    if (type.kind === 'list') for (const item of type.items) types.push(item.value);
    else types.push(type);
  }
  return {
    at: tree.start(clause),
    end: tree.end(clause),
    ...(alias >= 0 && { target: lowerTarget(context, alias) }),
    types,
    body: statementsIn(context, blockIn(context, clause)),
  };
}

function blockIn({ tree }: Context, clause: SyntaxNode): SyntaxNode {
  let child = firstMeaning(tree, clause);
  while (child >= 0 && tree.kind(child) !== 'block') child = nextMeaning(tree, child);
  return child;
}

/** `with`: what a context manager gives is taken to be the manager itself. */
export function lowerWith(context: Context, node: SyntaxNode, out: Statement[]): void {
  const { tree } = context;
  const body: Statement[] = [];
  let clause = firstMeaning(tree, node);
  while (clause >= 0 && tree.kind(clause) !== 'with_clause') clause = nextMeaning(tree, clause);
  for (let item = firstMeaning(tree, clause); item >= 0; item = nextMeaning(tree, item)) {
    withItem(context, tree.field(item, 'value'), body);
  }
  addStatements(context, tree.field(node, 'body'), body);
  out.push({ kind: 'block', at: tree.start(node), end: tree.end(node), body });
}

// The grammar reads `with (a as b, c as d):` as a tuple of patterns.
function withItem(context: Context, node: SyntaxNode, out: Statement[]): void {
  const { tree } = context;
  const kind = node < 0 ? '' : tree.kind(node);
  if (kind === 'parenthesized_expression' || kind === 'tuple') {
    for (let item = firstMeaning(tree, node); item >= 0; item = nextMeaning(tree, item)) {
      bindItem(context, item, out);
    }
  } else bindItem(context, node, out);
}

function bindItem(context: Context, node: SyntaxNode, out: Statement[]): void {
  const { tree } = context;
  const isBound = node >= 0 && tree.kind(node) === 'as_pattern';
  const value = context.expression(isBound ? firstMeaning(tree, node) : node);
  const { at, end } = value;
  if (!isBound) out.push({ kind: 'do', at, end, value });
  else {
    const target = lowerTarget(context, tree.field(node, 'alias'));
    const isDeclared = declares(context, target);
    out.push({ kind: 'let', at, end: target.end, target, value, isDeclared });
  }
}

import type { SyntaxNode } from '../../../../adapters/syntax/index.ts';
import type { Argument, Expression, Statement } from '../../../../domain/source.ts';
import { type Arm, armDepth, choiceOf } from '../build.ts';
import {
  addStatements,
  type Context,
  firstMeaning,
  nextMeaning,
  statementsIn,
} from '../context.ts';
import { declares, lowerAssignment, lowerAugmented } from './assignments.ts';
import { lowerClass, lowerDecorated, lowerFunction } from './definitions.ts';
import { lowerImport, lowerImportFrom } from './imports.ts';
import { lowerMatch } from './matches.ts';
import { lowerTarget } from './targets.ts';
import { lowerType } from './types.ts';

/** The meaning of one statement. `pass` has none. */
export function lowerStatement(context: Context, node: SyntaxNode, out: Statement[]): void {
  const { tree } = context;
  const at = tree.start(node);
  const end = tree.end(node);
  switch (tree.kind(node)) {
    case 'expression_statement':
      return expressionStatement(context, node, out);
    case 'return_statement': {
      const value = firstMeaning(tree, node);
      out.push({
        kind: 'return',
        at,
        end,
        ...(value >= 0 && { value: context.expression(value) }),
      });
      return;
    }
    case 'raise_statement': {
      const value = firstMeaning(tree, node);
      out.push({ kind: 'throw', at, end, ...(value >= 0 && { value: context.expression(value) }) });
      return;
    }
    case 'if_statement':
      return ifStatement(context, node, out);
    case 'for_statement':
      out.push({
        kind: 'loop',
        at,
        end,
        before: [],
        each: {
          target: lowerTarget(context, tree.field(node, 'left')),
          of: context.expression(tree.field(node, 'right')),
          over: 'values',
        },
        body: statementsIn(context, tree.field(node, 'body')),
        update: [],
        otherwise: elseOf(context, tree.field(node, 'alternative')),
      });
      return;
    case 'while_statement':
      out.push({
        kind: 'loop',
        at,
        end,
        before: [],
        test: context.expression(tree.field(node, 'condition')),
        body: statementsIn(context, tree.field(node, 'body')),
        update: [],
        otherwise: elseOf(context, tree.field(node, 'alternative')),
      });
      return;
    case 'try_statement':
      return tryStatement(context, node, out);
    case 'with_statement':
      return withStatement(context, node, out);
    case 'match_statement':
      out.push(lowerMatch(context, node));
      return;
    case 'function_definition':
      out.push({ kind: 'define', at, end, function: lowerFunction(context, node, []) });
      return;
    case 'class_definition':
      out.push({ kind: 'class', at, end, class: lowerClass(context, node, []) });
      return;
    case 'decorated_definition':
      return lowerDecorated(context, node, out);
    case 'import_statement':
      return lowerImport(context, node, out);
    case 'import_from_statement':
      return lowerImportFrom(context, node, out);
    case 'assert_statement':
      return assertStatement(context, node, out);
    case 'break_statement':
      out.push({ kind: 'break', at, end });
      return;
    case 'continue_statement':
      out.push({ kind: 'continue', at, end });
      return;
    case 'global_statement':
    case 'nonlocal_statement':
      return outerNames(context, node);
    case 'delete_statement': {
      const operand = context.expression(firstMeaning(tree, node));
      out.push({ kind: 'do', at, end, value: { kind: 'other', at, end, operands: [operand] } });
      return;
    }
    case 'print_statement':
    case 'exec_statement':
      return oldStatement(context, node, out);
    case 'type_alias_statement': {
      const target = lowerTarget(context, firstMeaning(tree, tree.field(node, 'left')));
      const value = lowerType(context, tree.field(node, 'right'));
      out.push({ kind: 'let', at, end, target, ...(value && { value }), isDeclared: true });
      return;
    }
    case 'ERROR':
    case 'block':
      return addStatements(context, node, out);
    default:
  }
}

function expressionStatement(context: Context, node: SyntaxNode, out: Statement[]): void {
  const { tree } = context;
  for (let child = firstMeaning(tree, node); child >= 0; child = nextMeaning(tree, child)) {
    const kind = tree.kind(child);
    if (kind === 'assignment') out.push(lowerAssignment(context, child));
    else if (kind === 'augmented_assignment') out.push(lowerAugmented(context, child));
    else {
      const value = context.expression(child);
      out.push({ kind: 'do', at: value.at, end: value.end, value });
    }
  }
}

// At the top of a module everything is global anyway.
function outerNames(context: Context, node: SyntaxNode): void {
  const { tree } = context;
  for (let child = firstMeaning(tree, node); child >= 0; child = nextMeaning(tree, child)) {
    context.frame.outer.add(tree.textOf(child));
  }
}

function ifStatement(context: Context, node: SyntaxNode, out: Statement[]): void {
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
  let otherwise: Statement[] = [];
  for (let child = firstMeaning(tree, node); child >= 0; child = nextMeaning(tree, child)) {
    const kind = tree.kind(child);
    if (kind === 'elif_clause') arm(child);
    else if (kind === 'else_clause') otherwise = elseOf(context, child);
  }
  context.depth = depth;
  out.push(...choiceOf(arms, otherwise));
}

function elseOf(context: Context, clause: SyntaxNode): Statement[] {
  return clause < 0 ? [] : statementsIn(context, context.tree.field(clause, 'body'));
}

function tryStatement(context: Context, node: SyntaxNode, out: Statement[]): void {
  const { tree } = context;
  const handlers = [];
  let otherwise: Statement[] = [];
  let last: Statement[] = [];
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

// What a context manager gives is taken to be the manager itself.
function withStatement(context: Context, node: SyntaxNode, out: Statement[]): void {
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

// `assert x, message` throws unless x holds.
function assertStatement(context: Context, node: SyntaxNode, out: Statement[]): void {
  const { tree } = context;
  const at = tree.start(node);
  const end = tree.end(node);
  const tested = firstMeaning(tree, node);
  const message = nextMeaning(tree, tested);
  const test: Expression = { kind: 'not', at, end, operand: context.expression(tested) };
  const value = message >= 0 && { value: context.expression(message) };
  const then: Statement[] = [{ kind: 'throw', at, end, ...value }];
  out.push({ kind: 'if', at, end, test, then, otherwise: [] });
}

// Python 2: `print a, b` and `exec code in scope`, as the calls that they became.
function oldStatement(context: Context, node: SyntaxNode, out: Statement[]): void {
  const { tree } = context;
  const at = tree.start(node);
  const end = tree.end(node);
  const values: Argument[] = [];
  for (let child = firstMeaning(tree, node); child >= 0; child = nextMeaning(tree, child)) {
    if (tree.kind(child) !== 'chevron') values.push({ value: context.expression(child) });
  }
  const name = tree.kind(node) === 'exec_statement' ? 'exec' : 'print';
  const callee: Expression = { kind: 'name', at, end: at + name.length, name };
  const value: Expression = { kind: 'call', at, end, callee, arguments: values, isNew: false };
  out.push({ kind: 'do', at, end, value });
}

import type { SyntaxNode } from '../../../../adapters/syntax/index.ts';
import type { Expression, Statement, SwitchStatement, Target } from '../../../../domain/source.ts';
import { logicOf } from '../build.ts';
import { addStatements, type Context, firstMeaning, nextMeaning, other } from '../context.ts';
import { lowerPattern } from './patterns.ts';

type Case = SwitchStatement['cases'][number];

/** `match a, b:` and its cases. */
export function lowerMatch(context: Context, node: SyntaxNode): SwitchStatement {
  const { tree } = context;
  const subjects: Expression[] = [];
  for (let child = firstMeaning(tree, node); child >= 0; child = nextMeaning(tree, child)) {
    if (tree.fieldOf(child) === 'subject') subjects.push(context.expression(child));
  }
  const [first] = subjects;
  const at = first?.at ?? tree.start(node);
  const end = subjects.at(-1)?.end ?? at;
  const items = subjects.map((value) => ({ value }));
  const subject: Expression =
    first !== undefined && subjects.length === 1
      ? first
      : { kind: 'list', at, end, items, of: 'tuple' };
  const cases: Case[] = [];
  const block = tree.field(node, 'body');
  for (let child = firstMeaning(tree, block); child >= 0; child = nextMeaning(tree, child)) {
    if (tree.kind(child) === 'case_clause') cases.push(caseOf(context, child, subject));
  }
  return { kind: 'switch', at: tree.start(node), end: tree.end(node), subject, cases };
}

function caseOf(context: Context, node: SyntaxNode, subject: Expression): Case {
  const { tree } = context;
  const patterns: SyntaxNode[] = [];
  for (let child = firstMeaning(tree, node); child >= 0; child = nextMeaning(tree, child)) {
    if (tree.kind(child) === 'case_pattern') patterns.push(child);
  }
  const { tests, targets, types } = lowerPattern(context, patterns);
  const [binds, ...more] = targets;
  const guards = types.length > 0 ? [instanceOf(subject, types)] : [];
  const guard = tree.field(node, 'guard');
  if (guard >= 0) guards.push(context.expression(firstMeaning(tree, guard)));
  const body = more.map((target) => bind(target, subject));
  addStatements(context, tree.field(node, 'consequence'), body);
  return {
    at: tree.start(node),
    end: tree.end(node),
    tests: types.length > 0 && tests.length === 0 ? [other(tree, node, [])] : tests,
    ...(binds && { binds }),
    ...(guards.length > 0 && { guard: logicOf('and', guards) }),
    body,
    falls: false,
  };
}

// `case str() | int():` tests no value but a type.
function instanceOf(subject: Expression, types: readonly Expression[]): Expression {
  const tests = types.map((type): Expression => {
    const { at, end } = type;
    const callee: Expression = { kind: 'name', at, end: at, name: 'isinstance' };
    const tested = [{ value: subject }, { value: type }];
    return { kind: 'call', at, end, callee, arguments: tested, isNew: false };
  });
  return logicOf('or', tests);
}

function bind(target: Target, value: Expression): Statement {
  return { kind: 'let', at: target.at, end: target.end, target, value, isDeclared: true };
}

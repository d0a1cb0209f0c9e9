import type { SyntaxNode } from '../../../../adapters/syntax/index.ts';
import type { Expression, Statement, SwitchStatement } from '../../../../domain/source.ts';
import { logicOf } from '../build.ts';
import {
  addStatements,
  type Context,
  firstMeaning,
  nextMeaning,
  other,
  statementsIn,
} from '../context.ts';
import { lowerTargets } from './assignments.ts';
import { initializer, withInitializer } from './control.ts';
import { lowerType } from './types.ts';

type Case = SwitchStatement['cases'][number];

/** `switch x { case 1, 2: … }`, `switch { case a > b: … }`. */
export function lowerSwitch(context: Context, node: SyntaxNode, out: Statement[]): void {
  const { tree } = context;
  const before = initializer(context, node);
  const value = tree.field(node, 'value');
  const subject = value >= 0 && { subject: context.expression(value) };
  const cases = clausesOf(context, node).map((clause): Case => {
    const tests: Expression[] = [];
    const list = tree.field(clause, 'value');
    for (let test = firstMeaning(tree, list); test >= 0; test = nextMeaning(tree, test)) {
      tests.push(context.expression(test));
    }
    return caseOf(context, clause, tests, bodyOf(context, clause));
  });
  const made = { at: tree.start(node), end: tree.end(node), ...subject, cases };
  withInitializer(context, node, before, [{ kind: 'switch', ...made }], out);
}

/** `switch y := x.(type) { case T: … }`: each case tests what `x` is an instance of. */
export function lowerTypeSwitch(context: Context, node: SyntaxNode, out: Statement[]): void {
  const { tree } = context;
  const before = initializer(context, node);
  const alias = tree.field(node, 'alias');
  const binds = alias < 0 ? undefined : lowerTargets(context, alias);
  const subject = context.expression(tree.field(node, 'value'));
  const named: Expression = binds?.kind === 'name' ? binds : subject;
  const cases = clausesOf(context, node).map((clause): Case => {
    const isDefault = tree.kind(clause) === 'default_case';
    const tests = isDefault ? [] : [other(tree, clause, [])];
    const guard = isDefault ? undefined : typeTest(context, clause, named);
    return {
      ...caseOf(context, clause, tests, bodyOf(context, clause)),
      ...(binds && { binds }),
      ...(guard && { guard }),
    };
  });
  const made = { at: tree.start(node), end: tree.end(node), subject, cases };
  withInitializer(context, node, before, [{ kind: 'switch', ...made }], out);
}

// Undefined where one of the types has no name: then the case says nothing.
function typeTest(context: Context, clause: SyntaxNode, left: Expression): Expression | undefined {
  const { tree } = context;
  const tests: Expression[] = [];
  for (let child = firstMeaning(tree, clause); child >= 0; child = nextMeaning(tree, child)) {
    if (tree.fieldOf(child) !== 'type') continue;
    const right = lowerType(context, child);
    if (right === undefined) return undefined;
    const { at, end } = right;
    const isNil = right.kind === 'name' && right.name === 'nil';
    tests.push(
      isNil
        ? {
            kind: 'compare',
            at,
            end,
            operator: 'equal',
            left,
            right: { kind: 'literal', at, end, value: null },
          }
        : { kind: 'compare', at, end, operator: 'instance', left, right },
    );
  }
  return tests.length === 0 ? undefined : logicOf('or', tests);
}

/** `select { case v := <-c: … }`: any of the cases may run. */
export function lowerSelect(context: Context, node: SyntaxNode, out: Statement[]): void {
  const { tree } = context;
  const cases = clausesOf(context, node).map((clause): Case => {
    const body: Statement[] = [];
    const communication = tree.field(clause, 'communication');
    if (communication >= 0) context.statement(communication, body);
    addStatements(context, listOf(context, clause), body);
    const isDefault = tree.kind(clause) === 'default_case';
    return caseOf(context, clause, isDefault ? [] : [other(tree, clause, [])], body);
  });
  out.push({ kind: 'switch', at: tree.start(node), end: tree.end(node), cases });
}

function caseOf(
  context: Context,
  clause: SyntaxNode,
  tests: readonly Expression[],
  body: readonly Statement[],
): Case {
  const at = context.tree.start(clause);
  const end = context.tree.end(clause);
  return { at, end, tests, body, falls: fallsThrough(context, clause) };
}

function bodyOf(context: Context, clause: SyntaxNode): readonly Statement[] {
  return statementsIn(context, listOf(context, clause));
}

function fallsThrough(context: Context, clause: SyntaxNode): boolean {
  const { tree } = context;
  let last = -1;
  const list = listOf(context, clause);
  for (let child = firstMeaning(tree, list); child >= 0; child = nextMeaning(tree, child))
    last = child;
  return last >= 0 && tree.kind(last) === 'fallthrough_statement';
}

function listOf({ tree }: Context, clause: SyntaxNode): SyntaxNode {
  let child = firstMeaning(tree, clause);
  while (child >= 0 && tree.kind(child) !== 'statement_list') child = nextMeaning(tree, child);
  return child;
}

function clausesOf({ tree }: Context, node: SyntaxNode): SyntaxNode[] {
  const clauses: SyntaxNode[] = [];
  for (let child = firstMeaning(tree, node); child >= 0; child = nextMeaning(tree, child)) {
    const kind = tree.kind(child);
    if (kind.endsWith('_case')) clauses.push(child);
  }
  return clauses;
}

import type { SyntaxNode } from '../../../../adapters/syntax/index.ts';
import type { Argument, Expression, Statement } from '../../../../domain/source.ts';
import {
  addStatements,
  type Context,
  firstMeaning,
  nextMeaning,
  statementsIn,
} from '../context.ts';
import { lowerAssignment, lowerAugmented } from './assignments.ts';
import { elseOf, lowerIf, lowerTry, lowerWith } from './compounds.ts';
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
      return lowerIf(context, node, out);
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
      return lowerTry(context, node, out);
    case 'with_statement':
      return lowerWith(context, node, out);
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

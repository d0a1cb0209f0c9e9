import type { SyntaxNode } from '../../../../adapters/syntax/index.ts';
import type { Expression, Statement } from '../../../../domain/source.ts';
import { addStatements, type Context, firstMeaning, statementsIn } from '../context.ts';
import { lowerAssignment, lowerReceive, lowerStep } from './assignments.ts';
import { lowerFor, lowerIf } from './control.ts';
import { lowerImports, lowerTypes, lowerVariables } from './declarations.ts';
import { lowerList } from './expressions.ts';
import { lowerFunction } from './functions.ts';
import { lowerSelect, lowerSwitch, lowerTypeSwitch } from './switches.ts';

/** The meaning of one statement or declaration. `goto` has none. */
export function lowerStatement(context: Context, node: SyntaxNode, out: Statement[]): void {
  const { tree } = context;
  const at = tree.start(node);
  const end = tree.end(node);
  switch (tree.kind(node)) {
    case 'import_declaration':
      return lowerImports(context, node, out);
    case 'function_declaration':
    case 'method_declaration':
      out.push({ kind: 'define', at, end, function: lowerFunction(context, node) });
      return;
    case 'type_declaration':
      return lowerTypes(context, node, out);
    case 'const_declaration':
    case 'var_declaration':
      return lowerVariables(context, node, out);
    case 'short_var_declaration':
    case 'assignment_statement':
      return lowerAssignment(context, node, out);
    case 'receive_statement':
      return lowerReceive(context, node, out);
    case 'inc_statement':
    case 'dec_statement':
      return lowerStep(context, node, out);
    case 'expression_statement':
    case 'go_statement':
    case 'defer_statement': {
      const value = context.expression(firstMeaning(tree, node));
      out.push({ kind: 'do', at, end, value });
      return;
    }
    case 'send_statement': {
      out.push({ kind: 'do', at, end, value: sent(context, node) });
      return;
    }
    case 'return_statement': {
      const value = returned(context, node);
      out.push({ kind: 'return', at, end, ...(value && { value }) });
      return;
    }
    case 'if_statement':
      return lowerIf(context, node, out);
    case 'for_statement':
      return lowerFor(context, node, out);
    case 'expression_switch_statement':
      return lowerSwitch(context, node, out);
    case 'type_switch_statement':
      return lowerTypeSwitch(context, node, out);
    case 'select_statement':
      return lowerSelect(context, node, out);
    case 'block':
      out.push({ kind: 'block', at, end, body: statementsIn(context, node) });
      return;
    case 'break_statement':
      out.push({ kind: 'break', at, end });
      return;
    case 'continue_statement':
      out.push({ kind: 'continue', at, end });
      return;
    case 'labeled_statement':
    case 'statement_list':
    case 'ERROR':
      return addStatements(context, node, out);
    default:
  }
}

// `c <- v`: a channel is a list that grows.
function sent(context: Context, node: SyntaxNode): Expression {
  const { tree } = context;
  const object = context.expression(tree.field(node, 'channel'));
  const value = context.expression(tree.field(node, 'value'));
  const { at, end } = { at: tree.start(node), end: tree.end(node) };
  const callee = { kind: 'member', at, end: object.end, object, name: 'push' } as const;
  return { kind: 'call', at, end, callee, arguments: [{ value }], isNew: false };
}

// A bare `return` returns the results that have names.
function returned(context: Context, node: SyntaxNode): Expression | undefined {
  const { tree } = context;
  const list = firstMeaning(tree, node);
  if (list >= 0) {
    return tree.kind(list) === 'expression_list'
      ? lowerList(context, list)
      : context.expression(list);
  }
  const at = tree.start(node);
  const end = tree.end(node);
  const items = context.frame.results.map((name) => ({
    value: { kind: 'name', at, end, name } as const,
  }));
  return items.length < 2 ? items[0]?.value : { kind: 'list', at, end, items, of: 'tuple' };
}

import type { SyntaxNode } from '../../../../adapters/syntax/index.ts';
import type { Expression, Statement, Target } from '../../../../domain/source.ts';
import { assignment } from './assignments.ts';
import { conditional, selection, trial } from './branches.ts';
import { classOf, enumOf } from './classes.ts';
import type { Lowering } from './context.ts';
import { block, onlyChild, spanOf, statements, unwrap } from './context.ts';
import { declarations, importAlias } from './declarations.ts';
import { exported } from './exports.ts';
import { commonExport } from './common.ts';
import { functionOf } from './functions.ts';
import { imported } from './imports.ts';
import { forEach, forLoop, repeat, whileLoop } from './loops.ts';
import { sequenceItems } from './operators.ts';

/** Adds what the statement becomes. The caller counts the depth. */
export function statement(lowering: Lowering, node: SyntaxNode, into: Statement[]): void {
  const { tree } = lowering;
  switch (tree.kind(node)) {
    case 'expression_statement':
      evaluate(lowering, onlyChild(tree, node), into);
      return;
    case 'lexical_declaration':
    case 'variable_declaration':
      declarations(lowering, node, into);
      return;
    case 'if_statement':
      conditional(lowering, node, into);
      return;
    case 'return_statement':
    case 'throw_statement': {
      const value = onlyChild(tree, node);
      const kind = tree.kind(node) === 'throw_statement' ? 'throw' : 'return';
      const { at, end } = spanOf(lowering, node);
      if (value < 0) into.push({ kind, at, end });
      else into.push({ kind, at, end, value: lowering.expression(value) });
      return;
    }
    case 'function_declaration':
    case 'generator_function_declaration': {
      const made = functionOf(lowering, node, { name: '' });
      into.push({ kind: 'define', at: made.at, end: made.end, function: made });
      return;
    }
    case 'class_declaration':
    case 'abstract_class_declaration':
      into.push({ kind: 'class', ...spanOf(lowering, node), class: classOf(lowering, node, '') });
      return;
    case 'enum_declaration':
      into.push({ kind: 'class', ...spanOf(lowering, node), class: enumOf(lowering, node) });
      return;
    case 'import_statement':
      imported(lowering, node, into);
      return;
    case 'import_alias':
      importAlias(lowering, node, into);
      return;
    case 'export_statement':
      exported(lowering, node, into);
      return;
    case 'for_statement':
      into.push(forLoop(lowering, node));
      return;
    case 'for_in_statement':
      into.push(forEach(lowering, node));
      return;
    case 'while_statement':
      into.push(whileLoop(lowering, node));
      return;
    case 'do_statement':
      into.push(repeat(lowering, node));
      return;
    case 'try_statement':
      into.push(trial(lowering, node));
      return;
    case 'switch_statement':
      into.push(selection(lowering, node));
      return;
    case 'break_statement':
      into.push({ kind: 'break', ...spanOf(lowering, node) });
      return;
    case 'continue_statement':
      into.push({ kind: 'continue', ...spanOf(lowering, node) });
      return;
    case 'statement_block':
      into.push({ kind: 'block', ...spanOf(lowering, node), body: block(lowering, node) });
      return;
    case 'labeled_statement':
      labelled(lowering, node, into);
      return;
    case 'with_statement': {
      const object = tree.field(node, 'object');
      if (object >= 0) evaluate(lowering, object, into);
      const body = tree.field(node, 'body');
      if (body >= 0) lowering.statement(body, into);
      return;
    }
    case 'internal_module':
    case 'module':
      namespace(lowering, node, into);
      return;
    // What the parser could not place: what stands in it may still be read.
    case 'ERROR':
      statements(lowering, node, into);
      return;
    case 'ambient_declaration':
    case 'comment':
    case 'debugger_statement':
    case 'empty_statement':
    case 'function_signature':
    case 'hash_bang_line':
    case 'html_comment':
    case 'interface_declaration':
    case 'statement_identifier':
    case 'type_alias_declaration':
      return;
    default:
      evaluate(lowering, node, into);
  }
}

/** An expression on its own: assignments become statements. */
export function evaluate(lowering: Lowering, wrapped: SyntaxNode, into: Statement[]): void {
  if (wrapped < 0) return;
  const { tree } = lowering;
  const node = unwrap(tree, wrapped);
  switch (tree.kind(node)) {
    case 'sequence_expression':
      for (const one of sequenceItems(tree, node)) evaluate(lowering, one, into);
      return;
    case 'internal_module':
      namespace(lowering, node, into);
      return;
    case 'assignment_expression':
    case 'augmented_assignment_expression':
    case 'update_expression': {
      if (commonExport(lowering, node, into)) return;
      const made = assignment(lowering, node);
      if (made === undefined) break;
      // `using x = f()` declares x, which this grammar takes for an assignment.
      const isDeclared = tree.kind(tree.first(node)) === 'using';
      into.push({ kind: 'let', ...spanOf(lowering, node), ...made, isDeclared });
      return;
    }
    default:
  }
  const value = lowering.expression(node);
  into.push({ kind: 'do', at: tree.start(wrapped), end: tree.end(wrapped), value });
}

// A block can be left by its label, which a loop that runs once can be, too.
function labelled(lowering: Lowering, node: SyntaxNode, into: Statement[]): void {
  const { tree } = lowering;
  const inner = tree.field(node, 'body');
  if (inner < 0) return;
  if (tree.kind(inner) !== 'statement_block') {
    lowering.statement(inner, into);
    return;
  }
  const span = spanOf(lowering, node);
  const last: Statement = { kind: 'break', at: span.end, end: span.end };
  const body = [...block(lowering, inner), last];
  into.push({ kind: 'loop', ...span, before: [], body, update: [], otherwise: [] });
}

/** `namespace N { … }`: a record that its exports are put into, unless a class or function holds them. */
function namespace(lowering: Lowering, node: SyntaxNode, into: Statement[]): void {
  const { tree } = lowering;
  const written = tree.field(node, 'name');
  const name = written >= 0 && tree.kind(written) === 'identifier' ? tree.wordOf(written) : '';
  const around = lowering.namespace;
  lowering.namespace = name;
  const body = block(lowering, tree.field(node, 'body'));
  lowering.namespace = around;
  // Most hold types alone.
  if (body.length === 0) return;
  const { at, end } = spanOf(lowering, node);
  const isMerged = into.slice(-2).some((one) => declares(one, name));
  if (name !== '' && !isMerged) {
    const value: Expression = { kind: 'record', at, end: at, entries: [] };
    const target: Target = { kind: 'name', at, end: at, name };
    into.push({ kind: 'let', at, end: at, target, value, isDeclared: true });
  }
  into.push({ kind: 'block', at, end, body });
}

function declares(one: Statement, name: string): boolean {
  if (one.kind === 'class') return one.class.name === name;
  return one.kind === 'define' && one.function.name === name;
}

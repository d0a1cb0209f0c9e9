import type { SyntaxNode } from '../../../../adapters/syntax/index.ts';
import type { Expression } from '../../../../domain/source.ts';
import { type Context, firstMeaning, textAt } from '../context.ts';
import { MAX_DEPTH } from '../index.ts';

/**
 * The name of a type, `list(T)` for slices and arrays; undefined for maps, functions, channels and what
 * has no name. Pointers and type arguments are dropped.
 */
export function lowerType(context: Context, node: SyntaxNode): Expression | undefined {
  if (node < 0 || context.depth >= MAX_DEPTH) return undefined;
  context.depth += 1;
  const lowered = typeOf(context, node);
  context.depth -= 1;
  return lowered;
}

function typeOf(context: Context, node: SyntaxNode): Expression | undefined {
  const { tree } = context;
  const at = tree.start(node);
  const end = tree.end(node);
  switch (tree.kind(node)) {
    case 'type_identifier':
    case 'identifier':
      return { kind: 'name', at, end, name: tree.wordOf(node) };
    case 'qualified_type': {
      const from = tree.field(node, 'package');
      if (from < 0) return undefined;
      const object: Expression = {
        kind: 'name',
        at: tree.start(from),
        end: tree.end(from),
        name: tree.wordOf(from),
      };
      return { kind: 'member', at, end, object, name: textAt(tree, tree.field(node, 'name')) };
    }
    case 'pointer_type':
    case 'parenthesized_type':
    case 'negated_type':
    case 'type_elem':
      return lowerType(context, firstMeaning(tree, node));
    case 'generic_type':
      return lowerType(context, tree.field(node, 'type'));
    case 'slice_type':
    case 'array_type':
    case 'implicit_length_array_type': {
      const value = lowerType(context, tree.field(node, 'element'));
      if (value === undefined) return undefined;
      const callee: Expression = { kind: 'name', at, end: at, name: 'list' };
      return { kind: 'call', at, end, callee, arguments: [{ value }], isNew: false };
    }
    default:
      return undefined;
  }
}

/** The bare name of a type, without package, pointer and type arguments. */
export function nameOfType(context: Context, node: SyntaxNode): string {
  const type = lowerType(context, node);
  return type?.kind === 'name' || type?.kind === 'member' ? type.name : '';
}

const NUMBERS = /^(?:u?int(?:8|16|32|64)?|uintptr|byte|rune|float(?:32|64)|bool)$/;

/** Whether nothing can be written in a value of the type. */
export function isNumeric(type: Expression | undefined): boolean {
  return type?.kind === 'name' && NUMBERS.test(type.name);
}

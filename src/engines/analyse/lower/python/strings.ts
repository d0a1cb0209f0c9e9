import type { SyntaxNode } from '../../../../adapters/syntax/index.ts';
import type { Expression } from '../../../../domain/source.ts';
import { textOf } from '../build.ts';
import type { Context } from '../context.ts';
import { unescapeString } from './escapes.ts';

/** A string, an f-string, or several that stand together. */
export function lowerString(context: Context, node: SyntaxNode): Expression {
  const { tree } = context;
  const parts: Expression[] = [];
  const isSeveral = tree.kind(node) === 'concatenated_string';
  if (!isSeveral) addString(context, node, parts);
  else {
    for (let child = tree.first(node); child >= 0; child = tree.next(child)) {
      if (tree.kind(child) === 'string') addString(context, child, parts);
    }
  }
  return textOf({ at: tree.start(node), end: tree.end(node) }, parts);
}

function addString(context: Context, node: SyntaxNode, parts: Expression[]): void {
  const { tree } = context;
  const start = tree.first(node);
  const prefix = start < 0 ? '' : tree.textOf(start).toLowerCase();
  const isFormatted = prefix.includes('f') || prefix.includes('t');
  const isRaw = prefix.includes('r');
  const constant = (at: number, end: number): void => {
    const written = tree.text.slice(at, end);
    const braced = isFormatted ? written.replaceAll('{{', '{').replaceAll('}}', '}') : written;
    const value = isRaw || !braced.includes('\\') ? braced : unescapeString(braced);
    parts.push({ kind: 'literal', at, end, value });
  };
  let isEmpty = true;
  for (let child = start < 0 ? -1 : tree.next(start); child >= 0; child = tree.next(child)) {
    const kind = tree.kind(child);
    if (kind === 'string_content') constant(tree.start(child), tree.end(child));
    else if (kind === 'interpolation') addInterpolation(context, child, parts);
    else continue;
    isEmpty = false;
  }
  if (isEmpty)
    parts.push({ kind: 'literal', at: tree.start(node), end: tree.end(node), value: '' });
}

/** Presentation types that only numbers have. */
const NUMERIC = /^:(?:.?[<>=^])?[-+ ]?z?#?0?[0-9]{0,9}[,_]?(?:\.[0-9]{1,9})?[bdoxXeEfFgGn%]$/u;

// `{x=!r:>{width}}`: the text `x=`, the value, and what the format is computed from.
function addInterpolation(context: Context, node: SyntaxNode, parts: Expression[]): void {
  const { tree } = context;
  const at = tree.start(node);
  const end = tree.end(node);
  let value: Expression | undefined;
  for (let child = tree.first(node); child >= 0; child = tree.next(child)) {
    const kind = tree.kind(child);
    if (kind === 'format_specifier') {
      const written = tree.end(child) - tree.start(child) < 40 ? tree.textOf(child) : '';
      if (value !== undefined && NUMERIC.test(written)) {
        value = { kind: 'arithmetic', at: value.at, end: value.end, operands: [value] };
      }
      if (value !== undefined) parts.push(value);
      value = undefined;
      for (let inner = tree.first(child); inner >= 0; inner = tree.next(inner)) {
        if (tree.kind(inner) !== 'format_expression') continue;
        parts.push(context.expression(tree.field(inner, 'expression')));
      }
    } else if (kind === '=') {
      parts.push({ kind: 'literal', at, end, value: tree.text.slice(at + 1, tree.end(child)) });
    } else if (tree.fieldOf(child) === 'expression') value = context.expression(child);
  }
  if (value !== undefined) parts.push(value);
}

import type { Expression, Span } from '../../../../domain/source.ts';
import { textOf } from '../build.ts';

const SPECIFIER =
  /%(?:\(([^()]{0,100})\))?[-#0 +]{0,9}(?:\*|[0-9]{1,9})?(?:\.(?:\*|[0-9]{1,9}))?[hlL]?([a-zA-Z%])/g;

/** `"%s: %d" % (name, count)` as text; where the format is not a constant, all of it in order. */
export function lowerFormat(
  span: Span,
  format: Expression,
  operands: readonly Expression[],
): Expression {
  const [operand] = operands;
  if (operand === undefined) return format;
  if (format.kind !== 'literal' || typeof format.value !== 'string') {
    return textOf(span, [format, ...operands]);
  }
  const written = format.value;
  const values = valuesOf(operand);
  const parts: Expression[] = [];
  const constant = (value: string): void => {
    if (value !== '') parts.push({ kind: 'literal', at: format.at, end: format.end, value });
  };
  let done = 0;
  for (const match of written.matchAll(SPECIFIER)) {
    constant(written.slice(done, match.index));
    done = match.index + match[0].length;
    if (match[2] === '%') constant('%');
    else {
      const value = values(match[1]);
      if (value !== undefined) parts.push(converted(value, match[2] ?? 's'));
    }
  }
  constant(written.slice(done));
  return textOf(span, parts);
}

// What a specifier takes: the next item of a tuple, an entry of a dictionary. What cannot be told
// apart stands where the first of it is used.
function valuesOf(operand: Expression): (name: string | undefined) => Expression | undefined {
  if (operand.kind === 'record' && operand.entries.every(({ key }) => key !== undefined)) {
    const entries = new Map(operand.entries.map(({ key, value }) => [key, value]));
    return (name) => entries.get(name);
  }
  const isTuple = operand.kind === 'list' && operand.of === 'tuple';
  const isPlain = isTuple && operand.items.every(({ spread }) => spread === undefined);
  const items = isPlain ? operand.items.map(({ value }) => value) : [operand];
  let next = 0;
  return () => items[next++];
}

function converted(value: Expression, type: string): Expression {
  if (!'diouxXeEfFgG'.includes(type)) return value;
  return { kind: 'arithmetic', at: value.at, end: value.end, operands: [value] };
}

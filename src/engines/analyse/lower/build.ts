import type { SyntaxTree } from '../../../adapters/syntax/index.ts';
import type {
  Comment,
  Expression,
  FunctionNode,
  Span,
  Statement,
  SwitchStatement,
} from '../../../domain/source.ts';

/**
 * Text put together of parts, in order. Texts among the parts are taken apart and constants that touch
 * become one, so that `"a" + "b"` and `"ab"` are the same.
 */
export function textOf(span: Span, parts: readonly Expression[]): Expression {
  const flat: Expression[] = [];
  for (const part of parts) {
    if (part.kind === 'text') for (const inner of part.parts) append(flat, inner);
    else append(flat, part);
  }
  const [only] = flat;
  if (flat.length === 1 && isConstant(only)) return { ...only, at: span.at, end: span.end };
  return { kind: 'text', at: span.at, end: span.end, parts: packed(flat) };
}

type Constant = Span & { readonly kind: 'literal'; readonly value: string };

function append(parts: Expression[], part: Expression): void {
  const last = parts.at(-1);
  if (!isConstant(part) || !isConstant(last)) parts.push(part);
  else {
    const value = last.value + part.value;
    parts[parts.length - 1] = { kind: 'literal', at: last.at, end: part.end, value };
  }
}

function isConstant(part: Expression | undefined): part is Constant {
  return part?.kind === 'literal' && typeof part.value === 'string';
}

/**
 * All of the operands, or any of them. Such chains may be regrouped freely, so a long one becomes a tree
 * of small depth.
 */
export function logicOf(
  operator: 'and' | 'or' | 'nullish',
  operands: readonly Expression[],
): Expression {
  const join = (from: number, to: number): Expression => {
    const only = operands[from];
    if (only === undefined) return { kind: 'other', at: 0, end: 0, operands: [] };
    if (to - from < 2) return only;
    const middle = (from + to + 1) >> 1;
    const left = join(from, middle);
    const right = join(middle, to);
    return { kind: 'logic', at: left.at, end: right.end, operator, left, right };
  };
  return join(0, operands.length);
}

/** A condition and what is done when it holds. */
export interface Arm extends Span {
  readonly test: Expression;
  readonly body: readonly Statement[];
}

/** More arms than this become a switch without a subject, which does not nest. */
const MAX_ARMS = 40;

/** How much deeper than the first the next arm stands in what `choiceOf` makes. */
export function armDepth(arms: number): number {
  return Math.min(arms, MAX_ARMS);
}

/** `if … else if … else`. */
export function choiceOf(
  arms: readonly Arm[],
  otherwise: readonly Statement[],
): readonly Statement[] {
  const at = arms[0]?.at ?? 0;
  const end = Math.max(arms.at(-1)?.end ?? at, otherwise.at(-1)?.end ?? at);
  if (arms.length > MAX_ARMS) {
    const cases: SwitchStatement['cases'][number][] = arms.map(({ test, body, ...span }) => ({
      ...span,
      tests: [test],
      body,
      falls: false,
    }));
    if (otherwise.length > 0) {
      cases.push({ at: end, end, tests: [], body: otherwise, falls: false });
    }
    return [{ kind: 'switch', at, end, cases }];
  }
  let nested: readonly Statement[] = otherwise;
  for (const { at, test, body } of arms.toReversed()) {
    nested = [{ kind: 'if', at, end, test, then: body, otherwise: nested }];
  }
  return nested;
}

/** How much deeper its operands stand in what `logicOf` makes of so many. */
export function logicDepth(count: number): number {
  return Math.ceil(Math.log2(Math.max(count, 1)));
}

const NONE: readonly never[] = [];

/** A list that is done growing, without the room that was set aside for more: there are very many of them. */
export function packed<T>(list: readonly T[]): readonly T[] {
  if (list.length === 0) return NONE;
  // Longer ones waste little.
  return list.length < 20 ? list.slice() : list;
}

/** Offsets at which lines start. */
export function linesOf(text: string): number[] {
  const lines = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines.push(at + 1);
  return lines;
}

/** What grammars call `comment`. */
export function commentsOf(tree: SyntaxTree): Comment[] {
  const comments: Comment[] = [];
  for (let node = 0; node < tree.size; node++) {
    if (tree.kind(node) !== 'comment') continue;
    comments.push({ at: tree.start(node), end: tree.end(node), text: tree.textOf(node) });
  }
  return comments;
}

/** Functions are met from the inside out; readers want them as they stand in the file. */
export function inOrder(functions: readonly FunctionNode[]): FunctionNode[] {
  return functions.toSorted((one, two) => one.at - two.at || two.end - one.end);
}

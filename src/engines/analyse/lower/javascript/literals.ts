import type { SyntaxNode, SyntaxTree } from '../../../../adapters/syntax/index.ts';
import type { Expression, LiteralExpression } from '../../../../domain/source.ts';
import { textOf } from '../build.ts';
import type { Lowering } from './context.ts';
import { expressionOr, onlyChild, spanOf } from './context.ts';

const ESCAPE =
  /\\(?:u\{([0-9a-fA-F]{1,8})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([0-7]{1,3})|(\r\n|[^]))/g;
const SIMPLE: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['b', '\b'],
  ['f', '\f'],
  ['v', '\v'],
  ['\n', ''],
  ['\r\n', ''],
  ['\r', ''],
  ['\u2028', ''],
  ['\u2029', ''],
]);

/** Resolves the escapes in the text between quotes. */
export function unescape(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(ESCAPE, (_, braced, four, two, octal, other: string) => {
    const hexadecimal: string | undefined = braced ?? four ?? two;
    if (hexadecimal !== undefined) return character(Number.parseInt(hexadecimal, 16));
    if (octal !== undefined) return character(Number.parseInt(octal, 8));
    return SIMPLE.get(other) ?? other;
  });
}

function character(code: number): string {
  return code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code);
}

/** What a string node says. */
export function stringValue(tree: SyntaxTree, node: SyntaxNode): string {
  const text = tree.textOf(node);
  const quote = text[0];
  const isClosed = text.length > 1 && text.at(-1) === quote;
  return unescape(text.slice(1, isClosed ? -1 : undefined));
}

export function literal(
  lowering: Lowering,
  node: SyntaxNode,
  value: LiteralExpression['value'],
): LiteralExpression {
  return { kind: 'literal', at: lowering.tree.start(node), end: lowering.tree.end(node), value };
}

/** `10`, `0xff`, `1_000`, `10n`. */
export function numberOf(text: string): number {
  const plain = text.includes('_') ? text.replaceAll('_', '') : text;
  return Number(plain.endsWith('n') ? plain.slice(0, -1) : plain);
}

export function pattern(lowering: Lowering, node: SyntaxNode): Expression {
  const { tree } = lowering;
  const source = tree.field(node, 'pattern');
  const flags = tree.field(node, 'flags');
  return {
    kind: 'pattern',
    ...spanOf(lowering, node),
    source: source < 0 ? '' : tree.textOf(source),
    flags: flags < 0 ? '' : tree.textOf(flags),
  };
}

/** A template's pieces, one more than its values. */
interface Template {
  readonly pieces: LiteralExpression[];
  readonly values: Expression[];
}

function read(lowering: Lowering, node: SyntaxNode): Template {
  const { tree } = lowering;
  const template: Template = { pieces: [], values: [] };
  const piece = (at: number, end: number): void => {
    const value = unescape(tree.text.slice(at, end));
    template.pieces.push({ kind: 'literal', at, end, value });
  };
  let at = tree.start(node) + 1;
  for (let child = tree.first(node); child >= 0; child = tree.next(child)) {
    if (tree.kind(child) !== 'template_substitution') continue;
    piece(at, tree.start(child));
    at = tree.end(child);
    template.values.push(expressionOr(lowering, onlyChild(tree, child), at));
  }
  piece(at, Math.max(at, tree.end(node) - 1));
  return template;
}

/** A template string: one literal where nothing is put into it. */
export function template(lowering: Lowering, node: SyntaxNode): Expression {
  const { pieces, values } = read(lowering, node);
  const parts: Expression[] = [];
  for (const [nth, piece] of pieces.entries()) {
    if (piece.value !== '') parts.push(piece);
    const value = values[nth];
    if (value !== undefined) parts.push(value);
  }
  if (parts.length === 0) return literal(lowering, node, '');
  return textOf(spanOf(lowering, node), parts);
}

/** What a tag is called with: the list of pieces, then the values. */
export function tagArguments(lowering: Lowering, node: SyntaxNode): Expression[] {
  const { pieces, values } = read(lowering, node);
  const items = pieces.map((value) => ({ value }));
  return [{ kind: 'list', ...spanOf(lowering, node), items, of: 'list' }, ...values];
}

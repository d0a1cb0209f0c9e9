import type { SyntaxNode } from '../../../../adapters/syntax/index.ts';
import type { Argument, Expression, RecordEntry } from '../../../../domain/source.ts';
import type { Lowering } from './context.ts';
import { isContent, nothing, onlyChild, spanOf } from './context.ts';
import { literal } from './literals.ts';

/** `<a href={x}>y</a>`: a call of `jsx` with the tag, the record of attributes, and the children. */
export function element(lowering: Lowering, node: SyntaxNode): Expression {
  const { tree } = lowering;
  const span = spanOf(lowering, node);
  const opening = tree.field(node, 'open_tag');
  const head = opening < 0 ? node : opening;
  const passed: Argument[] = [
    { value: tagOf(lowering, head) },
    { value: { kind: 'record', ...spanOf(lowering, head), entries: attributes(lowering, head) } },
  ];
  for (let child = tree.first(node); child >= 0; child = tree.next(child)) {
    if (opening >= 0 && tree.fieldOf(child) === '') addChild(lowering, child, passed);
  }
  const callee: Expression = { kind: 'name', at: span.at, end: span.at, name: 'jsx' };
  return { kind: 'call', ...span, callee, arguments: passed, isNew: false };
}

/** A literal for `div`, the component for `Panel` or `ui.Panel`; the empty text for a fragment. */
function tagOf(lowering: Lowering, head: SyntaxNode): Expression {
  const { tree } = lowering;
  const name = tree.field(head, 'name');
  if (name < 0) return { ...literal(lowering, head, ''), end: tree.start(head) };
  const text = tree.textOf(name);
  if (tree.kind(name) === 'member_expression' || /^[A-Z_$]/.test(text))
    return lowering.expression(name);
  return literal(lowering, name, text);
}

function attributes(lowering: Lowering, head: SyntaxNode): RecordEntry[] {
  const { tree } = lowering;
  const entries: RecordEntry[] = [];
  for (let child = tree.first(head); child >= 0; child = tree.next(child)) {
    if (tree.fieldOf(child) !== 'attribute') continue;
    if (tree.kind(child) === 'jsx_attribute') {
      const [name, value] = tree.children(child).filter((one) => isContent(tree, one));
      if (name === undefined) continue;
      const key = tree.textOf(name);
      const written =
        value === undefined ? literal(lowering, name, true) : content(lowering, value, key);
      entries.push({
        key,
        value: written ?? nothing(tree.start(child), tree.end(child)),
        isSpread: false,
      });
      continue;
    }
    const inner = onlyChild(tree, child);
    const spread =
      inner >= 0 && tree.kind(inner) === 'spread_element' ? onlyChild(tree, inner) : inner;
    if (spread >= 0) entries.push({ value: lowering.expression(spread), isSpread: true });
  }
  return entries;
}

function addChild(lowering: Lowering, node: SyntaxNode, passed: Argument[]): void {
  const { tree } = lowering;
  const kind = tree.kind(node);
  if (!isContent(tree, node) || kind === 'ERROR') return;
  if (kind === 'jsx_text' || kind === 'html_character_reference') {
    const text = tree.textOf(node).trim();
    if (text !== '') passed.push({ value: literal(lowering, node, text) });
    return;
  }
  const value = content(lowering, node, '');
  if (value !== undefined) passed.push({ value });
}

/** What stands in `{…}`, or an element or text; undefined for an empty pair of braces. */
function content(lowering: Lowering, node: SyntaxNode, name: string): Expression | undefined {
  const { tree } = lowering;
  if (tree.kind(node) !== 'jsx_expression') return lowering.expression(node);
  const inner = onlyChild(tree, node);
  return inner < 0 ? undefined : lowering.expression(inner, name);
}

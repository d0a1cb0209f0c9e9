import type { SyntaxNode, SyntaxTree } from '../../../../adapters/syntax/index.ts';
import type { Argument, Expression } from '../../../../domain/source.ts';
import { type Context, firstMeaning, nextMeaning, other, textAt } from '../context.ts';
import { MAX_DEPTH } from '../index.ts';

/** What holds items of one type, whatever else it is. */
const LISTS = new Set([
  'list',
  'List',
  'Sequence',
  'MutableSequence',
  'Collection',
  'Iterable',
  'Iterator',
  'AsyncIterator',
  'AsyncIterable',
  'set',
  'Set',
  'frozenset',
  'FrozenSet',
  'tuple',
  'Tuple',
]);
/** What says something about a type and is none. */
const WRAPPERS = new Set([
  'Optional',
  'ClassVar',
  'Final',
  'Required',
  'NotRequired',
  'ReadOnly',
  'Awaitable',
  'Mapped',
]);
const CALLS = new Set(['Annotated', 'Literal', 'Union']);
const DOTTED =
  /^\s{0,20}[\p{ID_Start}_][\p{ID_Continue}_]{0,100}(?:\.[\p{ID_Start}_][\p{ID_Continue}_]{0,100}){0,9}\s{0,20}$/u;
const OR_NONE = /\|\s{0,20}None\s{0,20}$/;

/** Whether a name with something in brackets after it is a type wherever it stands. */
export function isTypeForm(name: string): boolean {
  return CALLS.has(name) || name === 'Optional';
}

/** The name that an annotation gives, or a call where it says more; undefined where it names nothing. */
export function lowerType(context: Context, node: SyntaxNode): Expression | undefined {
  if (node < 0 || context.depth >= MAX_DEPTH) return undefined;
  context.depth += 1;
  const lowered = typeOf(context, node);
  context.depth -= 1;
  return lowered;
}

function typeOf(context: Context, node: SyntaxNode): Expression | undefined {
  const { tree } = context;
  switch (tree.kind(node)) {
    case 'type':
    case 'parenthesized_expression':
      return lowerType(context, firstMeaning(tree, node));
    case 'identifier':
      return { kind: 'name', at: tree.start(node), end: tree.end(node), name: tree.wordOf(node) };
    case 'attribute':
    case 'call':
      return context.expression(node);
    case 'string':
      return quotedType(tree, node);
    case 'subscript': {
      const base = tree.field(node, 'value');
      return bracketed(context, node, base, nextMeaning(tree, base));
    }
    case 'generic_type': {
      const base = firstMeaning(tree, node);
      const brackets = nextMeaning(tree, base);
      return bracketed(context, node, base, firstMeaning(tree, brackets));
    }
    case 'union_type':
    case 'binary_operator':
      return union(context, node, membersOf(tree, node));
    default:
      return undefined;
  }
}

// `"Foo"`, `"a.Foo"` and `"Foo | None"`; the rest of what may be quoted is not worth a parser.
function quotedType(tree: SyntaxTree, node: SyntaxNode): Expression | undefined {
  const content = firstMeaning(tree, node);
  const inner = nextMeaning(tree, content);
  if (inner < 0 || tree.kind(inner) !== 'string_content') return undefined;
  const at = tree.start(inner);
  const end = tree.end(inner);
  if (end - at > 1000) return undefined;
  const written = tree.textOf(inner).replace(OR_NONE, '');
  if (!DOTTED.test(written)) return undefined;
  let named: Expression | undefined;
  for (const name of written.trim().split('.')) {
    named = named
      ? { kind: 'member', at, end, object: named, name }
      : { kind: 'name', at, end, name };
  }
  return named;
}

function bracketed(
  context: Context,
  node: SyntaxNode,
  base: SyntaxNode,
  first: SyntaxNode,
): Expression | undefined {
  const { tree } = context;
  const isMember = base >= 0 && tree.kind(base) === 'attribute';
  const name = textAt(tree, isMember ? tree.field(base, 'attribute') : base);
  if (WRAPPERS.has(name)) return lowerType(context, first);
  if (name === 'Union') return union(context, node, siblings(tree, first));
  if (name === 'Literal') return made(context, node, name, valuesOf(context, first));
  if (name === 'Annotated') {
    if (first < 0) return undefined;
    const type = lowerType(context, first) ?? other(tree, first, []);
    return made(context, node, name, [
      { value: type },
      ...valuesOf(context, nextMeaning(tree, first)),
    ]);
  }
  if (!LISTS.has(name)) return lowerType(context, base);
  const item = lowerType(context, first);
  return item === undefined
    ? lowerType(context, base)
    : made(context, node, 'list', [{ value: item }]);
}

function union(
  context: Context,
  node: SyntaxNode,
  members: readonly SyntaxNode[],
): Expression | undefined {
  const named: Argument[] = [];
  for (const member of members) {
    const value = lowerType(context, member);
    if (value !== undefined) named.push({ value });
  }
  return named.length < 2 ? named[0]?.value : made(context, node, 'Union', named);
}

// `A | B | C` stands as `(A | B) | C`.
function membersOf(tree: SyntaxTree, node: SyntaxNode): SyntaxNode[] {
  const members: SyntaxNode[] = [];
  let left = node;
  for (;;) {
    const inner = tree.kind(left) === 'type' ? firstMeaning(tree, left) : left;
    const kind = inner < 0 ? '' : tree.kind(inner);
    if (kind !== 'union_type' && kind !== 'binary_operator') break;
    const one = firstMeaning(tree, inner);
    if (one < 0) break;
    const two = nextMeaning(tree, one);
    if (two >= 0) members.push(two);
    left = one;
  }
  members.push(left);
  return members.reverse();
}

function valuesOf(context: Context, first: SyntaxNode): Argument[] {
  return siblings(context.tree, first).map((node) => {
    const isWrapped = context.tree.kind(node) === 'type';
    return { value: context.expression(isWrapped ? firstMeaning(context.tree, node) : node) };
  });
}

function siblings(tree: SyntaxTree, first: SyntaxNode): SyntaxNode[] {
  const nodes: SyntaxNode[] = [];
  for (let node = first; node >= 0; node = nextMeaning(tree, node)) nodes.push(node);
  return nodes;
}

function made(
  { tree }: Context,
  node: SyntaxNode,
  name: string,
  values: readonly Argument[],
): Expression {
  const at = tree.start(node);
  const end = tree.end(node);
  const callee = { kind: 'name', at, end: at, name } as const;
  return { kind: 'call', at, end, callee, arguments: values, isNew: false };
}

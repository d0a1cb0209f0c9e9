import type { SyntaxNode } from '../../../../adapters/syntax/index.ts';
import type { ClassNode, Expression, FunctionNode, Statement } from '../../../../domain/source.ts';
import type { Lowering } from './context.ts';
import { block, decorator, hasToken, isContent, onlyChild, spanOf } from './context.ts';
import { accessOf, functionOf, propertyParameters } from './functions.ts';
import { keyOf, plainKey } from './keys.ts';

type Field = ClassNode['fields'][number];

/** @param name what it is called where it has no name of its own */
export function classOf(lowering: Lowering, node: SyntaxNode, name: string): ClassNode {
  const { tree } = lowering;
  const own = tree.field(node, 'name');
  const decorators: Expression[] = [];
  // Before `export`, decorators belong to the export in the tree.
  const outer = tree.parent(node);
  const holders = outer >= 0 && tree.kind(outer) === 'export_statement' ? [outer, node] : [node];
  for (const holder of holders)
    for (let child = tree.first(holder); child >= 0; child = tree.next(child))
      if (tree.kind(child) === 'decorator') decorators.push(decorator(lowering, child));
  const made: Members = { methods: [], fields: [], body: [] };
  const body = tree.field(node, 'body');
  const around = lowering.self;
  lowering.self = '';
  if (body >= 0) members(lowering, body, made);
  lowering.self = around;
  return {
    kind: 'class',
    ...spanOf(lowering, node),
    name: own < 0 ? name : tree.textOf(own),
    bases: basesOf(lowering, node),
    decorators,
    ...made,
    isEnum: false,
  };
}

function basesOf(lowering: Lowering, node: SyntaxNode): Expression[] {
  const { tree } = lowering;
  const bases: Expression[] = [];
  for (let child = tree.first(node); child >= 0; child = tree.next(child)) {
    if (tree.kind(child) !== 'class_heritage') continue;
    for (let clause = tree.first(child); clause >= 0; clause = tree.next(clause)) {
      if (tree.kind(clause) !== 'extends_clause') continue;
      for (let base = tree.first(clause); base >= 0; base = tree.next(base))
        if (tree.fieldOf(base) === 'value') bases.push(lowering.expression(base));
    }
  }
  return bases;
}

interface Members {
  readonly methods: FunctionNode[];
  readonly fields: Field[];
  readonly body: Statement[];
}

function members(lowering: Lowering, node: SyntaxNode, into: Members): void {
  const { tree } = lowering;
  let decorators: Expression[] = [];
  let from = -1;
  for (let child = tree.first(node); child >= 0; child = tree.next(child)) {
    switch (tree.kind(child)) {
      case 'decorator':
        decorators.push(decorator(lowering, child));
        if (from < 0) from = tree.start(child);
        continue;
      case 'comment':
        continue;
      case 'method_definition':
        method(lowering, child, decorators, from < 0 ? tree.start(child) : from, into);
        break;
      case 'public_field_definition':
        field(lowering, child, into);
        break;
      case 'class_static_block':
        into.body.push(staticBlock(lowering, child));
        break;
      default:
    }
    decorators = [];
    from = -1;
  }
}

function method(
  lowering: Lowering,
  node: SyntaxNode,
  decorators: readonly Expression[],
  from: number,
  into: Members,
): void {
  const { tree } = lowering;
  const member = accessOf(tree, node);
  const before: Statement[] = [];
  if (member === 'constructor')
    for (const one of propertyParameters(tree, node)) property(lowering, one, into, before);
  const name = plainKey(tree, tree.field(node, 'name')) ?? '';
  into.methods.push(functionOf(lowering, node, { name, member, decorators, from, before }));
}

// `constructor(private root: Folder)` is a field `root` of that type, and `this.root = root`.
function property(lowering: Lowering, node: SyntaxNode, into: Members, before: Statement[]): void {
  const { tree } = lowering;
  const pattern = tree.field(node, 'pattern');
  if (pattern < 0 || tree.kind(pattern) !== 'identifier') return;
  const { at, end } = spanOf(lowering, pattern);
  const name = tree.textOf(pattern);
  const annotation = tree.field(node, 'type');
  const type = annotation < 0 ? undefined : lowering.type(annotation);
  into.fields.push({ at, end, name, ...(type !== undefined && { type }), isStatic: false });
  const object: Expression = { kind: 'name', at, end, name: 'this' };
  before.push({
    kind: 'let',
    at,
    end,
    target: { kind: 'place', at, end, place: { kind: 'member', at, end, object, name } },
    value: { kind: 'name', at, end, name },
    isDeclared: false,
  });
}

function field(lowering: Lowering, node: SyntaxNode, into: Members): void {
  const { tree } = lowering;
  const { key, computed } = keyOf(lowering, tree.field(node, 'name'));
  const annotation = tree.field(node, 'type');
  const type = annotation < 0 ? undefined : lowering.type(annotation);
  const written = tree.field(node, 'value');
  const value = written < 0 ? undefined : lowering.expression(written, key);
  const span = spanOf(lowering, node);
  // Nothing can be said about a field whose name is computed, but what stands there runs.
  if (key === undefined) {
    for (const one of [computed, value])
      if (one !== undefined) into.body.push({ kind: 'do', at: one.at, end: one.end, value: one });
    return;
  }
  into.fields.push({
    ...span,
    name: key,
    ...(type !== undefined && { type }),
    ...(value !== undefined && { value }),
    isStatic: hasToken(tree, node, 'static'),
  });
}

/** The statement in a class's `static { … }`. */
function staticBlock(lowering: Lowering, node: SyntaxNode): Statement {
  const body = lowering.tree.field(node, 'body');
  return {
    kind: 'block',
    ...spanOf(lowering, node),
    body: block(lowering, body < 0 ? onlyChild(lowering.tree, node) : body),
  };
}

/** `enum E { A, B = 'b' }`. */
export function enumOf(lowering: Lowering, node: SyntaxNode): ClassNode {
  const { tree } = lowering;
  const fields: Field[] = [];
  const body = tree.field(node, 'body');
  for (let child = body < 0 ? -1 : tree.first(body); child >= 0; child = tree.next(child)) {
    const isAssigned = tree.kind(child) === 'enum_assignment';
    if (!isAssigned && (tree.fieldOf(child) !== 'name' || !isContent(tree, child))) continue;
    const name = plainKey(tree, isAssigned ? tree.field(child, 'name') : child);
    const value = isAssigned ? tree.field(child, 'value') : -1;
    if (name === undefined) continue;
    fields.push({
      ...spanOf(lowering, child),
      name,
      ...(value >= 0 && { value: lowering.expression(value, name) }),
      isStatic: true,
    });
  }
  const name = tree.field(node, 'name');
  return {
    kind: 'class',
    ...spanOf(lowering, node),
    name: name < 0 ? '' : tree.textOf(name),
    bases: [],
    decorators: [],
    methods: [],
    fields,
    body: [],
    isEnum: true,
  };
}

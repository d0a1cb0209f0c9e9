import type { SyntaxNode } from '../../../../adapters/syntax/index.ts';
import type {
  Expression,
  ImportStatement,
  Span,
  Statement,
  Target,
} from '../../../../domain/source.ts';
import type { Lowering } from './context.ts';
import { onlyChild, spanOf, unwrap } from './context.ts';
import { stringValue } from './literals.ts';
import { plainKey } from './keys.ts';
import { record } from './records.ts';
import { dotted } from './types.ts';

/** `const a = 1, b = 2`: a statement each. */
export function declarations(lowering: Lowering, node: SyntaxNode, into: Statement[]): void {
  const { tree } = lowering;
  for (let child = tree.first(node); child >= 0; child = tree.next(child)) {
    if (tree.kind(child) === 'variable_declarator') declarator(lowering, child, into);
    else if (tree.kind(child) === 'ERROR') lowering.statement(child, into);
  }
}

function declarator(lowering: Lowering, node: SyntaxNode, into: Statement[]): void {
  const { tree } = lowering;
  const pattern = tree.field(node, 'name');
  if (pattern < 0) return;
  const written = tree.field(node, 'value');
  const required = written < 0 ? undefined : requirement(lowering, node, pattern, written);
  if (required !== undefined) {
    into.push(required);
    return;
  }
  const target = lowering.target(pattern);
  const { at, end } = spanOf(lowering, node);
  const annotation = tree.field(node, 'type');
  const type = annotation < 0 ? undefined : lowering.type(annotation);
  const typed = type !== undefined && { type };
  if (written < 0) {
    into.push({ kind: 'let', at, end, target, ...typed, isDeclared: true });
    return;
  }
  const value = valueFor(lowering, target, written);
  if (type === undefined) into.push({ kind: 'let', at, end, target, value, isDeclared: true });
  else into.push({ kind: 'let', at, end, target, value, type, isDeclared: true });
}

function valueFor(lowering: Lowering, target: Target, node: SyntaxNode): Expression {
  const name = target.kind === 'name' ? target.name : '';
  const inner = unwrap(lowering.tree, node);
  if (lowering.tree.kind(inner) !== 'object') return lowering.expression(node, name);
  return record(lowering, inner, name);
}

/** `const a = require('x')`, `const { a, b: c } = require('x')`, `const a = require('x').b`. */
function requirement(
  lowering: Lowering,
  node: SyntaxNode,
  pattern: SyntaxNode,
  value: SyntaxNode,
): ImportStatement | undefined {
  const { tree } = lowering;
  const span = spanOf(lowering, node);
  let call = unwrap(tree, value);
  let member: string | undefined;
  if (tree.kind(call) === 'member_expression') {
    const property = tree.field(call, 'property');
    if (property >= 0) member = tree.textOf(property);
    call = unwrap(tree, tree.field(call, 'object'));
  }
  const from = requiredBy(lowering, call);
  if (from === undefined) return undefined;
  if (tree.kind(pattern) === 'identifier') {
    const names = [{ imported: member ?? '*', local: tree.textOf(pattern) }];
    return { kind: 'import', ...span, from, names };
  }
  if (member !== undefined || tree.kind(pattern) !== 'object_pattern') return undefined;
  return destructured(lowering, pattern, from, span);
}

// What compilers wrap `require` in, so that `default` is there; members are found without it.
const INTEROP =
  /(?:^|\.)(?:__importDefault|__importStar|__toESM|_?interopRequire(?:Default|Wildcard))\)?$/;

/** The module that a call of `require` names. */
function requiredBy({ tree }: Lowering, node: SyntaxNode): string | undefined {
  let call = node;
  for (let depth = 0; depth < 2 && tree.kind(call) === 'call_expression'; depth++) {
    const callee = tree.field(call, 'function');
    const passed = tree.field(call, 'arguments');
    const first = passed < 0 ? -1 : onlyChild(tree, passed);
    if (tree.end(callee) - tree.start(callee) > 100 || first < 0) return undefined;
    const name = tree.textOf(callee);
    if (name === 'require')
      return tree.kind(first) === 'string' ? stringValue(tree, first) : undefined;
    if (!INTEROP.test(name)) return undefined;
    call = first;
  }
  return undefined;
}

// Undefined for patterns that say more than an import can, such as defaults.
function destructured(
  { tree }: Lowering,
  pattern: SyntaxNode,
  from: string,
  span: Span,
): ImportStatement | undefined {
  const names: { readonly imported: string; readonly local: string }[] = [];
  for (const child of tree.children(pattern)) {
    switch (tree.kind(child)) {
      case 'comment':
        break;
      case 'shorthand_property_identifier_pattern':
        names.push({ imported: tree.textOf(child), local: tree.textOf(child) });
        break;
      case 'pair_pattern': {
        const key = plainKey(tree, tree.field(child, 'key'));
        const local = tree.field(child, 'value');
        if (key === undefined || tree.kind(local) !== 'identifier') return undefined;
        names.push({ imported: key, local: tree.textOf(local) });
        break;
      }
      default:
        return undefined;
    }
  }
  return { kind: 'import', ...span, from, names };
}

/** `import a = b.c`. */
export function importAlias(lowering: Lowering, node: SyntaxNode, into: Statement[]): void {
  const { tree } = lowering;
  const [local, aliased] = tree.children(node).filter((one) => tree.kind(one) !== 'comment');
  if (local === undefined || aliased === undefined) return;
  into.push({
    kind: 'let',
    ...spanOf(lowering, node),
    target: lowering.target(local),
    value: dotted(lowering, aliased),
    isDeclared: true,
  });
}

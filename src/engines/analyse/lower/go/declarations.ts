import type { SyntaxNode } from '../../../../adapters/syntax/index.ts';
import type { ClassNode, Expression, Statement } from '../../../../domain/source.ts';
import { type Context, firstMeaning, nextMeaning, textAt } from '../context.ts';
import { lowerAssigned, lowerTarget, lowerValue } from './assignments.ts';
import { stringOf } from './literals.ts';
import { lowerType } from './types.ts';

/** `import "a/b"`, `import x "a/b"`, `import . "a/b"`: a statement for each. */
export function lowerImports(context: Context, node: SyntaxNode, out: Statement[]): void {
  const { tree } = context;
  for (const spec of specsIn(context, node)) {
    const from = stringOf(textAt(tree, tree.field(spec, 'path')));
    const alias = textAt(tree, tree.field(spec, 'name'));
    const local = alias === '.' ? '*' : alias === '' ? packageOf(from) : alias;
    const names = local === '_' ? [] : [{ imported: '*', local }];
    if (from === '') continue;
    out.push({ kind: 'import', at: tree.start(spec), end: tree.end(spec), from, names });
  }
}

// The clause in the package says its name; by convention it is the path's last element without what
// cannot stand in a name or only says that it is Go: `go-git/v5` is `git`, `yaml.v3` is `yaml`.
function packageOf(path: string): string {
  const elements = path.split('/').filter((element) => !/^v[0-9]+$/.test(element));
  const last = elements.at(-1) ?? path;
  const bare = last
    .replace(/\.v[0-9]+$/, '')
    .replace(/^go[-.]/, '')
    .replace(/[-.]go$/, '');
  return bare.replaceAll(/[^\p{ID_Continue}]/gu, '');
}

/** `var a, b T = f()` and `const a, b = 1, 2`, in groups too. */
export function lowerVariables(context: Context, node: SyntaxNode, out: Statement[]): void {
  for (const spec of specsIn(context, node)) variables(context, spec, out);
}

function variables(context: Context, spec: SyntaxNode, out: Statement[]): void {
  const { tree } = context;
  const at = tree.start(spec);
  const end = tree.end(spec);
  const names: SyntaxNode[] = [];
  for (let child = firstMeaning(tree, spec); child >= 0; child = nextMeaning(tree, child)) {
    if (tree.fieldOf(child) === 'name' && tree.isNamed(child)) names.push(child);
  }
  const values = tree.field(spec, 'value');
  const typed = lowerType(context, tree.field(spec, 'type'));
  const type = typed && { type: typed };
  const targets = names.map((name) => lowerTarget(context, name));
  if (names.length > 1 && nextMeaning(tree, firstMeaning(tree, values)) < 0 && values >= 0) {
    const target = { kind: 'items', at, end, items: targets } as const;
    const value = lowerAssigned(context, values, target);
    out.push({ kind: 'let', at, end, target, value, ...type, isDeclared: true });
    return;
  }
  let value = firstMeaning(tree, values);
  for (const target of targets) {
    const given = value >= 0 && { value: lowerValue(context, value, target) };
    value = nextMeaning(tree, value);
    if (target !== undefined) {
      out.push({ kind: 'let', at, end, target, ...given, ...type, isDeclared: true });
    } else if (given) out.push({ kind: 'do', at, end, value: given.value });
  }
}

/** `type T struct { … }` as a class, `type T U` as an assignment; interfaces and the like as nothing. */
export function lowerTypes(context: Context, node: SyntaxNode, out: Statement[]): void {
  const { tree } = context;
  for (const spec of specsIn(context, node)) {
    const at = tree.start(spec);
    const end = tree.end(spec);
    const name = tree.field(spec, 'name');
    const type = tree.field(spec, 'type');
    if (name < 0 || type < 0) continue;
    if (tree.kind(type) === 'struct_type') {
      out.push({ kind: 'class', at, end, class: struct(context, spec, tree.textOf(name), type) });
      continue;
    }
    const value = lowerType(context, type);
    if (value === undefined) continue;
    const target = { kind: 'name', at, end: tree.end(name), name: tree.wordOf(name) } as const;
    out.push({ kind: 'let', at, end, target, value, isDeclared: true });
  }
}

// A struct has the fields and methods of those that stand in it without a name.
function struct(context: Context, spec: SyntaxNode, name: string, type: SyntaxNode): ClassNode {
  const { tree } = context;
  const bases: Expression[] = [];
  const fields: ClassNode['fields'][number][] = [];
  const list = firstMeaning(tree, type);
  for (let field = firstMeaning(tree, list); field >= 0; field = nextMeaning(tree, field)) {
    const of = lowerType(context, tree.field(field, 'type'));
    let isNamed = false;
    for (let child = firstMeaning(tree, field); child >= 0; child = nextMeaning(tree, child)) {
      if (tree.fieldOf(child) !== 'name') continue;
      isNamed = true;
      fields.push({
        at: tree.start(child),
        end: tree.end(field),
        name: tree.wordOf(child),
        ...(of && { type: of }),
        isStatic: false,
      });
    }
    if (!isNamed && of !== undefined) bases.push(of);
  }
  return {
    kind: 'class',
    at: tree.start(spec),
    end: tree.end(spec),
    name,
    bases,
    decorators: [],
    methods: [],
    fields,
    body: [],
    isEnum: false,
  };
}

// A declaration has one specification, or several in parentheses, some within a list of their own.
function specsIn({ tree }: Context, node: SyntaxNode): SyntaxNode[] {
  const specs: SyntaxNode[] = [];
  for (let child = firstMeaning(tree, node); child >= 0; child = nextMeaning(tree, child)) {
    if (!tree.kind(child).endsWith('_list')) specs.push(child);
    else {
      const first = firstMeaning(tree, child);
      for (let spec = first; spec >= 0; spec = nextMeaning(tree, spec)) specs.push(spec);
    }
  }
  return specs;
}

import type { SyntaxNode } from '../../../../adapters/syntax/index.ts';
import type { ClassNode, Expression, FunctionNode, Statement } from '../../../../domain/source.ts';
import { packed } from '../build.ts';
import {
  type Context,
  firstMeaning,
  frameOf,
  nextMeaning,
  statementsIn,
  textAt,
} from '../context.ts';
import { lowerArguments } from './arguments.ts';
import { lowerParameters } from './parameters.ts';
import { lowerType } from './types.ts';

/** `def`, without what decorates it. */
export function lowerFunction(
  context: Context,
  node: SyntaxNode,
  decorators: readonly Expression[],
  member?: FunctionNode['member'],
): FunctionNode {
  const { tree } = context;
  const returns = lowerType(context, tree.field(node, 'return_type'));
  const parameters = lowerParameters(context, tree.field(node, 'parameters'));
  const outer = context.frame;
  const frame = frameOf([]);
  context.frame = frame;
  const body = statementsIn(context, tree.field(node, 'body'));
  context.frame = outer;
  const documentation = docstringOf(body);
  const lowered: FunctionNode = {
    kind: 'function',
    at: tree.start(node),
    end: tree.end(node),
    name: textAt(tree, tree.field(node, 'name')),
    parameters,
    body: documentation === undefined ? body : packed(body.slice(1)),
    decorators,
    isAsync: tree.kind(tree.first(node)) === 'async',
    isGenerator: frame.yields,
    ...(member && { member }),
    ...(returns && { returns }),
    ...(documentation !== undefined && { documentation }),
  };
  context.functions.push(lowered);
  return lowered;
}

function docstringOf(body: readonly Statement[]): string | undefined {
  const [first] = body;
  if (first?.kind !== 'do' || first.value.kind !== 'literal') return undefined;
  return typeof first.value.value === 'string' ? first.value.value : undefined;
}

/** `class`, without what decorates it. Keywords such as `metaclass=` are no bases. */
export function lowerClass(
  context: Context,
  node: SyntaxNode,
  decorators: readonly Expression[],
): ClassNode {
  const { tree } = context;
  const bases = lowerArguments(context, tree.field(node, 'superclasses'));
  const methods: FunctionNode[] = [];
  const fields: ClassNode['fields'][number][] = [];
  const body: Statement[] = [];
  const suite = tree.field(node, 'body');
  for (let child = firstMeaning(tree, suite); child >= 0; child = nextMeaning(tree, child)) {
    const statements: Statement[] = [];
    if (tree.kind(child) === 'function_definition')
      methods.push(method(context, child, packed([])));
    else if (tree.kind(child) === 'decorated_definition') {
      const { definition, decorators } = decorated(context, child);
      if (definition < 0) continue;
      if (tree.kind(definition) === 'function_definition') {
        methods.push(method(context, definition, decorators));
      } else statements.push(classStatement(context, definition, decorators));
    } else context.statement(child, statements);
    for (const statement of statements) {
      const field = fieldOf(statement);
      if (field === undefined) body.push(statement);
      else fields.push(field);
    }
  }
  return {
    kind: 'class',
    at: tree.start(node),
    end: tree.end(node),
    name: textAt(tree, tree.field(node, 'name')),
    bases: bases.filter(({ name }) => name === undefined).map(({ value }) => value),
    decorators,
    methods: packed(methods),
    fields: packed(fields),
    body: packed(body),
    isEnum: false,
  };
}

// Instances have what is annotated and has no value of the class alone.
function fieldOf(statement: Statement): ClassNode['fields'][number] | undefined {
  if (statement.kind !== 'let' || statement.target.kind !== 'name') return undefined;
  if (statement.value?.kind === 'assign') return undefined;
  const { at, end, target, type, value } = statement;
  return {
    at,
    end,
    name: target.name,
    ...(type && { type }),
    ...(value && { value }),
    isStatic: type === undefined && value !== undefined,
  };
}

/** A function or a class with decorators. */
export function lowerDecorated(context: Context, node: SyntaxNode, out: Statement[]): void {
  const { tree } = context;
  const { definition, decorators } = decorated(context, node);
  if (definition < 0) return;
  if (tree.kind(definition) === 'class_definition') {
    out.push(classStatement(context, definition, decorators));
  } else {
    const lowered = lowerFunction(context, definition, decorators);
    out.push({ kind: 'define', at: lowered.at, end: lowered.end, function: lowered });
  }
}

function classStatement(
  context: Context,
  node: SyntaxNode,
  decorators: readonly Expression[],
): Statement {
  const lowered = lowerClass(context, node, decorators);
  return { kind: 'class', at: lowered.at, end: lowered.end, class: lowered };
}

function decorated(
  context: Context,
  node: SyntaxNode,
): { readonly definition: SyntaxNode; readonly decorators: readonly Expression[] } {
  const { tree } = context;
  const decorators: Expression[] = [];
  for (let child = firstMeaning(tree, node); child >= 0; child = nextMeaning(tree, child)) {
    if (tree.kind(child) !== 'decorator') continue;
    decorators.push(context.expression(firstMeaning(tree, child)));
  }
  return { definition: tree.field(node, 'definition'), decorators: packed(decorators) };
}

function method(
  context: Context,
  node: SyntaxNode,
  decorators: readonly Expression[],
): FunctionNode {
  const { tree } = context;
  const isConstructor = textAt(tree, tree.field(node, 'name')) === '__init__';
  const member = isConstructor ? 'constructor' : memberOf(decorators);
  return lowerFunction(context, node, decorators, member);
}

const MEMBERS = new Map<string, NonNullable<FunctionNode['member']>>([
  ['staticmethod', 'static'],
  ['classmethod', 'classmethod'],
  ['property', 'getter'],
  ['cached_property', 'getter'],
  ['abstractproperty', 'getter'],
  ['setter', 'setter'],
  ['deleter', 'setter'],
]);

function memberOf(decorators: readonly Expression[]): NonNullable<FunctionNode['member']> {
  for (const decorator of decorators) {
    if (decorator.kind !== 'name' && decorator.kind !== 'member') continue;
    const member = MEMBERS.get(decorator.name);
    if (member !== undefined) return member;
  }
  return 'method';
}

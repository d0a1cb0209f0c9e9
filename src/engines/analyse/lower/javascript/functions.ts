import type { SyntaxNode, SyntaxTree } from '../../../../adapters/syntax/index.ts';
import type { Expression, FunctionNode, Parameter, Statement } from '../../../../domain/source.ts';
import { packed } from '../build.ts';
import type { Lowering } from './context.ts';
import { block, decorator, isContent, spanOf } from './context.ts';
import { documentationOf } from './documentation.ts';
import { lost } from './patterns.ts';

export interface FunctionFacts {
  /** For what has no name of its own. */
  readonly name: string;
  readonly member?: NonNullable<FunctionNode['member']>;
  readonly decorators?: readonly Expression[];
  /** Where the doc comment ends at the latest, when decorators stand between it and the function. */
  readonly from?: number;
  /** The variable that `this` is in it; arrow functions have that of what is around them. */
  readonly self?: string;
  /** A generator that stands for an async function. */
  readonly isAwaiting?: boolean;
  /** What runs before the body. */
  readonly before?: readonly Statement[];
}

/** A function of any form, which is added to the list of them. */
export function functionOf(
  lowering: Lowering,
  node: SyntaxNode,
  facts: FunctionFacts,
): FunctionNode {
  const { before, decorators = [], from, isAwaiting = false, member } = facts;
  const { body, isAsync, isGenerator, name, parameters, returns } = inside(lowering, node, facts);
  const documentation = documentationOf(lowering, node, from);
  const made: FunctionNode = {
    kind: 'function',
    at: lowering.tree.start(node),
    end: lowering.tree.end(node),
    name: name ?? facts.name,
    parameters,
    body: before === undefined ? body : packed([...before, ...body]),
    decorators: packed(decorators),
    isAsync: isAsync || isAwaiting,
    isGenerator: isGenerator && !isAwaiting,
    ...(member !== undefined && { member }),
    ...(returns !== undefined && { returns }),
    ...(documentation !== undefined && { documentation }),
  };
  lowering.functions.push(made);
  return made;
}

/** What is written in a function. */
interface Parts {
  name: string | undefined;
  parameters: readonly Parameter[];
  body: readonly Statement[];
  returns: Expression | undefined;
  isAsync: boolean;
  isGenerator: boolean;
}

function inside(lowering: Lowering, node: SyntaxNode, facts: FunctionFacts): Parts {
  const { isAwaiting, self } = lowering;
  // A level of its own: functions take more of the stack than what else is nested.
  lowering.depth++;
  lowering.isAwaiting = facts.isAwaiting ?? false;
  if (lowering.tree.kind(node) !== 'arrow_function') lowering.self = facts.self ?? '';
  const parts = partsOf(lowering, node);
  lowering.self = self;
  lowering.isAwaiting = isAwaiting;
  lowering.depth--;
  return parts;
}

function partsOf(lowering: Lowering, node: SyntaxNode): Parts {
  const { tree } = lowering;
  const parts: Parts = {
    name: undefined,
    parameters: packed([]),
    body: packed([]),
    returns: undefined,
    isAsync: false,
    isGenerator: false,
  };
  for (let child = tree.first(node); child >= 0; child = tree.next(child)) {
    const kind = tree.kind(child);
    switch (tree.fieldOf(child)) {
      case 'name':
        if (kind === 'identifier') parts.name = tree.wordOf(child);
        break;
      case 'parameters':
        parts.parameters = parametersOf(lowering, child);
        break;
      case 'parameter':
        parts.parameters = [single(lowering, child)];
        break;
      case 'return_type':
        parts.returns = lowering.type(child);
        break;
      case 'body':
        parts.body = bodyOf(lowering, child);
        break;
      default:
        if (kind === 'async') parts.isAsync = true;
        else if (kind === '*') parts.isGenerator = true;
    }
  }
  return parts;
}

// An arrow function's expression is what it returns.
function bodyOf(lowering: Lowering, node: SyntaxNode): readonly Statement[] {
  if (lowering.tree.kind(node) === 'statement_block') return block(lowering, node);
  const value = lowering.expression(node);
  return [{ kind: 'return', at: value.at, end: value.end, value }];
}

function single(lowering: Lowering, node: SyntaxNode): Parameter {
  const target = lowering.target(node);
  return { at: target.at, end: target.end, target, decorators: packed([]) };
}

function parametersOf(lowering: Lowering, node: SyntaxNode): readonly Parameter[] {
  const { tree } = lowering;
  const list: Parameter[] = [];
  for (let child = tree.first(node); child >= 0; child = tree.next(child)) {
    const kind = tree.kind(child);
    if (kind === 'required_parameter' || kind === 'optional_parameter') {
      const made = parameter(lowering, child);
      if (made !== undefined) list.push(made);
    } else if (isContent(tree, child) && kind !== 'ERROR') {
      list.push(single(lowering, child));
    }
  }
  return packed(list);
}

/** Undefined for `this`, which is a type only. */
function parameter(lowering: Lowering, node: SyntaxNode): Parameter | undefined {
  const { tree } = lowering;
  let pattern = -1;
  let type: Expression | undefined;
  let fallback = -1;
  const decorators: Expression[] = [];
  for (let child = tree.first(node); child >= 0; child = tree.next(child)) {
    switch (tree.fieldOf(child)) {
      case 'pattern':
      case 'name':
        pattern = child;
        break;
      case 'type':
        type = lowering.type(child);
        break;
      case 'value':
        fallback = child;
        break;
      case 'decorator':
        decorators.push(decorator(lowering, child));
        break;
      default:
    }
  }
  if (pattern >= 0 && tree.kind(pattern) === 'this') return undefined;
  const target = pattern < 0 ? lost(lowering, node) : lowering.target(pattern);
  const name = target.kind === 'name' ? target.name : '';
  return {
    ...spanOf(lowering, node),
    target,
    ...(type !== undefined && { type }),
    ...(fallback >= 0 && { fallback: lowering.expression(fallback, name) }),
    ...(pattern >= 0 && tree.kind(pattern) === 'rest_pattern' && { rest: 'items' as const }),
    decorators: packed(decorators),
  };
}

/** `private name: Type` in a constructor: fields that are set from parameters. */
export function propertyParameters(tree: SyntaxTree, node: SyntaxNode): SyntaxNode[] {
  const parameters = tree.field(node, 'parameters');
  if (parameters < 0) return [];
  return tree.children(parameters).filter((one) => {
    for (let child = tree.first(one); child >= 0; child = tree.next(child)) {
      const kind = tree.kind(child);
      if (kind === 'accessibility_modifier' || kind === 'override_modifier' || kind === 'readonly')
        return true;
    }
    return false;
  });
}

/** How a method is reached in its class. */
export function accessOf(tree: SyntaxTree, node: SyntaxNode): NonNullable<FunctionNode['member']> {
  let access: NonNullable<FunctionNode['member']> = 'method';
  for (let child = tree.first(node); child >= 0; child = tree.next(child)) {
    const kind = tree.kind(child);
    if (tree.fieldOf(child) === 'name')
      return access === 'method' && tree.textOf(child) === 'constructor' ? 'constructor' : access;
    if (kind === 'get') access = 'getter';
    else if (kind === 'set') access = 'setter';
    else if (kind === 'static') access = 'static';
  }
  return access;
}

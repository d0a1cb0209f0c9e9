import type { SyntaxNode } from '../../../../adapters/syntax/index.ts';
import type { Expression, Target } from '../../../../domain/source.ts';
import { type Context, firstMeaning, nextMeaning, other, textAt } from '../context.ts';
import { MAX_DEPTH } from '../index.ts';
import { lowerString } from './strings.ts';

/** What a pattern asks of a value, and what it names in it. */
export interface Pattern {
  /** Values it may be equal to, `other` where it must look like something; empty where anything will do. */
  readonly tests: readonly Expression[];
  /** Where the value itself goes: `case {"a": b} as c` has two. */
  readonly targets: readonly Target[];
  /** Classes that it must be of, where that is all that is asked. */
  readonly types: readonly Expression[];
}

const ANYTHING: Pattern = { tests: [], targets: [], types: [] };

/** The pattern of a `case`; several that are separated by commas match a tuple. */
export function lowerPattern(context: Context, nodes: readonly SyntaxNode[]): Pattern {
  const [only] = nodes;
  if (only === undefined) return ANYTHING;
  return nodes.length === 1 ? patternOf(context, only) : itemsPattern(context, only, nodes);
}

function patternOf(context: Context, node: SyntaxNode): Pattern {
  if (node < 0 || context.depth >= MAX_DEPTH) return ANYTHING;
  context.depth += 1;
  const pattern = simplePattern(context, node);
  context.depth -= 1;
  return pattern;
}

function simplePattern(context: Context, node: SyntaxNode): Pattern {
  const { tree } = context;
  switch (tree.kind(node)) {
    case 'case_pattern': {
      const inner = firstMeaning(tree, node);
      const isNegative = tree.kind(tree.first(node)) === '-';
      return isNegative ? value(negative(context, inner)) : patternOf(context, inner);
    }
    case 'dotted_name':
      return dottedPattern(context, node);
    case 'as_pattern': {
      const inner = firstMeaning(tree, node);
      const { tests, targets, types } = patternOf(context, inner);
      const name = nextMeaning(tree, inner);
      return { tests, targets: name < 0 ? targets : [...targets, nameOf(context, name)], types };
    }
    case 'union_pattern':
      return unionPattern(context, node);
    case 'class_pattern':
      return classPattern(context, node);
    case 'dict_pattern':
      return dictPattern(context, node);
    case 'list_pattern':
    case 'tuple_pattern':
      return itemsPattern(context, node, meanings(context, node));
    case 'string':
    case 'concatenated_string':
      return value(lowerString(context, node));
    default:
      return value(context.expression(node));
  }
}

function value(test: Expression): Pattern {
  return { tests: [test], targets: [], types: [] };
}

function negative(context: Context, node: SyntaxNode): Expression {
  const operand = context.expression(node);
  const isNumber = operand.kind === 'literal' && typeof operand.value === 'number';
  return isNumber ? { ...operand, value: -Number(operand.value) } : operand;
}

// A bare name takes anything, a dotted one is a constant.
function dottedPattern(context: Context, node: SyntaxNode): Pattern {
  const named = nameOrMember(context, node);
  if (named?.kind !== 'name') return named === undefined ? ANYTHING : value(named);
  return { tests: [], targets: [nameOf(context, node)], types: [] };
}

function nameOrMember(context: Context, node: SyntaxNode): Expression | undefined {
  const { tree } = context;
  let named: Expression | undefined;
  const at = tree.start(node);
  for (const part of meanings(context, node).slice(0, MAX_DEPTH)) {
    const name = tree.textOf(part);
    const end = tree.end(part);
    named = named
      ? { kind: 'member', at, end, object: named, name }
      : { kind: 'name', at, end, name };
  }
  return named;
}

function nameOf({ tree }: Context, node: SyntaxNode): Target {
  return { kind: 'name', at: tree.start(node), end: tree.end(node), name: tree.wordOf(node) };
}

// Alternatives bind the same names, so the first that binds any speaks for all.
function unionPattern(context: Context, node: SyntaxNode): Pattern {
  const patterns = meanings(context, node).map((inner) => patternOf(context, inner));
  const isOpen = patterns.some(({ tests, types }) => tests.length === 0 && types.length === 0);
  const isOfTypes = patterns.every(({ types }) => types.length > 0);
  return {
    tests:
      isOpen || isOfTypes
        ? []
        : patterns.flatMap(({ tests, types }) => [...tests, ...types.map(shape)]),
    targets: patterns.find(({ targets }) => targets.length > 0)?.targets ?? [],
    types: isOfTypes && !isOpen ? patterns.flatMap(({ types }) => types) : [],
  };
}

function shape({ at, end }: Expression): Expression {
  return { kind: 'other', at, end, operands: [] };
}

type Field = Extract<Target, { kind: 'fields' }>['fields'][number];

// Positional patterns stand for attributes that the class names elsewhere.
function classPattern(context: Context, node: SyntaxNode): Pattern {
  const { tree } = context;
  const [name, ...inner] = meanings(context, node);
  const type = name === undefined ? undefined : nameOrMember(context, name);
  const fields: Field[] = [];
  for (const [position, pattern] of inner.entries()) {
    const only = firstMeaning(tree, pattern);
    const isKeyword = only >= 0 && tree.kind(only) === 'keyword_pattern';
    const keyword = isKeyword ? firstMeaning(tree, only) : -1;
    const key = isKeyword ? textAt(tree, keyword) : String(position);
    const { targets } = patternOf(context, isKeyword ? nextMeaning(tree, keyword) : pattern);
    for (const target of targets) fields.push({ key, target });
  }
  const { at, end } = { at: tree.start(node), end: tree.end(node) };
  const isOfType = type !== undefined && inner.length === 0;
  return {
    tests: isOfType ? [] : [other(tree, node, [])],
    targets: fields.length > 0 ? [{ kind: 'fields', at, end, fields }] : [],
    types: isOfType ? [type] : [],
  };
}

function dictPattern(context: Context, node: SyntaxNode): Pattern {
  const { tree } = context;
  const fields: Field[] = [];
  let rest: Target | undefined;
  let key = '';
  for (const child of meanings(context, node)) {
    if (tree.kind(child) === 'splat_pattern') rest = restOf(context, child);
    else if (tree.fieldOf(child) === 'key') {
      const { tests } = patternOf(context, child);
      key = tests[0]?.kind === 'literal' ? String(tests[0].value) : '';
    } else {
      for (const target of patternOf(context, child).targets) fields.push({ key, target });
    }
  }
  const target: Target = {
    kind: 'fields',
    at: tree.start(node),
    end: tree.end(node),
    fields,
    ...(rest && { rest }),
  };
  const isBinding = fields.length > 0 || rest !== undefined;
  return { tests: [other(tree, node, [])], targets: isBinding ? [target] : [], types: [] };
}

function itemsPattern(
  context: Context,
  node: SyntaxNode,
  patterns: readonly SyntaxNode[],
): Pattern {
  const { tree } = context;
  const items: (Target | undefined)[] = [];
  let rest: Target | undefined;
  for (const pattern of patterns) {
    const only = tree.kind(pattern) === 'case_pattern' ? firstMeaning(tree, pattern) : pattern;
    if (only >= 0 && tree.kind(only) === 'splat_pattern') rest = restOf(context, only);
    else items.push(patternOf(context, pattern).targets[0]);
  }
  const at = tree.start(node);
  const end = tree.end(patterns.at(-1) ?? node);
  const target: Target = { kind: 'items', at, end, items, ...(rest && { rest }) };
  const isBinding = rest !== undefined || items.some((item) => item !== undefined);
  return { tests: [other(tree, node, [])], targets: isBinding ? [target] : [], types: [] };
}

function restOf(context: Context, node: SyntaxNode): Target | undefined {
  const name = firstMeaning(context.tree, node);
  return name < 0 ? undefined : nameOf(context, name);
}

function meanings({ tree }: Context, node: SyntaxNode): SyntaxNode[] {
  const nodes: SyntaxNode[] = [];
  for (let child = firstMeaning(tree, node); child >= 0; child = nextMeaning(tree, child)) {
    nodes.push(child);
  }
  return nodes;
}

import type { CallExpression, Expression, SourceModule } from '../../../domain/source.ts';
import { flagLetters, functionOf } from './library.ts';
import { matcherOf } from './matcher.ts';
import { methodOf } from './methods.ts';
import {
  External,
  List,
  Match,
  OPAQUE,
  Pattern,
  Routine,
  Scope,
  Table,
  Type,
  UNKNOWN,
  isAmong,
  isSame,
  isVague,
  truthOf,
  turnsOf,
} from './values.ts';
import type { Concrete } from './values.ts';
import { RAISED, UNDECIDED } from './world.ts';
import type { Place } from './world.ts';

/** A condition. What settings decide is decided by the run; what an unknown judge of the text says cannot be. */
export function test(place: Place, condition: Expression): boolean {
  const value = evaluate(place, condition);
  if (value === OPAQUE) throw UNDECIDED;
  return truthIn(place, value) ?? place.world.decide(condition);
}

function truthIn({ module }: Place, value: Concrete): boolean | undefined {
  return truthOf(value, module.language === 'javascript');
}

/** What an expression comes to. */
export function evaluate(place: Place, expression: Expression): Concrete {
  const { module, scope, world } = place;
  world.tick();
  switch (expression.kind) {
    case 'name':
      return scope.get(expression.name) ?? builtin(expression.name);
    case 'literal':
      return expression.value;
    case 'pattern':
      return new Pattern(matcherOf(expression.source, expression.flags), expression.flags);
    case 'text':
      return joined(
        place,
        expression.parts.map((part) => evaluate(place, part)),
      );
    case 'member':
      return memberOf(place, evaluate(place, expression.object), expression.name);
    case 'index':
      return itemOf(place, evaluate(place, expression.object), evaluate(place, expression.index));
    case 'slice':
      return sliceOf(place, expression);
    case 'call':
      return called(place, expression);
    case 'record':
      return recordOf(place, expression);
    case 'list':
      return listOf(place, expression);
    case 'function':
      return new Routine(expression.function, module, scope, scope.get('this'));
    case 'class':
      return new Type(expression.class, module, scope);
    case 'compare':
      return comparison(place, expression);
    case 'not': {
      const value = evaluate(place, expression.operand);
      const truth = truthIn(place, value);
      return truth === undefined ? value : !truth;
    }
    case 'logic':
      return logic(place, expression);
    case 'choice':
      return evaluate(place, test(place, expression.test) ? expression.then : expression.otherwise);
    case 'assign': {
      const value = evaluate(place, expression.value);
      world.interpreter.assign(place, expression.target, value, false);
      return value;
    }
    case 'comprehension':
      return comprehension(place, expression);
    case 'typeof': {
      const value = evaluate(place, expression.operand);
      return isVague(value) ? UNKNOWN : value instanceof List ? 'object' : typeof value;
    }
    case 'yield':
      if (expression.operand !== undefined) evaluate(place, expression.operand);
      return UNKNOWN;
    case 'arithmetic':
      return vague(expression.operands.map((operand) => evaluate(place, operand)));
    case 'other': {
      const values = expression.operands.map((operand) => evaluate(place, operand));
      const flags = values.length > 1 ? flagLetters(values) : undefined;
      if (flags !== undefined) return flags;
      // Python's sets are joined with an operator.
      if (values.length > 1 && values.every((value) => value instanceof List))
        return new List(
          values.flatMap(({ items }) => items),
          true,
        );
      return values.at(-1) ?? UNKNOWN;
    }
  }
}

/** Not known, and made of the text where a part of it is. */
function vague(parts: readonly Concrete[]): Concrete {
  return parts.includes(OPAQUE) ? OPAQUE : UNKNOWN;
}

function builtin(name: string): Concrete {
  return name === 'undefined' ? null : new External(name);
}

/** `a + b`, a template: text, a sum, or both lists. */
function joined({ world }: Place, parts: readonly Concrete[]): Concrete {
  if (parts.length > 0 && parts.every((part) => part instanceof List))
    return new List(parts.flatMap(({ items }) => items));
  if (parts.every((part) => typeof part === 'number'))
    return parts.reduce((sum, part) => sum + part, 0);
  if (parts.some((part) => isVague(part) || typeof part === 'object'))
    return parts.some((part) => world.isMade(part)) ? OPAQUE : UNKNOWN;
  return parts.map(String).join('');
}

/** A member of a value; what settings and unknown records have is not known. */
export function memberOf(place: Place, object: Concrete, name: string): Concrete {
  if (object instanceof Table) {
    const own = object.fields.get(name);
    if (own !== undefined) return own;
    if (object.type !== undefined) return inherited(place, object.type, name, object);
    return place.module.language === 'javascript' ? null : UNKNOWN;
  }
  if (object instanceof Type) return inherited(place, object, name, object);
  if (object instanceof External) return new External(`${object.name}.${name}`);
  if (object === OPAQUE) return OPAQUE;
  if (object === UNKNOWN) return place.world.given(name) ?? UNKNOWN;
  if (name === 'length' && (typeof object === 'string' || object instanceof List))
    return typeof object === 'string' ? object.length : object.items.length;
  if (name === 'size' && object instanceof List) return object.items.length;
  if (name === 'index' && object instanceof Match) return object.at;
  return UNKNOWN;
}

/** A method, or a field with the value that the class gives it. */
function inherited(
  { world }: Place,
  type: Type,
  name: string,
  self: Concrete,
  depth = 0,
): Concrete {
  const known = type.statics.get(name);
  if (known !== undefined) return known;
  const place: Place = { world, module: type.module, scope: type.scope };
  const method = type.node.methods.find((one) => one.name === name) ?? world.methodOf(type, name);
  if (method !== undefined) {
    const isGetter = method.member === 'getter';
    const routine = new Routine(method, type.module, type.scope, self);
    return isGetter ? world.interpreter.invoke(world, routine, []) : routine;
  }
  const field = type.node.fields.find((one) => one.name === name);
  if (field?.value !== undefined) {
    const value = evaluate(place, field.value);
    type.statics.set(name, value);
    return value;
  }
  const [base] = type.node.bases;
  const parent = base === undefined || depth > 5 ? undefined : evaluate(place, base);
  return parent instanceof Type ? inherited(place, parent, name, self, depth + 1) : UNKNOWN;
}

function itemOf(place: Place, object: Concrete, key: Concrete): Concrete {
  if (object === OPAQUE || key === OPAQUE) return OPAQUE;
  if (object instanceof Match)
    return typeof key === 'number' ? (object.groups[key] ?? null) : UNKNOWN;
  if (object instanceof Table && object.type === undefined && typeof key === 'string') {
    const item = object.fields.get(key);
    if (item === undefined && place.module.language === 'python') throw RAISED;
    return item ?? null;
  }
  if (typeof key === 'string') return memberOf(place, object, key);
  if (typeof key !== 'number') return UNKNOWN;
  if (object instanceof List) {
    const item = object.items.at(key);
    // Past its end Python raises, and JavaScript goes on.
    if (item === undefined && place.module.language === 'python') throw RAISED;
    return item ?? null;
  }
  return typeof object === 'string' ? (object.at(key) ?? null) : UNKNOWN;
}

function sliceOf(place: Place, expression: Expression & { readonly kind: 'slice' }): Concrete {
  const object = evaluate(place, expression.object);
  const bound = (one: Expression | undefined): number | undefined | null => {
    if (one === undefined) return undefined;
    const value = evaluate(place, one);
    return typeof value === 'number' ? value : value === null ? undefined : null;
  };
  const [from, to] = [bound(expression.from), bound(expression.to)];
  if (from === null || to === null) return place.world.isMade(object) ? OPAQUE : UNKNOWN;
  if (typeof object === 'string') return object.slice(from, to);
  return object instanceof List ? new List(object.items.slice(from, to)) : vague([object]);
}

function recordOf(
  place: Place,
  { entries, type }: Expression & { readonly kind: 'record' },
): Concrete {
  const fields = new Map<string, Concrete>();
  for (const { computed, isSpread, key, value: node } of entries) {
    const value = evaluate(place, node);
    const name = key ?? (computed === undefined ? undefined : evaluate(place, computed));
    if (isSpread && value instanceof Table)
      for (const [inner, one] of value.fields) fields.set(inner, one);
    else if (typeof name === 'string' || typeof name === 'number') fields.set(String(name), value);
  }
  const made = type === undefined ? undefined : evaluate(place, type);
  return new Table(fields, made instanceof Type ? made : undefined);
}

function listOf(place: Place, { items, of }: Expression & { readonly kind: 'list' }): Concrete {
  const values = items.flatMap(({ spread, value }) => {
    const one = evaluate(place, value);
    return spread === undefined ? [one] : turnsOf(one);
  });
  return new List(values, of === 'set');
}

function comparison(place: Place, expression: Expression & { readonly kind: 'compare' }): Concrete {
  const { left: a, operator, right: b } = expression;
  const left = evaluate(place, a);
  const right = evaluate(place, b);
  const unknown = vague([left, right]);
  switch (operator) {
    case 'equal':
      return isSame(left, right) ?? unknown;
    case 'unequal': {
      const same = isSame(left, right);
      return same === undefined ? unknown : !same;
    }
    case 'in':
    case 'not-in': {
      const isIn = holds(right, left);
      if (isIn === undefined) return place.world.isMade(left) ? OPAQUE : unknown;
      return isIn === (operator === 'in');
    }
    case 'less':
    case 'greater': {
      if (typeof left !== 'number' || typeof right !== 'number') return unknown;
      if (left === right) return isInclusive(place.module, a.end, b.at);
      return operator === 'less' ? left < right : left > right;
    }
    case 'instance':
      return unknown;
  }
}

/** Whether the operator between two places has an equal sign. */
function isInclusive({ text }: SourceModule, from: number, to: number): boolean {
  return to - from < 200 && /[<>]=/.test(text.slice(from, to));
}

/** Whether a collection or a text has something in it. */
function holds(whole: Concrete, part: Concrete): boolean | undefined {
  if (isVague(whole) || isVague(part)) return undefined;
  if (typeof whole === 'string') return typeof part === 'string' ? whole.includes(part) : undefined;
  if (whole instanceof Table)
    return whole.type === undefined && typeof part === 'string'
      ? whole.fields.has(part)
      : undefined;
  return whole instanceof List ? isAmong(whole, part) : undefined;
}

function logic(place: Place, expression: Expression & { readonly kind: 'logic' }): Concrete {
  const left = evaluate(place, expression.left);
  if (expression.operator === 'nullish')
    return left === null ? evaluate(place, expression.right) : left;
  const wanted = expression.operator === 'and';
  const truth = truthIn(place, left);
  if (truth !== undefined) return truth === wanted ? evaluate(place, expression.right) : left;
  // Whatever the left is, a right side that decides does.
  const right = evaluate(place, expression.right);
  return truthIn(place, right) === !wanted ? right : vague([left, right]);
}

function comprehension(
  place: Place,
  expression: Expression & { readonly kind: 'comprehension' },
): Concrete {
  const { clauses, element, of } = expression;
  const inner: Place = { ...place, scope: new Scope(place.scope) };
  const items: Concrete[] = [];
  const fields = new Map<string, Concrete>();
  const go = (nth: number): void => {
    const clause = clauses[nth];
    if (clause === undefined) {
      const values = element.map((one) => evaluate(inner, one));
      const [key, value] = values;
      if (of === 'dict' && typeof key === 'string') fields.set(key, value ?? null);
      else if (key !== undefined) items.push(key);
      return;
    }
    const over = evaluate(inner, clause.of);
    if (over === OPAQUE) throw UNDECIDED;
    for (const turn of turnsOf(over)) {
      place.world.interpreter.assign(inner, clause.target, turn, true);
      if (clause.tests.every((condition) => test(inner, condition))) go(nth + 1);
    }
  };
  go(0);
  return of === 'dict' ? new Table(fields) : new List(items, of === 'set');
}

function called(place: Place, node: CallExpression): Concrete {
  const { callee } = node;
  const receiver = callee.kind === 'member' ? evaluate(place, callee.object) : undefined;
  const positional: Concrete[] = [];
  const named = new Map<string, Concrete>();
  const method = callee.kind === 'member' ? callee.name : '';
  const target =
    receiver === undefined
      ? evaluate(place, callee)
      : receiver === UNKNOWN
        ? UNKNOWN
        : memberOf(place, receiver, method);
  for (const { name, spread, value: argument } of node.arguments) {
    const value = evaluate(place, argument);
    if (name !== undefined) named.set(name, value);
    else if (spread === 'items') positional.push(...turnsOf(value));
    else if (spread === undefined) positional.push(value);
  }
  const { world } = place;
  if (target instanceof Routine) return world.interpreter.invoke(world, target, positional, named);
  if (target instanceof Type) return instanceOf(place, target, positional, named);
  const given = { place, positional, named };
  const made =
    target instanceof External
      ? functionOf(target.name, given)
      : receiver === undefined
        ? undefined
        : methodOf(receiver, method, given);
  if (made !== undefined) return made;
  const all = [...positional, ...named.values()];
  if (receiver === OPAQUE || all.some((one) => world.isMade(one))) {
    world.handed.add(node);
    return OPAQUE;
  }
  // `request.get("sql")` of a request that is not known.
  const [first] = positional;
  return (
    (receiver === UNKNOWN && typeof first === 'string' ? world.given(first) : undefined) ?? UNKNOWN
  );
}

/** A new instance: its fields, then what its constructor does. */
export function instanceOf(
  place: Place,
  type: Type,
  positional: readonly Concrete[],
  named: ReadonlyMap<string, Concrete> = new Map(),
): Table {
  const { world } = place;
  const home: Place = { world, module: type.module, scope: type.scope };
  const self = new Table(new Map(), type);
  for (const { isStatic, name, value } of type.node.fields)
    if (!isStatic && value !== undefined) self.fields.set(name, evaluate(home, value));
  const made = type.node.methods.find(
    (one) => one.member === 'constructor' || one.name === '__init__',
  );
  if (made !== undefined)
    world.interpreter.invoke(
      world,
      new Routine(made, type.module, type.scope, self),
      positional,
      named,
    );
  return self;
}

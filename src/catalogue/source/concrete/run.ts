import type {
  Expression,
  FunctionNode,
  LoopStatement,
  Parameter,
  Statement,
  SwitchStatement,
  Target,
  TryStatement,
} from '../../../domain/source.ts';
import type { Program } from '../../../domain/program.ts';
import { evaluate, memberOf, test } from './evaluate.ts';
import { Spent } from './matcher.ts';
import {
  List,
  OPAQUE,
  Routine,
  Scope,
  Table,
  Type,
  UNKNOWN,
  Vague,
  isSame,
  turnsOf,
} from './values.ts';
import type { Concrete } from './values.ts';
import { Raised, UNDECIDED, RAISED, World } from './world.ts';
import type { Place } from './world.ts';

// Statements, run for what they do to values that are known.

/** How a statement ended. */
type End =
  | undefined
  | { readonly kind: 'break' | 'continue' }
  | { readonly kind: 'return'; readonly value: Concrete };

const MOST_TURNS = 300;
const MOST_CALLS = 14;

/** A world in which the functions of a program are run. */
export function openWorld(program: Program): World {
  return new World(program, { assign, invoke, runAll });
}

/** Runs a function of the program; throws `Raised` where it does. */
function invoke(
  world: World,
  routine: Routine,
  positional: readonly Concrete[],
  named: ReadonlyMap<string, Concrete> = new Map(),
): Concrete {
  if (world.depth > MOST_CALLS) throw new Spent();
  const { module, node, self } = routine;
  const place: Place = { world, module, scope: new Scope(routine.scope) };
  if (self !== undefined) place.scope.own.set('this', self);
  if (node.receiver !== undefined && node.receiver.name !== '')
    place.scope.own.set(node.receiver.name, self ?? UNKNOWN);
  bind(place, node, self, positional, named);
  world.depth++;
  try {
    const end = runAll(place, node.body);
    return end?.kind === 'return' ? end.value : null;
  } finally {
    world.depth--;
  }
}

function bind(
  place: Place,
  node: FunctionNode,
  self: Concrete | undefined,
  positional: readonly Concrete[],
  named: ReadonlyMap<string, Concrete>,
): void {
  const takesSelf =
    place.module.language === 'python' &&
    self !== undefined &&
    (node.member === 'method' || node.member === 'constructor' || node.member === 'classmethod');
  const given = takesSelf ? [self, ...positional] : positional;
  for (const [nth, parameter] of node.parameters.entries()) {
    const { fallback, rest, target } = parameter;
    const value =
      rest === 'items'
        ? new List(given.slice(nth))
        : rest === 'fields'
          ? new Table(new Map(named))
          : (named.get(nameOf(parameter)) ??
            given[nth] ??
            (fallback === undefined ? UNKNOWN : evaluate(place, fallback)));
    assign(place, target, value, true);
  }
}

export function nameOf({ target }: Parameter): string {
  const inner = target.kind === 'fallback' ? target.target : target;
  return inner.kind === 'name' ? inner.name : '';
}

function runAll(place: Place, body: readonly Statement[]): End {
  const { module, scope } = place;
  for (const one of body) {
    if (one.kind === 'define' && one.function.receiver === undefined)
      scope.own.set(one.function.name, new Routine(one.function, module, scope));
  }
  for (const one of body) {
    const end = run(place, one);
    if (end !== undefined) return end;
  }
  return undefined;
}

function run(place: Place, statement: Statement): End {
  const { module, scope, world } = place;
  world.tick();
  switch (statement.kind) {
    case 'let': {
      const { isDeclared, target, value } = statement;
      if (value !== undefined) {
        const made = evaluate(place, value);
        const isPair = module.language === 'go' && target.kind === 'items';
        assign(place, target, isPair ? pairOf(made, value) : made, isDeclared);
      }
      if (value === undefined && target.kind === 'name')
        scope.own.set(target.name, module.language === 'go' ? '' : null);
      return undefined;
    }
    case 'do':
      evaluate(place, statement.value);
      return undefined;
    case 'if':
      return runAll(place, test(place, statement.test) ? statement.then : statement.otherwise);
    case 'loop':
      return loop(place, statement);
    case 'return':
      return {
        kind: 'return',
        value: statement.value === undefined ? null : evaluate(place, statement.value),
      };
    case 'throw':
      throw RAISED;
    case 'break':
    case 'continue':
      return { kind: statement.kind };
    case 'try':
      return attempt(place, statement);
    case 'switch':
      return choose(place, statement);
    case 'block':
      return runAll(place, statement.body);
    case 'class':
      scope.own.set(statement.class.name, new Type(statement.class, module, scope));
      return undefined;
    case 'import':
      world.importInto(place, statement);
      return undefined;
    case 'define':
    case 'export':
      return undefined;
  }
}

/** Go: a value and whether it was there, or a value and no error. */
function pairOf(made: Concrete, { kind }: Expression): Concrete {
  if (made instanceof List || made instanceof Vague) return made;
  return new List([made, kind === 'index' ? made !== null : null]);
}

function loop(place: Place, statement: LoopStatement): End {
  const { before, body, each, otherwise, test: condition, update } = statement;
  runAll(place, before);
  if (each !== undefined) {
    const over = evaluate(place, each.of);
    if (over === OPAQUE) throw UNDECIDED;
    for (const turn of turnsOf(over, each.over).slice(0, MOST_TURNS)) {
      assign(place, each.target, turn, true);
      const end = runAll(place, body);
      if (end?.kind === 'return') return end;
      if (end?.kind === 'break') return undefined;
    }
    return runAll(place, otherwise);
  }
  const goesOn = (): boolean => condition === undefined || test(place, condition);
  for (let turn = 0; goesOn(); turn++) {
    if (turn >= MOST_TURNS) throw new Spent();
    const end = runAll(place, body);
    if (end?.kind === 'return') return end;
    if (end?.kind === 'break') return undefined;
    runAll(place, update);
  }
  return runAll(place, otherwise);
}

function attempt(place: Place, statement: TryStatement): End {
  let end: End;
  try {
    end = runAll(place, statement.body) ?? runAll(place, statement.otherwise);
  } catch (thrown) {
    if (!(thrown instanceof Raised)) throw thrown;
    const [handler] = statement.handlers;
    if (handler === undefined) {
      runAll(place, statement.finally);
      throw thrown;
    }
    if (handler.target !== undefined) assign(place, handler.target, UNKNOWN, true);
    end = runAll(place, handler.body);
  }
  return runAll(place, statement.finally) ?? end;
}

function choose(place: Place, { cases, subject }: SwitchStatement): End {
  const value = subject === undefined ? undefined : evaluate(place, subject);
  if (value === OPAQUE) throw UNDECIDED;
  let isFalling = false;
  let usual: number | undefined;
  for (const [nth, one] of cases.entries()) {
    if (one.tests.length === 0 && !isFalling) {
      usual = nth;
      continue;
    }
    const fits =
      isFalling ||
      one.tests.some((each) =>
        value === undefined ? test(place, each) : isSame(value, evaluate(place, each)) === true,
      );
    if (!fits) continue;
    const end = runAll(place, one.body);
    if (end !== undefined) return end.kind === 'break' ? undefined : end;
    if (!one.falls) return undefined;
    isFalling = true;
  }
  for (const one of usual === undefined ? [] : cases.slice(usual)) {
    const end = runAll(place, one.body);
    if (end !== undefined) return end.kind === 'break' ? undefined : end;
    if (!one.falls) break;
  }
  return undefined;
}

function assign(place: Place, target: Target, value: Concrete, isDeclared: boolean): void {
  const { scope } = place;
  switch (target.kind) {
    case 'name':
      if (isDeclared) scope.own.set(target.name, value);
      else scope.set(target.name, value);
      return;
    case 'fallback':
      assign(
        place,
        target.target,
        value === null ? evaluate(place, target.fallback) : value,
        isDeclared,
      );
      return;
    case 'fields':
      for (const { key, target: inner } of target.fields)
        assign(place, inner, memberOf(place, value, key), isDeclared);
      if (target.rest !== undefined) assign(place, target.rest, UNKNOWN, isDeclared);
      return;
    case 'items':
      for (const [nth, inner] of target.items.entries()) {
        if (inner === undefined) continue;
        const unknown = place.world.isMade(value) ? OPAQUE : UNKNOWN;
        const item = value instanceof List ? (value.items[nth] ?? null) : unknown;
        assign(place, inner, item, isDeclared);
      }
      if (target.rest !== undefined) {
        const rest = value instanceof List ? value.items.slice(target.items.length) : [];
        assign(place, target.rest, new List(rest), isDeclared);
      }
      for (const [nth, inner] of (target.last ?? []).entries()) {
        const item =
          value instanceof List ? value.items.at(nth - (target.last?.length ?? 0)) : UNKNOWN;
        assign(place, inner, item ?? null, isDeclared);
      }
      return;
    case 'place':
      store(place, target.place, value);
  }
}

function store(place: Place, at: Expression, value: Concrete): void {
  if (at.kind !== 'member' && at.kind !== 'index') return;
  const object = evaluate(place, at.object);
  const key = at.kind === 'member' ? at.name : evaluate(place, at.index);
  if (object instanceof Table && typeof key === 'string') object.fields.set(key, value);
  else if (object instanceof List && typeof key === 'number' && object.items.length < 1000)
    object.items[Math.max(0, Math.min(key, object.items.length))] = value;
}

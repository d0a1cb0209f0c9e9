import type {
  Expression,
  FunctionNode,
  LoopStatement,
  Statement,
  SwitchStatement,
  Target,
  TryStatement,
} from '../../../domain/source.ts';
import { defineClass } from './classes.ts';
import { decorated } from './entries.ts';
import { meetAll } from './facts.ts';
import type { Facts } from './facts.ts';
import { Variables } from './frame.ts';
import type { Way } from './frame.ts';
import { exportFrom, importInto } from './imports.ts';
import { assigned } from './assigned.ts';
import { assumeListed } from './knowing.ts';
import type { Activation, Machine } from './machine.ts';
import { indexed, memberOf } from './members.ts';
import type { ClassInfo } from './modules.ts';
import { reachOut } from './sinks.ts';
import { typed } from './types.ts';
import {
  INFLUENCED,
  UNKNOWN,
  alternativesOf,
  closureValue,
  elementOf,
  isOwn,
  foreign,
  join,
  list,
  named,
  record,
  truth,
} from './value.ts';
import type { Label, Value } from './value.ts';

/** Runs statements in order until the way they are on is dead. Functions are there from the start. */
export function run(machine: Machine, act: Activation, body: readonly Statement[]): void {
  for (const statement of body) if (statement.kind === 'define') declare(act, statement.function);
  for (const statement of body) {
    if (act.facts === undefined) return;
    execute(machine, act, statement);
  }
}

function declare(act: Activation, node: FunctionNode): Value | undefined {
  const { module, frame, self, owner } = act;
  if (node.receiver !== undefined) return undefined;
  const made = closureValue({
    node,
    frame,
    module,
    self: node.member === undefined ? self : undefined,
    owner,
  });
  frame.declare(node.name, made);
  return made;
}

/** Python's `def` is a statement: what decorates it was made before, and a later one takes its name. */
function define(machine: Machine, act: Activation, node: FunctionNode): void {
  if (act.module.module.language !== 'python') return;
  const made = declare(act, node);
  if (made === undefined || node.decorators.length === 0) return;
  act.frame.declare(node.name, decorated(machine, act, node, made));
}

function execute(machine: Machine, act: Activation, statement: Statement): void {
  machine.tick();
  switch (statement.kind) {
    case 'let': {
      const value =
        statement.value === undefined
          ? typed(machine, act, statement.type)
          : machine.evaluate(act, statement.value);
      assign(machine, act, statement.target, value, statement.isDeclared);
      return;
    }
    case 'do':
      machine.evaluate(act, statement.value);
      return;
    case 'if':
      branch(machine, act, statement.test, statement.then, statement.otherwise);
      return;
    case 'loop':
      loop(machine, act, statement);
      return;
    case 'return': {
      const value =
        statement.value === undefined ? UNKNOWN : machine.evaluate(act, statement.value);
      if (act.node !== undefined && machine.handlers.has(act.node))
        reachOut(machine, act, '(result)', value, statement);
      if (act.facts !== undefined && act.returns.length < 40)
        act.returns.push({ value, facts: act.facts });
      act.facts = undefined;
      return;
    }
    case 'throw':
      if (statement.value !== undefined) {
        const thrown = machine.evaluate(act, statement.value);
        reachOut(machine, act, '(error)', thrown, statement);
      }
      act.facts = undefined;
      return;
    case 'break':
    case 'continue':
      leave(act);
      return;
    case 'try':
      attempt(machine, act, statement);
      return;
    case 'switch':
      choose(machine, act, statement);
      return;
    case 'block':
      run(machine, act, statement.body);
      return;
    case 'define':
      define(machine, act, statement.function);
      return;
    case 'class':
      act.frame.declare(statement.class.name, defineClass(machine, act, statement.class));
      return;
    case 'import':
      importInto(machine, act, statement);
      return;
    case 'export':
      exportFrom(machine, act, statement);
  }
}

/** Ends the way that is followed: what it brought counts where the loop or switch around it ends. */
function leave(act: Activation): void {
  const around = act.breaks.at(-1);
  const { facts } = act;
  if (around !== undefined && facts !== undefined && around.ways.length < 20) {
    around.ways.push({ variables: act.frame.variables.since(around.base), facts });
  }
  act.facts = undefined;
}

/** Runs something on a way of its own and gives the variables it set. */
function onOwnWay(act: Activation, facts: Facts | undefined, work: () => void): Way {
  const below = act.frame.variables;
  const variables = new Variables(below);
  act.frame.variables = variables;
  act.facts = facts;
  try {
    work();
  } finally {
    act.frame.variables = below;
  }
  return { variables, facts: act.facts };
}

/** Goes on with what the ways have in common that do go on. */
function rejoin(act: Activation, ways: readonly Way[]): void {
  const alive = ways.filter(({ facts }) => facts !== undefined);
  act.facts = meetAll(alive.map(({ facts }) => facts));
  act.frame.variables.merge(alive.length > 0 ? alive : ways.slice(0, 1));
}

function branch(
  machine: Machine,
  act: Activation,
  condition: Expression,
  then: readonly Statement[],
  otherwise: readonly Statement[],
): void {
  const { yes, no } = machine.test(act, condition);
  const first = onOwnWay(act, yes, () => {
    if (yes !== undefined) run(machine, act, then);
  });
  const second = onOwnWay(act, no, () => {
    if (no !== undefined) run(machine, act, otherwise);
  });
  rejoin(act, [first, second]);
}

function loop(machine: Machine, act: Activation, statement: LoopStatement): void {
  run(machine, act, statement.before);
  if (act.facts === undefined) return;
  const { each } = statement;
  const over = each === undefined ? undefined : machine.evaluate(act, each.of);
  const before = act.facts;
  if (before === undefined) return;
  const base = act.frame.variables;
  let ways: readonly Way[] = [];
  for (let turn = 0; turn < 2; turn++) {
    const left: Way[] = [];
    act.breaks.push({ base, ways: left });
    const way = onOwnWay(act, before, () => {
      if (each !== undefined && over !== undefined) {
        assign(machine, act, each.target, turnOf(over, each.over), true);
      } else if (statement.test !== undefined) {
        act.facts = machine.test(act, statement.test).yes ?? before;
      }
      run(machine, act, statement.body);
    });
    act.breaks.pop();
    ways = [way, ...left].filter(({ facts }) => facts !== undefined);
    const grew = [...way.variables.own].some(
      ([name, value]) => value.labels.length > (base.get(name)?.labels.length ?? 0),
    );
    if (grew && turn === 0) base.merge([way, { variables: new Variables(base), facts: before }]);
    else break;
  }
  const after = meetAll(ways.map(({ facts }) => facts));
  // A list that the program fixed is gone through; any other may be empty.
  const isOwn = over !== undefined && over.labels.length === 0 && !over.isInfluenced;
  base.merge([...ways, { variables: new Variables(base), facts: before }]);
  act.facts = isOwn && after !== undefined ? after : afterLoop(before, after, over?.labels ?? []);
  run(machine, act, statement.update);
  if (act.facts !== undefined) run(machine, act, statement.otherwise);
}

/** A check in each turn holds for every element; of anything else only what held before is known. */
function afterLoop(before: Facts, after: Facts | undefined, over: readonly Label[]): Facts {
  if (after === undefined) return before;
  const elements = new Set(over.map(({ origin }) => origin.child('[]')));
  const whole = new Set(over.map(({ origin }) => origin));
  return before.meet(after).and(
    after.only((origin) => {
      for (let one: typeof origin | undefined = origin; one !== undefined; one = one.parent) {
        if (elements.has(one) || whole.has(one)) return true;
      }
      return false;
    }),
  );
}

function turnOf(over: Value, kind: 'values' | 'keys' | 'entries'): Value {
  if (kind === 'keys')
    return over.fields !== undefined && over.labels.length === 0
      ? UNKNOWN
      : foreign(elementOf(over).labels);
  const element = elementOf(over);
  return kind === 'values'
    ? element
    : list([over.fields === undefined ? UNKNOWN : foreign(over.labels), element]);
}

function attempt(machine: Machine, act: Activation, statement: TryStatement): void {
  const before = act.facts;
  const body = onOwnWay(act, before, () => {
    run(machine, act, statement.body);
    if (act.facts !== undefined) run(machine, act, statement.otherwise);
  });
  // What the body set may be set when a handler starts, or not.
  const start = new Variables(act.frame.variables);
  start.merge([body, { variables: new Variables(act.frame.variables), facts: before }]);
  const ways = statement.handlers.map((handler) =>
    onOwnWay(act, before, () => {
      for (const [name, value] of start.own) act.frame.variables.own.set(name, value);
      if (handler.target !== undefined) assign(machine, act, handler.target, INFLUENCED, true);
      run(machine, act, handler.body);
    }),
  );
  rejoin(act, [body, ...ways]);
  if (statement.finally.length > 0) {
    const result = act.facts;
    act.facts = result ?? before;
    run(machine, act, statement.finally);
    if (result === undefined || act.facts === undefined) act.facts = undefined;
  }
}

function choose(machine: Machine, act: Activation, statement: SwitchStatement): void {
  const subject =
    statement.subject === undefined ? undefined : machine.evaluate(act, statement.subject);
  const before = act.facts;
  if (before === undefined) return;
  const base = act.frame.variables;
  const ends: Way[] = [];
  act.breaks.push({ base, ways: ends });
  let falling: Facts | undefined;
  let rest: Facts | undefined = before;
  const chosen = subject === undefined ? undefined : chosenBy(subject, statement);
  let hasDefault = chosen !== undefined && chosen.length > 0;
  let carried: Way | undefined;
  for (const one of statement.cases) {
    let entering: Facts | undefined = rest;
    if (one.tests.length === 0) hasDefault = true;
    if (chosen !== undefined) entering = chosen.includes(one) ? before : undefined;
    else if (one.tests.length === 0) entering = rest;
    else if (subject === undefined) {
      const yes: (Facts | undefined)[] = [];
      for (const condition of one.tests) {
        act.facts = rest;
        if (rest === undefined) break;
        const outcome = machine.test(act, condition);
        yes.push(outcome.yes);
        rest = outcome.no;
      }
      entering = meetAll(yes);
    } else {
      for (const condition of one.tests)
        if (condition.kind !== 'literal') machine.evaluate(act, condition);
      // What is only looked at for its shape or its type is not one of a list.
      const isListed = one.tests.every(({ kind }) => kind !== 'other');
      entering = isListed ? assumeListed(before, subject.labels) : before;
    }
    const from = meetAll([entering, falling]);
    const way = onOwnWay(act, from, () => {
      if (from === undefined) return;
      if (one.binds !== undefined) assign(machine, act, one.binds, subject ?? UNKNOWN, true);
      if (one.guard !== undefined) act.facts = machine.test(act, one.guard).yes;
      if (act.facts !== undefined) run(machine, act, one.body);
    });
    falling = one.falls ? way.facts : undefined;
    if (!one.falls || way.facts === undefined) ends.push(way);
    else carried = way;
  }
  act.breaks.pop();
  if (carried !== undefined && falling !== undefined) ends.push(carried);
  if (!hasDefault && rest !== undefined) ends.push({ variables: new Variables(base), facts: rest });
  rejoin(act, ends);
}

/** The case that a constant leads to, or the default, or none; undefined where that is not known. */
function chosenBy(
  { constant: value, labels }: Value,
  { cases }: SwitchStatement,
): SwitchStatement['cases'] | undefined {
  if (value === undefined || value === null || labels.length > 0) return undefined;
  const isPlain = cases.every(
    ({ guard, tests }) => guard === undefined && tests.every(({ kind }) => kind === 'literal'),
  );
  if (!isPlain) return undefined;
  const equal = cases.find(({ tests }) =>
    tests.some((one) => one.kind === 'literal' && one.value === value),
  );
  return equal === undefined ? cases.filter(({ tests }) => tests.length === 0) : [equal];
}

/** Gives a target its value. */
export function assign(
  machine: Machine,
  act: Activation,
  target: Target,
  value: Value,
  isDeclared: boolean,
): void {
  switch (target.kind) {
    case 'name':
      setVariable(machine, act, target.name, value, isDeclared);
      return;
    case 'fallback': {
      const fallback = machine.evaluate(act, target.fallback);
      const isThere = truth(value) === true || value.labels.length > 0;
      assign(machine, act, target.target, isThere ? value : join(value, fallback), isDeclared);
      return;
    }
    case 'fields': {
      for (const { key, target: inner } of target.fields) {
        assign(
          machine,
          act,
          inner,
          alternativesOf(value, (one) => memberOf(machine, act, one, key, target)),
          isDeclared,
        );
      }
      if (target.rest !== undefined) assign(machine, act, target.rest, value, isDeclared);
      return;
    }
    case 'items': {
      for (const [index, inner] of target.items.entries()) {
        if (inner === undefined) continue;
        assign(
          machine,
          act,
          inner,
          alternativesOf(value, (one) => itemOf(one, index)),
          isDeclared,
        );
      }
      if (target.rest !== undefined) {
        const rest =
          value.items === undefined ? value : list(value.items.slice(target.items.length));
        assign(machine, act, target.rest, rest, isDeclared);
      }
      for (const [nth, inner] of (target.last ?? []).entries()) {
        const item =
          value.items?.at(nth - (target.last?.length ?? 0)) ??
          (value.items === undefined ? elementOf(value) : UNKNOWN);
        assign(machine, act, inner, item, isDeclared);
      }
      return;
    }
    case 'place':
      store(machine, act, target.place, value);
  }
}

function setVariable(
  machine: Machine,
  act: Activation,
  name: string,
  value: Value,
  isDeclared: boolean,
): void {
  const { frame, module } = act;
  const before = module.frame.get(name);
  if (isDeclared) frame.declare(name, value);
  else frame.assign(name, value, true);
  // Functions that were run before may read what the module has now.
  const after = module.frame.get(name);
  if (after === before) return;
  machine.growth.note(module.frame, name, before, after);
  const isMore = (after?.labels.length ?? 0) > (before?.labels.length ?? 0);
  if (!isOwn(value) && (frame === module.frame || isMore)) machine.growth.isTelling = true;
}

function itemOf(value: Value, index: number): Value {
  if (value.items !== undefined) return value.items[index] ?? UNKNOWN;
  if (value.element !== undefined) return value.element;
  if (value.labels.length > 0) return elementOf(value);
  // Go's calls give a result and an error: the result has the call's name.
  if (value.name !== undefined && index === 0) return named(value.name);
  return value.isInfluenced ? INFLUENCED : UNKNOWN;
}

/** `a.b = value`, `a[i] = value`. */
function store(machine: Machine, act: Activation, place: Expression, value: Value): void {
  if (place.kind === 'member' || place.kind === 'index') {
    const object = machine.evaluate(act, place.object);
    const index = place.kind === 'index' ? machine.evaluate(act, place.index) : undefined;
    const key = place.kind === 'member' ? place.name : index?.constant;
    assigned(machine, act, place, { object, key: index ?? UNKNOWN, value });
    if (object === UNKNOWN || object === INFLUENCED) {
      if (place.object.kind === 'name' && typeof key === 'string' && place.object.name !== 'this') {
        setVariable(machine, act, place.object.name, record(new Map([[key, value]]), true), false);
      }
      return;
    }
    if (object.instance !== undefined || object.class !== undefined) {
      const into = object.instance ?? object.class;
      if (into !== undefined && typeof key === 'string')
        grow(machine, into, object.instance === undefined ? into.statics : into.fields, key, value);
      return;
    }
    if (typeof key === 'string' && (object.items === undefined || object.fields !== undefined)) {
      object.fields ??= new Map();
      object.fields.set(key, value);
      machine.growth.noteInside(object);
      return;
    }
    if (object.items !== undefined || object.element !== undefined || object.fields !== undefined) {
      object.element = object.element === undefined ? value : join(object.element, value);
      machine.growth.noteInside(object);
      object.isOpen = true;
    }
    indexed(machine, act, object, index ?? UNKNOWN, place);
    return;
  }
  machine.evaluate(act, place);
}

/** Whether those who read a value do other things for it. */
function isTelling(value: Value): boolean {
  const { class: one, closures, instance, module, name } = value;
  return (
    !isOwn(value) || [one, closures, instance, module, name].some((known) => known !== undefined)
  );
}

/** Fields of a class hold what any instance may have. */
export function grow(
  machine: Machine,
  info: ClassInfo,
  fields: Map<string, Value>,
  key: string,
  value: Value,
): void {
  const known = fields.get(key);
  const next = known === undefined ? value : join(known, value);
  if (next === known) return;
  if (
    (known === undefined && isTelling(next)) ||
    (known !== undefined && next.labels.length > known.labels.length && !isOwn(next)) ||
    (next.closures?.length ?? 0) > (known?.closures?.length ?? 0)
  ) {
    machine.growth.isTelling = true;
  }
  if (fields.size >= 2000) return;
  fields.set(key, next);
  machine.growth.note(info, key, known, next);
}

import type { Expression } from '../../../domain/source.ts';
import { bits } from './assurance.ts';
import { call } from './calls.ts';
import { defineClass } from './classes.ts';
import { registerRecord } from './entries.ts';
import { meetAll } from './facts.ts';
import type { Facts } from './facts.ts';
import { ofValue } from './knowing.ts';
import type { Answer } from './knowing.ts';
import type { Activation, Machine } from './machine.ts';
import { indexed, memberOf } from './members.ts';
import { composed } from './text.ts';
import {
  UNKNOWN,
  Value,
  copied,
  alternativesOf,
  closureValue,
  constant,
  elementOf,
  elements,
  foreign,
  isOwn,
  instanceValue,
  join,
  joinLabels,
  list,
  named,
  record,
  withBits,
  plainLabels,
} from './value.ts';
import type { Alternative } from './value.ts';

/** Deeper nesting than this is not followed: no source that people write has it. */
const MAX_NESTING = 700;

/** What is known of an expression's value, here and now. */
export function evaluate(machine: Machine, act: Activation, expression: Expression): Value {
  machine.tick();
  if (machine.depth > MAX_NESTING) return UNKNOWN;
  machine.depth++;
  try {
    const value = valueOf(machine, act, expression);
    if (value.isInfluenced || !isOwn(value)) machine.foreignReads++;
    return value;
  } finally {
    machine.depth--;
  }
}

function valueOf(machine: Machine, act: Activation, expression: Expression): Value {
  switch (expression.kind) {
    case 'name':
      return nameValue(machine, act, expression.name);
    case 'literal':
      return constant(expression.value);
    case 'pattern': {
      const made = new Value();
      made.pattern = expression.source;
      made.prefix = expression.flags;
      return made;
    }
    case 'text':
      return composed(machine, act, expression);
    case 'member':
      return alternativesOf(machine.evaluate(act, expression.object), (one) =>
        memberOf(machine, act, one, expression.name, expression),
      );
    case 'index':
      return indexed(
        machine,
        act,
        machine.evaluate(act, expression.object),
        machine.evaluate(act, expression.index),
        expression,
      );
    case 'slice': {
      const object = machine.evaluate(act, expression.object);
      if (expression.from !== undefined) machine.evaluate(act, expression.from);
      if (expression.to !== undefined) machine.evaluate(act, expression.to);
      return object.items === undefined
        ? foreign(withBits(plainLabels(object.labels), 0, bits('led', 'no-dash')))
        : elements(elementOf(object));
    }
    case 'call':
      return call(machine, act, expression);
    case 'record':
      return recordOf(machine, act, expression);
    case 'list':
      return listOf(machine, act, expression);
    case 'function': {
      const { frame, module, owner, self } = act;
      return closureValue({ node: expression.function, frame, module, self, owner });
    }
    case 'class':
      return defineClass(machine, act, expression.class);
    case 'compare':
    case 'not':
      return answer(machine, act, expression);
    case 'logic':
      return logic(machine, act, expression);
    case 'choice':
      return choice(machine, act, expression);
    case 'arithmetic':
      // A number. What joins paths, lists, sets and texts is lowered as what it does.
      for (const operand of expression.operands) machine.evaluate(act, operand);
      return UNKNOWN;
    case 'assign': {
      const value = machine.evaluate(act, expression.value);
      machine.assign(act, expression.target, value, false);
      return value;
    }
    case 'comprehension':
      return comprehension(machine, act, expression);
    case 'typeof':
      machine.evaluate(act, expression.operand);
      return UNKNOWN;
    case 'yield': {
      const { isAll, operand } = expression;
      const value = operand === undefined ? UNKNOWN : machine.evaluate(act, operand);
      if (act.facts !== undefined && act.returns.length < 40)
        act.returns.push({ value: isAll ? elementOf(value) : value, facts: act.facts });
      return value;
    }
    case 'other': {
      let last = UNKNOWN;
      for (const operand of expression.operands) last = machine.evaluate(act, operand);
      return last;
    }
  }
}

function nameValue(machine: Machine, act: Activation, name: string): Value {
  if (name === 'super') return ancestorOf(act);
  if (name === 'this') return act.self ?? act.frame.get('this') ?? UNKNOWN;
  const value = act.frame.get(name);
  if (value === undefined) return named(name);
  // Functions and classes stay what they are.
  if (value.closures !== undefined || value.class !== undefined || value.module !== undefined)
    return value;
  const { frame } = act.module;
  if (frame.get(name) === value) machine.growth.noteRead(frame, name, value, act.node);
  return value;
}

/** What `super` is: what the method's class is derived from. */
function ancestorOf({ frame, owner, self }: Activation): Value {
  const base = owner?.bases.find(({ class: info }) => info !== undefined)?.class;
  if (base !== undefined) return instanceValue(base);
  return self ?? frame.get('this') ?? UNKNOWN;
}

/** A truth value that remembers what it says of what was tested. */
function answer(machine: Machine, act: Activation, expression: Expression): Value {
  const before = act.facts;
  const { no, yes } = machine.test(act, expression);
  act.facts = before;
  if (yes === undefined && no === undefined) return UNKNOWN;
  if (yes === undefined) return constant(false);
  if (no === undefined) return constant(true);
  const made = new Value();
  made.yes = yes;
  made.no = no;
  return made;
}

function logic(
  machine: Machine,
  act: Activation,
  expression: Expression & { readonly kind: 'logic' },
): Value {
  const before = act.facts;
  if (expression.operator === 'nullish') {
    const left = machine.evaluate(act, expression.left);
    const right = machine.evaluate(act, expression.right);
    return left.constant === null ? right : join(left, right);
  }
  const outcome = machine.test(act, expression);
  const { left, right } = outcome;
  act.facts = before;
  let made: Value;
  if (left === undefined) made = UNKNOWN;
  else if (right === undefined) made = left;
  else if (expression.operator === 'or')
    made = left.constant === undefined ? join(left, right) : left.constant ? left : right;
  else made = right;
  if (outcome.yes === undefined || outcome.no === undefined) return made;
  const own = copied(made);
  own.yes = outcome.yes;
  own.no = outcome.no;
  own.alternatives = undefined;
  return own;
}

function choice(
  machine: Machine,
  act: Activation,
  expression: Expression & { readonly kind: 'choice' },
): Value {
  const { no, yes } = machine.test(act, expression.test);
  let then: Value | undefined;
  let otherwise: Value | undefined;
  const answers: Answer[] = [];
  if (yes !== undefined) {
    act.facts = yes;
    then = settled(machine.evaluate(act, expression.then), act.facts);
    answers.push(ofValue(then, act.facts));
  }
  const afterThen = act.facts;
  if (no !== undefined) {
    act.facts = no;
    otherwise = settled(machine.evaluate(act, expression.otherwise), act.facts);
    answers.push(ofValue(otherwise, act.facts));
  }
  act.facts =
    yes === undefined
      ? act.facts
      : no === undefined
        ? afterThen
        : (afterThen ?? no).meet(act.facts ?? yes);
  if (then === undefined) return otherwise ?? UNKNOWN;
  if (otherwise === undefined) return then;
  const made = join(then, otherwise);
  if (endsAlike(expression) && made.suffix === '') made.suffix = otherwise.suffix;
  const whole = withWays(made, [...waysOf(then, yes), ...waysOf(otherwise, no)]);
  if (!isAnswer(then) && !isAnswer(otherwise)) return whole;
  // Two questions, one asked on either side, are one question.
  const own = copied(whole);
  own.yes = meetAll(answers.map((one) => one.yes));
  own.no = meetAll(answers.map((one) => one.no));
  return own;
}

/** The ways in which a value was returned, or the one in which it came about. */
function waysOf(value: Value, facts: Facts | undefined): readonly Alternative[] {
  return value.alternatives ?? (facts === undefined ? [] : [{ value, facts }]);
}

/** `check(x) if x else None`: which way it was is still told by what it is. */
function withWays(made: Value, ways: readonly Alternative[]): Value {
  if (ways.length <= 2 || ways.length > 12) return made;
  const own = copied(made);
  own.constant = undefined;
  own.alternatives = ways;
  return own;
}

function isAnswer({ no, yes }: Value): boolean {
  return yes !== undefined || no !== undefined;
}

/** `root.endsWith(separator) ? root : root + separator` ends in the separator either way. */
function endsAlike({ test, then }: Expression & { readonly kind: 'choice' }): boolean {
  if (test.kind !== 'call' || test.callee.kind !== 'member' || then.kind !== 'name') return false;
  const { name, object } = test.callee;
  return (
    (name === 'endsWith' || name === 'endswith') &&
    object.kind === 'name' &&
    object.name === then.name
  );
}

/** The value of one side of a choice keeps, by itself, what was checked on that side. */
function settled(value: Value, facts: Activation['facts']): Value {
  if (facts === undefined || value.labels.length === 0 || value.fields !== undefined) return value;
  const gained = value.labels.map((label) => facts.bitsOf(label.origin));
  if (gained.every((one) => one === 0)) return value;
  const own = copied(value);
  own.labels = value.labels.map((label, index) => ({
    ...label,
    bits: label.bits | (gained[index] ?? 0),
  }));
  return own;
}

function recordOf(
  machine: Machine,
  act: Activation,
  expression: Expression & { readonly kind: 'record' },
): Value {
  const fields = new Map<string, Value>();
  const made = record(fields);
  const type = expression.type === undefined ? undefined : machine.evaluate(act, expression.type);
  for (const [at, { computed, isSpread, key, value: node }] of expression.entries.entries()) {
    // Go: `T{a, b}` gives the fields in their order.
    const name =
      key ??
      (computed === undefined ? undefined : machine.evaluate(act, computed).constant) ??
      (computed?.kind === 'other' ? type?.class?.node.fields[at]?.name : undefined);
    const value = machine.evaluate(act, node);
    if (isSpread) {
      for (const [inner, one] of value.fields ?? []) fields.set(inner, one);
      if (value.fields === undefined || value.isOpen) made.isOpen = true;
      made.labels = joinLabels(made.labels, value.labels);
    } else if (typeof name === 'string' || typeof name === 'number') {
      fields.set(String(name), value);
    } else {
      made.isOpen = true;
      made.element = made.element === undefined ? value : join(made.element, value);
    }
  }
  if (type !== undefined) {
    if (type.class !== undefined) {
      made.instance = type.class;
      for (const [name, value] of fields) {
        const known = type.class.fields.get(name);
        const next = known === undefined ? value : join(known, value);
        type.class.fields.set(name, next);
        machine.growth.note(type.class, name, known, next);
      }
    } else if (type.name !== undefined) {
      made.name = type.name;
    }
  }
  made.isFixed = made.labels.length === 0 && !made.isOpen;
  registerRecord(machine, act, made, expression);
  return made;
}

function listOf(
  machine: Machine,
  act: Activation,
  expression: Expression & { readonly kind: 'list' },
): Value {
  const items: Value[] = [];
  let spread: Value | undefined;
  for (const { spread: isSpread, value: node } of expression.items) {
    const value = machine.evaluate(act, node);
    if (isSpread === undefined) items.push(value);
    else if (value.items !== undefined && spread === undefined)
      items.push(...value.items.slice(0, 200));
    else {
      const element = elementOf(value);
      items.push(element);
      spread = element;
    }
  }
  const made = list(afterOptions(items.slice(0, 400)));
  made.isFixed = items.every(({ labels }) => labels.length === 0);
  return made;
}

// Options of many programs that take the next argument, whatever it is, as their value.
const TAKES_VALUE =
  /^(?:--(?:since|until|after|before|author|committer|grep|message|max-count|format|pretty|max-time|name|namespace|region|profile|url|header|data|request|user|password|host|port|filter|query|depth|branch|file|input|title|body|label|repo|context|selector)|-[CHXdmnu])$/;

const ENDS_OPTIONS: ReadonlySet<string> = new Set(['--', '--end-of-options']);

/** In a list of arguments, what follows `--`, or an option with a value, is not taken for an option. */
function afterOptions(items: readonly Value[]): Value[] {
  let isValue = false;
  let isEnded = false;
  return items.map((item) => {
    const isSafe = isEnded || isValue;
    const option = typeof item.constant === 'string' ? item.constant : undefined;
    isEnded ||= option !== undefined && ENDS_OPTIONS.has(option);
    isValue = option !== undefined && TAKES_VALUE.test(option);
    if (!isSafe || item.labels.length === 0) return item;
    const own = copied(item);
    own.labels = withBits(item.labels, bits('no-dash'));
    return own;
  });
}

function comprehension(
  machine: Machine,
  act: Activation,
  expression: Expression & { readonly kind: 'comprehension' },
): Value {
  const before = act.facts;
  for (const { of, target, tests } of expression.clauses) {
    const over = machine.evaluate(act, of);
    machine.assign(act, target, elementOf(over), true);
    for (const condition of tests) act.facts = machine.test(act, condition).yes ?? act.facts;
  }
  const last = expression.element.at(-1);
  const value = last === undefined ? UNKNOWN : settled(machine.evaluate(act, last), act.facts);
  if (expression.element.length === 2 && expression.element[0] !== undefined)
    machine.evaluate(act, expression.element[0]);
  act.facts = before;
  const made = elements(value);
  made.yes = value.yes;
  made.no = value.no;
  return made;
}

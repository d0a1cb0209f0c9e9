// Functions that are given to the language's own functions: with elements, with what was awaited, with what is bound.
import type { Builtin } from './index.ts';
import { callable, positional } from '../run/arguments.ts';
import type { Call } from '../run/arguments.ts';
import type { Facts } from '../run/facts.ts';
import { ofValue } from '../run/knowing.ts';
import type { Activation, Machine } from '../run/machine.ts';
import {
  UNKNOWN,
  Value,
  copied,
  deepLabels,
  elementOf,
  elements,
  foreign,
  join,
} from '../run/value.ts';
import type { Label } from '../run/value.ts';

type Named = readonly (readonly [string, Builtin])[];

/** Runs a callback with each element, and gives what it returns. */
function each(
  machine: Machine,
  act: Activation,
  { args, node }: Call,
  over: Value,
): Value | undefined {
  const closures = callable(args.positional[0]);
  if (closures === undefined) return undefined;
  return machine.invoke(act, closures, positional(elementOf(over), UNKNOWN, over), node);
}

const mapped: Builtin = (machine, act, call) => {
  if (call.receiver === undefined) return undefined;
  const before = act.facts;
  const value = each(machine, act, call, call.receiver);
  act.facts = before;
  return value === undefined ? undefined : elements(value);
};

const filtered: Builtin = (machine, act, call) => {
  const { receiver } = call;
  if (receiver === undefined) return undefined;
  const before = act.facts;
  const answer = each(machine, act, call, receiver);
  act.facts = before;
  if (answer === undefined || before === undefined) return undefined;
  const { yes } = ofValue(answer, before);
  const element = elementOf(receiver);
  const gained = copied(element);
  gained.labels = element.labels.map((label) => ({
    ...label,
    bits: label.bits | (yes?.bitsOf(label.origin) ?? 0),
  }));
  return call.method === 'find' || call.method === 'findLast' ? gained : elements(gained);
};

const visited: Builtin = (machine, act, call) => {
  if (call.receiver === undefined) return undefined;
  return each(machine, act, call, call.receiver) === undefined ? undefined : UNKNOWN;
};

/** `some` and `every`: what holds of all elements holds of the list. */
function quantified(isAll: boolean): Builtin {
  return (machine, act, call) => {
    const { receiver } = call;
    const before = act.facts;
    if (receiver === undefined || before === undefined) return undefined;
    const answer = each(machine, act, call, receiver);
    act.facts = before;
    return answer === undefined ? undefined : verdict(before, answer, receiver.labels, isAll);
  };
}

function verdict(before: Facts, answer: Value, over: readonly Label[], isAll: boolean): Value {
  const { no, yes } = ofValue(answer, before);
  const made = new Value();
  const ofElements = new Set(over.map(({ origin }) => origin.child('[]')));
  const others = (facts: Facts | undefined): Facts | undefined =>
    facts === undefined ? before : before.and(facts.only((origin) => !ofElements.has(origin)));
  made.yes = isAll ? (yes ?? before) : others(yes);
  made.no = isAll ? others(no) : (no ?? before);
  return made;
}

/** Python's `any(…)` and `all(…)` over a comprehension. */
function pythonQuantified(isAll: boolean): Builtin {
  return (_machine, act, { args }) => {
    const [over] = args.positional;
    if (over?.element === undefined || act.facts === undefined) return undefined;
    if (over.yes === undefined && over.no === undefined) return UNKNOWN;
    const answer = new Value();
    answer.yes = over.yes;
    answer.no = over.no;
    return verdict(act.facts, answer, [], isAll);
  };
}

const reduced: Builtin = (machine, act, { args, node, receiver }) => {
  const closures = callable(args.positional[0]);
  if (closures === undefined || receiver === undefined) return undefined;
  const start = args.positional[1] ?? elementOf(receiver);
  const once = machine.invoke(act, closures, positional(start, elementOf(receiver)), node);
  return join(start, once);
};

const settle: Builtin = (machine, act, { args, node, receiver }) => {
  let value: Value | undefined;
  for (const one of args.positional) {
    const closures = callable(one);
    if (closures === undefined) continue;
    const before = act.facts;
    const outcome = machine.invoke(act, closures, positional(receiver ?? UNKNOWN), node);
    act.facts = before;
    value = value === undefined ? outcome : join(value, outcome);
  }
  return value;
};

const heard: Builtin = (machine, act, { args, node, receiver }) => {
  const [event, given] = args.positional;
  const closures = callable(given);
  if (receiver === undefined || closures === undefined || event?.constant !== 'data')
    return undefined;
  const labels = deepLabels(receiver, 1).slice(0, 1);
  if (labels.length === 0) return undefined;
  machine.invoke(act, closures, positional(foreign(labels)), node);
  return receiver;
};

export const callbackNames: Named = [
  ['any', pythonQuantified(false)],
  ['all', pythonQuantified(true)],
];

export const callbackMethods: Named = [
  ['map', mapped],
  ['flatMap', mapped],
  ['filter', filtered],
  ['find', filtered],
  ['findLast', filtered],
  ['forEach', visited],
  ['some', quantified(false)],
  ['every', quantified(true)],
  ['reduce', reduced],
  ['then', settle],
  [
    'catch',
    (machine, act, call) => {
      const value = settle(machine, act, call);
      return value === undefined ? undefined : join(call.receiver ?? UNKNOWN, value);
    },
  ],
  [
    'finally',
    (machine, act, call) => {
      settle(machine, act, call);
      return call.receiver;
    },
  ],
  // A request is read piece by piece: `request.on('data', (chunk) => …)`.
  ['on', heard],
  ['once', heard],
  ['bind', (_m, _act, { receiver }) => (receiver?.closures === undefined ? undefined : receiver)],
  [
    'call',
    (machine, act, { args, node, receiver }) =>
      receiver?.closures === undefined
        ? undefined
        : machine.invoke(act, receiver.closures, positional(...args.positional.slice(1)), node),
  ],
];

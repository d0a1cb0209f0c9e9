import type { FunctionNode, Parameter, Span } from '../../../domain/source.ts';
import { labelsIn, nameOf } from './arguments.ts';
import type { Arguments } from './arguments.ts';
import { HARMLESS } from './assurance.ts';
import { meetAll } from './facts.ts';
import type { Facts } from './facts.ts';
import { Frame } from './frame.ts';
import { infoOf } from './imports.ts';
import { activation } from './machine.ts';
import type { Activation, Machine, Outcome } from './machine.ts';
import { instanceOf, isPlain } from './types.ts';
import {
  INFLUENCED,
  UNKNOWN,
  along,
  copied,
  deepLabels,
  elements,
  foreign,
  isForeign,
  join,
  joinLabels,
  list,
  record,
  truth,
  uncertain,
  withBits,
} from './value.ts';
import type { Alternative, Closure, Origin, Value } from './value.ts';

/** Ways of being called that are told apart, for one function. */
const MOST_CONTEXTS = 150;

/** Runs functions with arguments, as a call at `at` does: the facts go on as they are after it. */
export function invoke(
  machine: Machine,
  act: Activation,
  closures: readonly Closure[],
  args: Arguments,
  at: Span,
): Value {
  const before = act.facts;
  if (before === undefined) return UNKNOWN;
  let value: Value | undefined;
  const after: (Facts | undefined)[] = [];
  for (const closure of closures) {
    if (act.node !== undefined) noteCall(machine, act.node, closure.node);
    const outcome = outcomeOf(machine, act, closure, args, before, at);
    after.push(outcome.facts);
    if (outcome.facts !== undefined)
      value = value === undefined ? outcome.value : join(value, outcome.value);
  }
  act.facts = meetAll(after)?.sidedAs(before);
  if (value === undefined || value === UNKNOWN)
    return labelsIn(args).some(isForeign) ? INFLUENCED : UNKNOWN;
  return value;
}

function noteCall(machine: Machine, caller: FunctionNode, callee: FunctionNode): void {
  const known = machine.callees.get(caller);
  if (known === undefined) machine.callees.set(caller, new Set([callee]));
  else known.add(callee);
}

function outcomeOf(
  machine: Machine,
  act: Activation,
  closure: Closure,
  args: Arguments,
  before: Facts,
  at: Span,
): Outcome {
  // What a method is called on is an argument like the others, where it is known by itself.
  const self = ownState(closure);
  const labels =
    self === undefined ? labelsIn(args) : joinLabels(labelsIn(args), deepLabels(self, 3));
  if (machine.callDepth >= machine.mostDeep)
    return { value: foreign(uncertain(labels)), facts: before };
  const outcomes = outcomesOf(machine, closure.node);
  const key = `${contextOf(closure)}${self === undefined ? '' : signed(self, 2)}(${signature(args)})${before.keyFor(labels)}`;
  const known = outcomes.get(key);
  if (known === 'running') return { value: UNKNOWN, facts: before };
  if (known !== undefined)
    return {
      value: known.value,
      facts: known.facts === undefined ? undefined : before.and(known.facts),
    };
  if (outcomes.size >= MOST_CONTEXTS) return { value: foreign(uncertain(labels)), facts: before };
  outcomes.set(key, 'running');
  machine.callDepth++;
  try {
    const outcome = runFunction(machine, closure, args, before, act, at);
    // What the function checked of other things than its arguments was known before: it is not its doing.
    const own = outcome.facts?.only((origin) =>
      labels.some((label) => isWithin(origin, label.origin)),
    );
    outcomes.set(key, { value: outcome.value, facts: own });
    return outcome;
  } catch (thrown) {
    outcomes.delete(key);
    throw thrown;
  } finally {
    machine.callDepth--;
  }
}

function outcomesOf(machine: Machine, node: FunctionNode): Map<string, Outcome | 'running'> {
  let outcomes = machine.memo.get(node);
  if (outcomes === undefined) {
    outcomes = new Map();
    machine.memo.set(node, outcomes);
  }
  return outcomes;
}

function ownState({ self }: Closure): Value | undefined {
  return self !== undefined && (self.fields !== undefined || self.labels.length > 0)
    ? self
    : undefined;
}

function isWithin(origin: Origin, outer: Origin): boolean {
  for (let one: Origin | undefined = origin; one !== undefined; one = one.parent)
    if (one === outer) return true;
  return origin.id === outer.parent?.id;
}

function runFunction(
  machine: Machine,
  closure: Closure,
  args: Arguments,
  before: Facts,
  caller: Activation,
  at: Span,
): Outcome {
  const { frame: outer, module, node, owner, self } = closure;
  machine.visited.add(node);
  const home = machine.homes.get(node);
  const info = home === undefined || home === module.module ? module : infoOf(machine, home);
  const frame = new Frame(outer);
  const act = activation(info, frame, before, { node, self, owner });
  bind(machine, act, closure, stepped(args, caller, at, node));
  machine.run(act, node.body);
  const exits =
    act.facts === undefined ? act.returns : [...act.returns, { value: UNKNOWN, facts: act.facts }];
  if (exits.length === 0) return { value: UNKNOWN, facts: node.isGenerator ? before : undefined };
  const value = node.isGenerator ? handedOut(node, act.returns) : returned(exits);
  return { value, facts: meetAll(exits.map(({ facts }) => facts)) };
}

/** What a generator gives, one after the other; a context manager gives the one thing that it yields. */
function handedOut({ decorators }: FunctionNode, yielded: readonly Alternative[]): Value {
  let value = UNKNOWN;
  for (const one of yielded) value = value === UNKNOWN ? one.value : join(value, one.value);
  const isManager = decorators.some(
    (one) =>
      (one.kind === 'name' || one.kind === 'member') && /^(?:async)?contextmanager$/.test(one.name),
  );
  return isManager ? value : elements(value);
}

/** The joined value; where the ways differ, each with what was known then. */
function returned(exits: readonly Alternative[]): Value {
  let value: Value | undefined;
  for (const exit of exits) value = value === undefined ? exit.value : join(value, exit.value);
  if (value === undefined) return UNKNOWN;
  const [first] = exits;
  if (exits.length === 1 && first !== undefined) return first.value;
  const differ = exits.some(
    (exit) =>
      exit.facts !== first?.facts ||
      truth(exit.value) !== truth(first.value) ||
      exit.value.yes !== undefined ||
      exit.value.fields !== undefined ||
      exit.value.items !== undefined,
  );
  if (!differ || exits.length > 12) return value;
  const own = copied(value);
  own.constant = undefined;
  own.alternatives = exits;
  own.yes = undefined;
  own.no = undefined;
  return own;
}

/** Foreign arguments remember that they were passed here. */
function stepped(args: Arguments, caller: Activation, at: Span, node: FunctionNode): Arguments {
  const what = node.name === '' ? 'it is passed to a function' : `it is passed to \`${node.name}\``;
  const step = { module: caller.module.module, at: at.at, what };
  const mark = (value: Value): Value => {
    if (value.labels.length === 0) return value;
    const own = copied(value);
    own.labels = along(value.labels, step);
    return own;
  };
  return {
    ...args,
    positional: args.positional.map(mark),
    named: new Map([...args.named].map(([name, value]) => [name, mark(value)])),
  };
}

function bind(
  machine: Machine,
  act: Activation,
  { node, owner, self }: Closure,
  args: Arguments,
): void {
  const { frame, module } = act;
  const { receiver } = node;
  if (receiver !== undefined && receiver.name !== '' && self !== undefined)
    frame.declare(receiver.name, self);
  let parameters = node.parameters;
  const [first] = parameters;
  const takesSelf =
    module.module.language === 'python' &&
    owner !== undefined &&
    node.member !== undefined &&
    node.member !== 'static';
  if (takesSelf && first !== undefined && self !== undefined) {
    machine.assign(act, first.target, self, true);
    parameters = parameters.slice(1);
  }
  const taken = new Set<string>();
  for (const [index, parameter] of parameters.entries()) {
    machine.assign(
      act,
      parameter.target,
      argumentFor(machine, act, parameter, index, args, taken),
      true,
    );
  }
}

function argumentFor(
  machine: Machine,
  act: Activation,
  parameter: Parameter,
  index: number,
  args: Arguments,
  taken: Set<string>,
): Value {
  const name = nameOf(parameter.target);
  if (parameter.rest === 'items') {
    const rest = args.positional.slice(index);
    return args.more === undefined ? list(rest) : list([...rest, args.more]);
  }
  if (parameter.rest === 'fields') {
    const rest = record(
      new Map([...args.named].filter(([key]) => !taken.has(key))),
      args.fields !== undefined,
    );
    if (args.fields !== undefined) rest.labels = args.fields.labels;
    return rest;
  }
  taken.add(name);
  const given =
    args.named.get(name) ?? args.positional[index] ?? fromFields(args.fields, name) ?? args.more;
  if (given === undefined)
    return parameter.fallback === undefined
      ? typedValue(machine, act, parameter)
      : machine.evaluate(act, parameter.fallback);
  if (given === UNKNOWN) return typedValue(machine, act, parameter);
  if (given.labels.some(({ origin }) => origin.kind === 'assumed') && given.labels.length === 1) {
    // What is foreign by assumption alone is rather what its type says, or what it is by default.
    const typed = typedValue(machine, act, parameter);
    if (typed.instance !== undefined || typed.name !== undefined) return typed;
    if (parameter.fallback !== undefined) {
      const usual = machine.evaluate(act, parameter.fallback);
      if (usual.instance !== undefined || usual.closures !== undefined) return usual;
    }
  }
  // Go's compiler sees to it that a number is one.
  const isNumber =
    act.module.module.language === 'go' && parameter.type !== undefined && isPlain(parameter.type);
  return isNumber ? foreign(withBits(given.labels, HARMLESS)) : given;
}

function fromFields(fields: Value | undefined, name: string): Value | undefined {
  if (fields === undefined) return undefined;
  const field = fields.fields?.get(name);
  if (field !== undefined) return field;
  if (fields.labels.length === 0) return undefined;
  return foreign(fields.labels.map((label) => ({ ...label, origin: label.origin.child(name) })));
}

function typedValue(machine: Machine, act: Activation, parameter: Parameter): Value {
  return parameter.type === undefined ? UNKNOWN : instanceOf(machine, act, parameter.type);
}

function contextOf({ frame, module, self }: Closure): string {
  const own = frame === module.frame ? '' : frame.id;
  return `${own}/${self?.instance === undefined ? '' : self.instance.node.at}`;
}

const MOST_SIGNATURE = 600;

function signature({ fields, more, named, positional: values }: Arguments): string {
  let text = '';
  for (const value of values) text += `${signed(value, 2)};`;
  for (const [name, value] of named) text += `${name}=${signed(value, 2)};`;
  if (more !== undefined) text += `*${signed(more, 1)}`;
  if (fields !== undefined) text += `**${signed(fields, 2)}`;
  return text.length > MOST_SIGNATURE ? text.slice(0, MOST_SIGNATURE) : text;
}

/** What tells values apart for the functions that are called with them. */
function signed(value: Value, depth: number): string {
  if (value === UNKNOWN) return '?';
  let text = '';
  if (value.constant !== undefined)
    text +=
      typeof value.constant === 'string'
        ? `'${value.constant.slice(0, 40)}`
        : String(value.constant);
  for (const { bits, isUncertain, origin, part } of value.labels)
    text += `#${origin.id}:${bits}${part ?? ''}${isUncertain ? '?' : ''}`;
  for (const { frame, node } of value.closures ?? []) text += `f${node.at}.${frame.id}`;
  if (value.name !== undefined) text += `n${value.name}`;
  if (value.instance !== undefined) text += `i${value.instance.node.at}${value.instance.node.name}`;
  for (const { node } of value.others ?? []) text += `o${node.at}${node.name}`;
  if (value.class !== undefined) text += `c${value.class.node.at}${value.class.node.name}`;
  if (value.prefix !== '' && value.constant === undefined) text += `p${value.prefix.slice(0, 30)}`;
  if (depth === 0) return text;
  if (value.fields !== undefined) {
    text += '{';
    for (const [name, field] of value.fields) {
      if (text.length > MOST_SIGNATURE) break;
      text += `${name}:${signed(field, depth - 1)},`;
    }
    text += '}';
  }
  for (const item of value.items?.slice(0, 20) ?? []) text += `[${signed(item, depth - 1)}]`;
  if (value.element !== undefined) text += `[*${signed(value.element, depth - 1)}]`;
  return text;
}

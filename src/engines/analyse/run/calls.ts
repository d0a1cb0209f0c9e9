import type { Model } from '../../../domain/flow.ts';
import type { CallExpression } from '../../../domain/source.ts';
import { builtin } from '../known/index.ts';
import { argumentAt, callable, keyOfClosure, labelsIn, noArguments } from './arguments.ts';
import type { Arguments, Call } from './arguments.ts';
import { bits } from './assurance.ts';
import { construct } from './classes.ts';
import { registerCall } from './entries.ts';
import { know } from './knowing.ts';
import type { Activation, Machine } from './machine.ts';
import { memberOf, secretIn } from './members.ts';
import { reach } from './sinks.ts';
import {
  UNKNOWN,
  Value,
  copied,
  deepLabels,
  elementOf,
  isForeign,
  join,
  joinLabels,
  named,
  uncertain,
  withBits,
  plainLabels,
} from './value.ts';
import type { Label } from './value.ts';

export function call(machine: Machine, act: Activation, node: CallExpression): Value {
  const { callee: calleeNode } = node;
  let receiver: Value | undefined;
  let callee: Value;
  let method: string;
  if (calleeNode.kind === 'member') {
    receiver = machine.evaluate(act, calleeNode.object);
    callee = memberOf(machine, act, receiver, calleeNode.name, calleeNode);
    method = calleeNode.name;
  } else {
    callee = machine.evaluate(act, calleeNode);
    method = calleeNode.kind === 'name' ? calleeNode.name : '';
  }
  const args = argumentsOf(machine, act, node);
  if (act.facts === undefined) return UNKNOWN;
  const name = nameOfCall(callee, receiver, method);
  const direct: Call = { node, name, method, receiver, callee, args };
  const one = passedOn(direct) ?? direct;
  const whole = act.facts === undefined ? UNKNOWN : made(machine, act, one);
  const result = HIDES.test(method) ? withoutSecrets(whole) : whole;
  note(machine, act, one, result);
  return result;
}

/** Functions that are named after what they do to credentials; how is not followed. */
const HIDES = /^_?(?:redact|mask|scrub|obfuscate|censor)/i;

function withoutSecrets(value: Value): Value {
  const labels = plainLabels(value.labels);
  if (labels.length === value.labels.length) return value;
  const own = copied(value);
  own.labels = labels;
  return own;
}

/** What runs another function elsewhere with the arguments after it, and where that function stands. */
const ELSEWHERE: ReadonlyMap<string, number> = new Map([
  ['asyncio.to_thread', 0],
  ['anyio.to_thread.run_sync', 0],
  ['starlette.concurrency.run_in_threadpool', 0],
  ['fastapi.concurrency.run_in_threadpool', 0],
  ['run_in_executor', 1],
]);

/** The call that such a call is for. */
function passedOn({ args, method, name, node }: Call): Call | undefined {
  const at = ELSEWHERE.get(name) ?? ELSEWHERE.get(method);
  const callee = at === undefined ? undefined : args.positional[at];
  if (at === undefined || callee === undefined) return undefined;
  const inner = callee.name?.slice(callee.name.lastIndexOf('.') + 1) ?? '';
  return {
    node,
    name: nameOfCall(callee, undefined, inner),
    method: inner,
    receiver: undefined,
    callee,
    args: { ...args, positional: args.positional.slice(at + 1) },
  };
}

function argumentsOf(machine: Machine, act: Activation, node: CallExpression): Arguments {
  const positional: Value[] = [];
  let names: Map<string, Value> | undefined;
  let more: Value | undefined;
  let fields: Value | undefined;
  for (const { name, spread, value: expression } of node.arguments) {
    const value = machine.evaluate(act, expression);
    if (name !== undefined) {
      names ??= new Map();
      names.set(name, value);
    } else if (spread === 'fields') fields = value;
    else if (spread === 'items') {
      if (value.items !== undefined) positional.push(...value.items.slice(0, 100));
      else more = elementOf(value);
    } else if (more === undefined) positional.push(value);
    else more = join(more, value);
  }
  // Go: `f(g())` gives all results of g, where it has several.
  const [only] = node.arguments;
  if (
    act.module.module.language === 'go' &&
    node.arguments.length === 1 &&
    only?.value.kind === 'call'
  ) {
    const results = positional[0]?.items;
    if (results !== undefined) positional.splice(0, 1, ...results.slice(0, 10));
  }
  return {
    positional,
    named: names ?? noArguments.named,
    ...(more !== undefined && { more }),
    ...(fields !== undefined && { fields }),
  };
}

function nameOfCall(callee: Value, receiver: Value | undefined, method: string): string {
  if (callee.name !== undefined) return callee.name;
  if (callee.closures !== undefined) {
    const [closure] = callee.closures;
    const owner = closure?.owner?.node.name;
    return owner === undefined || owner === ''
      ? (closure?.node.name ?? method)
      : `${owner}#${closure?.node.name ?? method}`;
  }
  if (callee.class !== undefined) return callee.class.node.name;
  if (receiver !== undefined) return `?.${method}`;
  return method === '' ? '?' : method;
}

function note(machine: Machine, act: Activation, one: Call, result: Value): void {
  // Nobody asks for the calls of tests and examples, which may be half of a program.
  if (act.module.module.role !== 'product') return;
  const known = machine.calls.get(one.node);
  if (known !== undefined && (known.call.name !== '?' || one.name === '?')) {
    known.result = result;
    return;
  }
  const { args, name, node, receiver } = one;
  machine.calls.set(node, {
    call: { node, name, receiver, args },
    module: act.module.module,
    within: act.node,
    result,
  });
}

function made(machine: Machine, act: Activation, one: Call): Value {
  const { args, callee, node } = one;
  reach(machine, act, one);
  registerCall(machine, act, one);
  const known = builtin(machine, act, one);
  if (known !== undefined) return known;
  if (callee.class !== undefined) return construct(machine, act, callee.class, args, node);
  if (one.method === 'super' && callee.instance !== undefined) {
    const isPython = act.module.module.language === 'python';
    return isPython ? callee : construct(machine, act, callee.instance, args, node);
  }
  if (callee.closures !== undefined) return machine.invoke(act, callee.closures, args, node);
  const language = act.module.module.language;
  let value: Value | undefined;
  for (const model of machine.knowledge.models.find(one.name, language)) {
    const outcome = modelled(machine, act, one, model);
    value = value === undefined ? outcome : join(value, outcome);
  }
  return value ?? unknownCall(machine, act, one);
}

/** A function that nothing is known of: it may call what it is given, and give back what it is given. */
function unknownCall(machine: Machine, act: Activation, one: Call): Value {
  const { args, receiver } = one;
  let labels: readonly Label[] = [];
  let returned: Value | undefined;
  const before = act.facts;
  for (const value of [...args.positional, ...args.named.values()]) {
    const given = callable(value);
    if (given === undefined || act.facts === undefined) {
      labels = joinLabels(labels, uncertain(deepLabels(value, 2)));
      continue;
    }
    if (machine.callDepth > 12 || machine.registered.has(keyOfClosure(given))) continue;
    const outcome = machine.invoke(act, given, { positional: [], named: new Map() }, one.node);
    act.facts = before;
    returned = returned === undefined ? outcome : join(returned, outcome);
  }
  if (args.more !== undefined) labels = joinLabels(labels, uncertain(args.more.labels));
  // Who is given a credential does not give it back: a client, a connection, an answer.
  labels = plainLabels(labels);
  // What a method gives comes from what it is called on; `request.query(…)` may be foreign by itself.
  const from = receiver === undefined || receiver.labels.length === 0 ? one.callee : receiver;
  labels = joinLabels(from.labels, labels);
  const result = named(`${one.name}()`, secretOr(machine, act, one, dropEmbedding(labels)));
  result.isInfluenced = labels.some(isForeign);
  if (one.name.length > 200) result.name = undefined;
  if (returned === undefined) return result;
  const both = join(result, returned);
  both.name = result.name;
  return both;
}

function dropEmbedding(labels: readonly Label[]): readonly Label[] {
  return withBits(
    labels,
    0,
    bits('led', 'no-dash', 'under-folder', 'after-host', 'embedded', 'component', 'contained'),
  );
}

/** `os.environ.get("API_TOKEN")` and the like. */
function secretOr(
  machine: Machine,
  act: Activation,
  { args, name, node }: Call,
  labels: readonly Label[],
): readonly Label[] {
  if (!/^(?:os\.environ\.get|os\.getenv|os\.Getenv|os\.LookupEnv|Deno\.env\.get)$/.test(name))
    return labels;
  const variable = args.positional[0]?.constant;
  return typeof variable === 'string' ? secretIn(machine, act, `os.environ.${variable}`, node) : [];
}

/** Does what a model says a library function does. */
function modelled(machine: Machine, act: Activation, one: Call, model: Model): Value {
  const { args, name, node, receiver } = one;
  if (model.ends === true) {
    act.facts = undefined;
    return UNKNOWN;
  }
  const { facts } = act;
  if (facts === undefined) return UNKNOWN;
  if (model.asserts !== undefined) {
    act.facts = know(
      facts,
      argumentAt(one, model.asserts.argument)?.labels ?? [],
      bits(...model.asserts.gives),
    );
  }
  let labels: readonly Label[] = [];
  if (model.from === undefined) {
    if (receiver !== undefined) labels = receiver.labels;
    for (const value of [...args.positional, ...args.named.values()])
      labels = joinLabels(labels, deepLabels(value, 2));
    if (args.more !== undefined) labels = joinLabels(labels, args.more.labels);
  } else {
    for (const at of model.from)
      labels = joinLabels(labels, deepLabels(argumentAt(one, at) ?? UNKNOWN, 2));
  }
  labels = withBits(labels, bits(...(model.gives ?? [])), bits(...(model.drops ?? [])));
  if (model.origin !== undefined) {
    labels = joinLabels(labels, [
      machine.source(
        model.origin,
        `${name}()`,
        act.module.module,
        node,
        `it comes from \`${name}\``,
      ),
    ]);
  }
  const result = new Value();
  result.name = name.length < 200 ? `${name}()` : undefined;
  result.labels = labels;
  result.isInfluenced = labelsIn(args).some(isForeign) || receiver?.labels.some(isForeign) === true;
  if (model.invokes !== undefined) {
    const inner = invoked(machine, act, one, model.invokes);
    if (model.invokes.returns === true)
      result.labels = joinLabels(result.labels, deepLabels(inner, 2));
  }
  if (model.checks !== undefined && act.facts !== undefined) {
    const tested = argumentAt(one, model.checks.argument)?.labels ?? [];
    result.yes = know(act.facts, tested, bits(...(model.checks.yes ?? [])));
    result.no = know(act.facts, tested, bits(...(model.checks.no ?? [])));
    result.labels = [];
  }
  return result;
}

function invoked(
  machine: Machine,
  act: Activation,
  one: Call,
  invokes: NonNullable<Model['invokes']>,
): Value {
  const closures = callable(argumentAt(one, invokes.argument));
  if (closures === undefined) return UNKNOWN;
  const given = invokes.with.map((what) => {
    if (what === null) return UNKNOWN;
    if ('argument' in what) return argumentAt(one, what.argument) ?? UNKNOWN;
    return elementOf(argumentAt(one, what.elementOf) ?? UNKNOWN);
  });
  return machine.invoke(act, closures, { positional: given, named: new Map() }, one.node);
}

import type { Builtin } from './index.ts';
import type { Call } from '../run/arguments.ts';
import { HARMLESS, bits } from '../run/assurance.ts';
import { construct } from '../run/classes.ts';
import { importedAs } from '../run/imports.ts';
import { know } from '../run/knowing.ts';
import type { Activation, Machine } from '../run/machine.ts';
import { indexed, memberOf } from '../run/members.ts';
import { isPlain } from '../run/types.ts';
import {
  UNKNOWN,
  Value,
  deepLabels,
  elementOf,
  elements,
  foreign,
  join,
  joinLabels,
  list,
  record,
  withBits,
} from '../run/value.ts';

type Named = readonly (readonly [string, Builtin])[];

const pushed: Builtin = (machine, _act, { args, method, receiver }) => {
  if (receiver === undefined || receiver === UNKNOWN) return undefined;
  const isWhole = method === 'extend' || method === 'update';
  for (const value of args.positional) {
    const given = isWhole ? elementOf(value) : value;
    if (receiver.items !== undefined && receiver.items.length < 200) {
      if (isWhole && value.items !== undefined) receiver.items.push(...value.items.slice(0, 100));
      else if (method === 'unshift') receiver.items.unshift(given);
      else receiver.items.push(given);
    } else if (receiver.name === undefined && receiver.labels.length === 0) {
      receiver.element = receiver.element === undefined ? given : join(receiver.element, given);
    } else return undefined;
  }
  machine.growth.noteInside(receiver);
  return UNKNOWN;
};

function collected(value: Value | undefined): Value {
  if (value === undefined) return list([]);
  const made = value.items === undefined ? elements(elementOf(value)) : list([...value.items]);
  made.isFixed = value.isFixed;
  if (value.items === undefined) made.labels = value.labels;
  return made;
}

const gotten: Builtin = (machine, act, { args, name, node, receiver }) => {
  if (receiver === undefined) return undefined;
  const [key, fallback] = args.positional;
  if (typeof key?.constant !== 'string') {
    if (receiver.element !== undefined && receiver.labels.length === 0) {
      return [...(receiver.fields?.values() ?? [])].reduce(
        (all, one) => join(all, one),
        receiver.element,
      );
    }
    return receiver.fields === undefined && receiver.items === undefined
      ? undefined
      : elementOf(receiver);
  }
  if (receiver.labels.length === 0 && receiver.fields === undefined) return undefined;
  if (receiver.labels.length > 0 && receiver.name !== undefined && !name.includes('()'))
    return undefined;
  const value = memberOf(machine, act, receiver, key.constant, node);
  return fallback === undefined || fallback.constant !== undefined ? value : join(value, fallback);
};

/** Python: whether something is a number, or one of several kinds of number. */
const isInstance: Builtin = (_m, act, { args, node }) => {
  const tested = args.positional[0]?.labels ?? [];
  const type = node.arguments[1]?.value;
  if (type === undefined || tested.length === 0 || act.facts === undefined) return undefined;
  const types = type.kind === 'list' ? type.items.map(({ value }) => value) : [type];
  const made = new Value();
  made.yes = types.every(isPlain) ? know(act.facts, tested, bits('number')) : act.facts;
  made.no = act.facts;
  return made;
};

const BUILDER = /^(?:strings\.Builder|bytes\.Buffer)$/;

/** Go's builders of text have in them what is written to them. */
function written(builder: Value | undefined, values: readonly Value[]): Value | undefined {
  if (builder?.name === undefined || !BUILDER.test(builder.name)) return undefined;
  for (const value of values) {
    const labels = withBits(deepLabels(value), bits('embedded'));
    builder.labels = joinLabels(builder.labels, labels);
  }
  return UNKNOWN;
}

const passed: Builtin = (_machine, _act, { args }) => args.positional[0];

/** `await import('./x.js')`, and `require` where it is no declaration. */
const imported: Builtin = (machine, act, { args }) => {
  const from = args.positional[0]?.constant;
  return typeof from === 'string' ? importedAs(machine, act.module, from) : undefined;
};

export const collectionNames: Named = [
  ['Set', (_m, _act, { args }) => collected(args.positional[0])],
  ['set', (_m, _act, { args }) => collected(args.positional[0])],
  ['frozenset', (_m, _act, { args }) => collected(args.positional[0])],
  ['list', (_m, _act, { args }) => collected(args.positional[0])],
  ['tuple', (_m, _act, { args }) => collected(args.positional[0])],
  ['sorted', (_m, _act, { args }) => collected(args.positional[0])],
  ['reversed', (_m, _act, { args }) => collected(args.positional[0])],
  ['Array.from', (_m, _act, { args }) => collected(args.positional[0])],
  [
    'Map',
    (_m, _act, { args }) => {
      const [pairs] = args.positional;
      const fields = new Map<string, Value>();
      for (const pair of pairs?.items ?? []) {
        const key = pair.items?.[0]?.constant;
        if (typeof key === 'string') fields.set(key, pair.items?.[1] ?? UNKNOWN);
      }
      const made = record(fields, pairs === undefined || fields.size === 0);
      // Pairs that a callback made: any of their values may be asked for.
      const value = pairs?.element?.items?.[1];
      if (value !== undefined) made.element = value;
      return made;
    },
  ],
  [
    'dict',
    (_m, _act, { args }) => {
      const [from] = args.positional;
      const made = record(
        new Map([...(from?.fields ?? []), ...args.named]),
        from?.isOpen === true || args.fields !== undefined,
      );
      made.labels = [...(from?.labels ?? []), ...(args.fields?.labels ?? [])];
      return made;
    },
  ],
  [
    'enumerate',
    (_m, _act, { args }) => elements(list([UNKNOWN, elementOf(args.positional[0] ?? UNKNOWN)])),
  ],
  ['zip', (_m, _act, { args }) => elements(list(args.positional.map(elementOf)))],
  [
    'append',
    (_m, _act, { args }) => {
      const [to = UNKNOWN, ...more] = args.positional;
      const items = [...(to.items ?? []), ...more, ...(args.more === undefined ? [] : [args.more])];
      return to.items === undefined && to.element !== undefined
        ? elements(items.reduce((a, b) => join(a, b), to.element))
        : list(items.slice(0, 200));
    },
  ],
  [
    'len',
    (_m, _act, { args }) =>
      foreign(
        (args.positional[0]?.labels ?? []).map((label) => ({
          ...label,
          bits: label.bits | HARMLESS,
          part: 'length' as const,
        })),
      ),
  ],
  ['Object.keys', (_m, _act, { args }) => keysOf(args.positional[0])],
  ['Object.values', (_m, _act, { args }) => elements(elementOf(args.positional[0] ?? UNKNOWN))],
  [
    'Object.entries',
    (_m, _act, { args }) =>
      elements(
        list([elementOf(keysOf(args.positional[0])), elementOf(args.positional[0] ?? UNKNOWN)]),
      ),
  ],
  [
    'Object.assign',
    (_m, _act, { args }) => {
      const made = record(new Map(), true);
      for (const value of args.positional) {
        for (const [key, one] of value.fields ?? []) made.fields?.set(key, one);
        made.labels = [...made.labels, ...value.labels];
      }
      return made;
    },
  ],
  ['fmt.Fprintf', (_m, _act, { args }) => written(args.positional[0], args.positional.slice(1))],
  ['fmt.Fprint', (_m, _act, { args }) => written(args.positional[0], args.positional.slice(1))],
  ['fmt.Fprintln', (_m, _act, { args }) => written(args.positional[0], args.positional.slice(1))],
  ['io.WriteString', (_m, _act, { args }) => written(args.positional[0], args.positional.slice(1))],
  ['isinstance', isInstance],
  ['Object.freeze', passed],
  ['structuredClone', passed],
  ['copy.deepcopy', passed],
  ['Promise.resolve', passed],
  ['asyncio.shield', passed],
  ['asyncio.wait_for', passed],
  ['util.promisify', passed],
  ['promisify', passed],
  ['Promise.all', (_m, _act, { args }) => args.positional[0]],
  ['Promise.race', (_m, _act, { args }) => elementOf(args.positional[0] ?? UNKNOWN)],
  ['asyncio.gather', (_m, _act, { args }) => list([...args.positional])],
  [
    'JSON.parse',
    (_m, _act, { args }) => foreign(withBits(deepLabels(args.positional[0] ?? UNKNOWN), 0, ~0)),
  ],
  [
    'json.loads',
    (_m, _act, { args }) => foreign(withBits(deepLabels(args.positional[0] ?? UNKNOWN), 0, ~0)),
  ],
  ['require', imported],
  ['import', imported],
  // The arguments that are given ahead are not followed: the function is.
  ['functools.partial', passed],
  [
    'getattr',
    (machine, act, { args, node }) => {
      const [object, key] = args.positional;
      if (object === undefined || key === undefined) return undefined;
      if (typeof key.constant === 'string')
        return memberOf(machine, act, object, key.constant, node);
      return object.instance === undefined ? undefined : indexed(machine, act, object, key, node);
    },
  ],
];

function keysOf(value: Value | undefined): Value {
  if (value === undefined || value.labels.length === 0) return elements(UNKNOWN);
  return elements(
    foreign(value.labels.map((label) => ({ ...label, origin: label.origin.child('[]') }))),
  );
}

export const collectionMethods: Named = [
  ['push', pushed],
  ['append', pushed],
  ['add', pushed],
  ['extend', pushed],
  [
    'update',
    (machine, act, call) =>
      call.receiver?.fields === undefined ? undefined : merge(machine, act, call),
  ],
  ['unshift', pushed],
  ['WriteString', (_m, _act, { args, receiver }) => written(receiver, args.positional)],
  ['Write', (_m, _act, { args, receiver }) => written(receiver, args.positional)],
  [
    'insert',
    (_m, _act, { args, receiver }) => {
      if (receiver?.items === undefined || args.positional[1] === undefined) return undefined;
      const at = args.positional[0]?.constant;
      receiver.items.splice(
        typeof at === 'number' ? at : receiver.items.length,
        0,
        args.positional[1],
      );
      return UNKNOWN;
    },
  ],
  [
    'concat',
    (_m, _act, { args, receiver }) => {
      if (receiver?.items === undefined) return undefined;
      return list([
        ...receiver.items,
        ...args.positional.flatMap((one) => one.items ?? [elementOf(one)]),
      ]);
    },
  ],
  ['get', gotten],
  ['pop', gotten],
  [
    'set',
    (machine, _act, { args, receiver }) => {
      const [key, value] = args.positional;
      if (receiver?.fields === undefined || value === undefined) return undefined;
      if (typeof key?.constant === 'string') receiver.fields.set(key.constant, value);
      else
        receiver.element = receiver.element === undefined ? value : join(receiver.element, value);
      machine.growth.noteInside(receiver);
      return receiver;
    },
  ],
  ['getlist', gotten],
  ['setdefault', gotten],
  ['Get', gotten],
  ['GetString', gotten],
  [
    'RequireString',
    (machine, act, call) => {
      const value = gotten(machine, act, call);
      return value === undefined ? undefined : list([value, UNKNOWN]);
    },
  ],
  ...['GetInt', 'GetFloat', 'GetBool'].map(
    (name) => [name, (() => UNKNOWN) satisfies Builtin] as const,
  ),
  [
    'GetArguments',
    (_m, _act, { receiver }) =>
      receiver === undefined || receiver.labels.length === 0 ? undefined : foreign(receiver.labels),
  ],
  ['GetStringSlice', (machine, act, call) => gotten(machine, act, call)],
  [
    'items',
    (_m, _act, { args, receiver }) => {
      if (
        receiver === undefined ||
        args.positional.length > 0 ||
        (receiver.labels.length === 0 && receiver.fields === undefined)
      )
        return undefined;
      return elements(list([elementOf(keysOf(receiver)), elementOf(receiver)]));
    },
  ],
  [
    'values',
    (_m, _act, { receiver }) =>
      receiver === undefined || (receiver.labels.length === 0 && receiver.fields === undefined)
        ? undefined
        : elements(elementOf(receiver)),
  ],
  [
    'keys',
    (_m, _act, { receiver }) =>
      receiver === undefined || (receiver.labels.length === 0 && receiver.fields === undefined)
        ? undefined
        : keysOf(receiver),
  ],
  ['model_validate', validated],
  ['parse_obj', validated],
];

function merge(_machine: Machine, _act: Activation, { args, receiver }: Call): Value {
  const fields = receiver?.fields;
  for (const [key, value] of [...(args.positional[0]?.fields ?? []), ...args.named])
    fields?.set(key, value);
  return UNKNOWN;
}

/** `Model.model_validate(arguments)`. */
function validated(
  machine: Machine,
  act: Activation,
  { args, node, receiver }: Call,
): Value | undefined {
  const info = receiver?.class;
  const [given] = args.positional;
  if (info === undefined || given === undefined) return undefined;
  const names = info.node.fields.map(({ name }) => name);
  const fields = new Map(names.map((name) => [name, memberOf(machine, act, given, name, node)]));
  return construct(machine, act, info, { positional: [], named: fields }, node);
}

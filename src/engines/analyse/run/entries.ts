import type { Entry } from '../../../domain/flow.ts';
import type {
  Argument,
  Expression,
  FunctionNode,
  Parameter,
  SourceModule,
  Span,
} from '../../../domain/source.ts';
import { patternBits } from '../known/pattern.ts';
import { argumentAt, callable, keyOfClosure, nameOf } from './arguments.ts';
import type { Arguments, Call } from './arguments.ts';
import { bits } from './assurance.ts';
import type { Bits } from './assurance.ts';
import { Facts } from './facts.ts';
import { activation } from './machine.ts';
import type { Activation, EntryCall, Machine } from './machine.ts';
import { lineage } from './modules.ts';
import type { ClassInfo, ModuleInfo } from './modules.ts';
import { ANY, LISTED, NUMBER, eitherSchema, schemaOf, shaped } from './schema.ts';
import type { Schema } from './schema.ts';
import { provenBy } from './proof.ts';
import { instanceOf, isPlain } from './types.ts';
import { UNKNOWN, foreign, instanceValue, named, record } from './value.ts';
import type { Closure, Label, Value } from './value.ts';
import { viewOf } from './view.ts';

/** A function that foreign data enters, waiting to be run. */
export interface Registration {
  readonly entry: Entry;
  readonly closures: readonly Closure[];
  /** The function as it is written: its parameters name what enters. */
  readonly node: FunctionNode;
  readonly module: ModuleInfo;
  readonly call: Call | undefined;
  readonly name: string | undefined;
  readonly schema: Schema | undefined;
  readonly at: Span;
}

/** Takes note of a call that registers a handler. */
export function registerCall(machine: Machine, act: Activation, call: Call): void {
  const { language } = act.module.module;
  for (const { entry } of machine.knowledge.entryCalls.find(call.name, language)) {
    if (entry.when !== undefined && !entry.when(viewOf(call, language, act.module.module)))
      continue;
    for (const closures of handlersOf(call, entry)) {
      const schema =
        entry.schema === undefined ? undefined : schemaOf(argumentAt(call, entry.schema));
      add(machine, act, { entry, closures, call, name: nameIn(call), schema, at: call.node });
    }
  }
}

/** Handlers, `last` being all trailing functions: middleware comes before the handler itself. */
function handlersOf(call: Call, { handler }: Entry): (readonly Closure[])[] {
  const values = [...call.args.positional];
  if (handler === undefined || handler === 'last') {
    const last = values.findLast((value) => callable(value) !== undefined);
    const closures = callable(last);
    return closures === undefined ? [] : [closures];
  }
  const closures = callable(argumentAt(call, handler));
  return closures === undefined ? [] : [closures];
}

function nameIn(call: Call): string | undefined {
  const first = call.args.positional[0];
  const name =
    first?.constant ??
    first?.fields?.get('name')?.constant ??
    call.args.named.get('name')?.constant;
  return typeof name === 'string' ? name : undefined;
}

function add(
  machine: Machine,
  act: Activation,
  one: Pick<Registration, 'entry' | 'closures' | 'call' | 'name' | 'schema' | 'at'> & {
    readonly node?: FunctionNode;
  },
): void {
  const [first] = one.closures;
  if (first === undefined) return;
  const key = keyOfClosure(one.closures);
  if (machine.registered.has(key)) return;
  machine.registered.add(key);
  for (const { node } of one.closures) machine.handlers.add(node);
  machine.registrations.push({ ...one, node: one.node ?? first.node, module: act.module });
}

/** Runs a function's decorators over it, and takes note of those that register it. */
export function decorated(
  machine: Machine,
  act: Activation,
  node: FunctionNode,
  plain: Value,
): Value {
  let value = plain;
  const { language } = act.module.module;
  for (const decorator of node.decorators.toReversed()) {
    const isCall = decorator.kind === 'call';
    const callee = machine.evaluate(act, decorator);
    const name = (callee.name ?? '').replace(/\(\)$/, '');
    const entries: readonly EntryCall[] = machine.knowledge.entryDecorators.find(
      name === '' ? nameWritten(decorator) : name,
      language,
    );
    for (const { entry } of entries) {
      const closures = callable(value);
      if (closures === undefined) continue;
      const tool = isCall
        ? decorator.arguments.find(({ name: key }) => key === undefined || key === 'name')?.value
        : undefined;
      const named =
        tool?.kind === 'literal' && typeof tool.value === 'string' ? tool.value : node.name;
      add(machine, act, {
        entry,
        closures,
        call: undefined,
        name: named,
        schema: undefined,
        at: decorator,
        node,
      });
    }
    if (entries.length > 0) continue;
    const wrapper = callable(callee);
    if (wrapper === undefined) continue;
    const wrapped = machine.invoke(
      act,
      wrapper,
      { positional: [value], named: new Map() },
      decorator,
    );
    if (wrapped.closures !== undefined) value = wrapped;
  }
  return value;
}

function nameWritten(decorator: Expression): string {
  if (decorator.kind === 'call') return nameWritten(decorator.callee);
  if (decorator.kind === 'member') return `${nameWritten(decorator.object)}.${decorator.name}`;
  return decorator.kind === 'name' ? decorator.name : '?';
}

/** Takes note of classes whose methods a framework calls. */
export function registerClass(machine: Machine, act: Activation, info: ClassInfo): void {
  const { language } = act.module.module;
  const bases = lineage(info).flatMap((one) => one.bases.map(({ name }) => name));
  for (const base of ['', ...bases]) {
    if (base === undefined) continue;
    for (const { entry } of machine.knowledge.entryBases.find(base, language)) {
      for (const name of entry.methods ?? []) {
        const method = info.methods.get(name);
        if (method === undefined) continue;
        const closure: Closure = {
          node: method,
          frame: info.frame.outer ?? info.frame,
          module: info.module,
          self: instanceValue(info),
          owner: info,
        };
        const schema = schemaOf(info.fields.get('schema') ?? info.statics.get('schema'));
        add(machine, act, {
          entry,
          closures: [closure],
          call: undefined,
          name: info.node.name,
          schema,
          at: method,
        });
      }
    }
  }
}

/** Takes note of handlers that stand in a record beside what describes a tool. */
export function registerRecord(machine: Machine, act: Activation, made: Value, at: Span): void {
  const { fields } = made;
  if (fields === undefined) return;
  for (const entry of machine.knowledge.entryRecords) {
    const { beside = [], handlers = [] } = entry.records ?? {};
    if (!entry.languages.includes(act.module.module.language)) continue;
    if (!beside.every((key) => fields.has(key))) continue;
    const closures = handlers.map((key) => callable(fields.get(key))).find(Boolean);
    if (closures === undefined) continue;
    const schema = entry.schema === undefined ? undefined : schemaOf(fields.get(`${entry.schema}`));
    const name = fields.get('name')?.constant;
    add(machine, act, {
      entry,
      closures,
      call: undefined,
      name: typeof name === 'string' ? name : undefined,
      schema,
      at,
    });
  }
}

/** Takes note of functions that a framework finds by the module's path and the name that exports them. */
export function registerExports(machine: Machine, act: Activation): void {
  const { exports, module } = act.module;
  for (const entry of machine.knowledge.entryExports) {
    const { beside = [], names = [], paths } = entry.exports ?? {};
    if (paths?.test(module.path) !== true || !entry.languages.includes(module.language)) continue;
    if (!beside.every((name) => exports.has(name))) continue;
    for (const name of names) {
      const [outer = '', inner] = name.split('.', 2);
      const whole = exports.get(outer);
      const closures = callable(inner === undefined ? whole : whole?.fields?.get(inner));
      const [first] = closures ?? [];
      if (closures === undefined || first === undefined) continue;
      const schema =
        entry.schema === undefined ? undefined : schemaOf(exports.get(`${entry.schema}`));
      add(machine, act, { entry, closures, call: undefined, name, schema, at: first.node });
    }
  }
}

/** Takes note of a function that is a handler by the type of a parameter; whether it is one. */
export function registerTyped(machine: Machine, act: Activation, closure: Closure): boolean {
  const { node } = closure;
  const { language } = act.module.module;
  for (const [index, { type }] of withoutSelf(node, act.module.module).entries()) {
    const name = type === undefined ? undefined : instanceOf(machine, act, type).name;
    if (name === undefined) continue;
    const [found] = machine.knowledge.entryTypes.find(name.replace(/\(\)$/, ''), language);
    if (found === undefined) continue;
    const { foreign: paths } = found.entry;
    const foreign =
      paths === 'all'
        ? [index]
        : paths.map((path) =>
            typeof path === 'number' ? path + index : path.replace(/^0(?=\.)/, `${index}`),
          );
    add(machine, act, {
      entry: { ...found.entry, foreign },
      closures: [closure],
      call: undefined,
      name: node.name,
      schema: undefined,
      at: node,
    });
    return true;
  }
  return false;
}

/** What comes in by a value's name alone. */
export function enteringValue(
  machine: Machine,
  act: Activation,
  name: string,
  at: Span,
): readonly Label[] {
  const { module } = act.module;
  return machine.knowledge.entryValues
    .find(name, module.language)
    .map(({ entry }) =>
      machine.source(entry.origin, name, module, at, `${entry.what} is read as \`${name}\``),
    );
}

/** Runs a handler as its framework would, with foreign data in the parameters that it comes in by. */
export function enter(machine: Machine, act: Activation, one: Registration): void {
  machine.invoke(act, one.closures, argumentsFor(machine, act, one), one.at);
}

function argumentsFor(machine: Machine, act: Activation, one: Registration): Arguments {
  const {
    entry,
    module: { module },
    node,
  } = one;
  const parameters = withoutSelf(node, module);
  const positional: Value[] = [];
  const named = new Map<string, Value>();
  let fields: Value | undefined;
  if (module.language === 'python' && entry.foreign === 'all') {
    const wrapped = wrappedBy(one);
    if (wrapped !== undefined) return argumentsFor(machine, wrapped.act, wrapped.registration);
  }
  for (const [index, parameter] of parameters.entries()) {
    const value = isTrusted(entry, parameter)
      ? passed(entry, parameter)
      : entering(machine, act, one, parameter, index);
    if (module.language !== 'python' || entry.foreign !== 'all') positional.push(value);
    else if (parameter.rest === undefined) named.set(nameOf(parameter.target), value);
    else if (parameter.rest === 'fields') fields = value;
  }
  return { positional, named, ...(fields !== undefined && { fields }) };
}

/** What a wrapper that says so (`functools.wraps`) passes on: frameworks ask the wrapped function for its parameters. */
function wrappedBy(
  one: Registration,
): { readonly act: Activation; readonly registration: Registration } | undefined {
  const isOpen = one.node.parameters.some(({ rest }) => rest === 'fields');
  const [closure] = one.closures;
  if (!isOpen || closure === undefined || closure.node !== one.node) return undefined;
  for (const decorator of one.node.decorators) {
    if (decorator.kind !== 'call' || lastWordOf(decorator.callee) !== 'wraps') continue;
    const [given] = decorator.arguments;
    if (given?.value.kind !== 'name') continue;
    const inner = closure.frame.get(given.value.name)?.closures?.[0];
    if (inner === undefined || inner.node === one.node) continue;
    const act = activation(inner.module, inner.module.frame, Facts.none);
    return {
      act,
      registration: { ...one, node: inner.node, closures: [inner], module: inner.module },
    };
  }
  return undefined;
}

function withoutSelf(node: FunctionNode, module: SourceModule): readonly Parameter[] {
  const isMethod =
    module.language === 'python' &&
    (node.member === 'method' || node.member === 'classmethod' || node.member === 'getter');
  return isMethod ? node.parameters.slice(1) : node.parameters;
}

function isTrusted({ trusted }: Entry, { target, type }: Parameter): boolean {
  if (trusted === undefined) return false;
  const name = type === undefined ? '' : lastWordOf(type);
  return trusted.includes(name) || trusted.includes(nameOf(target));
}

/** What the framework passes in: its name, where no type says it. */
function passed({ passes }: Entry, { target, type }: Parameter): Value {
  const name = type === undefined ? passes?.[nameOf(target)] : undefined;
  return name === undefined ? UNKNOWN : named(name);
}

function lastWordOf(type: Expression): string {
  if (type.kind === 'name') return type.name;
  if (type.kind === 'member') return type.name;
  return type.kind === 'call' ? lastWordOf(type.callee) : '';
}

function entering(
  machine: Machine,
  act: Activation,
  one: Registration,
  parameter: Parameter,
  index: number,
): Value {
  const {
    entry,
    module: { module },
    schema,
  } = one;
  const name = nameOf(parameter.target) || 'arguments';
  const source = (): Label =>
    machine.source(entry.origin, name, module, parameter, `${entry.what} comes in as \`${name}\``);
  if (entry.foreign === 'all' || entry.foreign.includes(index)) {
    if (schema !== undefined) return shaped([source()], schema);
    const isEnforced = entry.enforcesTypes === true || module.language === 'go';
    if (isEnforced && parameter.type !== undefined) {
      const { fallback, type } = parameter;
      const base = schemaOfType(machine, act, type) ?? ANY;
      // `name: str = Field(pattern="…")`.
      const more = fallback === undefined ? 0 : constraintOf(machine, act, fallback);
      return shaped([source()], { ...base, bits: base.bits | more });
    }
    return foreign([source()]);
  }
  const paths = entry.foreign.filter(
    (path) => typeof path === 'string' && path.startsWith(`${index}.`),
  ) as string[];
  if (paths.length === 0) return UNKNOWN;
  const label = source();
  const made = record(new Map(), true);
  for (const path of paths) {
    let at = made;
    let { origin } = label;
    const words = path.split('.').slice(1);
    for (const [depth, word] of words.entries()) {
      origin = origin.child(word);
      if (depth === words.length - 1) {
        at.fields?.set(word, foreign([{ ...label, origin }]));
        break;
      }
      let next = at.fields?.get(word);
      if (next === undefined) {
        next = record(new Map(), true);
        at.fields?.set(word, next);
      }
      at = next;
    }
  }
  return made;
}

/** What the framework makes sure of by a parameter's type: pydantic models, literals, numbers, enums. */
export function schemaOfType(
  machine: Machine,
  act: Activation,
  type: Expression,
  depth = 5,
): Schema | undefined {
  if (depth === 0) return undefined;
  const name = lastWordOf(type);
  if (type.kind === 'call') {
    const [first, ...rest] = type.arguments;
    if (name === 'Literal') return LISTED;
    if (
      (name === 'list' || name === 'List' || name === 'set' || name === 'Sequence') &&
      first !== undefined
    ) {
      return { bits: 0, element: schemaOfType(machine, act, first.value, depth - 1) ?? ANY };
    }
    if ((name === 'Annotated' || name === 'Optional') && first !== undefined) {
      const base = schemaOfType(machine, act, first.value, depth - 1) ?? ANY;
      let gained = base.bits;
      for (const { value } of rest) gained |= constraintOf(machine, act, value);
      return { ...base, bits: gained };
    }
    return name === 'Union' ? eitherOf(machine, act, type.arguments, depth - 1) : undefined;
  }
  if (isPlain(type)) return NUMBER;
  if (type.kind !== 'name' && type.kind !== 'member') return undefined;
  const value = machine.evaluate(act, type);
  // `Name = Annotated[str, Field(…)]`.
  if (value.schema !== undefined) return value.schema;
  if (value.class === undefined) return undefined;
  const bases = lineage(value.class).flatMap(({ bases: all }) => all);
  if (
    value.class.node.isEnum ||
    bases.some(({ name: base }) => base !== undefined && /(?:^|\.)(?:Str|Int)?Enum$/.test(base))
  )
    return LISTED;
  return schemaOfClass(machine, act, value.class, depth);
}

/** What the types of a class's fields say; undefined where it has none. */
export function schemaOfClass(
  machine: Machine,
  act: Activation,
  given: ClassInfo,
  depth: number,
): Schema | undefined {
  const fields = new Map<string, Schema>();
  for (const info of lineage(given)) {
    // The names in a class are those of the module that it stands in.
    const there = activation(info.module, info.frame, act.facts ?? Facts.none);
    for (const field of info.node.fields) {
      if (fields.has(field.name) || field.type === undefined) continue;
      const base = schemaOfType(machine, there, field.type, depth - 1) ?? ANY;
      const more = field.value === undefined ? 0 : constraintOf(machine, there, field.value);
      const checked = checkedBy(machine, there, info, field.name);
      fields.set(field.name, { ...base, bits: base.bits | more | checked });
    }
  }
  return fields.size === 0 ? undefined : { bits: 0, fields, class: given };
}

/** What pydantic's `@field_validator("name")` methods of a class make sure of a field. */
function checkedBy(machine: Machine, act: Activation, info: ClassInfo, name: string): Bits {
  let gained = 0;
  for (const method of info.node.methods) {
    const isItsCheck = method.decorators.some(
      (one) =>
        one.kind === 'call' &&
        /^(?:field_)?validator$/.test(lastWordOf(one.callee)) &&
        one.arguments.some(
          ({ value }) => value.kind === 'literal' && (value.value === name || value.value === '*'),
        ),
    );
    if (!isItsCheck) continue;
    const closure: Closure = {
      node: method,
      frame: info.frame.outer ?? info.frame,
      module: info.module,
      self: instanceValue(info),
      owner: info,
    };
    gained |= provenBy(machine, act, [closure], method, true);
  }
  return gained;
}

/** What holds of each of several types. */
function eitherOf(
  machine: Machine,
  act: Activation,
  types: readonly Argument[],
  depth: number,
): Schema | undefined {
  let either: Schema | undefined;
  for (const { value } of types) {
    const one = schemaOfType(machine, act, value, depth) ?? ANY;
    either = either === undefined ? one : eitherSchema(either, one);
  }
  return either;
}

/** `Field(pattern='^…$')`, `AfterValidator(check)`. */
function constraintOf(machine: Machine, act: Activation, node: Expression): number {
  if (node.kind !== 'call') return 0;
  if (/^(?:After|Before|Plain)Validator$/.test(lastWordOf(node.callee))) {
    const [check] = node.arguments;
    const closures = check && machine.evaluate(act, check.value).closures;
    return closures === undefined ? 0 : provenBy(machine, act, closures, node, true);
  }
  const pattern = node.arguments.find(({ name }) => name === 'pattern' || name === 'regex')?.value;
  if (pattern === undefined) return 0;
  const source = machine.evaluate(act, pattern).constant;
  return typeof source === 'string' ? patternBits(source, 'search').yes : bits();
}

import type { ClassNode, Expression, FunctionNode, Span } from '../../../domain/source.ts';
import { noArguments } from './arguments.ts';
import type { Arguments } from './arguments.ts';
import { decorated, registerClass } from './entries.ts';
import { Facts } from './facts.ts';
import { Frame } from './frame.ts';
import { activation } from './machine.ts';
import type { Activation, Machine } from './machine.ts';
import { lineage } from './modules.ts';
import type { ClassInfo, ModuleInfo } from './modules.ts';
import { instanceOf } from './types.ts';
import {
  UNKNOWN,
  Value,
  classValue,
  closureValue,
  constant,
  foreign,
  instanceValue,
  join,
} from './value.ts';
import type { Closure } from './value.ts';

/** Makes a class out of its declaration, once for each place and module. */
export function defineClass(machine: Machine, act: Activation, node: ClassNode): Value {
  let info = machine.classes.get(node);
  if (info === undefined) {
    info = {
      node,
      module: act.module,
      frame: new Frame(act.frame),
      bases: node.bases.map((base) => machine.evaluate(act, base)),
      methods: new Map(node.methods.map((method) => [keyOf(method), method])),
      decorated: new Map(),
      fields: new Map(),
      statics: new Map(),
    };
    machine.classes.set(node, info);
    act.module.classes.push(info);
    const value = classValue(info);
    if (node.name !== '') act.frame.declare(node.name, value);
    fill(machine, act, info);
    registerClass(machine, act, info);
    return value;
  }
  return classValue(info);
}

function keyOf({ member, name }: FunctionNode): string {
  if (member === 'getter') return `get ${name}`;
  return member === 'setter' ? `set ${name}` : member === 'constructor' ? 'constructor' : name;
}

function fill(machine: Machine, act: Activation, info: ClassInfo): void {
  const { node } = info;
  const inner: Activation = {
    ...activation(act.module, info.frame, act.facts ?? Facts.none),
    self: instanceValue(info),
    owner: info,
  };
  machine.run(inner, node.body);
  for (const { isStatic, name, type, value } of node.fields) {
    const made = value === undefined ? typed(machine, act, type) : machine.evaluate(inner, value);
    const known = made === UNKNOWN && node.isEnum ? constant(name) : made;
    if (act.module.module.language === 'python' || isStatic || node.isEnum) {
      info.statics.set(name, known);
      info.frame.declare(name, known);
    }
    info.fields.set(name, known);
  }
  for (const method of node.methods) {
    if (method.decorators.length === 0) continue;
    const plain = closureValue({
      node: method,
      frame: outer(info),
      module: info.module,
      self: instanceValue(info),
      owner: info,
    });
    info.decorated.set(keyOf(method), decorated(machine, inner, method, plain));
  }
}

function typed(machine: Machine, act: Activation, type: Expression | undefined): Value {
  return type === undefined ? UNKNOWN : instanceOf(machine, act, type);
}

/** Methods do not see their class's other members by bare name: they see what is around the class. */
function outer(info: ClassInfo): Frame {
  return info.frame.outer ?? info.frame;
}

/** Go: gives each struct of a package the methods that its files declare for it, once. */
export function attachMethods(machine: Machine, files: readonly ModuleInfo[]): void {
  const [first] = files;
  if (first === undefined || machine.packages.has(first.frame)) return;
  machine.packages.add(first.frame);
  const structs = new Map<string, ClassNode>();
  for (const { module } of files)
    for (const one of module.body)
      if (one.kind === 'class' && !structs.has(one.class.name))
        structs.set(one.class.name, one.class);
  for (const info of files) {
    for (const statement of info.module.body) {
      if (statement.kind !== 'define' || statement.function.receiver === undefined) continue;
      const { receiver } = statement.function;
      const owner = structs.get(receiver.type);
      if (owner === undefined) continue;
      const act = activation(info, info.frame, Facts.none);
      if (info.frame.get(receiver.type) === undefined) defineClass(machine, act, owner);
      machine.classes.get(owner)?.methods.set(statement.function.name, statement.function);
    }
  }
}

/** The name that instances have by a base outside the program. */
function outsideBase(info: ClassInfo): string | undefined {
  for (const one of lineage(info)) {
    const base = one.bases.find(({ name }) => name !== undefined);
    if (base?.name !== undefined) return base.name;
  }
  return undefined;
}

export function memberOfInstance(
  machine: Machine,
  act: Activation,
  info: ClassInfo,
  name: string,
  self: Value,
): Value | undefined {
  const line = lineage(info);
  for (const one of line) {
    const getter = one.methods.get(`get ${name}`);
    if (getter !== undefined)
      return machine.invoke(act, [closureOf(one, getter, self)], noArguments, getter);
    const wrapped = one.decorated.get(name);
    if (wrapped !== undefined) return bound(wrapped, self);
    const method =
      one.methods.get(name) ?? (name === '__init__' ? one.methods.get('constructor') : undefined);
    if (method !== undefined) {
      const made = closureValue(closureOf(one, method, self));
      return made;
    }
  }
  let field: Value | undefined;
  for (const one of line) {
    const value = one.fields.get(name) ?? one.statics.get(name);
    machine.growth.noteRead(one, name, value, act.node);
    if (value !== undefined) field = field === undefined ? value : join(field, value);
  }
  if (field !== undefined) return field;
  const base = outsideBase(info);
  if (base === undefined) return undefined;
  const made = new Value();
  made.name = `${base}().${name}`;
  return made;
}

/** Methods whose name is put together: `getattr(self, f"run_{name}")` may be any that starts so. */
export function methodsLike(
  info: ClassInfo,
  { prefix, suffix }: Value,
  self: Value,
): Value | undefined {
  if (prefix.length + suffix.length < 2) return undefined;
  const closures: Closure[] = [];
  for (const one of lineage(info)) {
    for (const [name, method] of one.methods) {
      if (closures.length >= 60 || !name.startsWith(prefix) || !name.endsWith(suffix)) continue;
      closures.push(closureOf(one, method, self));
    }
  }
  if (closures.length === 0) return undefined;
  const made = new Value();
  made.closures = closures;
  return made;
}

function bound(value: Value, self: Value): Value {
  if (value.closures === undefined) return value;
  const made = new Value();
  made.closures = value.closures.map((closure) =>
    closure.owner === undefined ? closure : { ...closure, self },
  );
  return made;
}

export function memberOfClass(
  machine: Machine,
  act: Activation,
  info: ClassInfo,
  name: string,
  self: Value,
): Value | undefined {
  for (const one of lineage(info)) {
    const value = one.statics.get(name);
    machine.growth.noteRead(one, name, value, act.node);
    if (value !== undefined) return value;
    const wrapped = one.decorated.get(name);
    if (wrapped !== undefined) return wrapped;
    const method =
      one.methods.get(name) ?? (name === '__init__' ? one.methods.get('constructor') : undefined);
    if (method !== undefined)
      return closureValue(
        closureOf(
          one,
          method,
          method.member === 'classmethod' || method.member === 'static' ? self : undefined,
        ),
      );
  }
  const base = outsideBase(info);
  if (base === undefined) return undefined;
  const made = new Value();
  made.name = `${base}.${name}`;
  return made;
}

function closureOf(info: ClassInfo, node: FunctionNode, self: Value | undefined): Closure {
  return { node, frame: outer(info), module: info.module, self, owner: info };
}

/** `new C(…)`, `C(…)`. */
export function construct(
  machine: Machine,
  act: Activation,
  info: ClassInfo,
  args: Arguments,
  at: Span,
): Value {
  const self = instanceValue(info);
  for (const one of lineage(info)) {
    const constructor = one.methods.get('constructor');
    if (constructor === undefined) continue;
    machine.invoke(act, [closureOf(one, constructor, self)], args, at);
    return self;
  }
  // Dataclasses and pydantic models: the fields are what is given, those of bases first.
  const names = lineage(info)
    .toReversed()
    .flatMap(({ node }) => node.fields.map(({ name }) => name));
  const given = args.positional.map((value, at) => [names[at] ?? '', value] as const);
  const spread = names.map((name) => [name, partOf(args.fields, name)] as const);
  for (const [name, value] of [...given, ...spread, ...args.named]) {
    if (value === UNKNOWN) continue;
    const known = info.fields.get(name);
    const next = known === undefined || known === UNKNOWN ? value : join(known, value);
    info.fields.set(name, next);
    machine.growth.note(info, name, known, next);
  }
  // A result that says yes or no is told apart from the others.
  if ([...args.named.values()].some(({ constant }) => typeof constant === 'boolean'))
    self.fields = new Map([...given, ...args.named].filter(([, value]) => value !== UNKNOWN));
  return self;
}

/** What `**fields` gives for a name. */
function partOf(fields: Value | undefined, name: string): Value {
  const known = fields?.fields?.get(name);
  if (known !== undefined) return known;
  const labels = fields?.labels ?? [];
  return foreign(labels.map((label) => ({ ...label, origin: label.origin.child(name) })));
}

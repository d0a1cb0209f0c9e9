import type { OriginKind } from '../../../domain/flow.ts';
import type { FunctionNode, SourceModule } from '../../../domain/source.ts';
import type { Bits } from './assurance.ts';
import type { Facts } from './facts.ts';
import type { Frame } from './frame.ts';
import type { ClassInfo, ModuleInfo } from './modules.ts';
import type { Schema } from './schema.ts';

/** A foreign thing, or a part of one: `args`, `args.path`, `args.files[]`. */
export class Origin {
  static #count = 0;
  readonly id: number = Origin.#count++;
  readonly kind: OriginKind;
  readonly name: string;
  readonly parent: Origin | undefined;
  readonly depth: number;
  #children: Map<string, Origin> | undefined;

  constructor(kind: OriginKind, name: string, parent?: Origin) {
    this.kind = kind;
    this.name = name;
    this.parent = parent;
    this.depth = parent === undefined ? 0 : parent.depth + 1;
  }

  /** The same child for the same name. Deep ones are their parent: foreign data may be recursive. */
  child(name: string): Origin {
    if (this.depth >= 6) return this;
    this.#children ??= new Map();
    let child = this.#children.get(name);
    if (child === undefined) {
      if (this.#children.size >= 200) return this;
      child = new Origin(
        this.kind,
        name === '[]' ? `${this.name}[]` : `${this.name}.${name}`,
        this,
      );
      this.#children.set(name, child);
    }
    return child;
  }
}

/** Where a label came by, last step first. */
export interface Trail {
  readonly module: SourceModule;
  readonly at: number;
  readonly what: string;
  readonly before: Trail | undefined;
  readonly length: number;
}

/** What a value is of the foreign thing: a URL's host is checked on behalf of the URL. */
export type Part =
  | 'url'
  | 'host'
  | 'scheme'
  | 'address'
  | 'relative'
  | 'first'
  | 'length'
  | undefined;

/** Foreign data in a value. */
export interface Label {
  readonly origin: Origin;
  /** What its making assures. What checks assure stands in the facts, by origin. */
  readonly bits: Bits;
  readonly part: Part;
  readonly isUncertain: boolean;
  readonly trail: Trail | undefined;
}

export type Constant = string | number | boolean | null;

/** A function of the program with the variables that it sees. */
export interface Closure {
  readonly node: FunctionNode;
  readonly frame: Frame;
  readonly module: ModuleInfo;
  readonly self: Value | undefined;
  /** The class that it is a member of. */
  readonly owner: ClassInfo | undefined;
}

/** One of the ways in which a function returned, with what was known then. */
export interface Alternative {
  readonly value: Value;
  readonly facts: Facts;
}

/** What is known of a value at run time. Undefined members are not known; nothing is ever certain to be absent. */
export class Value {
  labels: readonly Label[] = NO_LABELS;
  constant: Constant | undefined = undefined;
  /** Constant text that it starts with. */
  prefix = '';
  /** The text it ends with, where that is constant. */
  suffix = '';
  /** Name of something outside the program. */
  name: string | undefined = undefined;
  closures: readonly Closure[] | undefined = undefined;
  /** An instance of a class of the program. */
  instance: ClassInfo | undefined = undefined;
  /** Other classes that it may be an instance of: one of a table of tools may be any of them. */
  others: readonly ClassInfo[] | undefined = undefined;
  /** A class of the program itself. */
  class: ClassInfo | undefined = undefined;
  module: ModuleInfo | undefined = undefined;
  /** Members of a record. */
  fields: Map<string, Value> | undefined = undefined;
  /** Whether it may have members other than `fields`. */
  isOpen = false;
  items: Value[] | undefined = undefined;
  /** Any element of a list whose items are not told apart. */
  element: Value | undefined = undefined;
  alternatives: readonly Alternative[] | undefined = undefined;
  /** What holds when it is true, and when it is false. */
  yes: Facts | undefined = undefined;
  no: Facts | undefined = undefined;
  schema: Schema | undefined = undefined;
  /** A regular expression's source. */
  pattern: string | undefined = undefined;
  /** The value is a collection that the program fixed: to be in it is to be one of a fixed set. */
  isFixed = false;
  /** The constants that it may be, where it is one of a few. */
  options: readonly Constant[] | undefined = undefined;
  /** A URL up to the slash after its host, and more: the host is the program's choice. */
  isRooted = false;
  /** It depends on something foreign that is not in it. */
  isInfluenced = false;
}

const NO_LABELS: readonly Label[] = [];

/** Nothing is known of it. Never changed. */
export const UNKNOWN: Value = new Value();

/** Nothing is known of it, but that it depends on something foreign. Never changed. */
export const INFLUENCED: Value = Object.assign(new Value(), { isInfluenced: true });

export function constant(value: Constant): Value {
  const made = new Value();
  made.constant = value;
  if (typeof value === 'string') {
    made.prefix = value.slice(0, 200);
    made.suffix = value.slice(-40);
  }
  return made;
}

export function named(name: string, labels: readonly Label[] = NO_LABELS): Value {
  const made = new Value();
  made.name = name.length > 300 ? `${name.slice(0, 300)}` : name;
  made.labels = labels;
  return made;
}

export function foreign(labels: readonly Label[]): Value {
  if (labels.length === 0) return UNKNOWN;
  const made = new Value();
  made.labels = labels;
  return made;
}

export function closureValue(closure: Closure): Value {
  const made = new Value();
  made.closures = [closure];
  return made;
}

export function record(fields: Map<string, Value>, isOpen = false): Value {
  const made = new Value();
  made.fields = fields;
  made.isOpen = isOpen;
  return made;
}

export function list(items: Value[]): Value {
  const made = new Value();
  made.items = items;
  return made;
}

export function elements(element: Value): Value {
  const made = new Value();
  made.element = element;
  made.labels = element.labels;
  return made;
}

/** Whether somebody outside chose it: the program's own credentials are no such thing, and an assumption is none. */
export function isForeign({ origin }: Label): boolean {
  return origin.kind !== 'secret' && origin.kind !== 'assumed';
}

/** Whether a value is the program's own choice, as far as is known. */
export function isOwn({ labels }: Value): boolean {
  return !labels.some(isForeign);
}

const MOST_LABELS = 12;

/** Both sets, each origin and part once with what is known of it in both. */
export function joinLabels(a: readonly Label[], b: readonly Label[]): readonly Label[] {
  if (a === b || b.length === 0) return a;
  if (a.length === 0) return b;
  const joined = [...a];
  for (const label of b) {
    const at = joined.findIndex((one) => one.origin === label.origin && one.part === label.part);
    const same = joined[at];
    if (same === undefined) {
      if (joined.length < MOST_LABELS) joined.push(label);
    } else if (same.bits !== (same.bits & label.bits) || (same.isUncertain && !label.isUncertain)) {
      const better = same.isUncertain && !label.isUncertain ? label : same;
      joined[at] = { ...better, bits: same.bits & label.bits };
    }
  }
  return joined;
}

/** Labels with more known, or less. */
export function withBits(labels: readonly Label[], add: Bits, drop: Bits = 0): readonly Label[] {
  if (labels.length === 0 || (add === 0 && drop === 0)) return labels;
  return labels.map((label) => ({ ...label, bits: (label.bits & ~drop) | add }));
}

/** A few characters of a credential tell which one it is, and are shown for that. */
export function plainLabels(labels: readonly Label[]): readonly Label[] {
  const others = labels.filter(({ origin }) => origin.kind !== 'secret');
  return others.length === labels.length ? labels : others;
}

export function withPart(labels: readonly Label[], part: Part): readonly Label[] {
  return labels.map((label) => ({ ...label, part }));
}

export function uncertain(labels: readonly Label[]): readonly Label[] {
  return labels.map((label) => (label.isUncertain ? label : { ...label, isUncertain: true }));
}

export function along(
  labels: readonly Label[],
  step: { readonly module: SourceModule; readonly at: number; readonly what: string },
): readonly Label[] {
  return labels.map((label) => {
    const length = label.trail?.length ?? 0;
    if (length >= 12 || (label.trail?.at === step.at && label.trail.module === step.module))
      return label;
    return { ...label, trail: { ...step, before: label.trail, length: length + 1 } };
  });
}

/** All foreign data in a value, however deep. */
export function deepLabels(value: Value, depth = 4): readonly Label[] {
  let labels = value.labels;
  if (depth === 0) return labels;
  if (value.fields !== undefined) {
    for (const field of value.fields.values())
      labels = joinLabels(labels, deepLabels(field, depth - 1));
  }
  if (value.items !== undefined) {
    for (const item of value.items) labels = joinLabels(labels, deepLabels(item, depth - 1));
  }
  if (value.element !== undefined)
    labels = joinLabels(labels, deepLabels(value.element, depth - 1));
  return labels;
}

/** What is known of a value that is one or the other. */
export function join(a: Value, b: Value, depth = 3): Value {
  if (a === b) return a;
  if (isNothing(a) && b.labels.length === 0 && b.constant === undefined) return b;
  const made = new Value();
  made.labels = joinLabels(a.labels, b.labels);
  if (a.constant === b.constant) made.constant = a.constant;
  else made.options = joinOptions(a, b);
  made.isRooted = a.isRooted && b.isRooted;
  if (a.prefix === b.prefix) made.prefix = a.prefix;
  if (a.suffix === b.suffix) made.suffix = a.suffix;
  made.name = a.name ?? b.name;
  made.closures = joinClosures(a.closures, b.closures);
  made.instance = a.instance ?? b.instance;
  made.others = joinOthers(made.instance, a, b);
  made.class = a.class ?? b.class;
  made.module = a.module ?? b.module;
  made.schema = a.schema ?? b.schema;
  made.pattern = a.pattern ?? b.pattern;
  made.isFixed = a.isFixed && b.isFixed;
  made.isOpen = a.isOpen || b.isOpen;
  made.isInfluenced = a.isInfluenced || b.isInfluenced;
  if (depth > 0) {
    made.fields = joinFields(a.fields, b.fields, depth - 1);
    joinLists(made, a, b, depth - 1);
  }
  return made;
}

function isNothing(value: Value): boolean {
  return value === UNKNOWN || (value.constant === null && value.labels.length === 0);
}

const MOST_OPTIONS = 16;

function joinOptions(a: Value, b: Value): readonly Constant[] | undefined {
  const left = a.constant === undefined ? a.options : [a.constant];
  const right = b.constant === undefined ? b.options : [b.constant];
  if (left === undefined || right === undefined) return undefined;
  const both = [...new Set([...left, ...right])];
  return both.length > MOST_OPTIONS ? undefined : both;
}

function joinClosures(
  a: readonly Closure[] | undefined,
  b: readonly Closure[] | undefined,
): readonly Closure[] | undefined {
  if (a === undefined || a === b) return b;
  if (b === undefined) return a;
  const more = b.filter(
    (one) =>
      !a.some(({ node, self }) => node === one.node && self?.instance === one.self?.instance),
  );
  return more.length === 0 ? a : [...a, ...more].slice(0, MOST_TOGETHER);
}

/** Functions, or classes, that one value may be. */
const MOST_TOGETHER = 40;

function joinOthers(
  first: ClassInfo | undefined,
  a: Value,
  b: Value,
): readonly ClassInfo[] | undefined {
  if (b.instance === undefined || (b.instance === first && b.others === undefined)) return a.others;
  if (a.instance === undefined) return b.others;
  const all = new Set([...(a.others ?? []), b.instance, ...(b.others ?? [])]);
  if (first !== undefined) all.delete(first);
  return [...all].slice(0, MOST_TOGETHER);
}

function joinFields(
  a: Map<string, Value> | undefined,
  b: Map<string, Value> | undefined,
  depth: number,
): Map<string, Value> | undefined {
  if (a === undefined || a === b) return b;
  if (b === undefined) return a;
  const fields = new Map(a);
  for (const [key, value] of b) {
    const known = fields.get(key);
    fields.set(key, known === undefined ? value : join(known, value, depth));
  }
  return fields;
}

function joinLists(made: Value, a: Value, b: Value, depth: number): void {
  if (a.items !== undefined && b.items !== undefined && a.items.length === b.items.length) {
    const others = b.items;
    made.items = a.items.map((item, index) => join(item, others[index] ?? UNKNOWN, depth));
    return;
  }
  if (
    a.items === undefined &&
    b.items === undefined &&
    a.element === undefined &&
    b.element === undefined
  )
    return;
  if (a.items !== undefined && b.items === undefined && b.element === undefined) {
    made.items = a.items;
    return;
  }
  if (b.items !== undefined && a.items === undefined && a.element === undefined) {
    made.items = b.items;
    return;
  }
  made.element = join(elementOf(a), elementOf(b), depth);
}

/** Any element of a list, or a part of something foreign. */
export function elementOf(value: Value): Value {
  if (value.items !== undefined) {
    let element: Value | undefined;
    for (const item of value.items) element = element === undefined ? item : join(element, item);
    return element ?? UNKNOWN;
  }
  if (value.element !== undefined) {
    // A table that was filled under names, some of them known: what runs is worth telling apart, not data.
    let element = value.element;
    for (const field of value.fields?.values() ?? [])
      if (field.instance !== undefined || field.closures !== undefined)
        element = join(element, field);
    return element;
  }
  if (value.labels.length > 0) {
    return foreign(value.labels.map((label) => ({ ...label, origin: label.origin.child('[]') })));
  }
  if (value.fields !== undefined && value.fields.size > 0) {
    let element: Value | undefined;
    for (const field of value.fields.values())
      element = element === undefined ? field : join(element, field);
    return element ?? UNKNOWN;
  }
  if (value.name !== undefined) return named(`${value.name}[]`);
  return UNKNOWN;
}

/** True, false, or undefined where either may be. */
export function truth(value: Value): boolean | undefined {
  if (value.constant !== undefined) return Boolean(value.constant);
  if (value.closures !== undefined || value.instance !== undefined || value.class !== undefined)
    return true;
  if (value.fields !== undefined && value.labels.length === 0 && value.alternatives === undefined) {
    return value.fields.size > 0 || value.isOpen ? true : undefined;
  }
  return undefined;
}

export function stepsOf(trail: Trail | undefined): Trail[] {
  const steps: Trail[] = [];
  for (let one = trail; one !== undefined; one = one.before) steps.push(one);
  return steps.toReversed();
}

/** A part of a value, with a part for each of the ways in which it was returned. */
export function alternativesOf(value: Value, part: (value: Value) => Value): Value {
  const made = part(value);
  if (value.alternatives === undefined) return made;
  const own = copied(made);
  own.alternatives = value.alternatives.map((one) => ({
    value: part(one.value),
    facts: one.facts,
  }));
  return own;
}

/** The same value, to be changed. */
export function copied(value: Value): Value {
  // Written out: there are millions, and a loop over the members takes fifty times as long.
  const copy = new Value();
  copy.labels = value.labels;
  copy.constant = value.constant;
  copy.prefix = value.prefix;
  copy.suffix = value.suffix;
  copy.name = value.name;
  copy.closures = value.closures;
  copy.instance = value.instance;
  copy.others = value.others;
  copy.class = value.class;
  copy.module = value.module;
  copy.fields = value.fields;
  copy.isOpen = value.isOpen;
  copy.items = value.items;
  copy.element = value.element;
  copy.alternatives = value.alternatives;
  copy.yes = value.yes;
  copy.no = value.no;
  copy.schema = value.schema;
  copy.pattern = value.pattern;
  copy.isFixed = value.isFixed;
  copy.options = value.options;
  copy.isRooted = value.isRooted;
  copy.isInfluenced = value.isInfluenced;
  return copy;
}

/** An instance of a class of the program. */
export function instanceValue(info: ClassInfo): Value {
  const made = new Value();
  made.instance = info;
  return made;
}

export function classValue(info: ClassInfo): Value {
  const made = new Value();
  made.class = info;
  return made;
}

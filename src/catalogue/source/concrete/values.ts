import type { ClassNode, FunctionNode, SourceModule } from '../../../domain/source.ts';
import type { Matcher } from './matcher.ts';

// Values of a program that is run on texts of ours, as far as they can be known without the world.

/** Something that is not known. */
export class Vague {
  readonly isMade: boolean;

  constructor(isMade: boolean) {
    this.isMade = isMade;
  }
}

/** Not known, and not made of the text that the run is about: a setting, a clock, another service. */
export const UNKNOWN: Vague = new Vague(false);
/** Not known, and made of that text: what a library that is not modelled says of it. */
export const OPAQUE: Vague = new Vague(true);

export type Concrete =
  | string
  | number
  | boolean
  | null
  | Vague
  | List
  | Table
  | Pattern
  | Match
  | Routine
  | Type
  | External;

/** A list, a tuple or a set. */
export class List {
  readonly items: Concrete[];
  readonly isSet: boolean;

  constructor(items: Concrete[], isSet = false) {
    this.items = isSet ? [...new Set(items)] : items;
    this.isSet = isSet;
  }
}

/** A record, a dictionary or an instance of a class. */
export class Table {
  readonly fields: Map<string, Concrete>;
  readonly type: Type | undefined;

  constructor(fields: Map<string, Concrete>, type?: Type) {
    this.fields = fields;
    this.type = type;
  }
}

/** A regular expression; one that cannot be read has no matcher. */
export class Pattern {
  readonly matcher: Matcher | undefined;
  readonly flags: string;

  constructor(matcher: Matcher | undefined, flags: string) {
    this.matcher = matcher;
    this.flags = flags;
  }
}

/** What an expression matched. */
export class Match {
  readonly groups: readonly (string | undefined)[];
  readonly at: number;

  constructor(groups: readonly (string | undefined)[], at: number) {
    this.groups = groups;
    this.at = at;
  }
}

/** A function of the program. */
export class Routine {
  readonly node: FunctionNode;
  readonly module: SourceModule;
  readonly scope: Scope;
  readonly self: Concrete | undefined;

  constructor(node: FunctionNode, module: SourceModule, scope: Scope, self?: Concrete) {
    this.node = node;
    this.module = module;
    this.scope = scope;
    this.self = self;
  }
}

/** A class of the program. */
export class Type {
  readonly node: ClassNode;
  readonly module: SourceModule;
  readonly scope: Scope;
  readonly statics: Map<string, Concrete> = new Map();

  constructor(node: ClassNode, module: SourceModule, scope: Scope) {
    this.node = node;
    this.module = module;
    this.scope = scope;
  }
}

/** Something of the language or of a library, by its name: `re.search`. */
export class External {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** Variables, innermost first. */
export class Scope {
  readonly own: Map<string, Concrete> = new Map();
  readonly outer: Scope | undefined;

  constructor(outer?: Scope) {
    this.outer = outer;
  }

  get(name: string): Concrete | undefined {
    return this.own.get(name) ?? this.outer?.get(name);
  }

  /** Sets a variable where it was declared, here where it was not. */
  set(name: string, value: Concrete): void {
    (this.#holder(name) ?? this).own.set(name, value);
  }

  #holder(name: string): Scope | undefined {
    if (this.own.has(name)) return this;
    return this.outer === undefined ? undefined : this.outer.#holder(name);
  }
}

/** Whether a value counts as true; undefined where it is not known. An empty list does in JavaScript. */
export function truthOf(value: Concrete, isJavaScript: boolean): boolean | undefined {
  if (value instanceof Vague) return undefined;
  if (value instanceof List) return isJavaScript || value.items.length > 0;
  if (value instanceof Table)
    return isJavaScript || value.type !== undefined || value.fields.size > 0;
  if (value instanceof External) return value.name === 'NaN' ? false : undefined;
  return Boolean(value);
}

/** The values that a loop over a value takes, one after the other; none where it is not known. */
export function turnsOf(
  over: Concrete,
  kind: 'values' | 'keys' | 'entries' = 'values',
): readonly Concrete[] {
  if (over instanceof List) {
    if (kind === 'values') return over.items;
    return over.items.map((item, nth) => (kind === 'keys' ? nth : new List([nth, item])));
  }
  if (typeof over === 'string')
    return kind === 'values' ? [...over] : [...over].map((one, nth) => new List([nth, one]));
  if (over instanceof Table && over.type === undefined)
    return [...over.fields].map(([key, value]) =>
      kind === 'entries' ? new List([key, value]) : key,
    );
  return [];
}

/** Whether two values are equal; undefined where that is not known. */
export function isSame(left: Concrete, right: Concrete): boolean | undefined {
  if (left === right) return left instanceof Vague ? undefined : true;
  if (left === null || right === null) return [left, right].some(isVague) ? undefined : false;
  if (isVague(left) || isVague(right)) return undefined;
  if (left instanceof List && right instanceof List) {
    if (left.items.length !== right.items.length) return false;
    const same = new Set(left.items.map((item, nth) => isSame(item, right.items[nth] ?? null)));
    return same.has(false) ? false : same.has(undefined) ? undefined : true;
  }
  return false;
}

/** Whether a list has an item; undefined where that is not known. */
export function isAmong({ items }: List, item: Concrete): boolean | undefined {
  const same = new Set(items.map((one) => isSame(one, item)));
  return same.has(true) ? true : same.has(undefined) ? undefined : false;
}

/** Whether it is not known what it is. */
export function isVague(value: Concrete): boolean {
  return value instanceof Vague || value instanceof External;
}

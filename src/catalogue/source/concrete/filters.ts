import type { Program } from '../../../domain/program.ts';
import type { ClassNode, Expression, FunctionNode, SourceModule } from '../../../domain/source.ts';
import { hasBeside, partOf, products } from '../program.ts';
import { statementsIn } from '../statements.ts';
import { instanceOf } from './evaluate.ts';
import { families } from './probes.ts';
import type { Family } from './probes.ts';
import { nameOf, openWorld } from './run.ts';
import { List, Table, Type, UNKNOWN, Vague } from './values.ts';
import type { Concrete } from './values.ts';
import { Raised, isOfRun } from './world.ts';
import type { World } from './world.ts';

// Filters are judged by what they let through: they are run, as far as they need no world, on statements
// that they refuse and on the same statements written in another way.

/** A text that a filter lets through though it refuses the same, plainly written. */
export interface Leak {
  readonly filter: FunctionNode;
  readonly module: SourceModule;
  readonly refused: string;
  readonly passed: string;
  /** Whether a session that may only read would refuse it all the same. */
  readonly isHeldBySession: boolean;
}

/** Functions that are looked at in one program. */
const MOST_FILTERS = 400;
/** Settings that are tried both ways. */
const MOST_SETTINGS = 2;
/** Names of functions that are there to refuse something. */
const REFUSES =
  /allow|assert|block|bypass|check|danger|deni|deny|detect|disallow|enforce|ensure|forbid|guard|harm|inject|inspect|malicious|mutat|permit|prohibit|read_?only|reject|restrict|safe|scan|screen|secur|suspicious|valid|verif|write/i;
/** Members of a record that is a verdict. */
const VERDICT = /\b(?:ok|allowed|valid|safe|permitted|accepted|success):(?:true|false)/;

/** How an error that is given back looks. */
const ERROR = '{message:unknown}';

/** How a run went: what was called outside with the text, and what came back. */
interface Outcome {
  readonly result: string;
  readonly handed: ReadonlySet<unknown>;
}

interface Filter {
  readonly node: FunctionNode;
  readonly module: SourceModule;
  readonly family: Family;
  readonly decisions: ReadonlyMap<Expression, boolean>;
  readonly accepted: Outcome;
  readonly refused: readonly string[];
}

const judged = new WeakMap<Program, Judge>();

function judgeOf(program: Program): Judge {
  let judge = judged.get(program);
  if (judge === undefined) {
    judge = new Judge(program);
    judged.set(program, judge);
  }
  return judge;
}

/** What the filters of a program let through, one leak for each filter. */
export function leaksIn(program: Program): readonly Leak[] {
  return judgeOf(program).leaks;
}

/** Whether a function is a filter that refused whatever harm was tried, however it was written. */
export function isTight(program: Program, filter: FunctionNode): boolean {
  return judgeOf(program).isTight(filter);
}

class Judge {
  #leaks: readonly Leak[] | undefined;
  readonly #program: Program;
  readonly #world: World;
  readonly #filters = new Map<FunctionNode, Filter>();
  readonly #owners = new Map<
    FunctionNode,
    { readonly node: ClassNode; readonly module: SourceModule }
  >();
  readonly #callers = new Map<FunctionNode, FunctionNode[]>();
  readonly #entries: ReadonlySet<FunctionNode>;
  readonly #beside = new Map<string, boolean>();
  /** Whether the last run had the text. */
  #wasAsked = false;
  /** Modules that have words of a family in them. */
  readonly #wordy = new Map<Family, Map<SourceModule, boolean>>();

  constructor(program: Program) {
    this.#program = program;
    this.#world = openWorld(program);
    this.#entries = new Set(program.entries.map((entry) => entry.function));
  }

  /** Gathered when they are first asked for. */
  get leaks(): readonly Leak[] {
    this.#leaks ??= this.#gathered();
    return this.#leaks;
  }

  isTight(node: FunctionNode): boolean {
    if (this.leaks.some(({ filter }) => filter === node)) return false;
    const filter = this.#filters.get(node);
    return filter !== undefined && filter.refused.length === filter.family.harmful.length;
  }

  #gathered(): Leak[] {
    for (const module of products(this.#program)) this.#index(module);
    let left = MOST_FILTERS;
    for (const module of products(this.#program)) {
      for (const node of module.functions) {
        const family = families.find((one) => this.#isAsked(one, node, module));
        if (family === undefined || left-- <= 0) continue;
        const filter = this.#calibrated(node, module, family);
        if (filter !== undefined) this.#filters.set(node, filter);
      }
    }
    const leaks = [...this.#filters.values()].flatMap((filter) => this.#leakOf(filter) ?? []);
    const leaky = new Set(leaks.map(({ filter }) => filter));
    // Who calls a filter that leaks, leaks too: the filter is what is to be mended.
    return leaks.filter(({ filter }) => !this.#calls(filter, leaky, 3));
  }

  #index(module: SourceModule): void {
    for (const node of module.functions) {
      for (const callee of this.#program.callees(node)) {
        const known = this.#callers.get(callee);
        if (known === undefined) this.#callers.set(callee, [node]);
        else known.push(node);
      }
    }
    for (const statement of statementsIn(module.body)) {
      if (statement.kind !== 'class') continue;
      for (const method of statement.class.methods)
        this.#owners.set(method, { node: statement.class, module });
    }
  }

  #calls(node: FunctionNode, wanted: ReadonlySet<FunctionNode>, deep: number): boolean {
    return this.#program
      .callees(node)
      .some(
        (one) =>
          one !== node && (wanted.has(one) || (deep > 1 && this.#calls(one, wanted, deep - 1))),
      );
  }

  /** Whether a function takes such a text, and words of it stand near. */
  #isAsked(family: Family, node: FunctionNode, module: SourceModule): boolean {
    const { named } = family;
    const takes = node.parameters.some(
      (parameter) =>
        named.test(nameOf(parameter)) ||
        (parameter.target.kind === 'fields' &&
          parameter.target.fields.some(({ key }) => named.test(key))),
    );
    if (!takes && !this.#entries.has(node)) return false;
    const near = this.#program.callees(node).map((one) => this.#program.moduleOf(one));
    return [module, ...near].some((one) => this.#isWordy(family, one));
  }

  #isWordy(family: Family, module: SourceModule): boolean {
    const known = this.#wordy.get(family) ?? new Map<SourceModule, boolean>();
    this.#wordy.set(family, known);
    const is = known.get(module) ?? family.words.test(module.text);
    known.set(module, is);
    return is;
  }

  /** A filter: it answers a harmful text otherwise than a harmless one. Undefined for any other function. */
  #calibrated(node: FunctionNode, module: SourceModule, family: Family): Filter | undefined {
    let best: Filter | undefined;
    for (const decisions of this.#settings(node, family)) {
      const accepted = this.#run(node, family, decisions, family.harmless);
      if (accepted === undefined) continue;
      const isOne = (text: string): boolean =>
        isRefused(node, accepted, this.#run(node, family, decisions, text));
      // Whoever refuses anything refuses one of the first.
      const [first, rest] = [family.harmful.slice(0, 3), family.harmful.slice(3)];
      const refused = first.filter(isOne);
      if (refused.length > 0) refused.push(...rest.filter(isOne));
      if (refused.length > (best?.refused.length ?? 0))
        best = { node, module, family, decisions, accepted, refused };
    }
    return best;
  }

  /** The ways in which the settings that the function asks for may be set. */
  #settings(node: FunctionNode, family: Family): ReadonlyMap<Expression, boolean>[] {
    let ways: ReadonlyMap<Expression, boolean>[] = [new Map()];
    this.#run(node, family, new Map(), family.harmless);
    if (!this.#wasAsked) return [];
    for (const condition of [...this.#world.asked].slice(0, MOST_SETTINGS))
      ways = ways.flatMap((way) => [
        new Map(way).set(condition, false),
        new Map(way).set(condition, true),
      ]);
    return ways;
  }

  /** Undefined where nothing can be told. */
  #run(
    node: FunctionNode,
    { named }: Family,
    decisions: ReadonlyMap<Expression, boolean>,
    text: string,
  ): Outcome | undefined {
    const world = this.#world;
    this.#wasAsked = false;
    world.given = (name) => {
      if (!named.test(name)) return undefined;
      this.#wasAsked = true;
      return text;
    };
    world.start(decisions);
    try {
      const owner = this.#owners.get(node);
      const type = owner && new Type(owner.node, owner.module, world.scopeOf(owner.module));
      const self = type && this.#instance(type);
      const isPython = this.#program.moduleOf(node).language === 'python';
      const skips = isPython && owner !== undefined && node.member !== 'static' ? 1 : 0;
      const given = node.parameters
        .slice(skips)
        .filter(({ rest }) => rest === undefined)
        .flatMap((parameter): [string, Concrete][] =>
          named.test(nameOf(parameter)) ? [[nameOf(parameter), text]] : [],
        );
      this.#wasAsked = given.length > 0;
      const value = world.interpreter.invoke(
        world,
        world.routineOf(node, self),
        [],
        new Map(given),
      );
      return { result: kindOf(value), handed: new Set(world.handed) };
    } catch (thrown) {
      if (thrown instanceof Raised) return { result: 'raised', handed: new Set(world.handed) };
      if (isOfRun(thrown)) return undefined;
      throw thrown;
    }
  }

  #instance(type: Type): Table {
    const world = this.#world;
    const unknown = Array.from({ length: 10 }, () => UNKNOWN);
    try {
      return instanceOf({ world, module: type.module, scope: type.scope }, type, unknown);
    } catch (thrown) {
      if (!isOfRun(thrown)) throw thrown;
      return new Table(new Map(), type);
    }
  }

  /** The gravest that gets past: what no session that may only read would refuse comes first. */
  #leakOf(filter: Filter): Leak | undefined {
    const { accepted, family, module, node, decisions } = filter;
    if (this.#isFallback(node)) return undefined;
    const isBeside = (pattern: RegExp): boolean => this.#isBeside(module.path, pattern);
    const held = filter.refused.filter((text) => !family.outlivesSession.test(text));
    const free = filter.refused.filter((text) => family.outlivesSession.test(text));
    for (const refused of [...free, ...held]) {
      for (const passed of family.disguises(refused, isBeside)) {
        const outcome = this.#run(node, family, decisions, passed);
        if (outcome === undefined || !isEqual(outcome, accepted)) continue;
        if (this.#isHeldElsewhere(node, passed)) continue;
        return { filter: node, module, refused, passed, isHeldBySession: held.includes(refused) };
      }
    }
    return undefined;
  }

  #isBeside(path: string, pattern: RegExp): boolean {
    const key = `${partOf(path)} ${pattern.source}`;
    const known = this.#beside.get(key) ?? hasBeside(this.#program, path, pattern);
    this.#beside.set(key, known);
    return known;
  }

  /** Whether it is asked only where a better judge has failed. */
  #isFallback(node: FunctionNode): boolean {
    const callers = this.#callers.get(node) ?? [];
    return (
      node.name !== '' &&
      callers.length > 0 &&
      callers.every((caller) => {
        const { text } = this.#program.moduleOf(caller);
        const spans = [...statementsIn(caller.body)].flatMap((one) =>
          one.kind === 'try' ? one.handlers : [],
        );
        const calls = [
          ...text.slice(caller.at, caller.end).matchAll(/(?<![\w$])[\w$]{1,100}(?=\()/g),
        ];
        const own = calls.filter(([name]) => name === node.name);
        return (
          own.length > 0 &&
          own.every(({ index }) =>
            spans.some(({ at, end }) => at <= caller.at + index && caller.at + index < end),
          )
        );
      })
    );
  }

  /** Whether every caller asks another filter too, which refuses. */
  #isHeldElsewhere(node: FunctionNode, text: string): boolean {
    const callers = this.#callers.get(node) ?? [];
    return (
      callers.length > 0 &&
      callers.every((caller) =>
        [caller, ...this.#program.callees(caller)].some((other) => {
          const filter = other === node ? undefined : this.#filters.get(other);
          if (filter === undefined) return false;
          const outcome = this.#run(other, filter.family, filter.decisions, text);
          return outcome !== undefined && !isEqual(outcome, filter.accepted);
        }),
      )
    );
  }
}

function isEqual(one: Outcome, other: Outcome): boolean {
  return (
    one.result === other.result &&
    one.handed.size === other.handed.size &&
    [...one.handed].every((call) => other.handed.has(call))
  );
}

/** Whether something else happens to a text than to a harmless one, and that is a refusal. */
function isRefused(node: FunctionNode, accepted: Outcome, outcome: Outcome | undefined): boolean {
  if (outcome === undefined || isEqual(outcome, accepted)) return false;
  if (outcome.result === 'raised' && accepted.result !== 'raised') return true;
  if ([...accepted.handed].some((call) => !outcome.handed.has(call))) return true;
  if (accepted.result === 'raised' || outcome.result === accepted.result) return false;
  const isError = outcome.result.includes(ERROR) && !accepted.result.includes(ERROR);
  return isError || REFUSES.test(node.name) || VERDICT.test(accepted.result);
}

/** What kind of answer a value is, its words aside. */
function kindOf(value: Concrete, depth = 2): string {
  if (value instanceof Vague) return value.isMade ? 'made' : 'unknown';
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return value === '' ? 'no text' : 'text';
  if (typeof value === 'number') return String(Math.sign(value));
  if (depth === 0) return 'something';
  if (value instanceof List) {
    const kinds = value.items.slice(0, 3).map((item) => kindOf(item, depth - 1));
    return value.items.length > 3 ? 'many' : `[${kinds.join(' ')}]`;
  }
  if (value instanceof Table)
    return `{${[...value.fields].map(([name, field]) => `${name}:${kindOf(field, depth - 1)}`).join(' ')}}`;
  return 'something';
}

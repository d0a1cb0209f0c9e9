import type { Entry, Model } from '../../../domain/flow.ts';
import type { EntryPoint, Program } from '../../../domain/program.ts';
import type { Rule } from '../../../domain/rule.ts';
import type { FunctionNode, SourceModule } from '../../../domain/source.ts';
import { nameOf, noArguments, positional } from './arguments.ts';
import { bits, masksOf } from './assurance.ts';
import { enter, registerTyped } from './entries.ts';
import { evaluate } from './expressions.ts';
import type { Registration } from './entries.ts';
import { Facts } from './facts.ts';
import { infoOf, runModule } from './imports.ts';
import { invoke } from './invoke.ts';
import { Machine, OutOfBudget, activation } from './machine.ts';
import type { Knowledge } from './machine.ts';
import { ModuleMap } from './modules.ts';
import type { ClassInfo } from './modules.ts';
import { NameIndex } from './names.ts';
import { assign, run } from './statements.ts';
import { test } from './tests.ts';
import { UNKNOWN, foreign, instanceValue } from './value.ts';
import type { Closure, Value } from './value.ts';
import { Site, viewOf } from './view.ts';

export interface Told {
  readonly rules: readonly Rule<'source'>[];
  readonly models: readonly Model[];
  readonly entries: readonly Entry[];
}

const prepared = new WeakMap<readonly Rule<'source'>[], Knowledge>();

function knowledgeOf({ entries, models, rules }: Told): Knowledge {
  const known = prepared.get(rules);
  if (known !== undefined) return known;
  const armed = rules.flatMap((rule) =>
    (rule.sinks ?? []).map((sink) => ({
      sink,
      rule: rule.id,
      languages: sink.languages,
      calls: sink.calls,
      masks: masksOf(sink.safe ?? rule.safe ?? []),
      having: bits(...(sink.having ?? [])),
      lacking: bits(...(sink.lacking ?? [])),
    })),
  );
  const named = (
    names: (entry: Entry) => readonly string[] | undefined,
  ): NameIndex<Knowledge['entryCalls'] extends NameIndex<infer T> ? T : never> =>
    new NameIndex(
      entries.flatMap((entry) => {
        const calls = names(entry);
        return calls === undefined ? [] : [{ languages: entry.languages, calls, entry }];
      }),
      ({ calls }) => calls,
    );
  const knowledge: Knowledge = {
    sinks: new NameIndex(armed, ({ calls }) => calls),
    models: new NameIndex(models, ({ calls }) => calls),
    entryCalls: named(({ calls }) => calls),
    entryDecorators: named(({ decorators }) => decorators),
    entryBases: named(({ bases }) => bases),
    entryTypes: named(({ types }) => types),
    entryValues: named(({ values }) => values),
    entryRecords: entries.filter(({ records }) => records !== undefined),
    entryExports: entries.filter(({ exports }) => exports !== undefined),
  };
  prepared.set(rules, knowledge);
  return knowledge;
}

/** What a run came to. */
export interface Run {
  readonly program: Program;
  readonly unable: readonly { readonly path: string; readonly why: string }[];
}

/**
 * Runs a program: its modules, then what foreign data enters, then what nothing was seen to call. Yields
 * now and then, so that whoever waits may look after other things; a true answer ends the run early, and
 * what is left is told as unable.
 */
export function* runProgram(
  modules: readonly SourceModule[],
  packages: ReadonlyMap<string, string>,
  told: Told,
): Generator<void, Run, boolean | undefined> {
  const machine = new Machine(knowledgeOf(told), new ModuleMap(modules, packages), {
    assign,
    evaluate,
    invoke,
    run,
    test,
  });
  for (const module of modules) for (const one of module.functions) machine.homes.set(one, module);
  const runner = new Runner(machine, modules);
  yield* runner.all();
  return {
    program: programOf(machine, modules, runner.entered),
    unable: [...runner.unable].map(([path, why]) => ({ path, why })),
  };
}

/** How deep calls are followed from functions that nothing was seen to call: an assumption is not worth a long way. */
const SHALLOW = 4;
/** Steps between two turns: some tens of milliseconds. */
const TURN = 100_000;

class Runner {
  readonly unable: Map<string, string> = new Map();
  /** Registrations whose handlers were run. */
  readonly entered: Registration[] = [];
  readonly #machine: Machine;
  readonly #modules: readonly SourceModule[];
  #next = TURN;
  #isStopped = false;

  constructor(machine: Machine, modules: readonly SourceModule[]) {
    this.#machine = machine;
    this.#modules = modules;
  }

  /** The product first: how tests call it says nothing of how it is called. */
  *all(): Generator<void, void, boolean | undefined> {
    const isProduct = ({ role }: SourceModule): boolean => role === 'product';
    yield* this.#part(this.#modules.filter(isProduct));
    this.#machine.forget();
    yield* this.#part(this.#modules.filter((module) => !isProduct(module)));
  }

  *#part(modules: readonly SourceModule[]): Generator<void, void, boolean | undefined> {
    const machine = this.#machine;
    for (const module of modules) {
      const info = infoOf(machine, module);
      yield* this.#guard(module, 'its top level', () => runModule(machine, info));
    }
    yield* this.#starts(modules);
    yield* this.#handlers();
    yield* this.#again();
    const known = this.entered.length;
    for (const module of modules) yield* this.#rest(module);
    if (this.entered.length > known) yield* this.#again();
  }

  /** What handlers put into fields, others may have read before: a second time sees it. */
  *#again(): Generator<void, void, boolean | undefined> {
    const machine = this.#machine;
    if (!machine.growth.isTelling) return;
    const behind = machine.growth.take(machine.callees);
    for (const one of behind) machine.memo.delete(one);
    const known = [...this.entered];
    for (const entry of known)
      if (entry.closures.some(({ node }) => behind.has(node))) yield* this.#enter(entry);
    yield* this.#handlers();
  }

  /** Go: what a program starts with, `main`, and before it `init` of each file. */
  *#starts(modules: readonly SourceModule[]): Generator<void, void, boolean | undefined> {
    const machine = this.#machine;
    for (const name of ['init', 'main']) {
      for (const module of modules) {
        if (module.language !== 'go') continue;
        const info = infoOf(machine, module);
        for (const statement of module.body) {
          if (statement.kind !== 'define' || statement.function.name !== name) continue;
          const { function: node } = statement;
          if (node.receiver !== undefined) continue;
          const { frame } = info;
          const closure: Closure = { node, frame, module: info, self: undefined, owner: undefined };
          yield* this.#guard(module, `the function ${name}`, () => {
            invoke(machine, activation(info, frame, Facts.none), [closure], noArguments, node);
          });
        }
      }
    }
  }

  /** Runs one part of the program with a budget of its own. */
  *#guard(
    module: SourceModule,
    what: string,
    work: () => void,
  ): Generator<void, void, boolean | undefined> {
    const machine = this.#machine;
    if (machine.steps > this.#next) {
      this.#next = machine.steps + TURN;
      if ((yield) === true) this.#isStopped = true;
    }
    if (this.#isStopped) {
      this.unable.set(module.path, 'the time for the analysis was over');
      return;
    }
    machine.allow();
    machine.depth = 0;
    machine.callDepth = 0;
    try {
      work();
    } catch (thrown) {
      if (!(thrown instanceof OutOfBudget) && !(thrown instanceof RangeError)) throw thrown;
      this.unable.set(module.path, `${what} took more steps than one is given`);
    }
  }

  *#handlers(): Generator<void, void, boolean | undefined> {
    const { registrations } = this.#machine;
    for (let one = registrations.shift(); one !== undefined; one = registrations.shift()) {
      this.entered.push(one);
      yield* this.#enter(one);
    }
  }

  *#enter(entry: Registration): Generator<void, void, boolean | undefined> {
    const { module, name, node } = entry;
    yield* this.#guard(module.module, `a handler (${name ?? node.name})`, () => {
      enter(this.#machine, activation(module, module.frame, Facts.none), entry);
    });
  }

  /** Functions that nothing was seen to call are run with parameters that are foreign by assumption. */
  *#rest(module: SourceModule): Generator<void, void, boolean | undefined> {
    const machine = this.#machine;
    const info = infoOf(machine, module);
    const owners = new Map<FunctionNode, ClassInfo>();
    for (const one of info.classes)
      for (const method of one.methods.values()) owners.set(method, one);
    for (const node of module.functions) {
      if (machine.visited.has(node)) continue;
      const owner = owners.get(node);
      const self = owner === undefined ? undefined : instanceValue(owner);
      const closure: Closure = { node, frame: info.frame, module: info, self, owner };
      yield* this.#guard(module, `the function ${node.name}`, () => {
        const act = activation(info, info.frame, Facts.none);
        if (registerTyped(machine, act, closure)) return;
        const args = positional(...assumed(machine, module, closure));
        machine.shallowly(SHALLOW, () => invoke(machine, act, [closure], args, node));
      });
      yield* this.#handlers();
    }
  }
}

const NO_DATA = new Set([
  'self',
  'cls',
  'ctx',
  'context',
  'next',
  'callback',
  'cb',
  'logger',
  'log',
  'config',
  'options',
  'opts',
  'settings',
  'server',
  'app',
  'client',
  'session',
]);
const PLAIN = new Set([
  'number',
  'boolean',
  'int',
  'float',
  'bool',
  'bigint',
  'Date',
  'datetime',
  'int64',
  'int32',
]);

function assumed(
  machine: Machine,
  module: SourceModule,
  { node, owner }: Closure,
): readonly Value[] {
  const skips =
    module.language === 'python' &&
    owner !== undefined &&
    node.member !== undefined &&
    node.member !== 'static'
      ? 1
      : 0;
  return node.parameters.slice(skips).map((parameter) => {
    const name = nameOf(parameter.target);
    const type = parameter.type?.kind === 'name' ? parameter.type.name : '';
    if (name === '' || NO_DATA.has(name) || PLAIN.has(type) || parameter.rest !== undefined)
      return UNKNOWN;
    return foreign([
      machine.source(
        'assumed',
        name,
        module,
        parameter,
        `\`${name}\` comes in as a parameter of \`${node.name}\``,
      ),
    ]);
  });
}

function programOf(
  machine: Machine,
  modules: readonly SourceModule[],
  done: readonly Registration[],
): Program {
  // What rules may ask must not hold the rest of the machine.
  const { calls, callees, flows, homes, modules: map } = machine;
  const entries = done.map((one): EntryPoint => {
    const home = homes.get(one.node) ?? one.module.module;
    return {
      function: one.node,
      path: home.path,
      language: home.language,
      origin: one.entry.origin,
      name: one.name,
      registration:
        one.call === undefined ? undefined : viewOf(one.call, home.language, one.module.module),
      at: one.at.at,
      registeredIn: one.module.module.path,
    };
  });
  return {
    modules,
    flows: [...flows.values()],
    calls: [...calls.values()].map((record) => new Site(record)),
    entries,
    callees: (one) => [...(callees.get(one) ?? [])],
    imported: (from, importer) => map.resolve(from, importer),
    moduleOf: (one) => homes.get(one) ?? fail(one),
  };
}

function fail(one: FunctionNode): never {
  throw new Error(`the function ${one.name} is of no module`);
}

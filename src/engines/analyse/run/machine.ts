import type { CallName, Entry, Flow, Model, OriginKind, Sink } from '../../../domain/flow.ts';
import type {
  CallExpression,
  Expression,
  FunctionNode,
  SourceModule,
  Span,
  Statement,
  Target,
} from '../../../domain/source.ts';
import type { Arguments, CallRecord } from './arguments.ts';
import type { Bits, Masks } from './assurance.ts';
import type { Registration } from './entries.ts';
import type { Facts } from './facts.ts';
import type { Frame, Variables, Way } from './frame.ts';
import { Growth } from './growth.ts';
import type { Answer } from './knowing.ts';
import type { ClassInfo, ModuleInfo, ModuleMap } from './modules.ts';
import type { NameIndex } from './names.ts';
import { Origin } from './value.ts';
import type { Closure, Label, Value } from './value.ts';

/** A sink with what its rule says of it, ready for use. */
export interface ArmedSink extends Pick<Sink, 'languages' | 'calls'> {
  readonly sink: Sink;
  readonly rule: string;
  readonly masks: Masks;
  readonly having: Bits;
  readonly lacking: Bits;
}

/** What a run of a function came to. */
export interface Outcome {
  readonly value: Value;
  /** Undefined where it never returns. */
  readonly facts: Facts | undefined;
}

/** The run of one function: what its statements share. */
export interface Activation {
  readonly module: ModuleInfo;
  readonly frame: Frame;
  readonly node: FunctionNode | undefined;
  readonly self: Value | undefined;
  readonly owner: ClassInfo | undefined;
  /** Undefined while the way that is followed is dead. */
  facts: Facts | undefined;
  readonly returns: { readonly value: Value; readonly facts: Facts }[];
  /** The ways on which loops and switches are left, innermost last, over the variables before them. */
  readonly breaks: { readonly base: Variables; readonly ways: Way[] }[];
}

export class OutOfBudget extends Error {}

export interface Knowledge {
  readonly sinks: NameIndex<ArmedSink>;
  readonly models: NameIndex<Model>;
  readonly entryCalls: NameIndex<EntryCall>;
  readonly entryDecorators: NameIndex<EntryCall>;
  readonly entryBases: NameIndex<EntryCall>;
  readonly entryTypes: NameIndex<EntryCall>;
  readonly entryValues: NameIndex<EntryCall>;
  readonly entryRecords: readonly Entry[];
  readonly entryExports: readonly Entry[];
}

export interface EntryCall {
  readonly languages: Entry['languages'];
  readonly calls: readonly CallName[];
  readonly entry: Entry;
}

export type Memo = Map<FunctionNode, Map<string, Outcome | 'running'>>;

/** Evaluations after which one entry is given up. */
const ENTRY_BUDGET = 400_000;

/** Calls that are followed one inside the other. */
export const MOST_CALLS_DEEP = 20;

/** What the parts of the interpreter need of each other: expressions hold statements, and these expressions. */
export interface Interpreter {
  evaluate(machine: Machine, act: Activation, expression: Expression): Value;
  run(machine: Machine, act: Activation, body: readonly Statement[]): void;
  assign(
    machine: Machine,
    act: Activation,
    target: Target,
    value: Value,
    isDeclared: boolean,
  ): void;
  test(machine: Machine, act: Activation, condition: Expression): Answer;
  invoke(
    machine: Machine,
    act: Activation,
    closures: readonly Closure[],
    args: Arguments,
    at: Span,
  ): Value;
}

/** The state of one analysis. */
export class Machine {
  readonly #interpreter: Interpreter;
  readonly knowledge: Knowledge;
  readonly modules: ModuleMap;
  readonly infos: Map<SourceModule, ModuleInfo> = new Map();
  /** The module that a function stands in: a Go method's may not be its type's. */
  readonly homes: Map<FunctionNode, SourceModule> = new Map();
  readonly classes: Map<unknown, ClassInfo> = new Map();
  /** Go packages, by their variables, whose methods were given to their types. */
  readonly packages: Set<Frame> = new Set();
  readonly flows: Map<string, Flow & { readonly rank: number }> = new Map();
  readonly calls: Map<CallExpression, CallRecord> = new Map();
  readonly callees: Map<FunctionNode, Set<FunctionNode>> = new Map();
  readonly visited: Set<FunctionNode> = new Set();
  readonly registrations: Registration[] = [];
  readonly registered: Set<string> = new Set();
  /** The functions that were registered: what they return leaves the program. */
  readonly handlers: Set<FunctionNode> = new Set();
  /** What functions came to, for each way of being called. */
  memo: Memo = new Map();
  readonly #shallowMemo: Memo = new Map();
  readonly origins: Map<string, Origin> = new Map();
  readonly growth: Growth = new Growth();
  depth = 0;
  callDepth = 0;
  /** How many calls deep functions are followed. */
  mostDeep: number = MOST_CALLS_DEEP;
  steps = 0;
  /** How often something foreign, or something that depends on it, was read. */
  foreignReads = 0;
  #limit = ENTRY_BUDGET;

  constructor(knowledge: Knowledge, modules: ModuleMap, interpreter: Interpreter) {
    this.#interpreter = interpreter;
    this.knowledge = knowledge;
    this.modules = modules;
  }

  /** What is known of an expression's value, here and now. */
  evaluate(act: Activation, expression: Expression): Value {
    return this.#interpreter.evaluate(this, act, expression);
  }

  /** Runs statements in order until the way they are on is dead. */
  run(act: Activation, body: readonly Statement[]): void {
    this.#interpreter.run(this, act, body);
  }

  /** Gives a target its value. */
  assign(act: Activation, target: Target, value: Value, isDeclared: boolean): void {
    this.#interpreter.assign(this, act, target, value, isDeclared);
  }

  /** Looks at a condition both ways. Leaves the facts of the activation to the caller. */
  test(act: Activation, condition: Expression): Answer {
    return this.#interpreter.test(this, act, condition);
  }

  /** Runs functions with arguments, as a call at `at` does: the facts go on as they are after it. */
  invoke(act: Activation, closures: readonly Closure[], args: Arguments, at: Span): Value {
    return this.#interpreter.invoke(this, act, closures, args, at);
  }

  /** Follows calls less deep. What functions come to so is of no use to those who look deeper. */
  shallowly(deep: number, work: () => void): void {
    const { memo, mostDeep } = this;
    this.memo = this.#shallowMemo;
    this.mostDeep = deep;
    try {
      work();
    } finally {
      this.memo = memo;
      this.mostDeep = mostDeep;
    }
  }

  /** Forgets what functions came to, which may be much: what comes now calls them in other ways. */
  forget(): void {
    this.memo.clear();
    this.#shallowMemo.clear();
  }

  /** Counts one step; throws where an entry has had its share. */
  tick(): void {
    if (++this.steps > this.#limit) throw new OutOfBudget();
  }

  allow(steps: number = ENTRY_BUDGET): void {
    this.#limit = this.steps + steps;
  }

  /** The same origin each time for the same thing at the same place. */
  origin(kind: OriginKind, name: string, module: SourceModule, at: number): Origin {
    const key = `${kind} ${module.path} ${at} ${name}`;
    let origin = this.origins.get(key);
    if (origin === undefined) {
      origin = new Origin(kind, name);
      this.origins.set(key, origin);
    }
    return origin;
  }

  /** Foreign data that enters here. */
  source(kind: OriginKind, name: string, module: SourceModule, at: Span, what: string): Label {
    return {
      origin: this.origin(kind, name, module, at.at),
      bits: 0,
      part: undefined,
      isUncertain: false,
      trail: { module, at: at.at, what, before: undefined, length: 1 },
    };
  }
}

export function activation(
  module: ModuleInfo,
  frame: Frame,
  facts: Facts,
  rest: {
    readonly node?: FunctionNode;
    readonly self?: Value | undefined;
    readonly owner?: ClassInfo | undefined;
  } = {},
): Activation {
  return {
    module,
    frame,
    node: rest.node,
    self: rest.self,
    owner: rest.owner,
    facts,
    returns: [],
    breaks: [],
  };
}

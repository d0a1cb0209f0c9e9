import type { Program } from '../../../domain/program.ts';
import type {
  CallExpression,
  Expression,
  FunctionNode,
  ImportStatement,
  SourceModule,
  Statement,
  Target,
} from '../../../domain/source.ts';
import { Spent } from './matcher.ts';
import { External, List, Match, OPAQUE, Routine, Scope, Table, UNKNOWN } from './values.ts';
import type { Concrete, Type } from './values.ts';

/** Steps of one run. */
const MOST_STEPS = 5000;
/** Steps of the top level of one module. */
const MOST_STEPS_OF_MODULE = 20_000;

/** The program threw. */
export class Raised extends Error {}
/** Thrown again and again: what it costs to make one is paid once. */
export const RAISED: Raised = new Raised();

/** Nothing can be told: the answer of an unknown judge of the text decides. */
class Undecided extends Error {}
export const UNDECIDED: Undecided = new Undecided();

/** Where a piece of code runs. */
export interface Place {
  readonly world: World;
  readonly module: SourceModule;
  readonly scope: Scope;
}

/** What expressions need of statements, which are made of them. */
export interface Interpreter {
  runAll(place: Place, body: readonly Statement[]): unknown;
  assign(place: Place, target: Target, value: Concrete, isDeclared: boolean): void;
  invoke(
    world: World,
    routine: Routine,
    positional: readonly Concrete[],
    named?: ReadonlyMap<string, Concrete>,
  ): Concrete;
}

/** A program whose functions are run, each module's top level once, when it is first needed. */
export class World {
  readonly interpreter: Interpreter;
  readonly #program: Program;
  readonly #scopes = new Map<SourceModule, Scope>();
  #steps = 0;
  #most = MOST_STEPS;
  depth = 0;
  /** What a setting that is not known is taken to be, by the condition on it; false by default. */
  #decisions: ReadonlyMap<Expression, boolean> = new Map();
  /** The conditions on what is not known that were met. */
  readonly asked: Set<Expression> = new Set();
  /** Calls outside the program that were given something of the text. */
  readonly handed: Set<CallExpression> = new Set();
  /** What a member of an unknown record is, where it is named like the text that a run is about. */
  given: (name: string) => Concrete | undefined = () => undefined;

  /** A word that stands in every text that is tried: what holds it was made of the text. */
  readonly mark: string = 'wqzv';

  constructor(program: Program, interpreter: Interpreter) {
    this.#program = program;
    this.interpreter = interpreter;
  }

  /** Whether something of the text that the run is about is in a value. */
  isMade(value: Concrete, depth = 3): boolean {
    if (value === OPAQUE) return true;
    if (typeof value === 'string') return value.toLowerCase().includes(this.mark);
    if (value instanceof Match)
      return value.groups.some((one) => one !== undefined && this.isMade(one));
    if (depth === 0) return false;
    if (value instanceof List) return value.items.some((item) => this.isMade(item, depth - 1));
    if (value instanceof Table && value.type === undefined)
      return [...value.fields.values()].some((field) => this.isMade(field, depth - 1));
    return false;
  }

  /** Starts a run, with the sides of conditions that settings decide. */
  start(decisions: ReadonlyMap<Expression, boolean>): void {
    this.#steps = 0;
    this.depth = 0;
    this.#decisions = decisions;
    this.asked.clear();
    this.handed.clear();
  }

  tick(): void {
    if (++this.#steps > this.#most) throw new Spent();
  }

  decide(condition: Expression): boolean {
    this.asked.add(condition);
    return this.#decisions.get(condition) ?? false;
  }

  /** The variables of a module. Go's files of one folder share theirs. */
  scopeOf(module: SourceModule): Scope {
    const known = this.#scopes.get(module);
    if (known !== undefined) return known;
    const scope = new Scope();
    const files =
      module.language === 'go'
        ? this.#program.modules.filter((one) => isBeside(one, module))
        : [module];
    for (const one of files) this.#scopes.set(one, scope);
    const [steps, depth, most] = [this.#steps, this.depth, this.#most];
    this.#most = MOST_STEPS_OF_MODULE;
    for (const one of files) {
      this.#steps = 0;
      for (const statement of one.body) {
        // What a statement of the top level cannot tell, others may.
        try {
          this.interpreter.runAll({ world: this, module: one, scope }, [statement]);
        } catch (thrown) {
          if (!isOfRun(thrown)) throw thrown;
        }
      }
    }
    this.#steps = steps;
    this.depth = depth;
    this.#most = most;
    return scope;
  }

  /** Go declares the methods of a type beside it. */
  methodOf({ module, node }: Type, name: string): FunctionNode | undefined {
    if (module.language !== 'go') return undefined;
    return this.#program.modules
      .filter((one) => isBeside(one, module))
      .flatMap(({ functions }) => functions)
      .find((one) => one.name === name && one.receiver?.type === node.name);
  }

  routineOf(node: FunctionNode, self?: Concrete): Routine {
    const module = this.#program.moduleOf(node);
    return new Routine(node, module, this.scopeOf(module), self);
  }

  importInto({ module, scope }: Place, { from, names }: ImportStatement): void {
    const [target] = this.#program.imported(from, module);
    for (const { imported, local } of names) {
      if (target === undefined || target === module) {
        scope.own.set(local, new External(outsideName(from, imported, local)));
      } else if (local === '*') {
        for (const [name, value] of this.scopeOf(target).own)
          if (!scope.own.has(name)) scope.own.set(name, value);
      } else {
        scope.own.set(local, this.#exported(target, imported));
      }
    }
  }

  #exported(target: SourceModule, imported: string): Concrete {
    const scope = this.scopeOf(target);
    if (imported === '*') return new Table(scope.own);
    const own = scope.own.get(imported);
    if (own !== undefined) return own;
    for (const statement of target.body) {
      if (statement.kind !== 'export') continue;
      if (statement.from !== undefined && [imported, '*'].includes(statement.exported)) {
        const [next] = this.#program.imported(statement.from, target);
        if (next !== undefined && next !== target)
          return this.scopeOf(next).own.get(statement.imported ?? imported) ?? UNKNOWN;
      }
      if (statement.exported === imported && statement.value?.kind === 'name')
        return scope.own.get(statement.value.name) ?? UNKNOWN;
    }
    const [inner] = this.#program.imported(`.${imported}`, target);
    return inner === undefined || inner === target ? UNKNOWN : new Table(this.scopeOf(inner).own);
  }
}

function isBeside(one: SourceModule, other: SourceModule): boolean {
  const folder = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);
  return (
    one.language === 'go' &&
    one.packageName === other.packageName &&
    folder(one.path) === folder(other.path)
  );
}

function outsideName(from: string, imported: string, local: string): string {
  const base = from.replace(/^node:/, '');
  if (imported === '*' || imported === 'default') {
    const last = base.slice(base.lastIndexOf('/') + 1);
    return local === base.split('.', 1)[0] ? local : last;
  }
  return `${base}.${imported}`;
}

/** Whether it ends a run of the program, and no more. */
export function isOfRun(thrown: unknown): boolean {
  return (
    thrown instanceof Raised ||
    thrown instanceof Spent ||
    thrown instanceof Undecided ||
    thrown instanceof RangeError
  );
}

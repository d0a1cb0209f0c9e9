import type { CallSite, Program, SourceMatch } from '../../domain/program.ts';
import type { FunctionNode, SourceModule } from '../../domain/source.ts';

// What structural rules ask of a program.

const code = new WeakMap<SourceModule, string>();

/** A module's text with its comments blanked: offsets stay what they were. */
export function codeOf(module: SourceModule): string {
  let text = code.get(module);
  if (text === undefined) {
    let at = 0;
    const parts: string[] = [];
    for (const comment of module.comments) {
      if (comment.at < at) continue;
      parts.push(module.text.slice(at, comment.at), ' '.repeat(comment.end - comment.at));
      at = comment.end;
    }
    parts.push(module.text.slice(at));
    text = parts.join('');
    code.set(module, text);
  }
  return text;
}

/** The modules that run in front of a user. */
export function products(program: Program): readonly SourceModule[] {
  return program.modules.filter(({ role }) => role === 'product');
}

/**
 * The part of a program that a file belongs to: a repository of several servers has a folder for each, and
 * what one checks protects no other. It is the folder below `src`, `packages`, `servers` and the like, or all.
 */
export function partOf(path: string): string {
  const match =
    /^((?:[^/]+\/)*?(?:src|packages|servers|apps|services|cmd|examples?)\/[^/]+)\/.+\//.exec(path);
  return match?.[1] ?? '';
}

/** Whether the code of the part that a file belongs to has the pattern anywhere, comments left out. */
export function hasBeside(program: Program, path: string, pattern: RegExp): boolean {
  const part = partOf(path);
  const prefix = part === '' ? '' : `${part}/`;
  return products(program).some((module) => module.path.startsWith(prefix) && has(module, pattern));
}

const answers = new WeakMap<SourceModule, Map<RegExp, boolean>>();

/** Whether a module's code has the pattern, which has no flag `g`, anywhere. Several rules ask the same of all modules. */
export function has(module: SourceModule, pattern: RegExp): boolean {
  let known = answers.get(module);
  if (known === undefined) {
    known = new Map();
    answers.set(module, known);
  }
  let answer = known.get(pattern);
  if (answer === undefined) {
    answer = pattern.test(codeOf(module));
    known.set(pattern, answer);
  }
  return answer;
}

const byPath = new WeakMap<Program, ReadonlyMap<string, SourceModule>>();

/** The file of the program at a path that a call or an entry names. */
export function moduleAt(program: Program, path: string): SourceModule {
  let modules = byPath.get(program);
  if (modules === undefined) {
    modules = new Map(program.modules.map((one) => [one.path, one]));
    byPath.set(program, modules);
  }
  const module = modules.get(path);
  if (module === undefined) throw new RangeError(`no file ${JSON.stringify(path)} in the program`);
  return module;
}

/** The innermost function around a place. */
export function functionAt(
  module: SourceModule,
  at: number,
  end: number,
): FunctionNode | undefined {
  return module.functions.findLast((one) => one.at <= at && end <= one.end);
}

interface Numbered {
  readonly call: CallSite;
  /** Its place among all calls of the program. */
  readonly at: number;
}

const named = new WeakMap<Program, ReadonlyMap<string, readonly Numbered[]>>();

/** The calls of the product by name: every rule asks all of them, and there are far fewer names than calls. */
function callsByName(program: Program): ReadonlyMap<string, readonly Numbered[]> {
  const known = named.get(program);
  if (known !== undefined) return known;
  const calls = new Map<string, Numbered[]>();
  for (const [at, call] of program.calls.entries()) {
    if (call.role !== 'product') continue;
    const same = calls.get(call.name);
    if (same === undefined) calls.set(call.name, [{ call, at }]);
    else same.push({ call, at });
  }
  named.set(program, calls);
  return calls;
}

/** Calls in files that run in front of a user, as they stand in the program. */
export function callsIn(program: Program, fits: (name: string) => boolean): readonly CallSite[] {
  const found: Numbered[] = [];
  for (const [name, calls] of callsByName(program)) if (fits(name)) found.push(...calls);
  return found.sort((one, other) => one.at - other.at).map(({ call }) => call);
}

export function matchAt(
  { at, end, path }: Pick<CallSite, 'path' | 'at' | 'end'>,
  because: string,
): SourceMatch {
  return { path, at, end, because };
}

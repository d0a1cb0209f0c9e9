import type { EntryPoint, Program } from '../../domain/program.ts';
import type { FunctionNode, SourceModule } from '../../domain/source.ts';
import { codeOf } from './program.ts';

// The HTTP routes of a program with the code that answers them.

const DEEP = 2;
const MOST_FUNCTIONS = 60;

export interface Route {
  readonly entry: EntryPoint;
  readonly module: SourceModule;
  /** The handler's code and that of the program's own functions that it calls. */
  readonly code: string;
}

/** Routes of files that run in front of a user, whose path the pattern fits. */
export function* routesOf(program: Program, path: RegExp): Generator<Route> {
  for (const entry of program.entries) {
    const { function: node, name, origin } = entry;
    if (origin !== 'request' || !path.test(name ?? node.name)) continue;
    const module = program.moduleOf(node);
    if (module.role === 'product') yield { entry, module, code: codeAround(program, node) };
  }
}

/** A function's code with that of what it calls, a few calls deep. */
export function codeAround(program: Program, node: FunctionNode, deep: number = DEEP): string {
  const seen = new Set([node]);
  let level: readonly FunctionNode[] = [node];
  for (let depth = 0; depth < deep && seen.size < MOST_FUNCTIONS; depth++) {
    level = level.flatMap((one) => program.callees(one)).filter((one) => !seen.has(one));
    for (const one of level) seen.add(one);
  }
  return [...seen].map((one) => codeOf(program.moduleOf(one)).slice(one.at, one.end)).join('\n');
}

import { isContainerTool, readContainerRun } from './command/container.ts';
import type { ImageReference } from './command/container.ts';
import { isInterpreter, readInterpretation } from './command/interpreters.ts';
import type { InlineCode } from './command/interpreters.ts';
import type { PackageReference } from './command/package-spec.ts';
import { isRunner, readRun } from './command/runners.ts';
import type { Runner } from './command/runners.ts';
import type { ShellCommand } from './command/shell-line.ts';
import { isShell, lineCall, readShellCall } from './command/shells.ts';
import type { ShellCall, ShellLine } from './command/shells.ts';
import type { Option, Word } from './command/words.ts';
import { plainName } from './command/words.ts';
import { isWrapper, takeVariables, unwrap } from './command/wrappers.ts';
import type { Variable, Wrapper } from './command/wrappers.ts';

export type { ImageReference } from './command/container.ts';
export type { Ecosystem, PackageReference } from './command/package-spec.ts';
export type { Runner } from './command/runners.ts';
export type { ShellLine } from './command/shells.ts';
export type { Option, Word } from './command/words.ts';

/** What the command of a local server starts, once everything that only prepares it is taken off. */
export interface Command {
  /** What was taken off, outermost first: `cmd`, `env`, `sudo`, `sh`, `poetry run`. */
  readonly wrappers: readonly Wrapper[];
  /** Variables that the command line itself sets. */
  readonly variables: readonly Variable[];
  /** Shell lines on the way, outermost first. Where the last is not seen through, `program` is its shell. */
  readonly lines: readonly ShellLine[];
  /** The program that is started, as it is written. */
  readonly program: Word;
  /** Its plain name: lower case, without folder and `.exe` or `.cmd`. */
  readonly name: string;
  /** Set where the program fetches or prepares what it runs. */
  readonly runner?: Runner;
  /** The options of the runner, the container tool or the interpreter; never those of the server. */
  readonly options: readonly Option[];
  /** Packages that are fetched; the one whose program runs stands first. */
  readonly packages: readonly PackageReference[];
  /** The program within the packages, where it is named apart from them. */
  readonly executable?: Word;
  readonly image?: ImageReference;
  /** What runs inside the image, where its arguments say so. */
  readonly inside?: Command;
  /** A file or an address that an interpreter runs. */
  readonly script?: Word;
  /** A module that an interpreter runs (`python -m`). */
  readonly module?: Word;
  /** Code that stands in the command line itself (`node -e`). */
  readonly code?: InlineCode;
  /** What the server itself is given. */
  readonly args: readonly Word[];
}

type Context = Pick<Command, 'wrappers' | 'variables' | 'lines'>;

const MAX_DEPTH = 8;

// Commands that set the scene for the next one in the same line.
const PREPARATIONS = new Set([
  'cd',
  'export',
  'set',
  'source',
  '.',
  'umask',
  'ulimit',
  'unset',
  'pushd',
  'nvm',
  'fnm',
  'true',
  ':',
]);

/**
 * Reads a server's command line without running anything. Loose: what it does not know stays the
 * program and its arguments. Words are numbered by the argument that holds them: 0 is the command,
 * n is args[n-1].
 */
export function readCommand(command: string, args: readonly string[]): Command {
  const nothing: Context = { wrappers: [], variables: [], lines: [] };
  const words = args.map((text, index) => ({ text, at: index + 1 }));
  const [first = ''] = command.trimStart().split(/\s/, 1);
  // Some entries write the whole line into the command. A path may hold a space, a known name does not.
  if (first.length < command.length && isKnown(plainName(first))) {
    const dialect = command.includes('\\') ? 'cmd' : 'posix';
    const call = lineCall('', dialect, { text: command, at: 0 });
    if (call.commands.length === 1) {
      const split = (call.commands[0]?.words ?? []).map((text) => ({ text, at: 0 }));
      return read([...split, ...words], nothing, 0);
    }
    return readCall(call, { text: command, at: 0 }, nothing, 0);
  }
  return read([{ text: command, at: 0 }, ...words], nothing, 0);
}

function isKnown(name: string): boolean {
  const tests = [isWrapper, isShell, isRunner, isContainerTool, isInterpreter];
  return tests.some((test) => test(name)) || ['curl', 'wget'].includes(name);
}

function read(words: readonly Word[], context: Context, depth: number): Command {
  const [program = { text: '', at: 0 }, ...rest] = words;
  const name = plainName(program.text);
  if (depth < MAX_DEPTH) {
    const outer = unwrap(name, words);
    if (outer !== undefined) {
      const wrappers = [...context.wrappers, outer.wrapper];
      const variables = [...context.variables, ...outer.variables];
      return read(outer.words, { ...context, wrappers, variables }, depth + 1);
    }
    const call = readShellCall(name, rest);
    if (call !== undefined) return readCall(call, program, context, depth);
  }
  return readProgram(program, name, rest, context, depth);
}

function readCall(call: ShellCall, program: Word, context: Context, depth: number): Command {
  const name = plainName(program.text);
  const bare = { ...context, program, name, options: [], packages: [] };
  if (call.does === 'script') return { ...bare, script: call.script, args: call.args };
  const shell = { name, at: program.at, options: [], isElevating: false };
  const wrappers = [...context.wrappers, shell];
  if (call.does === 'words') return read(call.words, { ...context, wrappers }, depth + 1);
  const lines = [...context.lines, call.line];
  const inner = soleCommand(call.commands)?.words.map((text) => ({ text, at: call.line.at }));
  const { variables, words } = takeVariables(inner ?? []);
  if (words.length === 0) return { ...bare, lines, args: [] };
  const set = [...context.variables, ...variables];
  return read(words, { wrappers, variables: set, lines }, depth + 1);
}

/** The command that a line comes down to, where all others only prepare it. */
function soleCommand(commands: readonly ShellCommand[]): ShellCommand | undefined {
  const last = commands.at(-1);
  const before = commands.slice(0, -1);
  const isPrepared = before.every(({ words: [first = ''] }) => PREPARATIONS.has(first));
  const isChained = commands.slice(1).every(({ after }) => after === '&&' || after === ';');
  return isPrepared && isChained ? last : undefined;
}

function readProgram(
  program: Word,
  name: string,
  rest: readonly Word[],
  context: Context,
  depth: number,
): Command {
  const bare = { ...context, program, name, options: [], packages: [] };
  const container = readContainerRun(name, rest);
  if (container !== undefined) {
    const [first] = container.args;
    const isCommand = first !== undefined && depth < MAX_DEPTH && isKnown(plainName(first.text));
    const nothing: Context = { wrappers: [], variables: [], lines: [] };
    return {
      ...bare,
      ...container,
      ...(isCommand && { inside: read(container.args, nothing, depth + 1) }),
    };
  }
  const run = readRun(name, rest);
  if (run?.line !== undefined) {
    const { line, ...found } = run;
    return { ...bare, ...found, lines: [...context.lines, lineCall(name, 'posix', line).line] };
  }
  if (run?.runner === 'uv run' && run.executable !== undefined) {
    // What `uv run` prepares is most often an interpreter.
    const inner = readInterpretation(plainName(run.executable.text), run.args);
    const options = [...run.options, ...(inner?.options ?? [])];
    return { ...bare, ...run, ...inner, options };
  }
  return { ...bare, args: rest, ...(run ?? readInterpretation(name, rest)) };
}

import { anyOf, scanOptions, valuesOf } from './words.ts';
import type { Grammar, Option, Word } from './words.ts';

// Programs that run a script, a module, or code that stands in the command line itself.

/** Code that stands in the command line. */
export interface InlineCode {
  readonly language: string;
  readonly text: string;
  /** The argument that it stands in: 0 is the command, n is args[n-1]. */
  readonly at: number;
}

/** What an interpreter was asked to do. */
export interface Interpretation {
  readonly options: readonly Option[];
  readonly code?: InlineCode;
  readonly script?: Word;
  readonly module?: Word;
  readonly args: readonly Word[];
}

interface Interpreter {
  readonly language: string;
  readonly grammar: Grammar;
  /** Options whose value is code. */
  readonly code: readonly string[];
  readonly module?: readonly string[];
  /** Options whose value is the script, where it is not the first word. */
  readonly script?: readonly string[];
  /** First words that are no script but a mode (`bun run`). */
  readonly modes?: readonly string[];
  /** The mode in which the next word is code. */
  readonly codeMode?: string;
}

const NODE: Interpreter = {
  language: 'javascript',
  grammar: {
    takesValue: anyOf(
      '-e --eval -p --print -r --require --import --loader --experimental-loader -C --conditions --input-type --title --tsconfig',
    ),
  },
  code: ['-e', '--eval', '-p', '--print'],
};
const BUN: Interpreter = {
  ...NODE,
  grammar: {
    takesValue: anyOf(
      '-e --eval -p --print -r --preload --cwd -c --config --env-file --tsconfig-override',
    ),
  },
  modes: ['run'],
};
const DENO: Interpreter = {
  language: 'javascript',
  grammar: { takesValue: anyOf('-c --config --import-map --ext') },
  code: [],
  codeMode: 'eval',
};
const PYTHON: Interpreter = {
  language: 'python',
  grammar: {
    takesValue: anyOf('-c -m -W -X --check-hash-based-pycs'),
    last: new Set(['-c', '-m']),
  },
  code: ['-c'],
  module: ['-m'],
};
const RUBY: Interpreter = {
  language: 'ruby',
  grammar: { takesValue: anyOf('-e -r -I -C -E') },
  code: ['-e'],
};
const PERL: Interpreter = {
  language: 'perl',
  grammar: { takesValue: anyOf('-e -E -M -m -I') },
  code: ['-e', '-E'],
};
const PHP: Interpreter = {
  language: 'php',
  grammar: { takesValue: anyOf('-r -R -B -E -d -c -f -z') },
  code: ['-r', '-R'],
  script: ['-f'],
};
const JAVA: Interpreter = {
  language: 'java',
  grammar: {
    takesValue: anyOf(
      '-jar -cp -classpath --class-path -p --module-path -m --module --add-modules --add-opens',
    ),
    isSingleDash: true,
    last: new Set(['-jar']),
  },
  code: [],
  script: ['-jar'],
};
const DOTNET: Interpreter = {
  language: 'dotnet',
  grammar: { takesValue: anyOf('--project -c --configuration -f --framework --launch-profile') },
  code: [],
  script: ['--project'],
  modes: ['exec', 'run'],
};
const PLAIN: Grammar = { takesValue: anyOf('-e -l -I') };

const INTERPRETERS: ReadonlyMap<string, Interpreter> = new Map([
  ['node', NODE],
  ['nodejs', NODE],
  ['tsx', { ...NODE, modes: ['watch'] }],
  ['ts-node', NODE],
  ['bun', BUN],
  ['deno', DENO],
  ['python', PYTHON],
  ['ruby', RUBY],
  ['perl', PERL],
  ['php', PHP],
  ['java', JAVA],
  ['dotnet', DOTNET],
  ['lua', { language: 'lua', grammar: PLAIN, code: ['-e'] }],
  ['osascript', { language: 'applescript', grammar: PLAIN, code: ['-e'] }],
  ['rscript', { language: 'r', grammar: PLAIN, code: ['-e'] }],
]);

function interpreterOf(name: string): Interpreter | undefined {
  const isPython = /^(?:python|pypy)[\d.]{0,8}w?$|^pyw?$/.test(name);
  return INTERPRETERS.get(isPython ? 'python' : name);
}

/** Whether a program of this plain name runs scripts. */
export function isInterpreter(name: string): boolean {
  return interpreterOf(name) !== undefined;
}

/** Reads the words after an interpreter's name; undefined where the name is none of one. */
export function readInterpretation(
  name: string,
  words: readonly Word[],
): Interpretation | undefined {
  const interpreter = interpreterOf(name);
  if (interpreter === undefined) return undefined;
  // Node takes -pe as one option; everywhere else a cluster's letters say what they say alone.
  const known = words.map((word) => (word.text === '-pe' ? { ...word, text: '-e' } : word));
  const { options, rest } = scanOptions(known, interpreter.grammar);
  const [first, ...args] = rest;
  const valueOf = (names: readonly string[] = []): Word | undefined => valuesOf(options, names)[0];
  const { language } = interpreter;
  const code = valueOf(interpreter.code);
  if (code !== undefined) return { options, code: { language, ...code }, args: rest };
  const module = valueOf(interpreter.module);
  if (module !== undefined) return { options, module, args: rest };
  if (first !== undefined && interpreter.modes?.includes(first.text) === true) {
    return readInterpretation(name, args);
  }
  const script = valueOf(interpreter.script);
  if (script !== undefined) return { options, script, args: rest };
  if (first === undefined) return { options, args };
  if (first.text !== interpreter.codeMode) return { options, script: first, args };
  const [text, ...left] = scanOptions(args, interpreter.grammar).rest;
  return text === undefined
    ? { options, args }
    : { options, code: { language, ...text }, args: left };
}

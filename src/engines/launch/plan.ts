import { join, resolve } from 'node:path';
import { kindOf } from '../../adapters/process/index.ts';
import { readCommand } from '../../domain/command.ts';
import type { Command, PackageReference } from '../../domain/command.ts';
import { quoted } from '../../domain/escape.ts';
import type { NotSeen } from '../../domain/introspection.ts';
import { isNotSeen, notStarted } from './outcome.ts';
import type { Resolved } from './resolve.ts';

/** A command to be run as it stands. */
export interface DirectPlan {
  readonly kind: 'direct';
  readonly command: string;
  readonly args: readonly string[];
  /** Variables that the command line itself sets. */
  readonly env: Readonly<Record<string, string>>;
  /** Files that the command runs, as the command line names them. */
  readonly scripts: readonly string[];
}

/** Packages to be fetched first, one of which then runs. */
export interface PackagePlan {
  readonly kind: 'npm' | 'python';
  /** The one that runs stands first. */
  readonly packages: readonly PackageReference[];
  readonly executable: string | undefined;
  /** A script of the user's that runs in the packages' environment. */
  readonly script: string | undefined;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly wantsBun: boolean;
  /** A registry that the command line names. */
  readonly registry: string | undefined;
}

export type Plan = DirectPlan | PackagePlan;

/** Wrappers that change nothing but variables, so that what they wrap can be started itself. */
const TRANSPARENT = new Set([
  'cmd',
  'command',
  'corepack',
  'cross-env',
  'env',
  'exec',
  'nohup',
  'setsid',
  'time',
]);
const CONTAINER_TOOLS = new Set(['docker', 'podman', 'nerdctl', 'finch', 'container']);

/** What is to be done for a command line. */
export function planFor(resolved: Resolved): Plan | NotSeen {
  const command = readCommand(resolved.command, resolved.args);
  const elevating = command.wrappers.find(({ isElevating }) => isElevating);
  if (elevating !== undefined) {
    return notStarted(
      'no-containment',
      `The command asks for another user's rights with ${quoted(elevating.name)}, which Warder does not give.`,
      'start it without them, or look at a saved tools/list of it',
    );
  }
  if (CONTAINER_TOOLS.has(command.name)) {
    return notStarted(
      'no-containment',
      `The server runs in a container that ${quoted(command.name)} starts, which Warder does not look into yet.`,
      'look at its image, or at a saved tools/list of it',
    );
  }
  const isSeenThrough =
    command.wrappers.every(({ name }) => TRANSPARENT.has(name) || isShellOf(command, name)) &&
    command.lines.every(({ isPlain }) => isPlain);
  const fetched = runnerPlan(command, resolved);
  if (fetched === undefined) return directPlan(command, resolved, isSeenThrough);
  if (isSeenThrough || isNotSeen(fetched)) return fetched;
  return notStarted(
    'no-containment',
    `The command fetches a package inside ${quoted(command.lines.at(-1)?.text ?? command.wrappers.map(({ name }) => name).join(' '))}, where the fetching cannot be contained apart.`,
    'write the command without the shell or the wrapper around it',
  );
}

function isShellOf(command: Command, name: string): boolean {
  return command.lines.some(({ shell }) => shell === name);
}

function directPlan(command: Command, resolved: Resolved, isSeenThrough: boolean): DirectPlan {
  const words = [resolved.command, ...resolved.args];
  const scripts = [command.script?.text, command.program.text].filter((text) => text !== undefined);
  // A whole line in the command's place is read by a shell, as the clients that allow it do.
  const isLine = command.program.at === 0 && command.program.text !== resolved.command;
  if (isLine || command.lines[0]?.at === 0) {
    const args = ['-c', `${resolved.command} "$@"`, 'sh', ...resolved.args];
    return { kind: 'direct', command: '/bin/sh', args, env: {}, scripts };
  }
  // Within a shell's own line the words share one argument, and only the shell can take them apart.
  if (!isSeenThrough || command.lines.length > 0) {
    return { kind: 'direct', command: words[0] ?? '', args: words.slice(1), env: {}, scripts };
  }
  const [program = '', ...args] = words.slice(command.program.at);
  return { kind: 'direct', command: program, args, env: variablesOf(command), scripts };
}

/** The plan for a command that fetches what it runs; undefined for any other. */
function runnerPlan(command: Command, resolved: Resolved): Plan | NotSeen | undefined {
  switch (command.runner) {
    case 'npx':
    case 'bunx':
    case 'pnpm dlx':
    case 'yarn dlx':
      return npmPlan(command, resolved);
    case 'uvx':
    case 'pipx run':
      return pythonPlan(command);
    case 'uv run':
      return uvRunPlan(command, resolved);
    case 'go run':
    case 'deno run':
    case 'dnx':
      return command.packages.length === 0 ? undefined : unsupported(command.runner);
    case undefined:
      return undefined;
  }
}

function npmPlan(command: Command, resolved: Resolved): Plan | NotSeen {
  const [first] = command.packages;
  const executable = command.executable?.text;
  const isLine = command.lines.some(({ shell }) => shell === command.name);
  if (first === undefined || isLine) return unsupported(`${command.name} -c`);
  // In a project, npx runs what the project has installed.
  const local = executable ?? (first.pin === 'none' ? first.name : undefined);
  const installed = join(resolved.base, 'node_modules/.bin', local?.split('/').at(-1) ?? '');
  if (resolved.folder !== undefined && local !== undefined && kindOf(installed) === 'file') {
    const args = command.args.map(({ text }) => text);
    const env = variablesOf(command);
    return { kind: 'direct', command: installed, args, env, scripts: [installed] };
  }
  return packagePlan('npm', command);
}

function pythonPlan(command: Command): Plan | NotSeen {
  return command.script === undefined ? packagePlan('python', command) : unsupported('pipx run');
}

/** `uv run` runs in the project's environment, which it makes first; we only use one that is there. */
function uvRunPlan(command: Command, resolved: Resolved): Plan | NotSeen {
  if (command.packages.length > 0 && command.script !== undefined) {
    return packagePlan('python', command);
  }
  const option = command.options.findLast(
    ({ name }) => name === '--directory' || name === '--project',
  );
  const project = resolve(resolved.base, option?.value ?? '');
  const bin = join(project, '.venv/bin');
  const python = join(bin, 'python');
  if (kindOf(python) !== 'file') {
    return notStarted(
      'missing-program',
      `\`uv run\` makes the environment of ${quoted(project)} when it starts, and there is none yet.`,
      'make it with `uv sync` in that folder, then look again',
    );
  }
  const args = command.args.map(({ text }) => text);
  const env = { ...variablesOf(command), VIRTUAL_ENV: join(bin, '..') };
  const script = command.script?.text;
  if (script !== undefined) {
    const file = resolve(project, script);
    return { kind: 'direct', command: python, args: [file, ...args], env, scripts: [file] };
  }
  if (command.module !== undefined) {
    const words = ['-m', command.module.text, ...args];
    return { kind: 'direct', command: python, args: words, env, scripts: [python] };
  }
  const named = command.executable?.text ?? '';
  const program = /^python[\d.]*$/.test(named) ? python : join(bin, named);
  return { kind: 'direct', command: program, args, env, scripts: [program] };
}

function packagePlan(kind: PackagePlan['kind'], command: Command): Plan | NotSeen {
  const away = command.packages.find(({ origin }) => origin !== 'registry');
  if (away !== undefined) {
    return notStarted(
      'fetch-failed',
      `${quoted(away.spec)} does not come from a package registry, and Warder fetches from registries only.`,
      'install it yourself and start what was installed',
    );
  }
  const registry = command.options.findLast(({ name }) =>
    ['--registry', '--index-url', '-i', '--default-index'].includes(name),
  );
  return {
    kind,
    packages: command.packages,
    executable: command.executable?.text,
    script: command.script?.text,
    args: command.args.map(({ text }) => text),
    env: variablesOf(command),
    wantsBun: command.runner === 'bunx' && command.options.some(({ name }) => name === '--bun'),
    registry: registry?.value,
  };
}

function unsupported(runner: string): NotSeen {
  return notStarted(
    'no-containment',
    `Warder cannot contain what \`${runner}\` fetches yet.`,
    'install the server and start what was installed',
  );
}

function variablesOf(command: Command): Record<string, string> {
  return Object.fromEntries(command.variables.map(({ name, value }) => [name, value]));
}

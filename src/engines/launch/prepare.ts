import { isAbsolute, resolve } from 'node:path';
import { npmRegistry, pythonIndex } from '../../adapters/packages/index.ts';
import type { PackageCache, Registry } from '../../adapters/packages/index.ts';
import { kindOf } from '../../adapters/process/index.ts';
import type { Sandboxes } from '../../adapters/sandbox/index.ts';
import { quoted } from '../../domain/escape.ts';
import type { NotSeen } from '../../domain/introspection.ts';
import type { Artefact } from '../../domain/lock.ts';
import type { Limits, Progress, Start } from '../../domain/ports.ts';
import { artefactOf } from './artefact.ts';
import { fetched } from './fetch.ts';
import { grantsFor } from './grants.ts';
import { npmProgram, npmRecipe } from './npm.ts';
import { isNotSeen, notStarted } from './outcome.ts';
import type { DirectPlan, PackagePlan, Plan } from './plan.ts';
import { findWhole, interpreterName } from './program.ts';
import type { Program } from './program.ts';
import { pythonProgram, pythonRecipe } from './python.ts';
import type { Resolved, Surroundings } from './resolve.ts';

/** What a server gets: enough for any that has nothing to hide, and no way to exhaust the machine. */
const LIMITS: Limits = {
  processes: 64,
  memory: 2 * 1024 ** 3,
  cpuSeconds: 120,
  openFiles: 4096,
  fileSize: 256 * 1024 ** 2,
};
const LANG = 'C.UTF-8';
const SYSTEM_PATH = ['/usr/local/bin', '/usr/bin', '/bin'];

/** Variables that name certificates to trust; passed on only where there is a network to use them for. */
const TRUST = ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE', 'PIP_CERT'];

const INSTALL: Readonly<Record<string, string>> = {
  node: 'install Node.js',
  npx: 'install Node.js, which brings npx',
  bun: 'install Bun',
  uv: 'install uv',
  python: 'install Python 3',
  python3: 'install Python 3',
  deno: 'install Deno',
};

export interface Preparation extends Surroundings {
  readonly sandboxes: Sandboxes;
  readonly cache: PackageCache;
  readonly allowedHosts: readonly string[];
  readonly isOffline: boolean;
  readonly progress?: Progress | undefined;
}

type Find = (name: string) => Program | undefined;

/** What is to be started, and the package that it comes from where one was fetched. */
export interface Prepared {
  readonly start: Start;
  readonly artefact?: Artefact;
}

/** Makes a plan into a start: finds its programs, fetches its packages, and says what to open for it. */
export async function prepare(
  plan: Plan,
  resolved: Resolved,
  options: Preparation,
  signal: AbortSignal,
): Promise<Prepared | NotSeen> {
  const runnable = await runnableFor(plan, resolved, options, signal);
  if (isNotSeen(runnable)) return runnable;
  const start = await startOf(runnable, plan, resolved, options);
  if (plan.kind === 'direct' || runnable.packages === undefined) return { start };
  const artefact = await artefactOf(plan, runnable.packages);
  return { start, ...(artefact !== undefined && { artefact }) };
}

/** The command as it stands, in the user's own surroundings: for what runs without containment. */
export function prepareOpenly(resolved: Resolved, options: Surroundings): Start | NotSeen {
  const path = resolved.env['PATH'] ?? options.env('PATH');
  const found = findWhole(resolved.command, path, resolved.base, options.home);
  if (found === undefined) return missingProgram(resolved.command);
  return {
    command: found.file,
    args: resolved.args,
    cwd: resolved.folder,
    env: { PATH: path ?? SYSTEM_PATH.join(':'), LANG, ...resolved.env },
    grants: { read: [], write: [], standIns: [], hidden: [], hosts: [] },
    limits: LIMITS,
  };
}

/** What is run, and what it consists of. */
interface Runnable {
  readonly command: string;
  readonly args: readonly string[];
  readonly programs: readonly Program[];
  /** The user's own files that run. */
  readonly scripts: readonly string[];
  /** A folder of fetched packages. */
  readonly packages?: string;
}

async function runnableFor(
  plan: Plan,
  resolved: Resolved,
  options: Preparation,
  signal: AbortSignal,
): Promise<Runnable | NotSeen> {
  const own = options.env('PATH');
  // What fetches is the user's own: a PATH of the configuration could put another npm in its place,
  // and what that leaves in the cache would run for every other server too.
  const find: Find = (name) => findWhole(name, own, '/', options.home);
  switch (plan.kind) {
    case 'direct': {
      const path = resolved.env['PATH'] ?? own;
      return direct(plan, resolved, (name) => findWhole(name, path, resolved.base, options.home));
    }
    case 'npm':
      return await fromNpm(plan, options, find, signal);
    case 'python':
      return await fromPython(plan, resolved, options, find, signal);
  }
}

function direct(plan: DirectPlan, resolved: Resolved, find: Find): Runnable | NotSeen {
  const program = find(plan.command);
  if (program === undefined) return missingProgram(plan.command);
  // A shell line names its program inside; that one is looked for too.
  const inside = plan.scripts.map(find).filter((found) => found !== undefined);
  const scripts = unique([plan.command, ...plan.scripts])
    .map((script) => resolve(resolved.base, script))
    .filter((file) => kindOf(file) === 'file');
  return { command: program.file, args: plan.args, programs: [program, ...inside], scripts };
}

async function fromNpm(
  plan: PackagePlan,
  options: Preparation,
  find: Find,
  signal: AbortSignal,
): Promise<Runnable | NotSeen> {
  const node = find('node');
  const registry = registryFor(plan, await npmRegistry(options.env, options.home), options);
  if (isNotSeen(registry)) return registry;
  const npm = find('npm') ?? find('npx');
  const recipe = node && npmRecipe(plan, registry, node, npm, trustOf(options));
  if (recipe === undefined) return missingProgram('npx');
  const folder = await fetched(recipe, { ...options, sandbox: options.sandboxes.reaching, signal });
  if (typeof folder !== 'string') return folder;
  const file = await npmProgram(plan, folder);
  if (typeof file !== 'string') return file;
  const bun = plan.wantsBun ? find('bun') : undefined;
  if (plan.wantsBun && bun === undefined) return missingProgram('bun');
  const interpreter = find(interpreterName(file) ?? '');
  const programs = [bun ?? interpreter].filter((program) => program !== undefined);
  const run =
    bun === undefined
      ? { command: file, args: plan.args, programs }
      : { command: bun.file, args: [file, ...plan.args], programs };
  return { ...run, scripts: [], packages: folder };
}

async function fromPython(
  plan: PackagePlan,
  resolved: Resolved,
  options: Preparation,
  find: Find,
  signal: AbortSignal,
): Promise<Runnable | NotSeen> {
  const python = find('python3') ?? find('python');
  if (python === undefined) return missingProgram('python3');
  const registry = registryFor(plan, await pythonIndex(options.env, options.home), options);
  if (isNotSeen(registry)) return registry;
  const recipe = pythonRecipe(plan, registry, python, find('uv'), trustOf(options));
  const folder = await fetched(recipe, { ...options, sandbox: options.sandboxes.reaching, signal });
  if (typeof folder !== 'string') return folder;
  const run = pythonProgram(plan, folder);
  if (isNotSeen(run)) return run;
  const scripts = plan.script === undefined ? [] : [resolve(resolved.base, plan.script)];
  const args = [scripts[0] ?? run.script, ...plan.args];
  return { command: run.python, args, programs: [python], scripts, packages: folder };
}

/** The registry that a command line names counts only where the user allowed its host. */
function registryFor(
  plan: PackagePlan,
  standard: Registry,
  { allowedHosts }: Preparation,
): Registry | NotSeen {
  if (plan.registry === undefined) return standard;
  const url = URL.parse(plan.registry);
  const host = url?.host ?? '';
  if (url !== null && standard.hosts.includes(host)) return standard;
  if (url !== null && [host, url.hostname].some((name) => allowedHosts.includes(name))) {
    return { url: `${url.origin}${url.pathname}`, hosts: [host] };
  }
  return notStarted(
    'fetch-failed',
    `The command fetches from a registry of its own, ${quoted(host)}, which was not allowed.`,
    `allow it with --allow-host ${host}`,
  );
}

async function startOf(
  { command, args, programs, scripts, packages }: Runnable,
  plan: Plan,
  resolved: Resolved,
  options: Preparation,
): Promise<Start> {
  const trust = options.allowedHosts.length > 0 ? trustOf(options) : {};
  const env = { ...plan.env, ...resolved.env };
  const grants = await grantsFor({
    home: options.home,
    programs: [
      ...programs.flatMap((program) => program.read),
      ...(packages === undefined ? [] : [packages]),
      ...Object.values(trust),
    ],
    scripts,
    folder: resolved.folder,
    base: resolved.base,
    args,
    env,
    hosts: options.allowedHosts,
  });
  const path = unique([...programs.flatMap((program) => program.path), ...SYSTEM_PATH]).join(':');
  const managed = programs.map((program) => program.env);
  return {
    command,
    args,
    cwd: resolved.folder,
    env: Object.fromEntries(
      [{ PATH: path, LANG }, ...managed, trust, env].flatMap((one) => Object.entries(one)),
    ),
    grants,
    limits: LIMITS,
  };
}

/** Certificates that this machine trusts beside the usual ones. */
function trustOf({ env }: Surroundings): Record<string, string> {
  const named = TRUST.map((name) => [name, env(name) ?? ''] as const);
  return Object.fromEntries(
    named.filter(([, file]) => isAbsolute(file) && kindOf(file) === 'file'),
  );
}

function missingProgram(command: string): NotSeen {
  const name = command.replace(/^.*\//, '');
  const hint = INSTALL[name] ?? 'install it, or name it with its whole path';
  return notStarted('missing-program', `The program ${quoted(command)} was not found.`, hint);
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { release } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { messageOf } from '../../domain/errors.ts';
import type { Grants, Running, Sandbox, Start } from '../../domain/ports.ts';
import { findProgram } from '../process/index.ts';
import type { Processes } from '../process/index.ts';
import { installHint } from './hints.ts';
import type { Runtime } from './runtime.ts';
import {
  commandWords,
  countsTasksPerNamespace,
  isShellName,
  limitLines,
  quote,
  refuseZeroBytes,
} from './script.ts';
import { SYSTEM_FOLDERS, SYSTEM_SETTINGS } from './system.ts';

const IS_MAC = process.platform === 'darwin';

/**
 * Where macOS keeps people's data and what programs leave behind. Its system folders stay readable:
 * a program there cannot start without them.
 */
const MAC_CLOSED: readonly string[] = [
  '/Users',
  '/Volumes',
  '/Network',
  '/Library/Keychains',
  '/opt',
  '/private/tmp',
  '/private/var/folders',
  '/private/var/log',
  '/private/var/mail',
  '/private/var/root',
  '/usr/local',
];

/**
 * Containment by the library sandbox-runtime: the one for macOS, over its Seatbelt profiles. It runs
 * on Linux too, where ours is the stricter one: as root the library leaves /proc/sys writable.
 *
 * The library takes a command as text. What is started stands therefore in a script of its own, read
 * by nobody but the shell that runs it: arguments and secrets pass through one level of quoting, and
 * none of them shows in the process list.
 */
export function createSandboxRuntime(
  processes: Processes,
  path: string | undefined,
  runtime: Runtime,
): Sandbox {
  let starts = 0;
  let checked: ReturnType<Sandbox['check']> | undefined;

  const start = async (what: Start): Promise<Running> => {
    refuseZeroBytes(what);
    starts += 1;
    const folder = join(processes.folder, `start-${starts}`);
    const { id, manager, release: end } = await runtime.allow(what.grants.hosts);
    const script = writeScript(folder, what);
    const clean = (): void => {
      end();
      manager.cleanupAfterCommand();
      rmSync(folder, { recursive: true, force: true });
    };
    const command = await manager.wrapWithSandbox(
      `exec /bin/sh ${quote(script)}`,
      undefined,
      {
        network: { allowedDomains: [], deniedDomains: [] },
        filesystem: fileRules(what.grants, folder, manager.getLinuxHttpSocketPath()),
      },
      undefined,
      { commandId: id },
    );
    const running = await processes
      .start({
        file: '/bin/sh',
        args: ['-c', command],
        cwd: folder,
        env: { PATH: '/usr/bin:/bin:/usr/sbin:/sbin' },
        limits: what.limits,
        isCarrier: !IS_MAC,
      })
      .catch((thrown: unknown) => {
        clean();
        throw thrown;
      });
    void running.exited.then(clean);
    return running;
  };

  return {
    name: 'sandbox-runtime',
    check: () => (checked ??= check(path, runtime)),
    cannotEnforce: ({ grants }) => unenforced(grants),
    start,
    close: () => runtime.close(),
  };
}

async function check(path: string | undefined, runtime: Runtime): ReturnType<Sandbox['check']> {
  if (process.platform !== 'darwin' && process.platform !== 'linux') {
    return { why: `there is no containment for ${process.platform} yet`, hint: 'use WSL 2' };
  }
  const needs = IS_MAC ? ['sandbox-exec', 'rg'] : ['bwrap', 'socat', 'rg', 'bash'];
  const missing = needs.filter((program) => findProgram(program, path, '/') === undefined);
  if (missing.length > 0) {
    const verb = missing.length === 1 ? 'is' : 'are';
    return { why: `${missing.join(', ')} ${verb} not installed`, hint: installHint(missing) };
  }
  try {
    (await runtime.allow([])).release();
    return undefined;
  } catch (thrown) {
    return { why: `sandbox-runtime does not start: ${messageOf(thrown)}`, hint: '' };
  }
}

function unenforced(grants: Grants): string[] {
  const polled = 'limits hold for the whole server but are checked now and then, not by the kernel';
  if (!IS_MAC)
    return process.getuid?.() === 0 ? [polled, 'kernel settings in /proc/sys'] : [polled];
  return [
    polled,
    'the memory limit',
    'files outside the folders of users, volumes, logs and temporary files can be read',
    'a child that leaves the process group between two looks outlives the server',
    ...(grants.standIns.length > 0 ? ['empty stand-ins for folders named in arguments'] : []),
  ];
}

type Entry = { path: string; literal: true };

function fileRules(
  grants: Grants,
  folder: string,
  socket: string | undefined,
): { denyRead: Entry[]; allowRead: Entry[]; allowWrite: Entry[]; denyWrite: Entry[] } {
  const entries = (paths: readonly string[]): Entry[] =>
    paths.map((path) => ({ path, literal: true }));
  const system = [
    ...SYSTEM_FOLDERS,
    ...SYSTEM_SETTINGS,
    // The relay inside needs the proxy's socket, and the library its own helpers.
    ...(socket === undefined ? [] : [socket]),
    helpers(),
  ];
  return {
    denyRead: entries([...(IS_MAC ? MAC_CLOSED : ['/']), ...grants.hidden]),
    allowRead: entries([
      ...(IS_MAC ? [helpers()] : system),
      ...grants.read,
      ...grants.write,
      folder,
    ]),
    allowWrite: entries([...grants.write, folder]),
    denyWrite: [],
  };
}

function helpers(): string {
  const entry = fileURLToPath(import.meta.resolve('@anthropic-ai/sandbox-runtime'));
  return join(dirname(dirname(entry)), 'vendor');
}

/** Writes what is started as a shell script that removes itself, and gives its path. */
function writeScript(folder: string, { command, args, cwd, env, grants, limits }: Start): string {
  const script = join(folder, 'start.sh');
  const home = join(folder, 'home');
  const temporary = join(folder, 'tmp');
  for (const path of [folder, home, temporary]) mkdirSync(path, { mode: 0o700 });
  const variables = Object.entries({ HOME: home, TMPDIR: temporary, ...env });
  const named = variables.filter(([name]) => isShellName(name));
  const folders = IS_MAC ? [] : [...grants.standIns, cwd ?? home];
  const lines = [
    `rm -f ${quote(script)}`,
    ...folders.map((path) => `mkdir -p ${quote(path)} 2>/dev/null`),
    `cd ${quote(cwd ?? home)} 2>/dev/null || cd ${quote(home)}`,
    ...limitLines(limits, !IS_MAC && countsTasksPerNamespace(release())),
    ...named.map(([name, value]) => `export ${name}=${quote(value)}`),
    `exec ${commandWords(env, command, args).map(quote).join(' ')}`,
  ];
  writeFileSync(script, `${lines.join('\n')}\n`, { mode: 0o600 });
  return script;
}

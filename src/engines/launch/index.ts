import type { PackageCache } from '../../adapters/packages/index.ts';
import type { Sandboxes } from '../../adapters/sandbox/index.ts';
import { WarderError } from '../../domain/errors.ts';
import type { NotSeen } from '../../domain/introspection.ts';
import type { Consent, Progress, Sandbox, Started, Starter } from '../../domain/ports.ts';
import type { Server, StdioLaunch } from '../../domain/server.ts';
import { isNotSeen, notStarted } from './outcome.ts';
import { planFor } from './plan.ts';
import { prepare, prepareOpenly } from './prepare.ts';
import type { Prepared } from './prepare.ts';
import { resolveLaunch } from './resolve.ts';
import type { Resolved, Surroundings } from './resolve.ts';

export interface LauncherOptions extends Surroundings {
  readonly sandboxes: Sandboxes;
  /** Where fetched packages are kept. */
  readonly cache: PackageCache;
  /** `host` or `host:port` that servers may reach; none by default. */
  readonly allowedHosts: readonly string[];
  /** The user's word that what cannot be contained may run all the same. */
  readonly allowExecute: boolean;
  /** Asks for that word, where somebody is there to ask. */
  readonly consent?: Consent;
  readonly isOffline: boolean;
  readonly progress?: Progress;
}

export interface Launcher {
  /**
   * Starts a process of a local server, contained: without the user's files and environment, without
   * network but for the allowed hosts. Says why not where that cannot be done, or needs a consent that
   * is not there. Throws WarderError only for a fault of the user's own options.
   */
  readonly start: Starter;
  /** Ends what is being fetched and the sandboxes' helpers. */
  close(): Promise<void>;
}

/** What will be started, and in what. */
interface Ready extends Prepared {
  readonly sandbox: Sandbox;
}

/** Makes a launcher. It looks at nothing and starts nothing until it is asked to. */
export function createLauncher(options: LauncherOptions): Launcher {
  const closing = new AbortController();
  const { sandboxes } = options;
  // A look starts a server up to three times: it is read, fetched and asked about once.
  const ready = new Map<string, Promise<Ready | NotSeen>>();

  return {
    async start(server, _purpose, signal): Promise<Started | NotSeen> {
      const interrupted = notStarted('interrupted', 'The start was interrupted.');
      if (signal.aborted) return interrupted;
      const known = ready.get(server.id) ?? getReady(server, options, closing.signal);
      ready.set(server.id, known);
      const found = await Promise.race([known, aborted(signal)]);
      if (found === undefined || signal.aborted) return interrupted;
      return isNotSeen(found) ? found : await launch(found, signal);
    },
    async close(): Promise<void> {
      closing.abort();
      await Promise.allSettled(ready.values());
      await Promise.all([...new Set(Object.values(sandboxes))].map((one: Sandbox) => one.close()));
    },
  };
}

async function getReady(
  server: Server,
  options: LauncherOptions,
  signal: AbortSignal,
): Promise<Ready | NotSeen> {
  if (server.entries.every(({ disabled }) => disabled)) {
    return notStarted('disabled', 'The server is switched off in its configuration.');
  }
  const { launch: configured } = server;
  if (configured?.transport !== 'stdio') {
    const why = server.problem ?? 'the entry does not say how it is started';
    return notStarted('broken-entry', `The server cannot be started: ${why}.`);
  }
  const resolved = resolveLaunch(server, configured, options);
  if (isNotSeen(resolved)) return resolved;
  const plan = planFor(resolved);
  if (isNotSeen(plan)) return plan;

  const isReaching = plan.kind !== 'direct' || options.allowedHosts.length > 0;
  const sandbox = isReaching ? options.sandboxes.reaching : options.sandboxes.closed;
  const problem = await sandbox.check();
  if (problem !== undefined) {
    if (options.isOffline && plan.kind !== 'direct') {
      // Uncontained, the runner would fetch by itself, whatever was said about the network.
      const why =
        'The command fetches its package when it starts, and the network is not to be used.';
      return notStarted('offline', why, 'look again without --offline');
    }
    return await withoutContainment(server, configured, resolved, problem, options);
  }
  const prepared = await prepare(plan, resolved, options, signal);
  if (isNotSeen(prepared)) return prepared;
  const isClosed = prepared.start.grants.hosts.length === 0;
  return { ...prepared, sandbox: isClosed ? options.sandboxes.closed : sandbox };
}

/** The command itself, as its client would start it, when the user agrees to that. */
async function withoutContainment(
  server: Server,
  { env }: StdioLaunch,
  resolved: Resolved,
  problem: { readonly why: string; readonly hint: string },
  options: LauncherOptions,
): Promise<Ready | NotSeen> {
  const { allowExecute, consent, sandboxes } = options;
  const start = prepareOpenly(resolved, options);
  if (isNotSeen(start)) return start;
  const hint = `${problem.hint === '' ? '' : `${problem.hint}; `}or run it without containment with --allow-execute`;
  if (!allowExecute && consent === undefined) {
    return notStarted('no-containment', `It cannot be contained here: ${problem.why}.`, hint);
  }
  const isAllowed =
    allowExecute ||
    (await consent?.ask({
      server: server.name,
      command: [resolved.command, ...resolved.args],
      cwd: resolved.folder,
      environment: Object.keys(env),
      why: problem.why,
    }));
  if (isAllowed !== true) {
    return notStarted('no-consent', 'Running it without containment was declined.', hint);
  }
  return { start, sandbox: sandboxes.none };
}

async function launch(
  { artefact, sandbox, start }: Ready,
  signal: AbortSignal,
): Promise<Started | NotSeen> {
  try {
    const running = await sandbox.start(start);
    const stop = (): void => void running.stop();
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    void running.exited.finally(() => signal.removeEventListener('abort', stop));
    return {
      running,
      containment: sandbox.name,
      unenforced: sandbox.cannotEnforce(start),
      ...(artefact !== undefined && { artefact }),
    };
  } catch (thrown) {
    if (!(thrown instanceof WarderError) || thrown.code !== 'START_FAILED') throw thrown;
    return notStarted('start-failed', `The server could not be started: ${thrown.message}.`);
  }
}

async function aborted(signal: AbortSignal): Promise<undefined> {
  if (signal.aborted) return;
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}

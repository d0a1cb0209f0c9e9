import { homedir } from 'node:os';
import { createHttp } from '../../adapters/net/index.ts';
import { PackageCache } from '../../adapters/packages/index.ts';
import { Processes } from '../../adapters/process/index.ts';
import { createSandboxes } from '../../adapters/sandbox/index.ts';
import { visible } from '../../domain/escape.ts';
import type { Look } from '../../domain/introspection.ts';
import type { Server } from '../../domain/server.ts';
import { clients } from '../../catalogue/clients/registry.gen.ts';
import { look } from '../../engines/connect/index.ts';
import type { AgainPlan } from '../../engines/connect/index.ts';
import { createLauncher } from '../../engines/launch/index.ts';
import { terminalConsent } from './consent.ts';
import { ownFolders } from './folders.ts';
import { version } from './package.ts';
import type { StatusLine } from './progress.ts';
import type { Terminal } from './terminal.ts';

/** What a user says about how servers are looked at. */
export interface LookFlags {
  readonly config?: readonly string[];
  readonly allowExecute?: true;
  readonly allowHost?: readonly string[];
  readonly offline?: true;
  /** Seconds. */
  readonly timeout: number;
  readonly differential?: true;
  readonly askOnce?: true;
}

/** Everything that looking at running servers takes, made once for a run. */
export interface Looks {
  look(server: Server): Promise<Look>;
  /** Ends every process that a look started, and what served them. */
  close(): Promise<void>;
}

interface Setting {
  readonly flags: LookFlags;
  readonly status: StatusLine;
  readonly terminal: Terminal;
}

const WAIT = 3_000;

/** How servers are asked again: as one other client by default, in every way where that was asked for. */
function againPlan({ allowHost = [], differential, offline }: LookFlags): AgainPlan {
  const known = clients.flatMap(({ introduces }) => introduces ?? []);
  return {
    clients: known,
    isThorough: differential === true,
    wait: WAIT,
    mayCall: offline === true || allowHost.length === 0,
  };
}

export function openLooks({ flags, status, terminal }: Setting): Looks {
  const allowedHosts = flags.allowHost ?? [];
  const isOffline = flags.offline === true;
  const env = (name: string): string | undefined => terminal.environment[name];
  const processes = new Processes();
  const http = createHttp({ allowedHosts });
  const consent = terminalConsent(terminal, status);
  const launcher = createLauncher({
    sandboxes: createSandboxes(processes, env('PATH'), homedir()),
    cache: new PackageCache(ownFolders(terminal).cache),
    // What is contained has no network either, when none is to be used.
    allowedHosts: isOffline ? [] : allowedHosts,
    allowExecute: flags.allowExecute === true,
    isOffline,
    env,
    home: homedir(),
    folder: terminal.cwd,
    progress: status,
    ...(consent !== undefined && { consent }),
  });
  return {
    look: (server) =>
      look(server, {
        start: launcher.start,
        http,
        env,
        isOffline,
        client: { name: 'warder', version: version() },
        limits: { total: flags.timeout * 1000 },
        ...(flags.askOnce !== true && {
          again: {
            ...againPlan(flags),
            begin: () => status.begin(`asking ${visible(server.name)} again`),
          },
        }),
        signal: terminal.interrupt,
      }),
    async close() {
      await launcher.close();
      await processes.close();
      await http.close();
    },
  };
}

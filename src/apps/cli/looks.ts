import { createHttp } from '../../adapters/net/index.ts';
import type { Look } from '../../domain/introspection.ts';
import { noCapture } from '../../domain/introspection.ts';
import type { Server } from '../../domain/server.ts';
import { look } from '../../engines/connect/index.ts';
import type { AuditFlags } from './commands/audit.ts';
import { version } from './package.ts';
import type { StatusLine } from './progress.ts';
import type { Terminal } from './terminal.ts';

/** Everything that looking at running servers takes, made once for a run. */
export interface Looks {
  look(server: Server): Promise<Look>;
  close(): Promise<void>;
}

export function openLooks({
  flags,
  terminal,
}: {
  readonly flags: AuditFlags;
  readonly status: StatusLine;
  readonly terminal: Terminal;
}): Looks {
  const http = createHttp({ allowedHosts: flags.allowHost ?? [] });
  return {
    look: (server) =>
      look(server, {
        start: () =>
          Promise.resolve({
            reason: 'no-containment',
            why: 'Local servers cannot be started by this version yet.',
            notes: [],
            stderr: noCapture,
          }),
        http,
        env: (name) => terminal.environment[name],
        isOffline: flags.offline === true,
        client: { name: 'warder', version: version() },
        limits: { total: flags.timeout * 1000 },
        signal: terminal.interrupt,
      }),
    close: () => http.close(),
  };
}

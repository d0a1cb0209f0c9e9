import type { ClientInfo } from '../../adapters/mcp/index.ts';
import type { Http } from '../../adapters/net/index.ts';
import { visible } from '../../domain/escape.ts';
import type { Look } from '../../domain/introspection.ts';
import type { Starter } from '../../domain/ports.ts';
import type { Server, ServerEntry } from '../../domain/server.ts';
import type { AgainPlan } from './again.ts';
import { endpointFrom, isLoopback } from './endpoint.ts';
import { lookLimits } from './limits.ts';
import type { LookLimits } from './limits.ts';
import { notSeen } from './outcome.ts';
import { lookAtProcess } from './process.ts';
import { lookAtRemote } from './remote.ts';
import type { Asking } from './session.ts';

export type { AgainPlan } from './again.ts';
export type { LookLimits } from './limits.ts';

export interface LookOptions {
  /** Starts the processes of a local server. */
  readonly start: Starter;
  /** Reaches remote servers; knows which hosts the user allowed. */
  readonly http: Http;
  /** What placeholders in addresses and headers stand for. */
  readonly env: (name: string) => string | undefined;
  /** Whether remote servers are left alone. Those on this machine are asked all the same. */
  readonly isOffline: boolean;
  /** How we introduce ourselves. */
  readonly client: ClientInfo;
  readonly limits?: Partial<LookLimits>;
  /** How to ask again once all is listed; not at all where it is absent. */
  readonly again?: AgainPlan;
  readonly signal: AbortSignal;
}

/**
 * Looks at one server as an agent's client would: starts or reaches it, finds out which era of the
 * protocol it speaks, and takes down everything it offers, verbatim. Bounded in time, size, depth and
 * number; whatever the server does there is a `Look`, and none of its processes is left.
 */
export async function look(server: Server, options: LookOptions): Promise<Look> {
  const { signal } = options;
  const result = await lookAt(server, options).catch((thrown: unknown) => {
    if (!signal.aborted) throw thrown;
    return undefined;
  });
  if (result !== undefined && !signal.aborted) return result;
  return notSeen({ reason: 'interrupted', why: 'The look was interrupted.' });
}

async function lookAt(server: Server, options: LookOptions): Promise<Look> {
  const { launch, entries, problem } = server;
  const { start, signal } = options;
  if (launch === undefined) {
    const why = `The entry cannot be used: ${visible(problem ?? 'it does not say how')}.`;
    return notSeen({ reason: 'broken-entry', why });
  }
  if (entries.every((entry) => entry.disabled)) {
    return notSeen({ reason: 'disabled', why: 'Every entry for the server is disabled.' });
  }
  if (launch.transport !== 'stdio') return await lookOver(ownFirst(server), options);
  return await lookAtProcess(server, start, signal, () => askingFrom(options));
}

/** Of the entries that name one address, a project's own counts only where there is no other. */
function ownFirst({ entries }: Server): ServerEntry {
  const isOwn = ({ disabled, scope }: ServerEntry): boolean => scope !== 'project' && !disabled;
  return entries.find(isOwn) ?? entries[0];
}

async function lookOver({ launch, scope }: ServerEntry, options: LookOptions): Promise<Look> {
  if (launch === undefined || launch.transport === 'stdio') {
    throw new TypeError('entries of one server are reached in the same way');
  }
  const endpoint = endpointFrom(launch, scope, options.http, options.env);
  if ('reason' in endpoint) return notSeen(endpoint);
  if (options.isOffline && !isLoopback(endpoint.url)) {
    const why = 'The server is remote, and Warder was told to stay offline.';
    return notSeen({ reason: 'offline', why });
  }
  return await lookAtRemote(endpoint, launch.transport, askingFrom(options));
}

/** The time of the look is counted from here. */
function askingFrom({ again, client, limits, signal }: LookOptions): Asking {
  const all = { ...lookLimits, ...limits };
  return {
    client,
    limits: all,
    signal: AbortSignal.any([signal, AbortSignal.timeout(all.total)]),
    ...(again !== undefined && { again }),
  };
}

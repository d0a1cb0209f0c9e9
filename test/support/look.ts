import { onTestFinished } from 'vitest';
import { createHttp } from '../../src/adapters/net/index.ts';
import { configFile } from '../../src/domain/example.ts';
import { entryFrom } from '../../src/domain/entry.ts';
import type { Introspection, Look, NotSeen } from '../../src/domain/introspection.ts';
import type { JsonObject } from '../../src/domain/json.ts';
import type { Running, Starter } from '../../src/domain/ports.ts';
import type { ConfigScope, Server } from '../../src/domain/server.ts';
import { look } from '../../src/engines/connect/index.ts';
import type { LookOptions } from '../../src/engines/connect/index.ts';
import { runNode } from './running.ts';

/** A server of the inventory, from the entry that a client's configuration has for it. */
export function serverFrom(raw: JsonObject, scope: ConfigScope = 'user'): Server {
  const file = configFile({ mcpServers: { one: raw } }, { scope });
  const entry = entryFrom(raw, { name: 'one', file, at: '/mcpServers/one' });
  const { launch, problem } = entry;
  return {
    id: 'one-00000000',
    name: 'one',
    launch,
    ...(problem !== undefined && { problem }),
    entries: [entry],
  };
}

/** Starts what `run` starts, for any purpose. */
export function starter(run: (purpose: 'probe' | 'session') => Promise<Running>): Starter {
  return async (_server, purpose) => ({
    running: await run(purpose),
    containment: 'none',
    unenforced: ['everything'],
  });
}

/** Looks at a server that is a Node program with these arguments. */
export async function lookAtNode(
  args: readonly string[],
  limits: LookOptions['limits'] = {},
): Promise<Look> {
  const server = serverFrom({ command: 'node', args });
  return await lookWith(server, { start: starter(() => runNode(...args)), limits });
}

/** Looks at a server at an address. */
export async function lookAtUrl(
  url: string,
  more: JsonObject = {},
  options: Partial<LookOptions> = {},
): Promise<Look> {
  return await lookWith(serverFrom({ url, ...more }), options);
}

export async function lookWith(server: Server, options: Partial<LookOptions>): Promise<Look> {
  const http = createHttp();
  onTestFinished(() => http.close());
  return await look(server, {
    start: () => Promise.reject(new Error('nothing is to be started')),
    http,
    env: () => undefined,
    isOffline: false,
    client: { name: 'warder', version: '0.0.0' },
    signal: new AbortController().signal,
    ...options,
  });
}

export function seenIn(look: Look): Introspection {
  if (!look.seen) throw new Error(`not seen: ${JSON.stringify(look.problem)}`);
  return look.introspection;
}

export function problemIn(look: Look): NotSeen {
  if (look.seen) throw new Error('seen');
  return look.problem;
}

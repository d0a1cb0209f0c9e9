// Servers that were seen, and what a lock says of them, for the tests of locks and drift.
import { serverFrom } from './look.ts';
import type { Definition, DefinitionKind } from '../../src/domain/definition.ts';
import { noCapture } from '../../src/domain/introspection.ts';
import type { Introspection } from '../../src/domain/introspection.ts';
import type { JsonObject } from '../../src/domain/json.ts';
import type { Lock, ServerDrift } from '../../src/domain/lock.ts';
import type { Server } from '../../src/domain/server.ts';
import { compareWithLock, lockText, pinNew, readLock } from '../../src/engines/lock/index.ts';
import type { Comparing, Comparison, Seen } from '../../src/engines/lock/index.ts';

export const empty: Lock = { format: 'warder-lock/1', servers: [] };
export const approval: Comparing['approval'] = {
  at: '2026-11-20T16:00:00.000Z',
  by: 'ada',
  why: 'first look',
};
export const comparing: Comparing = {
  mask: (text) => text,
  approval,
  folder: '/srv/project',
  rescan: async () => [],
};

export function definition(kind: DefinitionKind, name: string, raw: JsonObject = {}): Definition {
  return { kind, name, raw: kind === 'instructions' ? raw : { name, ...raw } };
}

export function introspection(
  definitions: readonly Definition[],
  more: Partial<Introspection> = {},
): Introspection {
  return {
    era: 'legacy',
    protocolVersion: '2025-11-25',
    supportedVersions: [],
    transport: 'stdio',
    serverInfo: {},
    capabilities: { tools: {} },
    instructions: undefined,
    definitions,
    digest: '',
    pages: [],
    notes: [],
    stderr: noCapture,
    containment: 'none',
    unenforced: [],
    ...more,
  };
}

export const local = serverFrom({ command: 'npx', args: ['-y', '@x/notes@1.0.0'] });

export function seen(
  definitions: readonly Definition[],
  more: Partial<Introspection> = {},
  server: Server = local,
): Seen {
  return { server, look: { seen: true, introspection: introspection(definitions, more) } };
}

export async function compare(
  before: Seen,
  after: Seen,
  more: Partial<Comparing> = {},
): Promise<Comparison> {
  const settings = { ...comparing, ...more };
  const lock = pinNew(empty, await compareWithLock(empty, [before], settings));
  // Through the text, as a clone would have it.
  const [comparison] = await compareWithLock(
    readLock(lockText(lock), 'warder.lock'),
    [after],
    settings,
  );
  if (comparison === undefined) throw new Error('nothing was compared');
  return comparison;
}

export async function drift(
  before: Seen,
  after: Seen,
  more: Partial<Comparing> = {},
): Promise<ServerDrift> {
  return (await compare(before, after, more)).drift;
}

export function told({ items }: ServerDrift): string[] {
  return items.flatMap(({ changes }) =>
    changes.map(({ change, grade, at }) => `${grade} ${change} ${at}`),
  );
}

export const tool = (raw: JsonObject): Definition => definition('tool', 'search', raw);
export const withSchema = (schema: JsonObject): Definition => tool({ inputSchema: schema });
export const withProperty = (schema: JsonObject | boolean): Definition =>
  withSchema({ type: 'object', properties: { q: schema } });
export const P = '/inputSchema/properties/q';

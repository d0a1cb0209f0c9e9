import { entryFrom } from '../../domain/entry.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { ConfigFile, Inventory, Server } from '../../domain/server.ts';
import { serversOf } from './servers.ts';

/**
 * A server that no file configures: a target of the command line, in the form that an entry of a
 * configuration has (`command` and `args`, or `url`).
 */
export function targetServer(name: string, raw: JsonObject): Server {
  const file: ConfigFile = {
    path: 'command line',
    client: 'target',
    scope: 'target',
    document: raw,
    duplicateKeys: [],
    locate: () => ({ line: 1, column: 1 }),
  };
  const [server] = serversOf([entryFrom(raw, { name, file, at: '' })]);
  if (server === undefined) throw new Error('an entry gives a server');
  return server;
}

/**
 * One inventory of several, in their order. Entries that start the same thing become one server; of
 * two servers with the same id the first keeps it.
 */
export function combine(inventories: readonly Inventory[]): Inventory {
  const entries = inventories.flatMap(({ servers }) => servers.flatMap((server) => server.entries));
  const files = new Map(inventories.flatMap((part) => part.files.map((file) => [file.path, file])));
  return {
    servers: serversOf(entries),
    files: [...files.values()],
    unread: inventories.flatMap(({ unread }) => unread),
    looked: inventories.reduce((sum, { looked }) => sum + looked, 0),
  };
}

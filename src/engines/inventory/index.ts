import { resolve } from 'node:path';
import { clients as allClients } from '../../catalogue/clients/registry.gen.ts';
import type { Client } from '../../domain/client.ts';
import type { Progress } from '../../domain/ports.ts';
import type { Inventory } from '../../domain/server.ts';
import { searchMachine } from './discover.ts';
import { searchFolder } from './folder.ts';
import { readGiven } from './given.ts';
import type { Machine } from './machine.ts';

export type { Machine } from './machine.ts';
export { packageServer } from './package-server.ts';
export { combine, targetServer } from './target.ts';

interface Options {
  /** The clients that are known; all of the catalogue when absent. */
  readonly clients?: readonly Client[];
  readonly progress?: Progress;
}

/**
 * Finds the servers that the MCP clients of a machine are configured to use: users', projects',
 * managed and plugins' configurations, on Linux, macOS, Windows and, from WSL, the Windows side too.
 * A file that is not there is passed over; one that cannot be read stands in `unread`, with the
 * reason. Starts nothing and never throws for what a file holds.
 */
export async function discover(machine: Machine, options: Options = {}): Promise<Inventory> {
  const done = options.progress?.begin('looking for configured servers');
  const inventory = await searchMachine(machine, options.clients ?? allClients);
  done?.(`${inventory.servers.length} found`);
  return inventory;
}

/**
 * Finds the project configurations of all clients anywhere below a folder: what starts when somebody
 * opens the folder, or one below it, in a client. Bounded in depth and number; symbolic links are not
 * followed out of the folder.
 *
 * @throws WarderError TARGET_UNREADABLE where the folder cannot be listed
 */
export async function discoverFolder(path: string, options: Options = {}): Promise<Inventory> {
  const done = options.progress?.begin('looking for project configurations');
  const inventory = await searchFolder(resolve(path), options.clients ?? allClients);
  done?.(`${inventory.servers.length} found`);
  return inventory;
}

/**
 * Reads one configuration file of any client, told by its name or else by its keys. Its format is
 * told by the client, by the file's ending, or by how it starts.
 *
 * @throws WarderError CONFIG_UNREADABLE where the file is absent, no file, too large or denied
 * @throws WarderError CONFIG_INVALID where it is malformed, or of no known client and without servers
 */
export async function readConfigFile(path: string, options: Options = {}): Promise<Inventory> {
  return await readGiven(path, options.clients ?? allClients);
}

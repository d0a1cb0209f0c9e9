import { join } from 'node:path';
import { listNames } from '../../adapters/files/index.ts';
import type { Client } from '../../domain/client.ts';
import type { Inventory } from '../../domain/server.ts';
import { collect } from './collect.ts';
import { inOrder } from './in-order.ts';
import { ownPlace, projectSteps, windowsPlace } from './machine.ts';
import type { Machine, Place } from './machine.ts';
import { addProject, addProjects, addWorkspaces } from './projects.ts';
import type { Projects } from './projects.ts';
import { configReader } from './read-config.ts';
import { expand, isOn } from './search.ts';
import type { Search } from './search.ts';

const NOT_USERS = new Set(['all users', 'default', 'default user', 'public', 'defaultapppool']);

/** Finds the configurations of all clients on a machine: users', managed, of plugins and of projects. */
export async function searchMachine(
  machine: Machine,
  clients: readonly Client[],
): Promise<Inventory> {
  const search: Search = {
    clients,
    read: configReader(),
    candidates: [],
    unread: [],
    looked: new Set(),
  };
  const own = ownPlace(machine);
  const places = [own, ...(await windowsPlaces(machine, search))];
  for (const place of places) await addHomes(place, search);
  const projects: Projects = new Map();
  for (const project of machine.projects) addProject(project, own, projects);
  for (const place of places) await addWorkspaces(place, search, projects);
  await addProjects(projects, search);
  const { files, servers, unread } = await collect(search.candidates, search.read);
  const all = new Map([...search.unread, ...unread].map((item) => [JSON.stringify(item), item]));
  // Files are read side by side: which of them fails first says nothing.
  const inOrder = [...all].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
  return { servers, files, unread: inOrder, looked: search.looked.size };
}

async function windowsPlaces({ windowsDrive }: Machine, { unread }: Search): Promise<Place[]> {
  if (windowsDrive === undefined) return [];
  const users = join(windowsDrive, 'Users');
  const names = await listNames(users);
  if ('why' in names) {
    if (names.why !== undefined) unread.push({ path: users, why: names.why });
    return [];
  }
  const homes = names.filter((name) => !NOT_USERS.has(name.toLowerCase())).sort();
  const open = await inOrder(homes, async (name) => {
    const home = join(users, name);
    const inside = await listNames(home);
    if (!('why' in inside)) return [windowsPlace(home, windowsDrive)];
    // One sentence for another user's home, and not one for each file that may be in it.
    if (inside.why !== undefined) unread.push({ path: home, why: inside.why });
    return [];
  });
  return open.flat();
}

/** Adds what stands at fixed places: everything but projects. */
async function addHomes(place: Place, search: Search): Promise<void> {
  for (const client of search.clients) {
    for (const source of client.sources) {
      if (!isOn(source, place.platform) || projectSteps(source.path) !== undefined) continue;
      for (const path of await expand(source.path, place, search)) {
        search.candidates.push({ path, client, source, hasModes: place.hasModes });
      }
    }
  }
}

import { dirname, join } from 'node:path';
import { findPaths, isMatch, listNames } from '../../adapters/files/index.ts';
import type {
  Client,
  ConfigSource,
  KeyPath,
  PathTemplate,
  Platform,
  WorkspaceSource,
} from '../../domain/client.ts';
import type { Inventory } from '../../domain/server.ts';
import { collect } from './collect.ts';
import type { Candidate } from './collect.ts';
import { textsAt } from './extract.ts';
import { inOrder } from './in-order.ts';
import { fill, localPath, ownPlace, projectSteps, windowsPlace } from './machine.ts';
import type { Machine, Place } from './machine.ts';
import { configReader } from './read-config.ts';
import type { ConfigReader } from './read-config.ts';

/** Folders that clients have opened. More is no machine that a person works on. */
const MOST_PROJECTS = 5000;
const NOT_USERS = new Set(['all users', 'default', 'default user', 'public', 'defaultapppool']);

interface Search {
  readonly clients: readonly Client[];
  readonly read: ConfigReader;
  readonly candidates: Candidate[];
  readonly unread: { path: string; why: string }[];
  /** Every path that was asked for. */
  readonly looked: Set<string>;
}

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
  const projects = new Map<string, Place>();
  for (const project of machine.projects) addProject(project, own, projects);
  for (const place of places) await addWorkspaces(place, search, projects);
  await addProjects(projects, search);
  const { files, servers, unread } = await collect(search.candidates, search.read);
  const all = new Map([...search.unread, ...unread].map((item) => [JSON.stringify(item), item]));
  return { servers, files, unread: [...all.values()], looked: search.looked.size };
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

async function expand(
  template: PathTemplate,
  place: Place,
  search: Search,
): Promise<readonly string[]> {
  const filled = fill(template, place);
  if (filled === undefined) return [];
  search.looked.add(join(filled.base, ...filled.steps));
  if (filled.steps.length === 0) return [filled.base];
  const { paths, unread } = await findPaths(filled.base, filled.steps);
  search.unread.push(...unread);
  return paths;
}

/** Adds the folders that the clients of a place say they have opened. */
async function addWorkspaces(
  place: Place,
  search: Search,
  projects: Map<string, Place>,
): Promise<void> {
  for (const { workspaces = [] } of search.clients) {
    for (const workspace of workspaces) {
      if (!isOn(workspace, place.platform) || projectSteps(workspace.path) !== undefined) continue;
      for (const path of await expand(workspace.path, place, search)) {
        for (const folder of await foldersOf(path, workspace, place, search))
          addProject(folder, place, projects);
      }
    }
  }
}

async function foldersOf(
  path: string,
  { files, folders, format }: WorkspaceSource,
  place: Place,
  { read, unread }: Search,
): Promise<string[]> {
  const outcome = await read(path, format);
  if (outcome.state === 'unread') unread.push({ path, why: outcome.why });
  if (outcome.state !== 'read') return [];
  const named = (keys: KeyPath | undefined): string[] =>
    keys === undefined
      ? []
      : textsAt(outcome.document.value, keys).flatMap(
          ({ text }) => localPath(text, place, dirname(path)) ?? [],
        );
  return [...named(folders), ...named(files).map((file) => dirname(file))];
}

/** Adds a folder and its parents: clients look upwards for a project's configuration. */
function addProject(folder: string, place: Place, projects: Map<string, Place>): void {
  for (let at = folder; !projects.has(at); at = dirname(at)) projects.set(at, place);
}

/** Adds the configurations of each project, and the projects that those name, in order of their paths. */
async function addProjects(projects: Map<string, Place>, search: Search): Promise<void> {
  const known = new Set<string>();
  for (let round = 0; round < 3; round++) {
    const fresh = [...projects].filter(([folder]) => !known.has(folder)).sort(byFolder);
    if (fresh.length === 0) return;
    for (const [folder] of fresh) known.add(folder);
    if (known.size > MOST_PROJECTS) {
      const first = fresh[0]?.[0] ?? '';
      search.unread.push({
        path: first,
        why: `more than ${MOST_PROJECTS} folders are named as opened`,
      });
      return;
    }
    const found = await inOrder(fresh, ([folder, place]) =>
      projectCandidates(folder, place, search),
    );
    search.candidates.push(...found.flat());
    for (const [folder, place] of fresh) await addNamedProjects(folder, place, search, projects);
  }
}

async function projectCandidates(
  folder: string,
  place: Place,
  search: Search,
): Promise<Candidate[]> {
  const names = await listNames(folder);
  if ('why' in names) {
    if (names.why === undefined) return [];
    // In a folder that cannot be listed, a known name may still open; if not, one sentence is enough.
    const probe = await search.read(join(folder, '.mcp.json'), 'json');
    if (probe.state === 'unread' && !probe.isMalformed) {
      search.unread.push({ path: folder, why: names.why });
      return [];
    }
  }
  const isPresent = (step: string): boolean =>
    'why' in names || names.some((name) => isMatch(name, step));
  const found: Candidate[] = [];
  for (const client of search.clients) {
    for (const source of client.sources) {
      const steps = projectSteps(source.path);
      if (steps === undefined || !isOn(source, place.platform)) continue;
      search.looked.add(join(folder, ...steps));
      if (!isPresent(steps[0] ?? '')) continue;
      const { paths, unread } = await findPaths(folder, steps);
      search.unread.push(...unread);
      for (const path of paths)
        found.push({ path, client, source, project: folder, hasModes: place.hasModes });
    }
  }
  return found;
}

/** A project's own files may name further folders (a workspace of several roots). */
async function addNamedProjects(
  folder: string,
  place: Place,
  search: Search,
  projects: Map<string, Place>,
): Promise<void> {
  for (const { workspaces = [] } of search.clients) {
    for (const workspace of workspaces) {
      const steps = projectSteps(workspace.path);
      if (steps === undefined || !isOn(workspace, place.platform)) continue;
      const { paths } = await findPaths(folder, steps);
      for (const path of paths) {
        for (const named of await foldersOf(path, workspace, place, search))
          addProject(named, place, projects);
      }
    }
  }
}

function isOn({ on }: Pick<ConfigSource, 'on'>, platform: Platform): boolean {
  return on === undefined || on.includes(platform);
}

function byFolder([a]: readonly [string, Place], [b]: readonly [string, Place]): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

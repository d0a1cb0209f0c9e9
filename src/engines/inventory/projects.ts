import { dirname, join } from 'node:path';
import { MOST_NAMES, findPaths, isMatch, listNames } from '../../adapters/files/index.ts';
import type { KeyPath, WorkspaceSource } from '../../domain/client.ts';
import type { Candidate } from './collect.ts';
import { textsAt } from './extract.ts';
import { inOrder } from './in-order.ts';
import { localPath, projectSteps } from './machine.ts';
import type { Place } from './machine.ts';
import { expand, isOn } from './search.ts';
import type { Search } from './search.ts';

/** Folders that clients have opened. More is no machine that a person works on. */
const MOST_PROJECTS = 5000;

/** Folders in which project configurations are looked for, with the place that they belong to. */
export type Projects = Map<string, Place>;

/** Adds the folders that the clients of a place say they have opened. */
export async function addWorkspaces(
  place: Place,
  search: Search,
  projects: Projects,
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
export function addProject(folder: string, place: Place, projects: Projects): void {
  for (let at = folder; !projects.has(at); at = dirname(at)) projects.set(at, place);
}

/** Adds the configurations of each project, and the projects that those name, in order of their paths. */
export async function addProjects(projects: Projects, search: Search): Promise<void> {
  const known = new Set<string>();
  for (;;) {
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
    'why' in names || names.length >= MOST_NAMES || names.some((name) => isMatch(name, step));
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
  projects: Projects,
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

function byFolder([a]: readonly [string, Place], [b]: readonly [string, Place]): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

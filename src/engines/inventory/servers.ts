import { sha256 } from '../../adapters/digest.ts';
import { dependsOnFolder, identityOf } from '../../domain/identity.ts';
import type { Launch, Server, ServerEntry } from '../../domain/server.ts';

const LONGEST_SLUG = 40;

/**
 * Joins entries that start the same thing the same way into servers, in the order of their first
 * entries, and gives each server an id that no other has.
 */
export function serversOf(entries: readonly ServerEntry[]): Server[] {
  const groups = new Map<string, [ServerEntry, ...ServerEntry[]]>();
  for (const [index, entry] of entries.entries()) {
    const key = launchKey(entry) ?? `${index}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  const taken = new Set<string>();
  return [...groups.values()].map((group) => {
    const [{ launch, name, problem }] = group;
    const id = uniqueId(group[0], taken);
    taken.add(id);
    return { id, name, launch, ...(problem !== undefined && { problem }), entries: group };
  });
}

/**
 * Equal for entries that are one server; undefined where nothing tells. The environment does not
 * count: tokens differ, the server is one.
 */
function launchKey({ launch, project }: ServerEntry): string | undefined {
  if (launch === undefined) return undefined;
  if (launch.transport !== 'stdio') return JSON.stringify([launch.transport, launch.url]);
  const folder = launch.cwd ?? (dependsOnFolder(launch) ? project : undefined);
  return JSON.stringify([launch.transport, launch.command, launch.args, folder ?? null]);
}

/**
 * `name-8 hex digits` of what is started. Two servers of the same name that start the same package
 * differently are told apart by where the later one stands.
 */
function uniqueId({ at, file, launch, name }: ServerEntry, taken: ReadonlySet<string>): string {
  const id = `${slug(name)}-${sha256(identityText(launch)).slice(0, 8)}`;
  if (!taken.has(id)) return id;
  for (let round = 0; ; round++) {
    const mark = sha256(JSON.stringify([file.path, at, round])).slice(0, 6);
    if (!taken.has(`${id}-${mark}`)) return `${id}-${mark}`;
  }
}

function identityText(launch: Launch | undefined): string {
  return launch === undefined ? 'broken' : identityOf(launch);
}

/** The name in letters, digits and hyphens that fit everywhere an id is written. */
function slug(name: string): string {
  const words = name
    .slice(0, 200)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_SLUG)
    .replace(/^-|-$/g, '');
  return words === '' ? 'server' : words;
}

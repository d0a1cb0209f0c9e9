import { dirname, join, relative } from 'node:path';
import type { Client, ConfigSource } from '../../domain/client.ts';
import { entryFrom } from '../../domain/entry.ts';
import { excerpt, visible } from '../../domain/escape.ts';
import type { ConfigFile, Inventory, ServerEntry } from '../../domain/server.ts';
import { entriesIn } from './extract.ts';
import { inOrder } from './in-order.ts';
import type { ConfigReader, Outcome } from './read-config.ts';
import { serversOf } from './servers.ts';
import { switchOff, switchedOff } from './switch-off.ts';
import type { SwitchedOff } from './switch-off.ts';

/** A file that a client would read. */
export interface Candidate {
  readonly path: string;
  readonly client: Client;
  readonly source: ConfigSource;
  readonly project?: string;
  /** Whether permission bits mean something where the file stands. */
  readonly hasModes: boolean;
  /** The folder that links must not lead out of, where there is one. */
  readonly within?: string;
  /** The plugin's own folder, where it is not told by where the file stands. */
  readonly pluginFolder?: string;
}

interface Reading {
  readonly files: ConfigFile[];
  readonly entries: ServerEntry[];
  readonly off: SwitchedOff[];
  readonly unread: { readonly path: string; readonly why: string }[];
  /** Further files, which the ones that were read keep servers in. */
  readonly named: Candidate[];
}

/**
 * Reads the candidates and draws up the inventory, in their order. A file that several clients read
 * is read once and belongs to the first. Missing files are passed over; what cannot be read is told.
 */
export async function collect(
  candidates: readonly Candidate[],
  read: ConfigReader,
): Promise<Omit<Inventory, 'looked'>> {
  const first = await readAll(candidates, read);
  const known = new Set(candidates.map(({ path }) => path));
  const second = await readAll(
    first.named.filter(({ path }) => !known.has(path)),
    read,
  );
  const entries = [...first.entries, ...second.entries];
  return {
    servers: serversOf(switchOff(entries, [...first.off, ...second.off])),
    files: [...first.files, ...second.files],
    unread: [...first.unread, ...second.unread],
  };
}

async function readAll(candidates: readonly Candidate[], read: ConfigReader): Promise<Reading> {
  const groups = [...Map.groupBy(candidates, ({ path }) => path).values()].map(ownersFirst);
  const outcomes = await inOrder(groups, async (group): Promise<Outcome> => {
    const [first] = group;
    if (first === undefined) return { state: 'absent' };
    return await read(first.path, first.source.format, first.within);
  });
  const reading: Reading = { files: [], entries: [], off: [], unread: [], named: [] };
  for (const [index, outcome] of outcomes.entries()) {
    const group = groups[index] ?? [];
    const [first] = group;
    if (first === undefined || outcome.state === 'absent') continue;
    if (outcome.state === 'unread') reading.unread.push({ path: first.path, why: outcome.why });
    else add(reading, group, configFile(first, group, outcome));
  }
  return reading;
}

/** A file belongs to the client that it was made for. */
function ownersFirst(group: readonly Candidate[]): Candidate[] {
  const rank = ({ source }: Candidate): number => (source.isBorrowed === true ? 1 : 0);
  return group.toSorted((a, b) => rank(a) - rank(b));
}

function configFile(
  { client, hasModes, path, project, source }: Candidate,
  group: readonly Candidate[],
  { document, permissions }: Extract<Outcome, { state: 'read' }>,
): ConfigFile {
  const others = new Set(group.map((candidate) => candidate.client.id));
  others.delete(client.id);
  return {
    path,
    client: client.id,
    ...(others.size > 0 && { alsoReadBy: [...others] }),
    scope: source.scope,
    ...(hasModes && permissions),
    document: document.value,
    duplicateKeys: document.duplicateKeys,
    locate: document.locate,
    ...(project !== undefined && { project }),
  };
}

/** Adds what the clients of a group see in their file: each entry and each problem once. */
function add(reading: Reading, group: readonly Candidate[], file: ConfigFile): void {
  const seen = new Set<string>();
  const problems = new Set<string>();
  reading.files.push(file);
  for (const candidate of group) {
    const extracted = entriesIn(file.document, candidate.source);
    const variables = variablesOf(candidate);
    const { plainUrl } = candidate.source;
    for (const { at, folder, name, value } of extracted.entries) {
      if (seen.has(at)) continue;
      seen.add(at);
      const project = folder === undefined ? {} : { project: folder };
      reading.entries.push(
        entryFrom(value, { name, file, at, plainUrl, ...project, ...variables }),
      );
    }
    for (const problem of extracted.problems) problems.add(problem);
    for (const reference of extracted.references) {
      const named = namedFile(candidate, reference);
      if (typeof named === 'string') problems.add(named);
      else reading.named.push(named);
    }
    reading.off.push(...switchedOff(candidate, file));
  }
  for (const why of problems) reading.unread.push({ path: file.path, why });
}

function folderOf({ path, pluginFolder, source }: Candidate): string | undefined {
  if (pluginFolder !== undefined || source.plugin === undefined) return pluginFolder;
  let folder = dirname(path);
  for (let up = source.plugin.up; up > 0; up--) folder = dirname(folder);
  return folder;
}

function variablesOf(candidate: Candidate): Pick<ServerEntry, 'variables'> {
  const folder = folderOf(candidate);
  const name = candidate.source.plugin?.variable;
  return folder === undefined || name === undefined ? {} : { variables: { [name]: folder } };
}

/** The file of a plugin that stands in the place of its servers, or why it is not read. */
function namedFile(candidate: Candidate, reference: string): Candidate | string {
  const folder = folderOf(candidate);
  const shown = visible(excerpt(reference, 0, 200));
  if (folder === undefined) return `its servers are the text ${shown}, and not an object or a list`;
  const path = join(folder, reference);
  if (relative(folder, path).startsWith('..')) {
    return `its servers stand outside the plugin, in ${shown}`;
  }
  const source = { ...candidate.source, servers: [['mcpServers'], []] };
  return { ...candidate, path, source, within: folder, pluginFolder: folder };
}

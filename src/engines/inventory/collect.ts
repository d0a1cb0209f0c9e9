import type { Client, ConfigSource } from '../../domain/client.ts';
import { entryFrom } from '../../domain/entry.ts';
import type { ConfigFile, Inventory, ServerEntry } from '../../domain/server.ts';
import { entriesIn, textsAt } from './extract.ts';
import type { Extracted } from './extract.ts';
import type { ConfigReader, Outcome } from './read-config.ts';
import { serversOf } from './servers.ts';

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
}

/** Names that a client's configuration switches off. */
interface SwitchedOff {
  readonly client: string;
  readonly of: ConfigSource['scope'] | undefined;
  readonly project: string | undefined;
  readonly name: string;
}

const AT_ONCE = 8;

/**
 * Reads the candidates and draws up the inventory, in their order. A file that several clients read
 * is read once and belongs to the first. Missing files are passed over; what cannot be read is told.
 */
export async function collect(
  candidates: readonly Candidate[],
  read: ConfigReader,
): Promise<Omit<Inventory, 'looked'>> {
  const groups = [...Map.groupBy(candidates, ({ path }) => path).values()].map(ownersFirst);
  const outcomes = await inOrder(groups, ([first]) =>
    first === undefined
      ? Promise.resolve<Outcome>({ state: 'absent' })
      : read(first.path, first.source.format, first.within),
  );
  const files: ConfigFile[] = [];
  const unread: { path: string; why: string }[] = [];
  const entries: ServerEntry[] = [];
  const off: SwitchedOff[] = [];
  for (const [index, outcome] of outcomes.entries()) {
    const group = groups[index] ?? [];
    const [first] = group;
    if (first === undefined || outcome.state === 'absent') continue;
    if (outcome.state === 'unread') {
      unread.push({ path: first.path, why: outcome.why });
      continue;
    }
    const file = configFile(first, group, outcome);
    files.push(file);
    const found = entriesOf(file, group);
    entries.push(...found.entries);
    unread.push(...found.problems.map((why) => ({ path: file.path, why })));
    off.push(...group.flatMap((candidate) => switchedOff(candidate, file)));
  }
  return { servers: serversOf(switchOff(entries, off)), files, unread };
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

/** The entries that any of the clients sees in the file, each once. */
function entriesOf(
  file: ConfigFile,
  group: readonly Candidate[],
): { readonly entries: readonly ServerEntry[]; readonly problems: readonly string[] } {
  const seen = new Map<string, ServerEntry>();
  const problems = new Set<string>();
  for (const { source } of group) {
    const extracted = entriesIn(file.document, source);
    for (const entry of serverEntries(file, extracted)) {
      if (!seen.has(entry.at)) seen.set(entry.at, entry);
    }
    for (const problem of extracted.problems) problems.add(problem);
  }
  return { entries: [...seen.values()], problems: [...problems] };
}

/** Entries of a document as the records that rules judge. */
export function serverEntries(file: ConfigFile, { entries }: Extracted): ServerEntry[] {
  return entries.map(({ at, folder, name, value }) =>
    entryFrom(value, { name, file, at, ...(folder !== undefined && { project: folder }) }),
  );
}

function switchedOff({ client, project, source }: Candidate, file: ConfigFile): SwitchedOff[] {
  return (source.disables ?? []).flatMap(({ names, of }) =>
    textsAt(file.document, names).map(({ folder, text }) => ({
      client: client.id,
      of,
      project: folder ?? project,
      name: text,
    })),
  );
}

function switchOff(entries: readonly ServerEntry[], off: readonly SwitchedOff[]): ServerEntry[] {
  if (off.length === 0) return [...entries];
  const byName = Map.groupBy(off, ({ name }) => name);
  return entries.map((entry) => {
    const isOff = byName
      .get(entry.name)
      ?.some(
        ({ client, of, project }) =>
          client === entry.client &&
          (of === undefined || of === entry.scope) &&
          (project === undefined || project === entry.project),
      );
    return isOff === true ? { ...entry, disabled: true } : entry;
  });
}

/** The results of work on each item, a few at a time, in the order of the items. */
export async function inOrder<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results = Array.from<R>({ length: items.length });
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

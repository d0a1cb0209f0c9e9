import type { ConfigSource } from '../../domain/client.ts';
import type { ConfigFile, ServerEntry } from '../../domain/server.ts';
import type { Candidate } from './collect.ts';
import { textsAt } from './extract.ts';

/** A name that a client's configuration switches off. */
export interface SwitchedOff {
  readonly client: string;
  /** Servers of this scope only. */
  readonly of: ConfigSource['scope'] | undefined;
  /** Servers of this project only. */
  readonly project: string | undefined;
  readonly name: string;
}

/** The names that a file switches off, by the lists that its client documents. */
export function switchedOff(
  { client, project, source }: Candidate,
  { document }: ConfigFile,
): SwitchedOff[] {
  return (source.disables ?? []).flatMap(({ names, of }) =>
    textsAt(document, names).map(({ folder, text }) => ({
      client: client.id,
      of,
      project: folder ?? project,
      name: text,
    })),
  );
}

/** The entries, with those disabled that a list of their own client names. */
export function switchOff(
  entries: readonly ServerEntry[],
  off: readonly SwitchedOff[],
): readonly ServerEntry[] {
  if (off.length === 0) return entries;
  const byName = Map.groupBy(off, ({ name }) => name);
  return entries.map((entry) => {
    const isOff = byName.get(entry.name)?.some((item) => concerns(item, entry)) ?? false;
    return isOff ? { ...entry, disabled: true } : entry;
  });
}

function concerns({ client, of, project }: SwitchedOff, entry: ServerEntry): boolean {
  if (client !== entry.client) return false;
  if (of !== undefined && of !== entry.scope) return false;
  return project === undefined || project === entry.project;
}

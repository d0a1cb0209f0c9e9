import { list } from '../../domain/list.ts';
import type { Match, OfferingServer } from '../../domain/rule.ts';
import type { ServerEntry } from '../../domain/server.ts';
import type { Found, Group, Looked } from './groups.ts';

/**
 * The servers that meet in one model: those of one client, with one project's own where projects have
 * some. Servers that were given on the command line, or in files that were, meet each other.
 *
 * @param sanctioned ids of the servers that the organisation has sanctioned, where there is a list
 */
export function inventoryGroups(
  looked: readonly Looked[],
  sanctioned: readonly string[] | undefined,
): Group<'inventory'>[] {
  const groups = new Map<string, Group<'inventory'>>();
  for (const { name, members } of companies(looked)) {
    // Several clients are often configured alike; what is wrong with one company is said once.
    const key = JSON.stringify(members.map(({ server }) => server.id));
    if (!groups.has(key)) groups.set(key, groupOf(name, members, sanctioned));
  }
  return [...groups.values()];
}

interface Company {
  readonly name: string;
  readonly members: readonly Looked[];
}

function* companies(looked: readonly Looked[]): Generator<Company> {
  const active = looked.map((one) => ({
    one,
    entries: one.server.entries.filter(({ disabled }) => !disabled),
  }));
  const clients = new Set(active.flatMap(({ entries }) => entries.flatMap(clientsOf)));
  for (const client of clients) {
    const ofClient = active.map(({ entries, one }) => ({
      one,
      entries: entries.filter((entry) => clientsOf(entry).includes(client)),
    }));
    const projects = new Set(
      ofClient.flatMap(({ entries }) => entries.map(({ project }) => project)),
    );
    for (const project of projects) {
      const members = ofClient
        .filter(({ entries }) =>
          entries.some((entry) => entry.project === undefined || entry.project === project),
        )
        .map(({ one }) => one)
        .toSorted((a, b) => (a.server.id < b.server.id ? -1 : 1));
      const where = project === undefined ? '' : ` in ${project}`;
      yield { name: `the servers of ${client}${where}`, members };
    }
  }
}

/** A file that was given has no client of its own; neither has a target. */
function clientsOf({ client, file, scope }: ServerEntry): readonly string[] {
  if (scope === 'given' || scope === 'target') return ['this audit'];
  return [client, ...(file.alsoReadBy ?? [])];
}

function groupOf(
  name: string,
  members: readonly Looked[],
  sanctioned: readonly string[] | undefined,
): Group<'inventory'> {
  const servers = members.flatMap((one) => offering(one, sanctioned) ?? []);
  const unseen = members.filter(({ look }) => !look.seen && look.problem.reason !== 'disabled');
  if (servers.length === 0) {
    const why =
      unseen.length === 0 ? 'the servers define nothing' : 'none of the servers could be looked at';
    const outcome = unseen.length === 0 ? 'not-applicable' : 'unable';
    return { name, cases: [], instead: { outcome, why } };
  }
  const partly =
    unseen.length === 0
      ? undefined
      : `not among those judged together: ${list(unseen.map(({ server }) => server.name))}`;
  return {
    name,
    cases: [{ subject: { servers }, ...(partly !== undefined && { partly }), found: foundIn }],
  };
}

function offering(
  { look, server }: Looked,
  sanctioned: readonly string[] | undefined,
): OfferingServer | undefined {
  if (!look.seen || look.introspection.definitions.length === 0) return undefined;
  const { definitions } = look.introspection;
  const isManaged = server.entries.some(({ scope }) => scope === 'managed');
  const vouched =
    sanctioned?.includes(server.id) === true
      ? 'it is on the list of sanctioned servers'
      : isManaged
        ? 'an administrator configured it'
        : undefined;
  return { listing: { server: server.id, title: server.name, definitions }, vouched };
}

function foundIn({ at, of, offset, shows, steps }: Match): Found {
  if (of === undefined) throw new Error('a match in an inventory names its definition');
  return {
    place: { in: 'definition', ...of, pointer: at, ...(offset !== undefined && { offset }) },
    shows,
    about: [of.server, of.kind, of.name, at, shows],
    ...(steps !== undefined && { steps }),
  };
}

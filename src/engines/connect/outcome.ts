import { noCapture } from '../../domain/introspection.ts';
import type {
  Again,
  Capture,
  Introspection,
  Look,
  NotSeen,
  WireNote,
} from '../../domain/introspection.ts';
import type { Conclusion } from './eras.ts';
import type { Listed } from './listing.ts';

/** How a server was contained, for the record of what was seen of it. */
export type Contained = Pick<Introspection, 'artefact' | 'containment' | 'unenforced'>;

export function notSeen(
  problem: Omit<NotSeen, 'notes' | 'stderr'>,
  notes: readonly WireNote[] = [],
  stderr: Capture = noCapture,
): Look {
  return { seen: false, problem: { ...problem, notes, stderr } };
}

/** The look at a server by the era that counts, with a note where its other era offers something else. */
export function seen(
  { listed, other }: Conclusion,
  stderr: Capture,
  { artefact, containment, unenforced }: Contained,
  again?: Again,
): Look {
  const { session, definitions, digest, pages } = listed;
  const { era, version, supportedVersions, serverInfo, capabilities, instructions, wire } = session;
  const notes = [...wire.notes(), ...listed.notes];
  if (other !== undefined && other.digest !== digest) notes.push(differenceOf(listed, other));
  return {
    seen: true,
    introspection: {
      era,
      protocolVersion: version,
      supportedVersions,
      transport: wire.transport,
      serverInfo,
      capabilities,
      instructions,
      definitions,
      digest,
      pages,
      notes,
      stderr,
      containment,
      unenforced,
      ...(artefact !== undefined && { artefact }),
      ...(again !== undefined && { again }),
    },
  };
}

function differenceOf(listed: Listed, other: Listed): WireNote {
  const [here, there] = [listed.definitions.length, other.definitions.length];
  const what =
    `in the ${listed.session.era} era the server offers other definitions (${here}) ` +
    `than in the ${other.session.era} era (${there})`;
  return { kind: 'era-differs', what, count: 1 };
}

/** Notes of several wires; what more than one of them saw is told once. */
export function merged(lists: readonly (readonly WireNote[])[]): WireNote[] {
  const notes = new Map<string, WireNote>();
  for (const note of lists.flat()) {
    const key = `${note.kind} ${note.what}`;
    if (!notes.has(key)) notes.set(key, note);
  }
  return [...notes.values()];
}

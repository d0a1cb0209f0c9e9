import type { PinnedFile } from '../../domain/dependency.ts';
import type { Case, Group } from './groups.ts';

/** The lockfiles of one target, with what is known of the packages in them. */
export interface Pinned {
  /** Its name in the coverage: a folder, or a package. */
  readonly name: string;
  /** Id of the server that is built from them, where it is known. */
  readonly server?: string;
  readonly files: readonly PinnedFile[];
  /** Lockfiles that could not be read: a clause for each. */
  readonly unable: readonly { readonly path: string; readonly why: string }[];
}

/** Lockfiles: each is one case; one that could not be read keeps the rest from being a pass. */
export function dependencyGroups(pinned: readonly Pinned[]): Group<'dependency'>[] {
  return pinned.map(({ files, name, server, unable }): Group<'dependency'> => {
    const group = { name, ...(server !== undefined && { server }) };
    const [first] = unable;
    const partly = first === undefined ? undefined : `${first.path} cannot be read: ${first.why}`;
    if (files.length === 0) {
      const instead =
        partly === undefined
          ? ({ outcome: 'not-applicable', why: 'there is no lockfile' } as const)
          : ({ outcome: 'unable', why: partly } as const);
      return { ...group, cases: [], instead };
    }
    return {
      ...group,
      cases: files.map((file, at) => caseOf(file, at === 0 ? partly : undefined)),
    };
  });
}

function caseOf(file: PinnedFile, partly: string | undefined): Case<'dependency'> {
  const lines = new Map(
    file.packages.map(({ line, name, version }) => [`${name}@${version}`, line]),
  );
  return {
    subject: file,
    ...(partly !== undefined && { partly }),
    found: ({ at, shows }) => ({
      place: { in: 'file', path: file.path, line: lines.get(shows) ?? lineOf(at), column: 1 },
      shows,
      about: [file.path, at],
    }),
  };
}

/** A match in a line that names no package says which line. */
function lineOf(at: string): number {
  return /^\d+$/.test(at) ? Number(at) : 1;
}

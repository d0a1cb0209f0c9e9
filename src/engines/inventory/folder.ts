import { join } from 'node:path';
import { isMatch, listNames, walk } from '../../adapters/files/index.ts';
import type { Client, ConfigSource } from '../../domain/client.ts';
import { WarderError } from '../../domain/errors.ts';
import type { Inventory } from '../../domain/server.ts';
import { collect } from './collect.ts';
import type { Candidate } from './collect.ts';
import { projectSteps } from './machine.ts';
import { configReader } from './read-config.ts';

const BOUNDS = {
  depth: 32,
  entries: 300_000,
  // What is installed or generated; nobody opens it as a project.
  skip: new Set(['.git', '.hg', '.svn', 'node_modules', '.venv', '.tox', '__pycache__']),
};

interface ProjectSource {
  readonly client: Client;
  readonly source: ConfigSource;
  readonly steps: readonly string[];
}

/** Finds the project configurations of all clients anywhere below a folder. */
export async function searchFolder(folder: string, clients: readonly Client[]): Promise<Inventory> {
  const listing = await listNames(folder);
  if ('why' in listing) {
    throw new WarderError(
      'TARGET_UNREADABLE',
      `cannot read the folder ${JSON.stringify(folder)}: ${listing.why ?? 'it is not there'}`,
      {
        hint: 'give the path of a folder that you may read',
      },
    );
  }
  const sources = projectSources(clients);
  const { files, unfollowed, unread } = await walk(folder, BOUNDS);
  const candidates = files.flatMap(({ path, steps }) =>
    sources
      .filter((source) => endsWith(steps, source.steps))
      .map(({ client, source, steps: own }): Candidate => {
        const project = join(folder, ...steps.slice(0, steps.length - own.length));
        return { path, client, source, project, hasModes: true, within: folder };
      }),
  );
  const found = await collect(candidates, configReader());
  // A link that was not followed matters where a client would look behind it.
  const missed = unfollowed
    .filter(({ steps }) =>
      sources.some(
        (source) => source.steps.length > 1 && endsWith(steps, source.steps.slice(0, 1)),
      ),
    )
    .map(({ path }) => ({
      path,
      why: 'a symbolic link leads out of the folder or through another link',
    }));
  return {
    ...found,
    unread: [...unread, ...missed, ...found.unread],
    looked: files.length,
  };
}

function projectSources(clients: readonly Client[]): ProjectSource[] {
  return clients.flatMap((client) =>
    client.sources.flatMap((source) => {
      const steps = projectSteps(source.path);
      return steps === undefined ? [] : [{ client, source, steps }];
    }),
  );
}

function endsWith(steps: readonly string[], end: readonly string[]): boolean {
  const last = steps.slice(-end.length);
  return last.length === end.length && last.every((name, index) => isMatch(name, end[index] ?? ''));
}

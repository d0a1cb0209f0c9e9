import { resolve } from 'node:path';
import { isMatch } from '../../adapters/files/index.ts';
import type { Client, ConfigSource } from '../../domain/client.ts';
import { WarderError } from '../../domain/errors.ts';
import type { ConfigFile, Inventory } from '../../domain/server.ts';
import { serverEntries } from './collect.ts';
import { entriesAnywhere, entriesIn } from './extract.ts';
import type { Extracted } from './extract.ts';
import { configReader } from './read-config.ts';
import type { Outcome } from './read-config.ts';
import { serversOf } from './servers.ts';

interface Shape {
  readonly client: Client;
  readonly source: ConfigSource;
}

/** Reads one configuration that the user named, whichever client's it is. */
export async function readGiven(file: string, clients: readonly Client[]): Promise<Inventory> {
  const path = resolve(file);
  const shapes = shapesOf(path, clients);
  const [shape] = shapes;
  const outcome = await configReader()(path, shape?.source.format);
  if (outcome.state !== 'read') throw failure(path, outcome);
  const { document, permissions } = outcome;
  const extracted = extract(shapes, document.value, clients);
  if (!extracted.isFound && shape === undefined) {
    throw new WarderError('CONFIG_INVALID', `${JSON.stringify(path)} holds no MCP servers`, {
      hint: 'servers stand under a key such as "mcpServers", each with a "command" or a "url"',
    });
  }
  const configured: ConfigFile = {
    path,
    client: shape?.client.id ?? 'given',
    scope: 'given',
    ...permissions,
    document: document.value,
    duplicateKeys: document.duplicateKeys,
    locate: document.locate,
  };
  return {
    servers: serversOf(serverEntries(configured, extracted)),
    files: [configured],
    unread: extracted.problems.map((why) => ({ path, why })),
    looked: 1,
  };
}

/** The first shape that finds servers; a file of no known name is searched for any known key. */
function extract(
  shapes: readonly Shape[],
  document: ConfigFile['document'],
  clients: readonly Client[],
): Extracted {
  for (const { source } of shapes) {
    const extracted = entriesIn(document, source);
    if (extracted.isFound) return extracted;
  }
  return entriesAnywhere(document, knownKeys(clients));
}

/** The clients that have a file of this name and folder, best fit first. */
function shapesOf(path: string, clients: readonly Client[]): Shape[] {
  const steps = path.split(/[\\/]/);
  const fits = clients.flatMap((client) =>
    client.sources.flatMap((source) => {
      const own = source.path.split('/').filter((step) => !/^(?:\{.*\}|\*\*|)$/.test(step));
      const end = steps.slice(-own.length);
      const isFit =
        own.length > 0 &&
        end.length === own.length &&
        end.every((name, i) => isMatch(name, own[i] ?? ''));
      return isFit ? [{ client, source, length: own.length }] : [];
    }),
  );
  return fits.sort((a, b) => b.length - a.length);
}

/** The last literal key of every place where some client keeps servers. */
function knownKeys(clients: readonly Client[]): ReadonlySet<string> {
  const paths = clients.flatMap(({ sources }) => sources.flatMap(({ servers }) => servers));
  const last = paths.map((path) => path.at(-1)).filter((key) => key !== undefined);
  return new Set(last.filter((key) => !key.startsWith('*')));
}

function failure(path: string, outcome: Exclude<Outcome, { state: 'read' }>): WarderError {
  const shown = JSON.stringify(path);
  if (outcome.state === 'absent') {
    return new WarderError('CONFIG_UNREADABLE', `${shown} is not there`, {
      hint: 'check the path',
    });
  }
  if (!outcome.isMalformed) {
    return new WarderError('CONFIG_UNREADABLE', `cannot read ${shown}: ${outcome.why}`, {
      hint: 'give a configuration file that you may read',
    });
  }
  return new WarderError(
    'CONFIG_INVALID',
    `${shown} is no configuration that can be read: ${outcome.why}`,
    {
      hint: outcome.hint ?? 'mend the file, or name another one',
    },
  );
}

import { resolve } from 'node:path';
import { isMatch } from '../../adapters/files/index.ts';
import type { Client, ConfigSource } from '../../domain/client.ts';
import { WarderError } from '../../domain/errors.ts';
import { excerpt, visible } from '../../domain/escape.ts';
import type { ConfigFile, Inventory } from '../../domain/server.ts';
import { entryFrom } from '../../domain/entry.ts';
import { entriesAnywhere, entriesIn } from './extract.ts';
import type { Extracted } from './extract.ts';
import { configReader } from './read-config.ts';
import type { Outcome } from './read-config.ts';
import { serversOf } from './servers.ts';

interface Shape {
  readonly client: Client;
  readonly source: ConfigSource;
  /** Whether the folders fit too, and not only the file's name. */
  readonly isWhole: boolean;
}

/** Reads one configuration that the user named, whichever client's it is. */
export async function readGiven(file: string, clients: readonly Client[]): Promise<Inventory> {
  const path = resolve(file);
  const shapes = shapesOf(path, clients);
  const known = shapes.find(({ isWhole }) => isWhole);
  const outcome = await configReader()(path, known?.source.format);
  if (outcome.state !== 'read') throw failure(path, outcome);
  const { document, permissions } = outcome;
  const { extracted, shape } = extract(shapes, document.value, clients);
  if (!extracted.isFound && known === undefined) {
    throw new WarderError('CONFIG_INVALID', `${JSON.stringify(path)} holds no MCP servers`, {
      hint: 'servers stand under a key such as "mcpServers", each with a "command" or a "url"',
    });
  }
  const configured: ConfigFile = {
    path,
    client: (shape ?? known)?.client.id ?? 'given',
    scope: 'given',
    ...permissions,
    document: document.value,
    duplicateKeys: document.duplicateKeys,
    locate: document.locate,
  };
  const plainUrl = (shape ?? known)?.source.plainUrl;
  const entries = extracted.entries.map(({ at, folder, name, value }) => {
    const project = folder === undefined ? {} : { project: folder };
    return entryFrom(value, { name, file: configured, at, plainUrl, ...project });
  });
  return {
    servers: serversOf(entries),
    files: [configured],
    unread: [...extracted.problems, ...extracted.references.map(notFollowed)].map((why) => ({
      path,
      why,
    })),
    looked: 1,
  };
}

function notFollowed(file: string): string {
  return `its servers stand in another file, ${visible(excerpt(file, 0, 200))}`;
}

/** What the first shape that finds servers finds; else whatever stands under any known key. */
function extract(
  shapes: readonly Shape[],
  document: ConfigFile['document'],
  clients: readonly Client[],
): { readonly extracted: Extracted; readonly shape?: Shape } {
  for (const shape of shapes) {
    const extracted = entriesIn(document, shape.source);
    if (extracted.isFound) return { extracted, shape };
  }
  return { extracted: entriesAnywhere(document, knownKeys(clients)) };
}

/** The clients that have a file of this name and folders, best fit first; else the one with such a name. */
function shapesOf(path: string, clients: readonly Client[]): Shape[] {
  const steps = path.split(/[\\/]/).reverse();
  const fits = clients.flatMap((client) =>
    client.sources
      // What a variable points to may be called anything.
      .filter((source) => !source.path.startsWith('{env:'))
      .flatMap((source) => {
        // Fixed steps only: what a placeholder or a pattern of folders stands for may be anything.
        const own = source.path.split('/').filter((step) => !/^(?:\{.*\}|\*+|)$/.test(step));
        const fit = own.toReversed().findIndex((step, index) => !isMatch(steps[index] ?? '', step));
        const isWhole = fit < 0;
        const isNamed = fit > 0 && own.at(-1) === steps[0];
        return isWhole || isNamed ? [{ client, source, isWhole, length: own.length }] : [];
      }),
  );
  const whole = fits.filter(({ isWhole }) => isWhole);
  if (whole.length > 0) return whole.sort((a, b) => rank(a) - rank(b) || b.length - a.length);
  // A name that several clients use (mcp.json, settings.json) says nothing by itself.
  return new Set(fits.map(({ client }) => client)).size === 1 ? fits : [];
}

function rank({ source }: Shape): number {
  return source.isBorrowed === true ? 1 : 0;
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

import { readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { sha256 } from '../../adapters/digest.ts';
import { createHttp } from '../../adapters/net/index.ts';
import { PackageCache, fetchPackage, npmRegistry } from '../../adapters/packages/index.ts';
import { WarderError } from '../../domain/errors.ts';
import { visible } from '../../domain/escape.ts';
import type { Progress } from '../../domain/ports.ts';
import { ownFolders } from './folders.ts';
import type { Terminal } from './terminal.ts';

/** A package of npm that lies unpacked in Warder's cache. */
interface NpmTarget {
  readonly name: string;
  readonly version: string;
  readonly folder: string;
}

/**
 * Beside the package: the name and the version under which the registry gave it. Its own manifest is its
 * author's, and may call itself anything.
 */
const RECORD = 'fetched.json';

interface Setting {
  /** Hosts that the user allowed, whatever address is behind them. */
  readonly allowedHosts: readonly string[];
  readonly isOffline: boolean;
  readonly progress: Progress;
  readonly terminal: Terminal;
}

/**
 * Fetches a package of the npm registry, verified and unpacked under bounds; nothing of it is run. An
 * exact version is fetched once.
 *
 * @param spec `name@version`, with a version or a tag
 * @throws WarderError PACKAGE_UNAVAILABLE, PACKAGE_INVALID, TARGET_INVALID, LIMIT_EXCEEDED
 */
export async function fetchNpmTarget(
  spec: string,
  { allowedHosts, isOffline, progress, terminal }: Setting,
): Promise<NpmTarget> {
  const registry = await npmRegistry((name) => terminal.environment[name], homedir());
  const cache = new PackageCache(ownFolders(terminal).cache);
  const key = `npm-${sha256(JSON.stringify(['with record', registry.url, spec])).slice(0, 32)}`;
  const isExact = /@\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/.test(spec);
  const maxAge = isExact || isOffline ? Number.POSITIVE_INFINITY : 0;
  const done = progress.begin(`fetching ${visible(spec)}`);
  const http = createHttp({ allowedHosts });
  try {
    const place = await cache.make(key, maxAge, async (folder) => {
      if (isOffline) {
        throw new WarderError('PACKAGE_UNAVAILABLE', `npm:${spec} is not in the cache`, {
          hint: 'leave --offline out once, so that it can be fetched',
        });
      }
      const { name, version } = await fetchPackage(`npm:${spec}`, join(folder, 'package'), {
        http,
        registry: registry.url,
        signal: terminal.interrupt,
      });
      writeFileSync(join(folder, RECORD), JSON.stringify({ name, version }));
    });
    const record = JSON.parse(readFileSync(join(place, RECORD), 'utf8')) as Omit<
      NpmTarget,
      'folder'
    >;
    return { ...record, folder: join(place, 'package') };
  } finally {
    done();
    await http.close();
  }
}

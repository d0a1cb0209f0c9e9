import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Terminal } from './terminal.ts';

/** Where Warder keeps what is its own, by the platform's convention. */
export interface OwnFolders {
  /** The embedded store. */
  readonly store: string;
  /** Known vulnerabilities of packages. */
  readonly advisories: string;
  /** Packages fetched for contained launches; may be deleted at any time. */
  readonly cache: string;
}

export function ownFolders({ environment, platform }: Terminal): OwnFolders {
  const home = homedir();
  if (platform === 'win32') {
    const local = environment['LOCALAPPDATA'] || join(home, 'AppData', 'Local');
    return {
      store: join(local, 'warder', 'warder.db'),
      advisories: join(local, 'warder', 'advisories.db'),
      cache: join(local, 'warder', 'cache'),
    };
  }
  if (platform === 'darwin') {
    const support = join(home, 'Library', 'Application Support', 'warder');
    return {
      store: join(support, 'warder.db'),
      advisories: join(support, 'advisories.db'),
      cache: join(home, 'Library', 'Caches', 'warder'),
    };
  }
  const state = environment['XDG_STATE_HOME'] || join(home, '.local', 'state');
  const cache = environment['XDG_CACHE_HOME'] || join(home, '.cache');
  return {
    store: join(state, 'warder', 'warder.db'),
    advisories: join(state, 'warder', 'advisories.db'),
    cache: join(cache, 'warder'),
  };
}

/** The store's file: as `--store` says, as WARDER_STORE says, or the one by convention. */
export function storeFile(chosen: string | undefined, terminal: Terminal): string {
  const named = chosen ?? terminal.environment['WARDER_STORE'];
  return named === undefined || named === ''
    ? ownFolders(terminal).store
    : resolve(terminal.cwd, named);
}

/** The file of advisories: as `--database` says, as WARDER_ADVISORIES says, or the one by convention. */
export function advisoriesFile(chosen: string | undefined, terminal: Terminal): string {
  const named = chosen ?? terminal.environment['WARDER_ADVISORIES'];
  return named === undefined || named === ''
    ? ownFolders(terminal).advisories
    : resolve(terminal.cwd, named);
}

import { WarderError, messageOf } from '../../domain/errors.ts';
import { quoted } from '../../domain/escape.ts';
import type { RunStore } from '../../domain/store.ts';
import { nodeSqliteDialect } from './sqlite.ts';
import { openStore } from './store.ts';

/**
 * Opens the embedded store in a file, which is made where it is not there.
 *
 * @throws WarderError STORE_UNUSABLE when the file is no database, or cannot be written; `save` as well
 */
export async function openEmbeddedStore(path: string): Promise<RunStore> {
  const unusable = (cause: unknown): never => {
    if (cause instanceof WarderError) throw cause;
    throw new WarderError(
      'STORE_UNUSABLE',
      `cannot use the store ${quoted(path)}: ${messageOf(cause)}`,
      { hint: 'name another file with --store, or move this one away', cause },
    );
  };
  try {
    const store = await openStore(nodeSqliteDialect(path));
    return { ...store, save: (run) => store.save(run).catch(unusable) };
  } catch (cause) {
    return unusable(cause);
  }
}

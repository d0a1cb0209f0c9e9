import { WarderError, messageOf } from '../../domain/errors.ts';
import type { RunStore } from '../../domain/store.ts';
import { nodeSqliteDialect } from './sqlite.ts';
import { openStore } from './store.ts';

/**
 * Opens the embedded store in a file, which is made where it is not there.
 *
 * @throws WarderError STORE_UNUSABLE when the file is no database, or cannot be written
 */
export async function openEmbeddedStore(path: string): Promise<RunStore> {
  try {
    return await openStore(nodeSqliteDialect(path));
  } catch (cause) {
    if (cause instanceof WarderError) throw cause;
    throw new WarderError(
      'STORE_UNUSABLE',
      `cannot use the store ${JSON.stringify(path)}: ${messageOf(cause)}`,
      { hint: 'name another file with --store, or move this one away', cause },
    );
  }
}

import { setImmediate } from 'node:timers/promises';
import { readAdvisory } from '../../domain/advisory.ts';
import type { AdvisoryFile, AdvisoryStore, RecordSource } from '../../domain/advisory-store.ts';
import { WarderError, messageOf } from '../../domain/errors.ts';
import type { Json } from '../../domain/json.ts';

/** What became of one source. */
export interface Loaded {
  readonly place: string;
  /** Records that are new or changed. */
  readonly added: number;
  /** Records that the store already held as they are. */
  readonly kept: number;
  /** Records that the source no longer holds. */
  readonly forgotten: number;
  /** Records that are none, or damaged, at most a hundred of them. */
  readonly unread: readonly { readonly name: string; readonly why: string }[];
  readonly unreadCount: number;
}

interface Options {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly signal: AbortSignal;
  /** Told now and then: how many records were passed. */
  readonly onProgress?: (done: number) => void;
}

const BATCH = 2000;
const MOST_UNREAD = 100;

/**
 * Brings a store up to date with a source. Records are added in batches: what is there when it is broken
 * off stays, and the next run goes on from it.
 *
 * @throws WarderError INTERRUPTED when asked to stop; PACKAGE_INVALID where an archive cannot be opened
 */
export async function loadAdvisories(
  store: AdvisoryStore,
  source: RecordSource,
  { now, onProgress, signal }: Options,
): Promise<Loaded> {
  const load = store.load(source.place, now);
  const unread: { name: string; why: string }[] = [];
  const count = { added: 0, kept: 0, unread: 0, seen: 0 };
  let batch: AdvisoryFile[] = [];
  const flush = async (): Promise<void> => {
    load.add(batch);
    count.added += batch.length;
    batch = [];
    onProgress?.(count.seen);
    await setImmediate();
    if (signal.aborted) {
      throw new WarderError('INTERRUPTED', 'interrupted', {
        hint: 'what was loaded is kept; run `warder vulns sync` again to go on',
      });
    }
  };
  for (const file of source.files()) {
    count.seen += 1;
    if (load.isKnown(file.name, file.crc)) {
      count.kept += 1;
      continue;
    }
    try {
      const advisory = readAdvisory(JSON.parse(file.text()) as Json);
      if ('why' in advisory) throw new Error(advisory.why);
      const { crc, isDeflated, name } = file;
      batch.push({ name, crc, isDeflated, advisory, content: file.packed() });
    } catch (thrown) {
      count.unread += 1;
      if (unread.length < MOST_UNREAD) unread.push({ name: file.name, why: messageOf(thrown) });
    }
    if (batch.length >= BATCH) await flush();
  }
  await flush();
  return {
    place: source.place,
    added: count.added,
    kept: count.kept,
    forgotten: load.finish(),
    unread,
    unreadCount: count.unread,
  };
}

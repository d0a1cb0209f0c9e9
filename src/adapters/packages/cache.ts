import { randomBytes } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';

/** Bytes of all entries together. */
const MAX_BYTES = 4 * 1024 * 1024 * 1024;
/** An entry that was used within this time may be in use by another Warder. */
const IN_USE = 60 * 60 * 1000;
const ABANDONED = 24 * 60 * 60 * 1000;
const NOTE = '.warder.json';
/** What begins the name of a folder that is still being filled; no key does. */
const UNFINISHED = '.new-';

const note = z.object({ made: z.number(), bytes: z.number() });

interface Entry {
  readonly path: string;
  readonly key: string;
  readonly made: number;
  readonly bytes: number;
  /** When it was last asked for. */
  readonly used: number;
}

/**
 * A folder of ours with entries that are made whole: filled beside the others, then renamed to a name
 * that no other has. Nobody ever sees half an entry, and nobody's entry is moved away under them; of
 * two that were made at the same time both stand, and the newer is found.
 */
export class PackageCache {
  readonly #folder: string;
  readonly #making = new Map<string, Promise<string>>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Where the newest entry of a key stands, when there is one not older than that; milliseconds. */
  async find(key: string, maxAge: number): Promise<string | undefined> {
    const now = Date.now();
    const fresh = (await this.#entries()).filter(
      (entry) => entry.key === key && now - entry.made <= maxAge,
    );
    const newest = fresh.sort((a, b) => b.made - a.made)[0];
    if (newest === undefined) return undefined;
    await utimes(join(newest.path, NOTE), new Date(now), new Date(now)).catch(() => undefined);
    return newest.path;
  }

  /**
   * The entry, made where it is absent or too old. Whoever asks while it is being made waits for the
   * same making.
   *
   * @param key letters, digits and dashes
   * @param fill fills the folder it is given, or throws
   */
  make(key: string, maxAge: number, fill: (folder: string) => Promise<void>): Promise<string> {
    const running = this.#making.get(key);
    if (running !== undefined) return running;
    const making = this.#make(key, maxAge, fill).finally(() => this.#making.delete(key));
    this.#making.set(key, making);
    return making;
  }

  async #make(
    key: string,
    maxAge: number,
    fill: (folder: string) => Promise<void>,
  ): Promise<string> {
    const found = await this.find(key, maxAge);
    if (found !== undefined) return found;
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const own = randomBytes(9).toString('hex');
    const fresh = join(this.#folder, `${UNFINISHED}${own}`);
    const path = join(this.#folder, `${key}.${own}`);
    await mkdir(fresh, { mode: 0o700 });
    try {
      await fill(fresh);
      const bytes = await sizeOf(fresh);
      await writeFile(join(fresh, NOTE), JSON.stringify({ made: Date.now(), bytes }));
      await rename(fresh, path);
    } catch (thrown) {
      await remove(fresh);
      throw thrown;
    }
    await this.#tidy();
    return path;
  }

  async #entries(): Promise<Entry[]> {
    const names = await readdir(this.#folder).catch(() => []);
    const found = await Promise.all(names.map((name) => readEntry(join(this.#folder, name))));
    return found.filter((entry) => entry !== undefined);
  }

  /** Lets go of what a newer entry replaces, of what was used longest ago, and of what was never finished. */
  async #tidy(): Promise<void> {
    const now = Date.now();
    const entries = (await this.#entries()).sort((a, b) => a.used - b.used);
    const newest = new Map<string, number>();
    for (const { key, made } of entries) newest.set(key, Math.max(made, newest.get(key) ?? 0));
    let total = entries.reduce((sum, { bytes }) => sum + bytes, 0);
    for (const { path, key, made, bytes, used } of entries) {
      const isReplaced = made < (newest.get(key) ?? 0);
      if (now - used < IN_USE || (!isReplaced && total <= MAX_BYTES)) continue;
      await remove(path);
      total -= bytes;
    }
    for (const name of await readdir(this.#folder)) {
      const path = join(this.#folder, name);
      const started = (await stat(path).catch(() => undefined))?.mtimeMs ?? now;
      if (name.startsWith(UNFINISHED) && now - started > ABANDONED) await remove(path);
    }
  }
}

async function remove(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true }).catch(() => undefined);
}

async function readEntry(path: string): Promise<Entry | undefined> {
  const [key = ''] = basename(path).split('.', 1);
  const file = join(path, NOTE);
  const text = await readFile(file, 'utf8').catch(() => undefined);
  const facts = await stat(file).catch(() => undefined);
  if (text === undefined || facts === undefined || key === '') return undefined;
  try {
    const found = note.safeParse(JSON.parse(text));
    return found.success ? { ...found.data, path, key, used: facts.mtimeMs } : undefined;
  } catch {
    return undefined;
  }
}

async function sizeOf(folder: string): Promise<number> {
  let total = 0;
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const facts = await stat(join(entry.parentPath, entry.name)).catch(() => undefined);
    total += facts?.size ?? 0;
  }
  return total;
}

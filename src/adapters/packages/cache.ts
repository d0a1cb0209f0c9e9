import { randomBytes } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** Bytes of all entries together. */
const MAX_BYTES = 4 * 1024 * 1024 * 1024;
/** An entry that was used within this time may be in use by another Warder. */
const IN_USE = 60 * 60 * 1000;
const ABANDONED = 24 * 60 * 60 * 1000;
const NOTE = '.warder.json';

const note = z.object({ made: z.number(), bytes: z.number() });

/**
 * A folder of ours with one entry per key, each made once and whole: it is filled beside the others
 * and moved into its place, so that of two who make it at the same time one wins and both have it.
 */
export class PackageCache {
  readonly #folder: string;
  readonly #making = new Map<string, Promise<string>>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Where the entry stands, when it is there and not older than that; milliseconds. */
  async find(key: string, maxAge: number): Promise<string | undefined> {
    const path = join(this.#folder, key);
    const found = await readNote(path);
    if (found === undefined || Date.now() - found.made > maxAge) return undefined;
    await utimes(join(path, NOTE), new Date(), new Date()).catch(() => undefined);
    return path;
  }

  /**
   * The entry, made where it is absent or too old. Whoever asks while it is being made waits for the
   * same making.
   *
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
    const fresh = join(this.#folder, `new-${randomBytes(9).toString('hex')}`);
    const path = join(this.#folder, key);
    await mkdir(fresh, { mode: 0o700 });
    try {
      await fill(fresh);
      const bytes = await sizeOf(fresh);
      await writeFile(join(fresh, NOTE), JSON.stringify({ made: Date.now(), bytes }));
      await this.#place(fresh, path);
    } finally {
      await rm(fresh, { recursive: true, force: true });
    }
    await this.#tidy();
    return path;
  }

  async #place(fresh: string, path: string): Promise<void> {
    // Two renames, and whoever comes second finds the other's entry: as good as its own.
    const old = `${fresh}-old`;
    await rename(path, old).catch(() => undefined);
    await rename(fresh, path).catch(async (cause: unknown) => {
      if ((await readNote(path)) === undefined) throw cause;
    });
    await rm(old, { recursive: true, force: true });
  }

  /** Lets go of what was used longest ago, until the rest fits, and of what was never finished. */
  async #tidy(): Promise<void> {
    const now = Date.now();
    const entries: { path: string; bytes: number; used: number }[] = [];
    for (const name of await readdir(this.#folder)) {
      const path = join(this.#folder, name);
      const found = name.startsWith('new-') ? undefined : await readNote(path);
      const used = (await stat(found ? join(path, NOTE) : path).catch(() => undefined))?.mtimeMs;
      if (found !== undefined) entries.push({ path, bytes: found.bytes, used: used ?? 0 });
      else if (used !== undefined && now - used > ABANDONED) await remove(path);
    }
    let total = entries.reduce((sum, { bytes }) => sum + bytes, 0);
    for (const { path, bytes, used } of entries.sort((a, b) => a.used - b.used)) {
      if (total <= MAX_BYTES || now - used < IN_USE) return;
      await remove(path);
      total -= bytes;
    }
  }
}

async function remove(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true }).catch(() => undefined);
}

async function readNote(path: string): Promise<z.infer<typeof note> | undefined> {
  const text = await readFile(join(path, NOTE), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return note.safeParse(JSON.parse(text)).data;
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

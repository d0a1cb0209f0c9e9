import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { crc32 } from 'node:zlib';
import type { RecordFile, RecordSource } from '../../domain/advisory-store.ts';
import { WarderError } from '../../domain/errors.ts';
import { quoted } from '../../domain/escape.ts';
import { openZip } from '../archives/index.ts';
import { walk } from '../files/index.ts';

const MOST_RECORD = 16 * 1024 * 1024;
const MOST_RECORDS = 3_000_000;

/**
 * The sources of advisories at a place: a ZIP archive, or a folder with archives (as osv-scanner keeps
 * them, `npm/all.zip`) and with records of their own (`advisories/2026/01/05/….json`).
 *
 * @throws WarderError TARGET_UNREADABLE when there is nothing of the kind
 */
export async function recordSources(path: string): Promise<RecordSource[]> {
  const place = resolve(path);
  if (!statSync(place, { throwIfNoEntry: false })?.isDirectory()) {
    if (statSync(place, { throwIfNoEntry: false })?.isFile()) return [archive(place)];
    throw new WarderError('TARGET_UNREADABLE', `there is nothing at ${quoted(path)}`);
  }
  const { files } = await walk(place, {
    depth: 12,
    entries: MOST_RECORDS,
    skip: new Set(['.git', 'node_modules']),
  });
  const archives = files.filter(({ path: one }) => one.endsWith('.zip'));
  const records = files.filter(({ path: one }) => one.endsWith('.json'));
  if (archives.length + records.length === 0) {
    throw new WarderError('TARGET_UNREADABLE', `${quoted(path)} holds no advisories`, {
      hint: 'name a ZIP archive, or a folder with ZIP archives or JSON records in the OSV form',
    });
  }
  return [
    ...archives.map(({ path: one }) => archive(one)),
    ...(records.length === 0 ? [] : [folder(place, records)]),
  ];
}

function archive(path: string): RecordSource {
  return {
    place: path,
    *files() {
      const zip = openZip(path, { entries: MOST_RECORDS, entry: MOST_RECORD });
      try {
        for (const entry of zip.entries) {
          if (entry.kind !== 'file' || !entry.name.endsWith('.json')) continue;
          yield {
            name: entry.name,
            crc: entry.crc,
            isDeflated: entry.isDeflated,
            text: () => Buffer.from(zip.read(entry)).toString(),
            // The bytes that SQLite is handed are copied by it; those that wait for it are not.
            packed: () => Buffer.from(zip.packed(entry)),
          };
        }
      } finally {
        zip.close();
      }
    },
  };
}

function folder(
  place: string,
  files: readonly { path: string; steps: readonly string[] }[],
): RecordSource {
  return {
    place,
    *files(): Generator<RecordFile> {
      for (const { path, steps } of files) {
        const { size } = statSync(path);
        if (size > MOST_RECORD) continue;
        const bytes = readFileSync(path);
        yield {
          name: steps.join('/'),
          crc: crc32(bytes),
          isDeflated: false,
          text: () => bytes.toString(),
          packed: () => bytes,
        };
      }
    },
  };
}

import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { StatementSync } from 'node:sqlite';
import { inflateRawSync } from 'node:zlib';
import { packageKey } from '../../domain/advisory.ts';
import type { AffectedPackage, Advisory, RangeEvent } from '../../domain/advisory.ts';
import type {
  AdvisoryFile,
  AdvisoryLoad,
  AdvisoryRow,
  AdvisoryStore,
  Candidate,
} from '../../domain/advisory-store.ts';
import { WarderError, messageOf } from '../../domain/errors.ts';
import { quoted } from '../../domain/escape.ts';
import { LAYOUT, TABLES } from './schema.ts';

const BUSY_MILLISECONDS = 5000;
const MOST_CONTENT = 32 * 1024 * 1024;

/**
 * Opens the store of advisories in a file, which is made where it is not there. Several processes may
 * read it while one loads.
 *
 * @throws WarderError STORE_UNUSABLE when the file is no database of this kind, or cannot be written
 */
export function openAdvisoryStore(path: string): AdvisoryStore {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    return new Store(opened(path));
  } catch (cause) {
    throw new WarderError(
      'STORE_UNUSABLE',
      `cannot use the advisories in ${quoted(path)}: ${messageOf(cause)}`,
      { hint: 'move the file away and run `warder vulns sync` again', cause },
    );
  }
}

function opened(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: BUSY_MILLISECONDS });
  const { user_version: layout } = database.prepare('pragma user_version').get() as {
    user_version: number;
  };
  if (layout !== 0 && layout !== LAYOUT) {
    database.close();
    for (const ending of ['', '-wal', '-shm']) rmSync(path + ending, { force: true });
    return opened(path);
  }
  if (process.platform !== 'win32') chmodSync(path, 0o600);
  database.exec('pragma journal_mode = wal; pragma synchronous = off; pragma cache_size = -65536');
  if (layout === 0) {
    database.exec(`begin immediate; ${TABLES} pragma user_version = ${LAYOUT}; commit`);
  }
  return database;
}

class Store implements AdvisoryStore {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  #sql(text: string): StatementSync {
    const known = this.#statements.get(text);
    if (known !== undefined) return known;
    const made = this.#database.prepare(text);
    this.#statements.set(text, made);
    return made;
  }

  load(place: string, now: number): AdvisoryLoad {
    const source = this.#sql(
      'insert into source (place, synced) values (?, 0) on conflict (place) do update set place = place returning id',
    ).get(place)?.['id'] as number;
    const known = new Map<string, { readonly crc: number; readonly row: number }>();
    for (const { advisory, crc, name } of this.#sql(
      'select name, crc, advisory from file where source = ?',
    ).all(source)) {
      known.set(name as string, { crc: crc as number, row: advisory as number });
    }
    const left = new Set(known.keys());
    return {
      isKnown: (name, crc) => {
        if (known.get(name)?.crc !== crc) return false;
        left.delete(name);
        return true;
      },
      add: (files) => {
        this.#within(() => {
          for (const file of files) {
            const before = known.get(file.name);
            left.delete(file.name);
            const row = this.#put(file);
            if (before !== undefined) this.#leave(source, file.name, before.row, row);
            known.set(file.name, { crc: file.crc, row });
            this.#sql('insert into file (source, name, crc, advisory) values (?, ?, ?, ?)').run(
              source,
              file.name,
              file.crc,
              row,
            );
          }
        });
      },
      finish: () => {
        this.#within(() => {
          for (const name of left) this.#leave(source, name, known.get(name)?.row);
          this.#sql('update source set synced = ? where id = ?').run(now, source);
        });
        return left.size;
      },
    };
  }

  #within(work: () => void): void {
    this.#database.exec('begin immediate');
    try {
      work();
      this.#database.exec('commit');
    } catch (thrown) {
      if (this.#database.isTransaction) this.#database.exec('rollback');
      throw thrown;
    }
  }

  /** Keeps a record, unless a newer one of its id is there, and gives the row of that id. */
  #put({ advisory, content, isDeflated }: AdvisoryFile): number {
    const { id, modified, severity, summary, withdrawn } = advisory;
    const before = this.#sql('select row, modified from advisory where id = ?').get(id);
    if (before !== undefined && (before['modified'] as number) > modified) {
      return before['row'] as number;
    }
    const values = [
      modified,
      withdrawn ?? null,
      summary,
      JSON.stringify(severity),
      content,
      isDeflated ? 1 : 0,
      id,
    ];
    const statement =
      before === undefined
        ? 'insert into advisory (modified, withdrawn, summary, severity, content, is_deflated, id) values (?, ?, ?, ?, ?, ?, ?)'
        : 'update advisory set modified = ?, withdrawn = ?, summary = ?, severity = ?, content = ?, is_deflated = ? where id = ?';
    const { lastInsertRowid } = this.#sql(statement).run(...values);
    const row = before === undefined ? Number(lastInsertRowid) : (before['row'] as number);
    if (before !== undefined) this.#unlink(row);
    this.#link(row, advisory);
    return row;
  }

  /** Makes a record findable by what it says. */
  #link(row: number, { affected, aliases, id, summary }: Advisory): void {
    const names = new Set<string>();
    for (const one of affected) {
      names.add(one.name);
      this.#sql('insert into affected (package, advisory, data) values (?, ?, ?)').run(
        keyOf(one.ecosystem, one.name),
        row,
        JSON.stringify([one.ecosystem, one.ranges, one.versions]),
      );
    }
    for (const alias of new Set(aliases)) {
      this.#sql('insert or ignore into alias (alias, advisory) values (?, ?)').run(alias, row);
    }
    this.#sql('insert into search (rowid, names, summary) values (?, ?, ?)').run(
      row,
      [id, ...aliases.slice(0, 20), ...[...names].slice(0, 50)].join(' '),
      summary,
    );
  }

  #unlink(row: number): void {
    this.#sql('delete from affected where advisory = ?').run(row);
    this.#sql('delete from alias where advisory = ?').run(row);
    this.#sql('delete from search where rowid = ?').run(row);
  }

  /** A file of a source no longer holds a record; which goes when no other file holds it. */
  #leave(source: number, name: string, row: number | undefined, now?: number): void {
    if (row === undefined) return;
    this.#sql('delete from file where advisory = ? and source = ? and name = ?').run(
      row,
      source,
      name,
    );
    if (row === now) return;
    if (this.#sql('select 1 from file where advisory = ? limit 1').get(row) !== undefined) return;
    this.#unlink(row);
    this.#sql('delete from advisory where row = ?').run(row);
  }

  candidates(ecosystem: string, name: string): Candidate[] {
    return this.#sql(
      'select a.data, v.row, v.id, v.withdrawn from affected a join advisory v on v.row = a.advisory where a.package = ?',
    )
      .all(keyOf(ecosystem, name))
      .map((row) => {
        const [own, ranges, versions] = JSON.parse(row['data'] as string) as [
          string,
          AffectedPackage['ranges'] & readonly (readonly RangeEvent[])[],
          string[],
        ];
        return {
          id: row['id'] as string,
          isWithdrawn: row['withdrawn'] !== null,
          affected: { ecosystem: own, name, ranges, versions },
        };
      });
  }

  row(id: string): AdvisoryRow | undefined {
    const found =
      this.#sql('select * from advisory where id = ?').get(id) ??
      this.#sql(
        'select v.* from alias a join advisory v on v.row = a.advisory where a.alias = ? order by v.withdrawn is not null, v.id limit 1',
      ).get(id);
    return found === undefined ? undefined : this.#row(found);
  }

  #row(found: Record<string, unknown>): AdvisoryRow {
    const aliases = this.#sql('select alias from alias where advisory = ? order by alias').all(
      found['row'] as number,
    );
    return {
      id: found['id'] as string,
      aliases: aliases.map(({ alias }) => alias as string),
      modified: found['modified'] as number,
      withdrawn: (found['withdrawn'] as number | null) ?? undefined,
      summary: found['summary'] as string,
      severity: JSON.parse(found['severity'] as string) as AdvisoryRow['severity'],
    };
  }

  content(id: string): string | undefined {
    const found = this.#sql('select content, is_deflated from advisory where id = ?').get(id);
    if (found === undefined) return undefined;
    const bytes = found['content'] as Uint8Array;
    const text =
      found['is_deflated'] === 1 ? inflateRawSync(bytes, { maxOutputLength: MOST_CONTENT }) : bytes;
    return Buffer.from(text).toString();
  }

  search(words: readonly string[], most: number): AdvisoryRow[] {
    if (words.length === 0) return [];
    const exact = words.length === 1 ? this.row(words[0] ?? '') : undefined;
    const query = words.map((word) => `"${word.replaceAll('"', '""')}"*`).join(' ');
    // By row and not by rank: ranking would read all that a common word stands in.
    const rows = this.#sql(
      'select v.* from search s join advisory v on v.row = s.rowid where search match ? order by s.rowid desc limit ?',
    ).all(query, most);
    const found = rows.map((row) => this.#row(row)).filter(({ id }) => id !== exact?.id);
    return [...(exact === undefined ? [] : [exact]), ...found].slice(0, most);
  }

  sources(): { readonly place: string; readonly synced: number; readonly count: number }[] {
    return this.#sql(
      'select place, synced, (select count(*) from file where source = source.id) as count from source where synced > 0 order by place',
    )
      .all()
      .map((row) => ({
        place: row['place'] as string,
        synced: row['synced'] as number,
        count: row['count'] as number,
      }));
  }

  newest(): number {
    return (
      (this.#sql('select max(modified) as newest from advisory').get()?.['newest'] as
        | number
        | null) ?? 0
    );
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }
}

function keyOf(ecosystem: string, name: string): string {
  const system = ecosystem.split(':')[0] ?? '';
  return `${system}\n${packageKey(system, name)}`;
}

import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue } from 'node:sqlite';
import { SqliteAdapter, SqliteDialect } from 'kysely';
import type { DialectAdapter, SqliteDatabase, SqliteStatement } from 'kysely';

const BUSY_MILLISECONDS = 5000;

/**
 * Kysely's SQLite dialect over Node's own `node:sqlite`. Several processes may use one file: readers
 * never wait (write-ahead log), writers wait for each other up to five seconds.
 *
 * @param path the database file; its folder is made, readable by its owner only
 */
export function nodeSqliteDialect(path: string): SqliteDialect {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(path, { timeout: BUSY_MILLISECONDS });
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o600);
  database.exec('pragma journal_mode = wal; pragma synchronous = normal; pragma foreign_keys = on');
  return new Dialect({ database: asKyselyDatabase(database) });
}

/** SQLite's DDL is transactional; said so, a migration is one transaction and two processes take turns. */
class Adapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class Dialect extends SqliteDialect {
  override createAdapter(): DialectAdapter {
    return new Adapter();
  }
}

function asKyselyDatabase(database: DatabaseSync): SqliteDatabase {
  return {
    close: () => database.close(),
    prepare: (sql) => asKyselyStatement(database, asMeant(sql, database)),
  };
}

/** A full disk ends a transaction by itself; a rollback after that would fail and hide the reason. */
function asMeant(sql: string, { isTransaction }: DatabaseSync): string {
  if (sql === 'rollback' && !isTransaction) return 'select 1';
  // A transaction that will write takes the lock at once. A deferred one that reads first and then
  // finds another writer fails without waiting, and two processes would race in a migration.
  return sql === 'begin' ? 'begin immediate' : sql;
}

function asKyselyStatement(database: DatabaseSync, sql: string): SqliteStatement {
  const statement = database.prepare(sql);
  const values = (parameters: readonly unknown[]): SQLInputValue[] => parameters as SQLInputValue[];
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...values(parameters)),
    run: (parameters) => statement.run(...values(parameters)),
    iterate: (parameters) => statement.iterate(...values(parameters)),
  };
}

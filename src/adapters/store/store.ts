import { randomUUID } from 'node:crypto';
import { Kysely } from 'kysely';
import type { Dialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { WarderError, messageOf } from '../../domain/errors.ts';
import type { AuditReport } from '../../domain/report.ts';
import type { RunRow, RunStore, StoredPage } from '../../domain/store.ts';
import { migrations } from './migrations.ts';
import type { Tables } from './schema.ts';

type Database = Kysely<Tables>;
type LoadedRun = { readonly id: string; readonly report: AuditReport };

/**
 * Opens the store behind a dialect and brings its tables up to date.
 *
 * @throws WarderError STORE_UNUSABLE when a newer program wrote the database; what the driver throws
 * when it cannot be written
 */
export async function openStore(dialect: Dialect): Promise<RunStore> {
  const database: Database = new Kysely<Tables>({ dialect });
  const { error } = await new Migrator({
    db: database,
    provider: { getMigrations: async () => ({ ...migrations }) },
  }).migrateToLatest();
  if (error !== undefined) {
    await database.destroy();
    // Kysely's word for tables that were made by migrations which we do not have.
    if (!/corrupted migrations/.test(messageOf(error))) throw error;
    throw new WarderError('STORE_UNUSABLE', 'the store cannot be brought up to date', {
      hint: 'a newer Warder may have written it: use that version, or another --store',
      cause: error,
    });
  }
  return {
    save: (run) => save(database, run),
    last: (target) => last(database, target),
    list: (filter) => list(database, filter),
    load: (id) => load(database, id),
    pages: (id) => pages(database, id),
    close: () => database.destroy(),
  };
}

async function save(
  database: Database,
  { report, started, exitCode, pages }: Parameters<RunStore['save']>[0],
): Promise<string> {
  const id = randomUUID();
  const stored: AuditReport = { ...report, run: { ...report.run, id } };
  await database.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('run')
      .values({
        id,
        target: report.target,
        started,
        milliseconds: report.run.milliseconds,
        version: report.tool.version,
        exit_code: exitCode,
        summary: JSON.stringify(report.summary),
        report: JSON.stringify(stored),
      })
      .execute();
    for (const [position, { server, method, cursor, digest, text }] of pages.entries()) {
      await transaction
        .insertInto('evidence')
        .values({ digest, text })
        .onConflict((conflict) => conflict.column('digest').doNothing())
        .execute();
      await transaction
        .insertInto('run_page')
        .values({ run: id, position, server, method, cursor: cursor ?? null, digest })
        .execute();
    }
  });
  return id;
}

async function last(database: Database, target: string): Promise<LoadedRun | undefined> {
  const row = await database
    .selectFrom('run')
    .select(['id', 'report'])
    .where('target', '=', target)
    .orderBy('started', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && { id: row.id, report: JSON.parse(row.report) as AuditReport };
}

async function list(
  database: Database,
  { target, limit }: Parameters<RunStore['list']>[0],
): Promise<RunRow[]> {
  const rows = await database
    .selectFrom('run')
    .select(['id', 'target', 'started', 'milliseconds', 'version', 'exit_code', 'summary'])
    .$if(target !== undefined, (query) => query.where('target', '=', target ?? ''))
    .orderBy('started', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ exit_code, started, summary, ...row }) => ({
    ...row,
    started: Number(started),
    exitCode: exit_code,
    summary: JSON.parse(summary) as RunRow['summary'],
  }));
}

async function load(database: Database, id: string): Promise<LoadedRun | undefined> {
  // The start of an id is compared as a range, so that % and _ in it have no meaning.
  const [row, another] = await database
    .selectFrom('run')
    .select(['id', 'report'])
    .where('id', '>=', id)
    .where('id', '<', `${id}~`)
    .limit(2)
    .execute();
  if (row === undefined || another !== undefined) return undefined;
  return { id: row.id, report: JSON.parse(row.report) as AuditReport };
}

async function pages(database: Database, id: string): Promise<StoredPage[]> {
  const rows = await database
    .selectFrom('run_page')
    .innerJoin('evidence', 'evidence.digest', 'run_page.digest')
    .select(['server', 'method', 'cursor', 'run_page.digest', 'text'])
    .where('run', '=', id)
    .orderBy('position')
    .execute();
  return rows.map(({ cursor, ...row }) => ({ ...row, ...(cursor !== null && { cursor }) }));
}

import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

// One set for both databases. A migration that has been released is never edited; a new one is added.

export const migrations: Readonly<Record<string, Migration>> = {
  '0001-runs': {
    async up(database: Kysely<unknown>): Promise<void> {
      await database.schema
        .createTable('run')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('target', 'text', (column) => column.notNull())
        .addColumn('started', 'bigint', (column) => column.notNull())
        .addColumn('milliseconds', 'integer', (column) => column.notNull())
        .addColumn('version', 'text', (column) => column.notNull())
        .addColumn('exit_code', 'integer', (column) => column.notNull())
        .addColumn('summary', 'text', (column) => column.notNull())
        .addColumn('report', 'text', (column) => column.notNull())
        .execute();
      await database.schema
        .createIndex('run_by_target')
        .on('run')
        .columns(['target', 'started'])
        .execute();
      await database.schema
        .createTable('evidence')
        .addColumn('digest', 'text', (column) => column.primaryKey())
        .addColumn('text', 'text', (column) => column.notNull())
        .execute();
      await database.schema
        .createTable('run_page')
        .addColumn('run', 'text', (column) =>
          column.notNull().references('run.id').onDelete('cascade'),
        )
        .addColumn('position', 'integer', (column) => column.notNull())
        .addColumn('server', 'text', (column) => column.notNull())
        .addColumn('method', 'text', (column) => column.notNull())
        .addColumn('cursor', 'text')
        .addColumn('digest', 'text', (column) => column.notNull().references('evidence.digest'))
        .addPrimaryKeyConstraint('run_page_key', ['run', 'position'])
        .execute();
    },
  },
};

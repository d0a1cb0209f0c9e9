import type { Statement } from 'better-sqlite3';

/** Throws if a statement isn't a question. SQLite itself knows which ones write. */
export function assertQuestion(statement: Statement): void {
  if (!statement.readonly || !statement.reader) {
    throw new Error('only statements that read are allowed');
  }
}

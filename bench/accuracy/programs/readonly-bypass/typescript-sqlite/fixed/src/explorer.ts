import Database from 'better-sqlite3';
import { assertQuestion } from './statement.js';

export class Explorer {
  private readonly db: Database.Database;

  constructor(file: string) {
    this.db = new Database(file, { fileMustExist: true });
    this.db.pragma('query_only = OFF');
  }

  tables(): string[] {
    const rows = this.db.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").all();
    return (rows as { name: string }[]).map((row) => row.name);
  }

  ask(sql: string): unknown[] {
    const statement = this.db.prepare(sql);
    assertQuestion(statement);
    return statement.all();
  }

  note(table: string, text: string): void {
    this.db
      .prepare('INSERT INTO explorer_notes (subject, text) VALUES (?, ?)')
      .run(table, text.slice(0, 2000));
  }
}

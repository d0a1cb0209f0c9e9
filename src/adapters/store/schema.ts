import type { ColumnType } from 'kysely';

// The tables. Portable between SQLite and PostgreSQL: JSON as text, times as bigint milliseconds.

/** PostgreSQL gives a bigint as text, SQLite as a number. */
type Milliseconds = ColumnType<number | string, number, never>;

export interface Tables {
  run: {
    id: string;
    target: string;
    started: Milliseconds;
    milliseconds: number;
    version: string;
    exit_code: number;
    summary: string;
    report: string;
  };
  /** Texts by their digest, kept once. */
  evidence: { digest: string; text: string };
  run_page: {
    run: string;
    position: number;
    server: string;
    method: string;
    cursor: string | null;
    digest: string;
  };
}

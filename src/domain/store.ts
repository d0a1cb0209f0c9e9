import type { AuditReport } from './report.ts';

/** Raw text that a server sent, kept once however many runs saw it. */
export interface StoredPage {
  readonly server: string;
  readonly method: string;
  readonly cursor?: string;
  /** SHA-256 of the page as it came, hex. */
  readonly digest: string;
  /** As it came, but for the secrets that the server was given. */
  readonly text: string;
}

/** One finished run in a list. */
export interface RunRow {
  readonly id: string;
  readonly target: string;
  /** Milliseconds since the epoch. */
  readonly started: number;
  readonly milliseconds: number;
  readonly version: string;
  readonly exitCode: number;
  readonly summary: AuditReport['summary'];
}

/** Where runs are remembered. Each call is one transaction: a killed process leaves whole runs only. */
export interface RunStore {
  /** Keeps a run and gives its id. */
  save(run: {
    readonly report: AuditReport;
    readonly started: number;
    readonly exitCode: number;
    readonly pages: readonly StoredPage[];
  }): Promise<string>;
  /** The newest run on a target. */
  last(target: string): Promise<{ readonly id: string; readonly report: AuditReport } | undefined>;
  /** Newest first. */
  list(filter: { readonly target?: string; readonly limit: number }): Promise<RunRow[]>;
  /** A run by its id or an unambiguous start of it. */
  load(id: string): Promise<{ readonly id: string; readonly report: AuditReport } | undefined>;
  /** The raw pages of a run, in the order in which they came. */
  pages(id: string): Promise<StoredPage[]>;
  close(): Promise<void>;
}

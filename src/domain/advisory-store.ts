import type { Advisory, AffectedPackage } from './advisory.ts';

/** One record as it came, with what was read of it. */
export interface AdvisoryFile {
  /** Its name in the source. */
  readonly name: string;
  /** CRC-32 of its content: whether it changed since. */
  readonly crc: number;
  readonly advisory: Advisory;
  readonly content: Uint8Array;
  readonly isDeflated: boolean;
}

/** A file of a source, before it is read. */
export interface RecordFile {
  readonly name: string;
  readonly crc: number;
  readonly isDeflated: boolean;
  /** @throws WarderError PACKAGE_INVALID where its archive is damaged */
  text(): string;
  /** As the store keeps it: deflated or plain. */
  packed(): Uint8Array;
}

/** Where advisories come from: an archive, or a folder of records. */
export interface RecordSource {
  readonly place: string;
  files(): Iterable<RecordFile>;
}

/** A source that is being read anew. What was added stays when it is broken off; the next load goes on. */
export interface AdvisoryLoad {
  /** Whether the store holds this file of the source as it is; it is then kept. */
  isKnown(name: string, crc: number): boolean;
  /** One transaction. */
  add(files: readonly AdvisoryFile[]): void;
  /** Forgets what the source no longer holds, and gives how many. */
  finish(): number;
}

export interface AdvisoryRow {
  readonly id: string;
  readonly aliases: readonly string[];
  /** Milliseconds since the epoch. */
  readonly modified: number;
  readonly withdrawn: number | undefined;
  readonly summary: string;
  readonly severity: Advisory['severity'];
}

/** An advisory that speaks of a package, of whatever versions. */
export interface Candidate {
  readonly id: string;
  readonly isWithdrawn: boolean;
  readonly affected: AffectedPackage;
}

/** Advisories, kept for matching without a network. */
export interface AdvisoryStore {
  /** @param place what the source is called: a URL or a path */
  load(place: string, now: number): AdvisoryLoad;
  candidates(ecosystem: string, name: string): Candidate[];
  /** By id or alias. */
  row(id: string): AdvisoryRow | undefined;
  /** The record as it came; JSON. */
  content(id: string): string | undefined;
  /** Those that hold all words, as beginnings of words; the last that were loaded first. */
  search(words: readonly string[], most: number): AdvisoryRow[];
  sources(): { readonly place: string; readonly synced: number; readonly count: number }[];
  /** When the newest record was changed; milliseconds since the epoch, zero where there is none. */
  newest(): number;
  close(): void;
}

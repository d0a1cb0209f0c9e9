import type { NotSeen } from './introspection.ts';
import type { Artefact } from './lock.ts';
import type { Server } from './server.ts';

// What engines need of the world, as narrow as they need it. Apps build them, tests pass small fakes.

/** Milliseconds since the epoch. */
export interface Clock {
  now(): number;
}

/** Tells a person what long work is doing. Never carries foreign text unescaped. */
export interface Progress {
  /** A step began; the function ends it, with a word on how. */
  begin(what: string): (how?: string) => void;
}

/** Asks the user before anything runs outside containment. */
export interface Consent {
  /** `command` is complete; the asker shows all of it, escaped. */
  ask(question: {
    readonly server: string;
    readonly command: readonly string[];
    readonly cwd: string | undefined;
    /** Names only. */
    readonly environment: readonly string[];
    readonly why: string;
  }): Promise<boolean>;
}

/** What a contained process may touch. Everything not named is closed. */
export interface Grants {
  /** Paths that may be read, with all below them. */
  readonly read: readonly string[];
  /** Paths that may be written, with all below them. */
  readonly write: readonly string[];
  /** Paths that exist inside as empty folders, so that a server which wants its root finds one. */
  readonly standIns: readonly string[];
  /** Paths below a readable one that stay closed all the same. */
  readonly hidden: readonly string[];
  /** `host` or `host:port`; empty means no network at all. */
  readonly hosts: readonly string[];
}

export interface Limits {
  readonly processes: number;
  /** Bytes of resident memory of the whole process tree. */
  readonly memory: number;
  readonly cpuSeconds: number;
  readonly openFiles: number;
  /** Bytes of one file. */
  readonly fileSize: number;
}

export interface Start {
  readonly command: string;
  readonly args: readonly string[];
  /** Undefined for the home folder that the process gets. */
  readonly cwd: string | undefined;
  /** The whole environment; nothing is inherited. HOME and TMPDIR are added where they are missing. */
  readonly env: Readonly<Record<string, string>>;
  readonly grants: Grants;
  readonly limits: Limits;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
  /** Set when Warder ended the process, and why. */
  readonly ended?: 'asked' | 'memory' | 'processes' | 'time';
}

/** A running process with its three streams. */
export interface Running {
  readonly pid: number;
  write(bytes: Uint8Array): Promise<void>;
  /** Chunks as they come; ends with the process. */
  readonly stdout: AsyncIterable<Uint8Array>;
  readonly stderr: AsyncIterable<Uint8Array>;
  readonly exited: Promise<Exit>;
  /** Closes standard input, then TERM, then KILL for the whole group; resolves when nothing of it is left. */
  stop(): Promise<Exit>;
}

/** A server's process, and how it was contained. */
export interface Started {
  readonly running: Running;
  /** The back end's name, or `none` (by consent). */
  readonly containment: string;
  /** What the containment could not enforce on this machine. */
  readonly unenforced: readonly string[];
  /** The package that runs, where Warder fetched it. */
  readonly artefact?: Artefact;
}

/**
 * Starts one more process of a server, or says why not. Called several times for one look: the
 * processes may run at the same time, and whoever asks for consent asks once for all of them.
 * A `probe` is thrown away as soon as the server's era is known; a `session` is listed to the end.
 */
export type Starter = (
  server: Server,
  purpose: 'probe' | 'session',
  signal: AbortSignal,
) => Promise<Started | NotSeen>;

/** One way to contain a process. */
export interface Sandbox {
  readonly name: string;
  /** Undefined when it works here; otherwise why not and what to install. */
  check(): Promise<{ readonly why: string; readonly hint: string } | undefined>;
  /** What it cannot enforce of this start; listed before the launch, never dropped in silence. */
  cannotEnforce(start: Start): readonly string[];
  start(start: Start): Promise<Running>;
  /** Ends everything it started, and its own helpers. */
  close(): Promise<void>;
}

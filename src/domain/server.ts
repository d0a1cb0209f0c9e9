import type { JsonObject, JsonPointer } from './json.ts';
import type { Secret } from './secret.ts';

export type Transport = 'stdio' | 'http' | 'sse';

/**
 * Where in a client's reach a configuration stands. `given` is a file that the user named, `target` no
 * file at all: a server that was itself named as a target.
 */
export type ConfigScope = 'user' | 'project' | 'managed' | 'plugin' | 'given' | 'target';

/** How a local server is started. Values of the environment are secrets, whatever they hold. */
export interface StdioLaunch {
  readonly transport: 'stdio';
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env: Readonly<Record<string, Secret>>;
}

/** How a remote server is reached. */
export interface RemoteEndpoint {
  readonly transport: 'http' | 'sse';
  readonly url: string;
  readonly headers: Readonly<Record<string, Secret>>;
}

export type Launch = StdioLaunch | RemoteEndpoint;

/** One entry of one configuration file. */
export interface ServerEntry {
  /** The key under which the file names the server. */
  readonly name: string;
  /** Id of the client in `catalogue/clients/`, or `given` for a target of the command line. */
  readonly client: string;
  readonly scope: ConfigScope;
  readonly file: ConfigFile;
  /** The entry within the file; also the base of the pointers that rules report. */
  readonly at: JsonPointer;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  /** The entry as it stands in the file, unknown keys included. Holds secrets: never print, never store. */
  readonly raw: JsonObject;
  /** Undefined where the entry is too broken to say how the server is reached. */
  readonly launch: Launch | undefined;
  /** What is wrong with the entry, where `launch` is undefined. */
  readonly problem?: string;
  readonly disabled: boolean;
  /** Keys that no known client documents; kept as evidence, by name only. */
  readonly unknownKeys: readonly string[];
  /** For a project's own configuration, the project's folder. */
  readonly project?: string;
  /** Values of references that only this entry's client knows, such as the folder of its plugin. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** Facts of a configuration file that rules judge. */
export interface ConfigFile {
  /** Absolute path as it is shown. */
  readonly path: string;
  readonly client: string;
  /** Other clients that read the same file. */
  readonly alsoReadBy?: readonly string[];
  readonly scope: ConfigScope;
  /** POSIX permission bits, where the platform has them. */
  readonly mode?: number;
  /** The same of its folder: whoever may write there can replace the file. */
  readonly parentMode?: number;
  readonly ownerId?: number;
  /** The user that read the file. */
  readonly readerId?: number;
  /** The parsed document. Holds secrets: never print, never store. */
  readonly document: JsonObject;
  /** Keys that the file holds twice; readers disagree which one counts. */
  readonly duplicateKeys: readonly JsonPointer[];
  /** Line and column of a pointer in the file, 1-based; of the nearest parent where it is absent. */
  readonly locate: (at: JsonPointer) => { readonly line: number; readonly column: number };
  readonly project?: string;
}

/** What was configured where one looked, before any server is looked at. */
export interface Inventory {
  /** In the order in which their first entries were found. */
  readonly servers: readonly Server[];
  /** Every configuration that was read, those without servers included. */
  readonly files: readonly ConfigFile[];
  /** What was to be read and could not be, or only in part: an inventory that has any is not complete. */
  readonly unread: readonly { readonly path: string; readonly why: string }[];
  /** How many places were searched. */
  readonly looked: number;
}

/** A server of the inventory: entries that start the same thing the same way are one server. */
export interface Server {
  /** Stable across runs, and across a change of version: `name-8 hex digits`. */
  readonly id: string;
  /** The name in the first entry. */
  readonly name: string;
  readonly launch: Launch | undefined;
  readonly problem?: string;
  readonly entries: readonly [ServerEntry, ...ServerEntry[]];
}

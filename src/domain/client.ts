import type { ConfigScope } from './server.ts';

export type Platform = 'linux' | 'darwin' | 'win32';

/**
 * A path with `/` on every platform. A first step in braces is filled in, and a template whose value
 * is absent is left out:
 * - `{home}`; `{config}` is ~/.config or XDG_CONFIG_HOME on every platform;
 * - `{appSupport}` is Library/Application Support, .config or AppData/Roaming;
 * - `{localAppData}`, `{programData}`, `{programFiles}` exist on Windows;
 * - `{project}` is each folder that a client opens;
 * - `{env:NAME}` is an absolute path in an environment variable.
 *
 * `*` matches within one step, `**` any number of steps.
 */
export type PathTemplate = string;

/**
 * Keys from the document down to a value. `*` stands for any key; `*folder` too, and says that the
 * key is a folder whose project the value belongs to.
 */
export type KeyPath = readonly string[];

/** Where one configuration of a client lives and how its servers stand in it. */
export interface ConfigSource {
  readonly scope: Exclude<ConfigScope, 'given' | 'target'>;
  /** All platforms when absent. */
  readonly on?: readonly Platform[];
  readonly path: PathTemplate;
  readonly format: 'json' | 'toml' | 'yaml';
  /**
   * Where the servers stand. An object there is read as name → entry, an array as a list of entries
   * with a `name`. The empty path is the document itself, of which only members that look like an
   * entry are taken. No paths at all: a file that says how servers are treated, not which there are.
   */
  readonly servers: readonly KeyPath[];
  /** The transport of an entry that has a `url` and does not say how it is spoken to; HTTP when absent. */
  readonly plainUrl?: 'sse';
  /** Another client's file, which this one reads too. It counts as the other's. */
  readonly isBorrowed?: boolean;
  /**
   * For a file of a plugin: how many folders above it the plugin's own folder is, and what the client
   * calls that folder in references (`${CLAUDE_PLUGIN_ROOT}`).
   */
  readonly plugin?: { readonly up: number; readonly variable?: string };
  /** For a file that describes one server: where its entry stands, and where its name does. */
  readonly describes?: { readonly entry: KeyPath; readonly name: KeyPath };
  /** Entries that are part of the client and start nothing: those that have one of these values under a key. */
  readonly ignore?: { readonly key: string; readonly values: readonly string[] };
  /** Lists of names by which the client switches off servers. */
  readonly disables?: readonly {
    readonly names: KeyPath;
    /** Which servers the names are of; of any scope when absent. */
    readonly of?: ConfigSource['scope'];
  }[];
}

/** A program that uses MCP servers. One file each, in `catalogue/clients/`; the id is the file's name. */
export interface Client {
  readonly id: string;
  readonly title: string;
  readonly sources: readonly ConfigSource[];
  /** Where the client says which folders it has opened; each is searched for project configurations. */
  readonly workspaces?: readonly WorkspaceSource[];
  /** What it calls itself to servers (`clientInfo`), where that is known. */
  readonly introduces?: { readonly name: string; readonly version: string };
  /** What a reader of the file should know: unverified paths, a discontinued product. */
  readonly note?: string;
}

/** A file that names folders: `file:` URLs, absolute paths, or paths from the file's own folder. */
export interface WorkspaceSource {
  readonly on?: readonly Platform[];
  readonly path: PathTemplate;
  readonly format: ConfigSource['format'];
  /** Where the folders stand; ends in `*folder` where the keys themselves are folders. */
  readonly folders?: KeyPath;
  /** Where a file stands whose own folder is meant. */
  readonly files?: KeyPath;
}

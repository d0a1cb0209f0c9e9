import type { ConfigScope } from './server.ts';

export type Platform = 'linux' | 'darwin' | 'win32';

/** Where one configuration of a client lives and how its servers stand in it. */
export interface ConfigSource {
  readonly scope: Exclude<ConfigScope, 'given'>;
  /** All platforms when absent. */
  readonly on?: readonly Platform[];
  /**
   * A path template with `/` on every platform. `{home}`, `{appSupport}` (Library/Application
   * Support, .config or AppData/Roaming), `{localAppData}`, `{programData}`, `{programFiles}`,
   * `{project}` and `{env:NAME}` are filled in; a template whose value is absent is left out.
   * `*` matches within one step, `**` any number of steps.
   */
  readonly path: string;
  readonly format: 'json' | 'toml' | 'yaml';
  /**
   * Where the servers stand in the document: key paths, `*` for any key. An object there is read as
   * name → entry, an array as a list of entries with a `name`.
   */
  readonly servers: readonly (readonly string[])[];
}

/** A program that uses MCP servers. One file each, in `catalogue/clients/`; the id is the file's name. */
export interface Client {
  readonly id: string;
  readonly title: string;
  readonly sources: readonly ConfigSource[];
  /** Where the client says which folders it has opened; each is searched for project configurations. */
  readonly workspaces?: readonly WorkspaceSource[];
  /** What a reader of the file should know: unverified paths, a discontinued product. */
  readonly note?: string;
}

export interface WorkspaceSource {
  readonly on?: readonly Platform[];
  /** Template as above, of JSON files. */
  readonly path: string;
  /** Key path of a folder, or with `*keys` of an object whose keys are folders. File URLs and plain paths. */
  readonly folder: readonly string[];
}

import { basename, dirname, isAbsolute, resolve } from 'node:path';
import { quoted } from '../../domain/escape.ts';
import type { NotSeen } from '../../domain/introspection.ts';
import { fillPlaceholders } from '../../domain/placeholder.ts';
import type { Server, ServerEntry, StdioLaunch } from '../../domain/server.ts';
import { notStarted } from './outcome.ts';

/** A launch with every reference replaced by its value. Holds secrets. */
export interface Resolved {
  readonly command: string;
  readonly args: readonly string[];
  /** Variables that the configuration names. */
  readonly env: Readonly<Record<string, string>>;
  /** Where relative paths are taken from. */
  readonly base: string;
  /** The folder that the configuration names, or the project that it is part of. */
  readonly folder: string | undefined;
}

export interface Surroundings {
  /** The environment that Warder runs in. */
  readonly env: (name: string) => string | undefined;
  readonly home: string;
  /** Where Warder was started; targets of its command line are relative to it. */
  readonly folder: string;
}

/** For a file that the user named, the folder that it speaks of: its own, or the one around `.vscode` and the like. */
function folderOfGiven({ file, scope }: ServerEntry): string | undefined {
  if (scope !== 'given') return undefined;
  const folder = dirname(file.path);
  return basename(folder).startsWith('.') ? dirname(folder) : folder;
}

/**
 * Replaces what a configuration leaves to its client: `${VAR}`, `${env:VAR}`, `${VAR:-default}`,
 * `${workspaceFolder}`, `${userHome}`, the folder of a plugin (`${CLAUDE_PLUGIN_ROOT}`), and `~` in
 * front of a path.
 */
export function resolveLaunch(
  server: Server,
  launch: StdioLaunch,
  around: Surroundings,
): Resolved | NotSeen {
  const [entry] = server.entries;
  const project = entry.project ?? (entry.scope === 'target' ? around.folder : undefined);
  const nearby = project ?? folderOfGiven(entry);
  const lookup = (name: string): string | undefined => {
    if (/^workspace(?:Folder|Root)$|^projectRoot$/.test(name)) return nearby;
    if (name === 'userHome') return around.home;
    const { variables = {} } = entry;
    return Object.hasOwn(variables, name) ? variables[name] : around.env(name);
  };
  const missing: string[] = [];
  const fill = (text: string): string => {
    const filled = fillPlaceholders(text, lookup);
    if (filled.ok) return filled.text;
    missing.push(filled.missing);
    return '';
  };
  const path = (text: string): string => fill(text).replace(/^~(?=[/\\]|$)/, around.home);

  const cwd = launch.cwd === undefined ? undefined : path(launch.cwd);
  const base = nearby ?? around.home;
  const folder = cwd === undefined ? project : resolve(base, cwd);
  const resolved: Resolved = {
    command: path(launch.command),
    args: launch.args.map(path),
    env: Object.fromEntries(
      Object.entries(launch.env).map(([name, value]) => [name, fill(value.reveal())]),
    ),
    base: folder ?? base,
    folder: folder !== undefined && isAbsolute(folder) ? folder : undefined,
  };
  const [first] = missing;
  return first === undefined ? resolved : missingInput(first);
}

function missingInput(reference: string): NotSeen {
  const isAsked = /^(?:input|prompt|secret|user_config)[:.]/i.test(reference);
  return notStarted(
    'missing-input',
    `The configuration refers to ${quoted(reference)}, which has no value here.`,
    isAsked
      ? 'its client asks for this value; start the server with `warder audit -- command …` and the value in its place'
      : `set ${quoted(reference.replace(/^env:/, ''))} in the environment that Warder runs in`,
  );
}

import { passagesOf } from './definition.ts';
import type { Definition, DefinitionKind, Listing } from './definition.ts';
import { isString, pointer } from './json.ts';
import type { JsonObject } from './json.ts';
import { entryFrom } from './entry.ts';
import type { ExceptionSubject } from './exception.ts';
import type {
  Carrier,
  ConfigFileSubject,
  ConfigSubject,
  DefinitionSubject,
  DriftSubject,
  InventorySubject,
  OutputSubject,
} from './rule.ts';
import type { ConfigFile, ConfigScope } from './server.ts';
import { changeKinds } from './drift.ts';
import type { ChangeKind } from './drift.ts';
import type { Observation } from './introspection.ts';

// Builders for the examples that rules carry: each gives a whole subject from the few facts that matter.

interface Surroundings {
  /** Other definitions of the same server. */
  readonly beside?: readonly Definition[];
  /** What other servers offer, by server name. */
  readonly others?: Readonly<Record<string, readonly Definition[]>>;
  readonly server?: string;
}

/** A definition as a bare record, for use as a neighbour. */
export function definition(kind: DefinitionKind, raw: JsonObject): Definition {
  const key = kind === 'resource' ? 'uri' : kind === 'template' ? 'uriTemplate' : 'name';
  const name = [raw[key], raw['name']].find(isString) ?? kind;
  return { kind, name, raw };
}

/** A tool as a rule sees it, from the object that `tools/list` would carry. */
export function tool(raw: JsonObject, around: Surroundings = {}): DefinitionSubject {
  return subjectOf(definition('tool', raw), around);
}

export function prompt(raw: JsonObject, around: Surroundings = {}): DefinitionSubject {
  return subjectOf(definition('prompt', raw), around);
}

export function resource(raw: JsonObject, around: Surroundings = {}): DefinitionSubject {
  return subjectOf(definition('resource', raw), around);
}

export function instructions(text: string, around: Surroundings = {}): DefinitionSubject {
  return subjectOf(definition('instructions', { instructions: text }), around);
}

/** Gives a definition the surroundings that rules compare it with. */
export function subjectOf(itself: Definition, around: Surroundings = {}): DefinitionSubject {
  const server = around.server ?? 'example';
  const listing: Listing = {
    server,
    title: server,
    definitions: [itself, ...(around.beside ?? [])],
  };
  const others = Object.entries(around.others ?? {}).map(([title, definitions]) => ({
    server: title,
    title,
    definitions,
  }));
  return { ...itself, passages: passagesOf(itself).passages, listing, others };
}

/**
 * Servers that meet in one client, by name, each with the tools that its `tools/list` would carry.
 *
 * @param vouched why a server may be taken for the rightful owner of its names, by server
 */
export function inventory(
  servers: Readonly<Record<string, readonly JsonObject[]>>,
  vouched: Readonly<Record<string, string>> = {},
): InventorySubject {
  return {
    servers: Object.entries(servers).map(([title, tools]) => ({
      listing: { server: title, title, definitions: tools.map((raw) => definition('tool', raw)) },
      vouched: vouched[title],
    })),
  };
}

/** A text that a server returned. */
export function output(
  text: string,
  facts: { readonly carrier?: Carrier; readonly tools?: readonly JsonObject[] } = {},
): OutputSubject {
  const definitions = facts.tools?.map((raw) => definition('tool', raw));
  return {
    carrier: facts.carrier ?? 'result',
    text,
    source: definitions?.[0],
    listing:
      definitions === undefined ? undefined : { server: 'example', title: 'example', definitions },
  };
}

/** What became of an exception in an audit on 2026-11-20; one that is in use unless told otherwise. */
export function exception(facts: Partial<ExceptionSubject>): ExceptionSubject {
  return {
    from: 'settings',
    place: { in: 'file', path: '/project/warder.yaml', line: 2, column: 5 },
    rule: 'definition/side-task',
    reason: 'It is about our own server.',
    silenced: 1,
    isLooked: true,
    today: '2026-11-20',
    ...facts,
  };
}

interface FileFacts {
  readonly path?: string;
  readonly client?: string;
  readonly scope?: ConfigScope;
  readonly mode?: number;
  readonly parentMode?: number;
  readonly ownerId?: number;
  readonly readerId?: number;
  readonly duplicateKeys?: readonly string[];
}

/** A configuration file as a rule sees it, from its parsed document. */
export function configFile(document: JsonObject, facts: FileFacts = {}): ConfigFileSubject {
  const file: ConfigFile = {
    path: facts.path ?? '/home/user/.config/client/mcp.json',
    client: facts.client ?? 'example',
    scope: facts.scope ?? 'user',
    mode: facts.mode ?? 0o600,
    parentMode: facts.parentMode ?? 0o700,
    ...(facts.ownerId !== undefined && { ownerId: facts.ownerId }),
    ...(facts.readerId !== undefined && { readerId: facts.readerId }),
    document,
    duplicateKeys: facts.duplicateKeys ?? [],
    locate: () => ({ line: 1, column: 1 }),
  };
  return file;
}

/** A configured server as a rule sees it, from the object that stands under its name. */
export function entry(
  raw: JsonObject,
  facts: FileFacts & {
    readonly name?: string;
    readonly others?: readonly ConfigSubject[];
    readonly sanctioned?: readonly string[];
    readonly server?: string;
  } = {},
): ConfigSubject {
  const name = facts.name ?? 'example';
  const file = configFile({ mcpServers: { [name]: raw } }, facts);
  const parsed = entryFrom(raw, { name, file, at: pointer('', 'mcpServers', name) });
  return {
    ...parsed,
    others: facts.others ?? [],
    sanctioned: facts.sanctioned,
    server: facts.server ?? `${name}-00000000`,
  };
}

/** A server that was asked again as a rule sees it: what differed in one list, and how that was asked for. */
export function drift(
  way: Observation['way'],
  change: ChangeKind | undefined,
  facts: Partial<Pick<Observation, 'says' | 'isAnnounced'>> & { readonly after?: string } = {},
): DriftSubject {
  const { after = 'Sends.', isAnnounced = false, says = 'asked again' } = facts;
  const of = { kind: 'tool', name: 'search', at: '' } as const;
  const changes =
    change === undefined
      ? []
      : [{ ...of, change, grade: changeKinds[change].grade, what: 'the tool is another', after }];
  const variations = changes.length === 0 ? [] : [{ way, says, isAnnounced, changes }];
  return { server: 'example', asked: [{ way, says }], variations };
}

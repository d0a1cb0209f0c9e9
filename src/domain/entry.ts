import { isArray, isObject, isString } from './json.ts';
import type { Json, JsonObject, JsonPointer } from './json.ts';
import { Secret } from './secret.ts';
import type { ConfigFile, Launch, ServerEntry, Transport } from './server.ts';

// How the entries of all known clients are read: they differ in the names of keys, not in what they say.

export const COMMAND_KEYS: readonly string[] = ['command', 'cmd'];
export const URL_KEYS: readonly string[] = ['url', 'serverUrl', 'httpUrl', 'uri'];
export const TYPE_KEYS: readonly string[] = ['type', 'transport', 'transportType'];
export const ENV_KEYS: readonly string[] = ['env', 'envs', 'environment'];
export const HEADER_KEYS: readonly string[] = ['headers', 'http_headers', 'requestHeaders'];

/** Keys that say something about the server and that some client documents. Others are kept as evidence. */
const KNOWN_KEYS = new Set([
  ...COMMAND_KEYS,
  ...URL_KEYS,
  ...TYPE_KEYS,
  ...ENV_KEYS,
  ...HEADER_KEYS,
  'alwaysAllow',
  'always_allow',
  'alwaysLoad',
  'args',
  'arguments',
  'auth',
  'authProviderType',
  'autoApprove',
  'auto_approve',
  'autoStart',
  'available_tools',
  'bearer_token_env_var',
  'bundled',
  'cwd',
  'description',
  'dev',
  'disabled',
  'disabledTools',
  'disabled_tools',
  'display_name',
  'enabled',
  'enabledTools',
  'enabled_tools',
  'envFile',
  'envFiles',
  'env_http_headers',
  'env_keys',
  'env_vars',
  'excludeTools',
  'gallery',
  'icon',
  'id',
  'includeTools',
  'inputs',
  'name',
  'oauth',
  'requestOptions',
  'required',
  'sandbox',
  'sandboxEnabled',
  'scopes',
  'settings',
  'source',
  'startup_timeout_ms',
  'startup_timeout_sec',
  'targetName',
  'timeout',
  'tool_timeout_sec',
  'tools',
  'trust',
  'version',
  'workingDirectory',
  'working_directory',
]);

interface Standing {
  readonly name: string;
  readonly file: ConfigFile;
  readonly at: JsonPointer;
  /** The folder whose project the entry belongs to, where the file serves several. */
  readonly project?: string;
  readonly variables?: Readonly<Record<string, string>>;
  /** What the client takes a `url` without a type for; HTTP when absent. */
  readonly plainUrl?: 'sse' | undefined;
}

/**
 * Reads one server entry of a client's configuration. Loose: a client may accept more than we know,
 * so whatever does not fit becomes `problem`, never an exception.
 */
export function entryFrom(
  value: Json,
  { name, file, at, plainUrl, project, variables }: Standing,
): ServerEntry {
  const raw = isObject(value) ? value : {};
  const read = isObject(value) ? launchOf(value, plainUrl) : 'the entry is not an object';
  const { line, column } = file.locate(at);
  const folder = project ?? file.project;
  return {
    name,
    client: file.client,
    scope: file.scope,
    file,
    at,
    line,
    column,
    raw,
    launch: typeof read === 'string' ? undefined : read,
    ...(typeof read === 'string' && { problem: read }),
    disabled: raw['disabled'] === true || raw['enabled'] === false,
    unknownKeys: Object.keys(raw).filter((key) => !KNOWN_KEYS.has(key)),
    ...(folder !== undefined && { project: folder }),
    ...(variables !== undefined && { variables }),
  };
}

/** How the server is started or reached, or a sentence that says why that cannot be told. */
function launchOf(raw: JsonObject, plainUrl: Standing['plainUrl']): Launch | string {
  const transport = raw['transport'];
  if (isObject(transport))
    return launchOf({ ...raw, ...transport, transport: transport['type'] ?? null }, plainUrl);
  // Some clients nest the command: { "command": { "path": …, "args": …, "env": … } }.
  const nested = raw['command'];
  if (isObject(nested)) {
    const { path, ...rest } = nested;
    return launchOf({ ...raw, ...rest, command: path ?? null }, plainUrl);
  }
  const command = firstOf(raw, COMMAND_KEYS);
  const url = firstOf(raw, URL_KEYS);
  const hasUrl = isString(url) && url !== '';
  // An entry may carry both; then its type decides, and without one the command does.
  const type = firstOf(raw, TYPE_KEYS);
  const isRemote = hasUrl && (isBlank(command) || (isString(type) && REMOTE_TYPE.test(type)));
  if (isRemote) return remoteEndpoint(raw, url, plainUrl);
  if (command !== undefined && command !== null) return stdioLaunch(raw, command);
  if (raw['source'] === 'extension') {
    return 'an extension of the client brings the server and decides how it is started';
  }
  return 'the entry names neither a command nor a URL';
}

const REMOTE_TYPE = /^(?:sse|https?|remote|streamable[-_]?http)$/i;

function isBlank(command: Json | undefined): boolean {
  return command === undefined || command === null || command === '';
}

function stdioLaunch(raw: JsonObject, command: Json): Launch | string {
  const words = isArray(command) ? command : [command];
  const args = raw['args'] ?? raw['arguments'] ?? [];
  const all = [...words, ...(isArray(args) ? args : [args])];
  const texts = all
    .filter((word) => typeof word === 'string' || typeof word === 'number')
    .map(String);
  const [program, ...rest] = texts;
  if (texts.length !== all.length) return 'the command or its arguments are not all text';
  if (program === undefined || program === '') return 'the command is empty';
  const cwd = raw['cwd'] ?? raw['workingDirectory'] ?? raw['working_directory'];
  return {
    transport: 'stdio',
    command: program,
    args: rest,
    ...(isString(cwd) && cwd !== '' && { cwd }),
    env: { ...forwarded(raw), ...secretsOf(firstOf(raw, ENV_KEYS)) },
  };
}

/**
 * Variables that the entry only names, as references: `env_keys` come from the client's key store and
 * are needed, `env_vars` are passed on from its environment where they are set.
 */
function forwarded(raw: JsonObject): Record<string, Secret> {
  return Object.fromEntries([
    ...namesIn(raw['env_keys']).map((name) => [name, new Secret(`\${${name}}`)] as const),
    ...namesIn(raw['env_vars']).map((name) => [name, new Secret(`\${${name}:-}`)] as const),
  ]);
}

function namesIn(list: Json | undefined): string[] {
  const items = isArray(list) ? list : [];
  return items
    .map((item) => (isObject(item) ? item['name'] : item))
    .filter(isString)
    .filter(Boolean);
}

function remoteEndpoint(raw: JsonObject, url: string, plainUrl: Standing['plainUrl']): Launch {
  const options = raw['requestOptions'];
  return {
    transport: remoteTransport(raw, url, plainUrl),
    url,
    headers: {
      ...headersFromVariables(raw),
      ...secretsOf(isObject(options) ? options['headers'] : undefined),
      ...secretsOf(firstOf(raw, HEADER_KEYS)),
    },
  };
}

/** Headers whose value stands in a variable that the entry names, as references. */
function headersFromVariables(raw: JsonObject): Record<string, Secret> {
  const named = raw['env_http_headers'];
  const bearer = raw['bearer_token_env_var'];
  const pairs = Object.entries(isObject(named) ? named : {}).filter(([, name]) => isString(name));
  const headers = pairs.map(
    ([header, name]) => [header, new Secret(`\${${String(name)}}`)] as const,
  );
  return Object.fromEntries([
    ...headers,
    ...(isString(bearer) ? [['Authorization', new Secret(`Bearer \${${bearer}}`)] as const] : []),
  ]);
}

function remoteTransport(
  raw: JsonObject,
  url: string,
  plainUrl: Standing['plainUrl'],
): Exclude<Transport, 'stdio'> {
  const type = firstOf(raw, TYPE_KEYS);
  if (isString(type)) return /^sse$/i.test(type) ? 'sse' : 'http';
  if (plainUrl !== undefined && raw['url'] === url) return plainUrl;
  // Only where nothing is declared does the address itself have to tell.
  return /\/sse\/?(?:[?#]|$)/.test(url) ? 'sse' : 'http';
}

function firstOf(raw: JsonObject, keys: readonly string[]): Json | undefined {
  const key = keys.find((candidate) => Object.hasOwn(raw, candidate));
  return key === undefined ? undefined : raw[key];
}

function secretsOf(value: Json | undefined): Record<string, Secret> {
  if (!isObject(value)) return {};
  // `fromEntries` defines own properties, so that a key named __proto__ is a key like any other.
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== null && typeof item !== 'object')
      .map(([key, item]) => [key, new Secret(String(item))]),
  );
}

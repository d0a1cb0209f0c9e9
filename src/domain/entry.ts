import { isArray, isObject, isString } from './json.ts';
import type { Json, JsonObject, JsonPointer } from './json.ts';
import { Secret } from './secret.ts';
import type { ConfigFile, Launch, ServerEntry, Transport } from './server.ts';

// How the entries of all known clients are read: they differ in the names of keys, not in what they say.

const COMMAND_KEYS = ['command', 'cmd'];
const URL_KEYS = ['url', 'serverUrl', 'httpUrl', 'uri'];
const TYPE_KEYS = ['type', 'transport', 'transportType'];
const ENV_KEYS = ['env', 'envs', 'environment'];
const HEADER_KEYS = ['headers', 'http_headers', 'requestHeaders'];

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
}

/**
 * Reads one server entry of a client's configuration. Loose: a client may accept more than we know,
 * so whatever does not fit becomes `problem`, never an exception.
 */
export function entryFrom(raw: JsonObject, { name, file, at }: Standing): ServerEntry {
  const read = launchOf(raw);
  const { line, column } = file.locate(at);
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
    ...(file.project !== undefined && { project: file.project }),
  };
}

/** How the server is started or reached, or a sentence that says why that cannot be told. */
function launchOf(raw: JsonObject): Launch | string {
  // Some clients nest the command: { "command": { "path": …, "args": …, "env": … } }.
  const nested = raw['command'];
  if (isObject(nested)) {
    const { path, ...rest } = nested;
    return launchOf({ ...raw, ...rest, command: path ?? null });
  }
  const command = firstOf(raw, COMMAND_KEYS);
  const url = firstOf(raw, URL_KEYS);
  if (command !== undefined && command !== null) return stdioLaunch(raw, command);
  if (isString(url) && url !== '') return remoteEndpoint(raw, url);
  return 'the entry names neither a command nor a URL';
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
    env: secretsOf(firstOf(raw, ENV_KEYS)),
  };
}

function remoteEndpoint(raw: JsonObject, url: string): Launch {
  return {
    transport: remoteTransport(raw, url),
    url,
    headers: secretsOf(firstOf(raw, HEADER_KEYS)),
  };
}

function remoteTransport(raw: JsonObject, url: string): Exclude<Transport, 'stdio'> {
  const type = firstOf(raw, TYPE_KEYS);
  if (isString(type)) return /^sse$/i.test(type) ? 'sse' : 'http';
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

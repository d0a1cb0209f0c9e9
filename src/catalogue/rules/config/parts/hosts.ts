import { pointersIn } from '../../../../domain/entry-pointers.ts';
import type { JsonPointer } from '../../../../domain/json.ts';
import type { ConfigSubject } from '../../../../domain/rule.ts';
import { localLaunch } from './launch.ts';

const LOOPBACK =
  /^(?:localhost|[^.]+\.localhost|127(?:\.\d{1,3}){3}|\[::1\]|\[::ffff:7f[0-9a-f:]+\])$/i;
const PRIVATE_ADDRESS =
  /^(?:10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2}|169\.254(?:\.\d{1,3}){2}|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])(?:\.\d{1,3}){2}|\[f[cd][0-9a-f:]+\]|\[fe[89ab][0-9a-f:]+\])$/i;
// Reserved for use within a site, or a single word that only the site's own resolver knows.
const PRIVATE_NAME =
  /(?:^[^.:[\]]+|\.(?:internal|local|lan|home|home\.arpa|corp|intranet|private|test))$/i;

/** Whether a host, as `URL` gives it, is this machine. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host) || host === 'host.docker.internal';
}

/** Whether a host belongs to the network that the machine stands in. */
export function isPrivate(host: string): boolean {
  return PRIVATE_ADDRESS.test(host) || PRIVATE_NAME.test(host);
}

/** Whether a host is a number instead of a name. */
export function isAddress(host: string): boolean {
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(host) || host.startsWith('[');
}

/** Packages that let a client which only starts servers reach a remote one. */
const BRIDGES = new Set([
  'mcp-remote',
  'supergateway',
  'mcp-proxy',
  'mcp-remote-client',
  '@modelcontextprotocol/remote',
]);

/** The address of a remote server. */
export interface Address {
  readonly text: string;
  /** Undefined where the text is no address, or a template of one. */
  readonly url: URL | undefined;
  /** Relative to the entry. */
  readonly at: JsonPointer;
}

/** The address that an entry names, and the one that a bridge is told to reach. */
export function remoteAddresses(subject: ConfigSubject): Address[] {
  const { launch, raw } = subject;
  if (launch !== undefined && launch.transport !== 'stdio') {
    return [addressOf(launch.url, pointersIn(raw).url)];
  }
  const local = localLaunch(subject);
  if (local === undefined || !isBridge(local.command.packages[0]?.name)) return [];
  return local.command.args
    .filter(({ text }) => /^[a-z][a-z0-9+.-]{0,20}:\/\//i.test(text))
    .map(({ at, text }) => addressOf(text, local.place(at)));
}

export function isBridge(name: string | undefined): boolean {
  return name !== undefined && BRIDGES.has(name);
}

function addressOf(text: string, at: JsonPointer): Address {
  return { text, url: URL.parse(text) ?? undefined, at };
}

import { lookup as systemLookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { quoted } from '../../domain/escape.ts';
import { hazardOf } from './addresses.ts';
import { HttpProblem, asHttpProblem } from './problem.ts';

export interface Address {
  readonly address: string;
  readonly family: number;
}

export interface GuardOptions {
  /** `host` or `host:port` that the user allowed expressly, whatever address is behind it. */
  readonly allowedHosts: readonly string[];
  /** Whether the user's own configuration names the hosts that are dialled. */
  readonly isNamed: boolean;
  /** Milliseconds to establish a connection. */
  readonly timeout: number;
  readonly lookup: (hostname: string) => Promise<readonly Address[]>;
}

/** All addresses of a name, as the system's resolver gives them. */
export async function resolveName(hostname: string): Promise<Address[]> {
  return await systemLookup(hostname, { all: true, verbatim: true });
}

/**
 * Connects to checked addresses only. The name is resolved once and what was checked is what is
 * dialled, so that a second answer of the resolver (DNS rebinding) changes nothing.
 */
export function guardedConnector(options: GuardOptions): buildConnector.connector {
  const allowed = new Set(options.allowedHosts.map(canonicalHost));
  return (target, callback) => {
    const port = target.port === '' ? (target.protocol === 'https:' ? '443' : '80') : target.port;
    const host = bare(target.hostname);
    const isAllowed = allowed.has(host) || allowed.has(`${host}:${port}`);
    void connect(checkedAddresses(host, isAllowed, options), options.timeout, target, callback);
  };
}

async function connect(
  checked: Promise<readonly Address[]>,
  timeout: number,
  target: buildConnector.Options,
  callback: buildConnector.Callback,
): Promise<void> {
  try {
    dial(await checked, timeout)(target, callback);
  } catch (problem) {
    callback(asHttpProblem(problem), null);
  }
}

function dial(addresses: readonly Address[], timeout: number): buildConnector.connector {
  const lookup: LookupFunction = (_hostname, { all }, done) => {
    const [first] = addresses;
    if (all === true) done(null, [...addresses]);
    else if (first !== undefined) done(null, first.address, first.family);
  };
  // Verification is spelled out, so that no variable of the environment turns it off.
  return buildConnector({ lookup, timeout, allowH2: false, rejectUnauthorized: true });
}

async function checkedAddresses(
  host: string,
  isAllowed: boolean,
  { isNamed, lookup }: GuardOptions,
): Promise<readonly Address[]> {
  const literal = isIP(host);
  const addresses =
    literal === 0 ? await resolve(host, lookup) : [{ address: host, family: literal }];
  if (isAllowed) return addresses;
  for (const { address } of addresses) {
    const hazard = hazardOf(address);
    if (hazard === undefined || (isNamed && hazard.needs === 'named')) continue;
    const leads = literal === 0 ? `${quoted(host)} leads to ${address},` : `${address} is`;
    // One bad address condemns the name: which of several is dialled would be the attacker's to choose.
    throw new HttpProblem('refused-address', `${leads} ${hazard.what}`);
  }
  return addresses;
}

async function resolve(host: string, lookup: GuardOptions['lookup']): Promise<readonly Address[]> {
  const addresses = await lookup(host).catch((cause: unknown) => {
    throw new HttpProblem('unresolved', `${quoted(host)} does not resolve`, cause);
  });
  if (addresses.length === 0) throw new HttpProblem('unresolved', `${quoted(host)} has no address`);
  return addresses;
}

/** `host` or `host:port` in the one spelling in which hosts are compared. */
function canonicalHost(entry: string): string {
  const text = isIP(entry) === 6 ? `[${entry}]` : entry;
  // With a scheme whose default port nobody writes, a given port stays visible.
  const url = URL.parse(`ws://${text}`);
  if (url === null) return entry;
  const port = /:(\d+)$/.exec(text)?.[1];
  return port === undefined ? bare(url.hostname) : `${bare(url.hostname)}:${Number(port)}`;
}

function bare(hostname: string): string {
  return hostname
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '')
    .toLowerCase();
}

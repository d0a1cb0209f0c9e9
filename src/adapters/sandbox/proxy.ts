import { WarderError } from '../../domain/errors.ts';
import { quote } from './script.ts';
import type { Runtime } from './runtime.ts';

/** The way out of a sandbox that has no network: a socket of the filtering proxy, and how to use it. */
export interface Exit {
  /** The proxy's Unix socket on this machine. */
  readonly socket: string;
  readonly env: Readonly<Record<string, string>>;
  release(): void;
}

/** Where the proxy's socket stands inside, and the port that leads to it. */
export const SOCKET = '/run/warder-proxy';
const PORT = 3128;
const LOOPBACK = ['localhost', '127.0.0.1', '::1'];

/** Opens a way to these hosts and to no others. */
export async function openExit(runtime: Runtime, hosts: readonly string[]): Promise<Exit> {
  const { id, manager, release } = await runtime.allow(hosts);
  const socket = manager.getLinuxHttpSocketPath();
  const token = manager.getProxyAuthToken();
  if (socket === undefined || token === undefined) {
    release();
    throw new WarderError('START_FAILED', 'the filtering proxy did not start');
  }
  // The library knows a caller by this form of user name; the probe suite notices when it changes.
  const user = encodeURIComponent(`srt.${Buffer.from(id).toString('base64')}`);
  const proxy = `http://${user}:${token}@127.0.0.1:${PORT}`;
  const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'];
  // What the server runs on its own loopback is not behind the proxy; what it was granted there is.
  const direct = LOOPBACK.filter((name) => !hosts.some((host) => host.startsWith(name))).join(',');
  const env = [
    ...names.map((name) => [name, proxy]),
    ...names.map((name) => [name.toLowerCase(), proxy]),
    ['NO_PROXY', direct],
    ['no_proxy', direct],
    ['NODE_USE_ENV_PROXY', '1'],
  ];
  return { socket, env: Object.fromEntries(env) as Record<string, string>, release };
}

/**
 * Shell lines that lead a loopback port of the sandbox to the proxy's socket, and wait (at most about
 * three seconds) until it listens. The relay is no child of the server, which may wait for any child.
 */
export function relayLines(socat: string): string[] {
  const hexPort = PORT.toString(16).toUpperCase().padStart(4, '0');
  return [
    `(${quote(socat)} TCP4-LISTEN:${PORT},bind=127.0.0.1,fork,reuseaddr,backlog=1024 UNIX-CONNECT:${SOCKET} >/dev/null 2>&1 </dev/null &)`,
    'turn=0',
    `until /bin/grep -q ':${hexPort} 00000000:0000 0A' /proc/net/tcp || [ $turn -ge 300 ]; do turn=$((turn + 1)); /bin/sleep 0.01; done`,
  ];
}

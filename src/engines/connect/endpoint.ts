import type { Endpoint } from '../../adapters/mcp/index.ts';
import type { Http } from '../../adapters/net/index.ts';
import { quoted } from '../../domain/escape.ts';
import type { NotSeen } from '../../domain/introspection.ts';
import { fillPlaceholders } from '../../domain/placeholder.ts';
import type { RemoteEndpoint } from '../../domain/server.ts';

type Problem = Omit<NotSeen, 'notes' | 'stderr'>;

/** Where and with what a remote server is asked: placeholders filled, credentials moved out of the URL. */
export function endpointFrom(
  { url, headers }: RemoteEndpoint,
  http: Http,
  env: (name: string) => string | undefined,
): Endpoint | Problem {
  const address = fillPlaceholders(url, env);
  if (!address.ok) return missing('The address', address.missing);
  const parsed = URL.parse(address.text);
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) {
    return { reason: 'broken-entry', why: 'The address is not an http or https URL.' };
  }
  const sent = new Map<string, string>();
  const { username, password } = parsed;
  if (username !== '' || password !== '') sent.set('authorization', basic(username, password));
  [parsed.username, parsed.password, parsed.hash] = ['', '', ''];
  for (const [name, secret] of Object.entries(headers)) {
    const value = fillPlaceholders(secret.reveal(), env);
    if (!value.ok) return missing(`The header ${quoted(name)}`, value.missing);
    sent.set(name.toLowerCase(), value.text);
  }
  return { http, url: parsed.href, headers: Object.fromEntries(sent) };
}

/** Whether a URL stays on this machine, so that it may be asked without a network. */
export function isLoopback(url: string): boolean {
  const hostname = URL.parse(url)?.hostname ?? '';
  return /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}

function missing(where: string, name: string): Problem {
  const isInput = name.startsWith('input:');
  return {
    reason: 'missing-input',
    why: `${where} needs ${quoted(name)}, which is not set.`,
    hint: isInput
      ? 'The client asks its user for this value; put it into a variable and refer to that.'
      : 'Set the variable in the environment in which Warder runs.',
  };
}

function basic(username: string, password: string): string {
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}

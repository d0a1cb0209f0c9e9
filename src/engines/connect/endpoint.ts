import type { Endpoint } from '../../adapters/mcp/index.ts';
import type { Http } from '../../adapters/net/index.ts';
import { quoted } from '../../domain/escape.ts';
import type { NotSeen } from '../../domain/introspection.ts';
import { fillPlaceholders } from '../../domain/placeholder.ts';
import type { ConfigScope, RemoteEndpoint } from '../../domain/server.ts';

type Problem = Omit<NotSeen, 'notes' | 'stderr'>;

/**
 * Where and with what a remote server is asked: placeholders filled, credentials moved out of the URL.
 *
 * A configuration that stands in a project was written by whoever wrote the project. It is told none
 * of the user's variables and dials no private address: else to look at a project that one does not
 * trust would send its author whatever variable the project asks for, and reach into the own network.
 */
export function endpointFrom(
  { url, headers }: RemoteEndpoint,
  scope: ConfigScope,
  http: Http,
  variable: (name: string) => string | undefined,
): Endpoint | Problem {
  const isNamed = scope !== 'project';
  const env = isNamed ? variable : () => undefined;
  const address = fillPlaceholders(url, env);
  if (!address.ok) return missing('The address', address.missing, isNamed);
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
    if (!value.ok) return missing(`The header ${quoted(name)}`, value.missing, isNamed);
    sent.set(name.toLowerCase(), value.text);
  }
  return { http, url: parsed.href, headers: Object.fromEntries(sent), isNamed };
}

/** Whether a URL stays on this machine, so that it may be asked without a network. */
export function isLoopback(url: string): boolean {
  const hostname = URL.parse(url)?.hostname ?? '';
  return /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}

function missing(where: string, name: string, isNamed: boolean): Problem {
  const isInput = name.startsWith('input:');
  if (!isNamed) {
    return {
      reason: 'missing-input',
      why: `${where} needs ${quoted(name)}, which the configuration of a project is not told.`,
      hint: 'If you trust the project, name its file: warder audit --config FILE.',
    };
  }
  return {
    reason: 'missing-input',
    why: `${where} needs ${quoted(name)}, which is not set.`,
    hint: isInput
      ? 'its client asks for this value; put it into a variable and refer to that'
      : 'set the variable in the environment that Warder runs in',
  };
}

function basic(username: string, password: string): string {
  const pair = `${decoded(username)}:${decoded(password)}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}

/** A lone percent sign stands for itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

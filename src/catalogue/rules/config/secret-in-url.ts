import { entry } from '../../../domain/example.ts';
import { MASK } from '../../../domain/redact.ts';
import type { Rule } from '../../../domain/rule.ts';
import { isPlaceholder, isReference } from '../../../domain/secret-text.ts';
import { remoteAddresses } from './parts/hosts.ts';
import type { Address } from './parts/hosts.ts';
import { notRemote } from './parts/launch.ts';
import { secretMatch } from './parts/secrets.ts';

const drawn = 'aB3dE5gH7jK9mN1pQ2sT4vW6yZ8cX0fR3uL5';

export const rule: Rule<'config'> = {
  id: 'config/secret-in-url',
  severity: 'medium',
  confidence: 'high',
  title: 'Secret stands in the address of the server',
  why: 'Addresses are written into logs, histories and error reports on both sides and on every proxy between; the protocol forbids tokens in the query for that reason.',
  fix: 'Send the secret in the Authorization header as a reference that the client resolves, or let the client sign in (OAuth); then revoke the old secret.',
  controls: ['SEC-02'],
  techniques: ['api-key-exposure', 'token-theft', 'session-ids-in-urls'],
  cwe: [598, 522],
  top10: { csa: ['MCP-04', 'MCP-C02'], owasp: ['MCP01'] },
  examples: {
    bad: [
      entry({ url: 'https://notes.example.com/mcp?api_key=quinceHarbour41LanternQuinceHarbour' }),
      entry({ serverUrl: 'https://alex:quince41@notes.example.com/mcp' }),
      entry({ url: `https://notes.example.com/mcp/sk-ant-${drawn}` }),
      entry({ url: `https://notes.example.com/mcp#access_token=${drawn}` }),
      entry({
        command: 'npx',
        args: ['mcp-remote@0.1.2', `https://notes.example.com/mcp?key=${drawn}`],
      }),
    ],
    good: [entry({ url: 'https://notes.example.com/mcp?workspace=home' })],
    nearMiss: [
      entry({ url: 'https://notes.example.com/mcp?api_key=${NOTES_KEY}' }),
      entry({ url: 'https://notes.example.com/mcp?token=YOUR_TOKEN&key=home' }),
      entry({ url: 'https://alex@notes.example.com/mcp' }),
      entry({ url: 'https://notes.example.com/0123456789abcdef0123456789abcdef/mcp' }),
    ],
  },
  notApplicable: (subject) =>
    remoteAddresses(subject).length === 0
      ? (notRemote(subject) ?? 'no address is named')
      : undefined,
  *detect(subject) {
    for (const address of remoteAddresses(subject)) {
      for (const [name, value] of partsOf(address)) {
        const match = secretMatch(subject, address.at, name, value);
        if (match === undefined) continue;
        yield { ...match, shows: `${hostOf(address)} … ${name}${name === '' ? '' : '='}${MASK}` };
      }
    }
  },
};

/** Named parts of an address that could be secrets, then what is left of it without a name. */
function partsOf({ text, url }: Address): (readonly [name: string, value: string])[] {
  if (url === undefined) return [['', text]];
  const parts: (readonly [string, string])[] = [
    ...url.searchParams.entries(),
    ...new URLSearchParams(url.hash.slice(1)).entries(),
  ];
  const password = decode(url.password);
  if (password !== '' && !isReference(password) && !isPlaceholder(password)) {
    parts.push(['password', password]);
  }
  return [...parts, ['', decode(url.username)], ['', url.pathname]];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not encoded as it claims: judged as it stands.
    return text;
  }
}

function hostOf({ url }: Address): string {
  return url === undefined ? '' : `${url.protocol}//${url.host}`;
}

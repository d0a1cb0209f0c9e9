import { entry } from '../../../domain/example.ts';
import type { JsonPointer } from '../../../domain/json.ts';
import { redact } from '../../../domain/redact.ts';
import type { ConfigSubject, Rule } from '../../../domain/rule.ts';
import { isLoopback, isPrivate, remoteAddresses } from './parts/hosts.ts';
import { cut, localLaunch, notLocal } from './parts/launch.ts';
import { settingsOf } from './parts/settings.ts';

// Proxies are spoken to in plain http and carry https within.
const PROXY = /proxy/i;
const REGISTRY = /registry|index|goproxy/i;

export const rule: Rule<'config'> = {
  id: 'config/plain-http-upstream',
  severity: 'medium',
  confidence: 'medium',
  title: 'Server talks to its own service without encryption',
  why: 'What the server sends there, its credentials first, and what comes back and reaches the model can be read and changed by whoever sits on the path.',
  fix: 'Use the https:// address of the service.',
  controls: ['TRF-11'],
  techniques: ['insecure-communication', 'token-theft'],
  cwe: [319],
  top10: { csa: ['MCP-10'], owasp: ['MCP07'] },
  examples: {
    bad: [
      entry({ command: 'notes', env: { NOTES_API_URL: 'http://api.example.com/v1' } }),
      entry({ command: 'notes', args: ['--server', 'http://api.example.com'] }),
      entry({ command: 'notes', args: ['--base-url=http://wiki.corp:8080'] }),
    ],
    good: [entry({ command: 'notes', env: { NOTES_API_URL: 'https://api.example.com/v1' } })],
    nearMiss: [
      entry({
        command: 'notes',
        env: { NOTES_API_URL: 'http://localhost:8080', HTTP_PROXY: 'http://proxy.example.com' },
      }),
      entry({
        command: 'notes',
        args: ['http://host.docker.internal:11434', 'see http://a.example'],
      }),
      entry({ command: 'npx', args: ['mcp-remote@0.1.2', 'http://notes.example.com/mcp'] }),
      entry({ command: 'notes', env: { XML_NAMESPACE: 'http://www.w3.org/2001/XMLSchema' } }),
    ],
  },
  notApplicable: notLocal,
  *detect(subject) {
    for (const { at, name, shows, value } of valuesOf(subject)) {
      const [, text] = /^(http:\/\/[^\s"']{1,2000})$/i.exec(value.trim()) ?? [];
      const host = text === undefined ? undefined : URL.parse(text)?.hostname;
      if (host === undefined || isLoopback(host) || PROXY.test(name) || REGISTRY.test(name))
        continue;
      // Names of XML are written as addresses and never reached.
      if (/(?:^|_)(?:xml)?(?:ns|namespace|schema|xsd)$/i.test(name) || host === 'www.w3.org')
        continue;
      const because = 'The host stands in a network of its own.';
      yield { at, shows, ...(isPrivate(host) && { severity: 'low', because }) };
    }
  },
};

interface Value {
  readonly at: JsonPointer;
  readonly name: string;
  readonly value: string;
  readonly shows: string;
}

/** Variables and arguments that could be an address, but not what a bridge is told to reach. */
function valuesOf(subject: ConfigSubject): Value[] {
  const variables = settingsOf(subject).map(({ at, name, value }) => ({
    at,
    name,
    value,
    shows: cut(redact(`${name}=${value}`)),
  }));
  const local = localLaunch(subject);
  if (local === undefined || remoteAddresses(subject).length > 0) return variables;
  const { args } = local.command;
  const words = args.map(({ at, text }, index) => {
    const [, own, value] = /^(--?[A-Za-z][\w-]{0,80})=(.*)$/s.exec(text) ?? [];
    const before = args[index - 1]?.text ?? '';
    const name = own ?? (before.startsWith('-') ? before : '');
    return { at: local.place(at), name, value: value ?? text, shows: local.show(at) };
  });
  return [...variables, ...words];
}

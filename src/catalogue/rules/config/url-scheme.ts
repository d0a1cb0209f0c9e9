import { entry } from '../../../domain/example.ts';
import { redact } from '../../../domain/redact.ts';
import type { Rule } from '../../../domain/rule.ts';
import { remoteAddresses } from './parts/hosts.ts';
import { cut, notRemote } from './parts/launch.ts';

const USUAL = new Set(['http:', 'https:', 'ws:', 'wss:', 'unix:', 'npipe:']);
// Schemes that run what they carry, or read the disk of whoever follows them.
const ACTING = new Set([
  'javascript:',
  'vbscript:',
  'data:',
  'file:',
  'blob:',
  'ms-msdt:',
  'search-ms:',
]);

export const rule: Rule<'config'> = {
  id: 'config/url-scheme',
  severity: 'medium',
  confidence: 'high',
  title: 'Address of the server is none that the protocol knows',
  why: 'A client that hands such an address to the system or to a web view has it executed or opened, instead of connecting to a server.',
  fix: 'Use the https:// address of the server.',
  controls: ['RUN-13', 'TRF-11'],
  techniques: ['code-injection', 'auth-bypass-rogue-server'],
  cwe: [939, 84],
  top10: { csa: ['MCP-C07', 'MCP-C01'], owasp: ['MCP05'] },
  examples: {
    bad: [
      entry({ url: 'javascript:fetch("https://a.example")' }),
      entry({ url: 'file:///etc/passwd' }),
      entry({ url: 'ftp://notes.example.com/mcp' }),
    ],
    good: [entry({ url: 'https://notes.example.com/mcp' })],
    nearMiss: [
      entry({ url: 'http://localhost:3000/mcp' }),
      entry({ url: '${NOTES_URL}' }),
      entry({ url: 'notes.example.com/mcp' }),
      entry({ url: 'localhost:3000/mcp' }),
    ],
  },
  notApplicable: (subject) =>
    remoteAddresses(subject).length === 0
      ? (notRemote(subject) ?? 'no address is named')
      : undefined,
  *detect(subject) {
    for (const { at, text, url } of remoteAddresses(subject)) {
      if (url === undefined || USUAL.has(url.protocol)) continue;
      const isActing = ACTING.has(url.protocol);
      // `host:port/path` reads as a scheme; without slashes only those that act count.
      if (!isActing && !/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) continue;
      yield { at, shows: cut(redact(text)), ...(isActing && { severity: 'high' }) };
    }
  },
};

import { entry } from '../../../domain/example.ts';
import { redact } from '../../../domain/redact.ts';
import type { Rule } from '../../../domain/rule.ts';
import { isLoopback, remoteAddresses } from './parts/hosts.ts';
import { cut, notRemote } from './parts/launch.ts';

export const rule: Rule<'config'> = {
  id: 'config/plain-http',
  severity: 'high',
  confidence: 'high',
  title: 'Remote server is reached without encryption',
  why: 'Whoever sits on the path reads the credentials and rewrites the tools that the model sees.',
  fix: 'Use the https:// address of the server; if it has none, reach it through a tunnel.',
  controls: ['TRF-11'],
  techniques: ['insecure-communication'],
  cwe: [319],
  top10: { csa: ['MCP-10', 'MCP-C08'], owasp: ['MCP07'] },
  examples: {
    bad: [
      entry({ url: 'http://mcp.example.com/mcp' }),
      entry({ serverUrl: 'http://10.1.2.3/sse' }),
      entry({ url: 'ws://mcp.example.com/mcp' }),
      entry({ command: 'npx', args: ['-y', 'mcp-remote@0.1.2', 'http://mcp.example.com/mcp'] }),
    ],
    good: [entry({ url: 'https://mcp.example.com/mcp' })],
    nearMiss: [
      entry({ url: 'http://localhost:3000/mcp' }),
      entry({ url: 'http://[::1]:3000/mcp' }),
      entry({ url: 'http://127.0.0.1:3000/mcp' }),
      entry({ command: 'npx', args: ['mcp-remote@0.1.2', 'http://localhost:3000/mcp'] }),
      entry({ command: 'notes', args: ['http://www.w3.org/2001/XMLSchema'] }),
    ],
  },
  notApplicable: (subject) =>
    remoteAddresses(subject).length === 0
      ? (notRemote(subject) ?? 'no address is named')
      : undefined,
  *detect(subject) {
    for (const { at, text, url } of remoteAddresses(subject)) {
      const isPlain = url?.protocol === 'http:' || url?.protocol === 'ws:';
      if (url === undefined || !isPlain || isLoopback(url.hostname)) continue;
      yield { at, shows: cut(redact(text)) };
    }
  },
};

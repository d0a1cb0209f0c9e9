import { entry } from '../../../domain/example.ts';
import type { Rule } from '../../../domain/rule.ts';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]|[^.]+\.localhost)$/i;

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
    ],
    good: [entry({ url: 'https://mcp.example.com/mcp' })],
    nearMiss: [
      entry({ url: 'http://localhost:3000/mcp' }),
      entry({ url: 'http://[::1]:3000/mcp' }),
    ],
  },
  notApplicable: ({ launch }) =>
    launch?.transport === 'stdio' ? 'the server runs on this machine' : undefined,
  *detect({ launch, raw }) {
    if (launch === undefined || launch.transport === 'stdio') return;
    const url = URL.parse(launch.url);
    if (url?.protocol !== 'http:' || LOOPBACK.test(url.hostname)) return;
    const key = Object.keys(raw).find((name) => raw[name] === launch.url) ?? 'url';
    yield { at: `/${key}`, shows: launch.url };
  },
};

import type { Rule } from '../../../domain/rule.ts';
import { javascript, members, python } from '../../source/calls.ts';
import { isConnectionChecked } from '../../source/connections.ts';
import { flowsOf } from '../../source/flows.ts';
import { requesting } from '../../source/http.ts';
import { examples } from './examples/ssrf.ts';

const facts = { id: 'source/ssrf', severity: 'high', confidence: 'high' } as const;

const from = ['argument', 'request', 'assumed'] as const;

export const rule: Rule<'source'> = {
  ...facts,
  title: 'Foreign data chooses the host of a request',
  why: 'The server sends a request wherever it is told to, from inside the network that it runs in: to a cloud’s metadata service, to services on the same machine, to an attacker that collects the credentials in it.',
  fix: 'Compare the host with a list of allowed ones; where any public host is to be reached, resolve the name, refuse private, loopback and link-local addresses, connect to the address that was checked, and do the same for every redirect.',
  controls: ['INT-06', 'RUN-08', 'TRF-21'],
  techniques: ['data-exfiltration', 'credential-exfiltration'],
  cwe: [918],
  top10: { csa: ['MCP-05', 'MCP-08'], owasp: ['MCP05'] },
  sinks: [
    ...requesting.map((sink) => ({ ...sink, from, does: 'decides which host a request goes to' })),
    {
      languages: [...javascript, ...python],
      // To browse is what a browser's server is for; files and addresses inside the network it need not open.
      calls: ['*.goto'],
      arguments: [0, 'url'],
      from,
      severity: 'low',
      does: 'decides which page a browser on this machine opens',
    },
    {
      languages: [...javascript, ...python],
      // To connect where it is told is what a client or a proxy of servers is for.
      calls: [
        '*.StreamableHTTPClientTransport',
        '*.SSEClientTransport',
        '*.WebSocketClientTransport',
        ...members('*.streamable_http', ['streamablehttp_client', 'streamable_http_client']),
        ...members('*', ['sse.sse_client', 'websocket.websocket_client']),
        ...members('fastmcp.client.transports', ['StreamableHttpTransport', 'SSETransport']),
      ],
      arguments: [0, 'url'],
      from,
      severity: 'low',
      does: 'decides which server a client connects to',
    },
  ],
  safe: ['after-host', 'host-listed', 'address-checked'],
  examples,
  detect: flowsOf({
    ...facts,
    mends: ['url', 'path'],
    unless: isConnectionChecked,
  }),
};

import type { Rule } from '../../../domain/rule.ts';
import { javascriptTool, pythonTool } from '../../source/example.ts';
import { flowsOf } from '../../source/flows.ts';
import { requesting } from '../../source/http.ts';

const facts = { id: 'source/network-secret', severity: 'low', confidence: 'medium' } as const;

export const rule: Rule<'source'> = {
  ...facts,
  title: 'Credential is put into the address of a request',
  why: 'Addresses are written to the logs of servers and proxies on the way, and stand in error messages that a tool returns to the model.',
  fix: 'Send the credential in the `Authorization` header.',
  controls: ['SEC-09'],
  techniques: ['api-key-exposure', 'credential-exfiltration'],
  cwe: [598, 522],
  top10: { csa: ['MCP-04'], owasp: ['MCP01'] },
  sinks: requesting.map(({ languages, calls, arguments: at }) => ({
    languages,
    calls,
    arguments: at,
    from: ['secret'],
    does: 'is put into the address of a request',
  })),
  safe: [],
  examples: {
    bad: [
      pythonTool(
        ['import os', 'import requests', 'key = os.environ["API_KEY"]'],
        'name: str',
        'requests.get(f"https://api.example.com/items?key={key}")',
      ),
      pythonTool(
        ['import os', 'import httpx'],
        'name: str',
        'httpx.get("https://api.example.com/items?token=" + os.environ["API_TOKEN"])',
      ),
    ],
    good: [
      pythonTool(
        ['import os', 'import requests', 'key = os.environ["API_KEY"]'],
        'name: str',
        'requests.get("https://api.example.com/items", headers={"Authorization": f"Bearer {key}"})',
      ),
      javascriptTool([], '{ name: z.string() }', "await fetch('https://api.example.com/items');"),
    ],
    nearMiss: [
      pythonTool(
        ['import os', 'import requests'],
        'name: str',
        'requests.get(f"https://{os.environ[\'REGION\']}.example.com/items")',
      ),
    ],
  },
  detect: flowsOf(facts),
};

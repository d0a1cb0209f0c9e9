import type { Rule } from '../../../domain/rule.ts';
import { javascriptTool, pythonTool, goTool } from '../../source/example.ts';
import { flowsOf } from '../../source/flows.ts';
import { requesting } from '../../source/http.ts';

const facts = {
  id: 'source/url-path-injection',
  severity: 'medium',
  confidence: 'medium',
} as const;

export const rule: Rule<'source'> = {
  ...facts,
  title: 'Foreign data stands unencoded in the path of a request',
  why: 'A value with `/`, `..`, `?` or `#` in it turns the request into one for another resource of the same service, made with the credentials of the server.',
  fix: 'Encode each part of the path (`encodeURIComponent`, `urllib.parse.quote(value, safe="")`, `url.PathEscape`), and accept only values of the form that the service gives out.',
  controls: ['INT-06'],
  techniques: ['authorization-bypass'],
  cwe: [74, 116, 20],
  top10: { csa: ['MCP-02', 'MCP-05'], owasp: ['MCP05'] },
  sinks: requesting.map(({ languages, calls, arguments: at }) => ({
    languages,
    calls,
    arguments: at,
    having: ['after-host'] as const,
    from: ['argument', 'request'] as const,
    does: 'stands unencoded in the path of a request',
  })),
  safe: ['url-encoded', 'plain', 'component', 'number'],
  examples: {
    bad: [
      javascriptTool(
        [],
        '{ id: z.string() }',
        'await fetch(`https://api.example.com/users/${args.id}/notes`);',
      ),
      pythonTool(
        ['import requests'],
        'name: str',
        'requests.delete(f"https://api.example.com/users/{name}")',
      ),
    ],
    good: [
      javascriptTool(
        [],
        '{ id: z.string() }',
        'await fetch(`https://api.example.com/users/${encodeURIComponent(args.id)}/notes`);',
      ),
      pythonTool(
        ['import requests', 'from urllib.parse import quote'],
        'name: str',
        'requests.delete(f"https://api.example.com/users/{quote(name, safe=\'\')}")',
      ),
      goTool(
        ['net/http', 'net/url'],
        'id',
        'http.Get("https://api.example.com/users/" + url.PathEscape(id))',
      ),
    ],
    nearMiss: [
      javascriptTool(
        [],
        '{ id: z.number() }',
        'await fetch(`https://api.example.com/users/${args.id}`);',
      ),
      javascriptTool(
        [],
        '{ id: z.string().uuid() }',
        'await fetch(`https://api.example.com/users/${args.id}`);',
      ),
      pythonTool(
        ['import requests'],
        'name: str',
        'requests.get("https://api.example.com/users", params={"name": name})',
      ),
    ],
  },
  detect: flowsOf(facts),
};

import type { SourceExample } from '../../../domain/program.ts';
import type { Rule } from '../../../domain/rule.ts';
import { go, javascript, python } from '../../source/calls.ts';
import { flowsOf } from '../../source/flows.ts';

const facts = { id: 'source/open-redirect', severity: 'medium', confidence: 'medium' } as const;
const does = 'is the address that a browser is sent to';

const route = (body: string): SourceExample => ({
  'src/server.ts': [
    "import express from 'express';",
    'const app = express();',
    `app.get('/login', (req, res) => {`,
    `  ${body}`,
    '});',
    '',
  ].join('\n'),
});

export const rule: Rule<'source'> = {
  ...facts,
  title: 'Foreign data decides where a browser is sent',
  why: 'A link to the server that leads on to a page of the attacker is trusted for the name of the server; in a login it hands over the code or token that comes along.',
  fix: 'Compare the whole address with those that were registered, or take only a path of the server that starts with one `/`.',
  controls: ['TRF-08', 'INT-06'],
  techniques: ['token-theft'],
  cwe: [601],
  top10: { csa: ['MCP-02'], owasp: ['MCP07'] },
  sinks: [
    { languages: javascript, calls: ['*.redirect'], arguments: [-1], from: ['request'], does },
    {
      languages: javascript,
      calls: ['*.writeHead'],
      arguments: ['1.Location', '1.location'],
      from: ['request'],
      does,
    },
    {
      languages: python,
      calls: [
        'flask.redirect',
        'fastapi.responses.RedirectResponse',
        'starlette.responses.RedirectResponse',
        'django.shortcuts.redirect',
        'django.http.HttpResponseRedirect',
        'aiohttp.web.HTTPFound',
      ],
      arguments: [0, 'url'],
      from: ['request'],
      does,
    },
    { languages: go, calls: ['net/http.Redirect'], arguments: [2], from: ['request'], does },
  ],
  safe: ['after-host', 'host-listed', 'url-encoded', 'plain'],
  examples: {
    bad: [
      route('res.redirect(String(req.query.next));'),
      route(
        "const next = req.query.next;\n  if (!next.startsWith('/')) return;\n  res.redirect(next);",
      ),
    ],
    good: [
      route(
        "const PAGES = ['/notes', '/settings'];\n  if (!PAGES.includes(req.query.next)) return;\n  res.redirect(req.query.next);",
      ),
      route(
        "res.redirect('https://login.example.com/?next=' + encodeURIComponent(req.query.next));",
      ),
    ],
    nearMiss: [route("res.redirect('/notes');")],
  },
  detect: flowsOf(facts),
};

import type { Program, SourceMatch } from '../../../domain/program.ts';
import type { Rule } from '../../../domain/rule.ts';
import { hasBeside } from '../../source/program.ts';
import { routesOf } from '../../source/routes.ts';

const AUTHORIZE = /authori[sz]e$|authori[sz]ation$/i;
/** The user is sent on to another service’s page for the same. */
const SENDS_ON =
  /(?:redirect|RedirectResponse|Redirect)\s*\(|[lL]ocation['"]?\s*[:,]|writeHead\(\s*30[1237]|status(?:_code)?\s*[=(:]\s*30[1237]/;
const THIRD_PARTY =
  /https:\/\/[\w.-]{3,120}\/[\w./-]{0,80}(?:authori[sz]e|oauth|auth)\b|(?:upstream|provider|github|google|azure|entra|idp|third_?party)\w{0,30}(?:authori[sz]|auth_?ur[il])|(?:AUTHORI[SZ]E|AUTHORI[SZ]ATION|AUTH)_(?:URL|ENDPOINT|URI)|authori[sz]ation_?(?:url|endpoint)/i;
/** With one client of the server's own, whoever asked. */
const OWN_CLIENT =
  /client_?id['"]?\]?\s*[:=,]\s*(?:[\w.]{0,60}(?:process\.env|environ|getenv|env\.|config|settings|CLIENT_ID)|['"`])|client_?id['"]\s*,\s*[\w.]{0,60}(?:env|config|settings|CLIENT_ID)/i;
/** Clients register themselves, or come with an address of their own for the answer. */
const OTHERS = /redirect_?uri|registration_endpoint|register_client|dynamic_?client/i;
/** The user is asked whether this client may. */
const ASKS =
  /consent|approv|approval|render\w{0,20}(?:dialog|page)|allow_?client|parseRedirectApproval|clientIdAlreadyApproved/i;

function* detect(program: Program): Generator<SourceMatch> {
  for (const { code, entry, module } of routesOf(program, AUTHORIZE)) {
    if (![SENDS_ON, THIRD_PARTY, OWN_CLIENT, OTHERS].every((one) => one.test(code))) continue;
    if (ASKS.test(code) || hasBeside(program, module.path, ASKS)) continue;
    const { function: node } = entry;
    yield {
      path: module.path,
      at: node.at,
      end: Math.min(node.end, node.at + 120),
      because: `\`${entry.name ?? node.name}\` sends the user on with this server’s own client, and nothing asks the user about the client that sent them.`,
    };
  }
}

const express = (ask: string): Readonly<Record<string, string>> => ({
  'src/proxy.ts': `import express from 'express';
const app = express();
app.post('/register', (request, response) => response.json(clients.add(request.body.redirect_uris)));
app.get('/authorize', (request, response) => {
  ${ask}
  const client = clients.get(request.query.client_id);
  if (!client.redirectUris.includes(request.query.redirect_uri)) return response.sendStatus(400);
  const next = new URL('https://accounts.example.com/oauth/authorize');
  next.searchParams.set('client_id', process.env.UPSTREAM_CLIENT_ID);
  next.searchParams.set('state', keep(request.query));
  response.redirect(next.href);
});
app.listen(3000, '127.0.0.1');
`,
});

const python = (ask: string): Readonly<Record<string, string>> => ({
  'proxy.py': `from fastapi import FastAPI
from fastapi.responses import RedirectResponse
from urllib.parse import urlencode

app = FastAPI()


@app.get('/authorize')
async def authorize(client_id: str, redirect_uri: str, state: str):
    ${ask}
    query = urlencode({'client_id': settings.upstream_client_id, 'state': keep(redirect_uri, state)})
    return RedirectResponse(f'{settings.authorization_url}?{query}')
`,
});

export const rule: Rule<'source'> = {
  id: 'source/oauth-consent',
  severity: 'medium',
  confidence: 'medium',
  title: 'Authorisation proxy sends users on without asking them about the client',
  why: 'The other service remembers that the user agreed to this server’s one client, so a client that an attacker registered gets a code in the user’s name without a page in between (confused deputy).',
  fix: 'Show a page of your own that names the client and where the answer goes, keep the decision for each client and user, and only then redirect.',
  controls: ['TRF-08'],
  techniques: ['broken-authentication', 'identity-subversion'],
  cwe: [441, 862, 287],
  top10: { csa: ['MCP-02'], owasp: ['MCP07'] },
  examples: {
    bad: [express(''), python('pass')],
    good: [
      express('if (!consents.has(request)) return response.send(consentPage(request.query));'),
      python('if not approved(client_id):\n        return approval_page(client_id, redirect_uri)'),
    ],
    nearMiss: [
      // A login of the server's own: there is no other client.
      {
        'src/login.ts': `import express from 'express';
const app = express();
app.get('/authorize', (request, response) => {
  const next = new URL('https://accounts.example.com/oauth/authorize');
  next.searchParams.set('client_id', process.env.CLIENT_ID);
  response.redirect(next.href);
});
`,
      },
    ],
  },
  detect,
};

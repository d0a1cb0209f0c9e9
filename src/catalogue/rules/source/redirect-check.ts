import type { Program, SourceMatch } from '../../../domain/program.ts';
import type { Rule } from '../../../domain/rule.ts';
import { routesOf } from '../../source/routes.ts';

const AUTHORIZE = /authori[sz]e$|authori[sz]ation$|\bauth$/i;
const USES = /redirect_?uri/i;
/** A code is made, and sent to wherever the request said. */
const HANDS_OUT =
  /(?:redirect|RedirectResponse|Redirect)\s*\(|[lL]ocation['"]?\s*[:,]|writeHead\(\s*30[1237]/;
const CODE = /\b(?:auth(?:ori[sz]ation)?_?)?code\b/i;
/** It is compared with what the client registered, or with a list of the server's own. */
const COMPARED =
  /redirect_?uris|\w{0,40}(?:valid|check|verif|allow|regist|match|ensure|assert|isLoopback|permitted)\w{0,40}\(?[^\n]{0,100}redirect_?uri|redirect_?uri\w{0,10}['"\])]*\s*(?:!==?|===?|not in\b|in\b)|(?:!==?|===?)\s*[\w.[\]'"]{0,60}redirect_?uri|\.(?:includes|has|contains|some|indexOf|get)\([^\n]{0,60}redirect_?uri|startsWith\(|redirect_?uri[^\n]{0,40}\.(?:startsWith|match|hostname|test)/i;

function* detect(program: Program): Generator<SourceMatch> {
  for (const { code, entry, module } of routesOf(program, AUTHORIZE)) {
    if (![USES, HANDS_OUT, CODE].every((one) => one.test(code)) || COMPARED.test(code)) continue;
    const { function: node } = entry;
    yield {
      path: module.path,
      at: node.at,
      end: Math.min(node.end, node.at + 120),
      because: `\`${entry.name ?? node.name}\` sends a code to the address that the request names, and compares it with none that was registered.`,
    };
  }
}

const express = (check: string): Readonly<Record<string, string>> => ({
  'src/authorize.ts': `import express from 'express';
const app = express();
app.get('/authorize', requireLogin, (request, response) => {
  const client = clients.get(request.query.client_id);
  ${check}
  const answer = new URL(request.query.redirect_uri);
  answer.searchParams.set('code', codes.make(client, request.user));
  response.redirect(answer.href);
});
app.listen(3000, '127.0.0.1');
`,
});

const python = (check: string): Readonly<Record<string, string>> => ({
  'authorize.py': `from fastapi import FastAPI
from fastapi.responses import RedirectResponse

app = FastAPI()


@app.get('/authorize')
async def authorize(client_id: str, redirect_uri: str):
    client = clients[client_id]
    ${check}
    return RedirectResponse(redirect_uri + '?code=' + codes.make(client))
`,
});

export const rule: Rule<'source'> = {
  id: 'source/redirect-check',
  severity: 'high',
  confidence: 'medium',
  title: 'Code of a login is sent wherever the request says',
  why: 'A link that an attacker made has the user log in as usual and delivers the code, and with it the account, to the attacker.',
  fix: 'Compare the whole address with those that the client registered, character by character, before anything is made or sent.',
  controls: ['TRF-08'],
  techniques: ['broken-authentication', 'token-theft'],
  cwe: [601, 287, 20],
  top10: { csa: ['MCP-02'], owasp: ['MCP07'] },
  examples: {
    bad: [express(''), python('pass')],
    good: [
      express(
        'if (!client.redirectUris.includes(request.query.redirect_uri)) return response.sendStatus(400);',
      ),
      python('if redirect_uri not in client.addresses:\n        raise HTTPException(400)'),
    ],
    nearMiss: [
      // The answer comes back to an address of the server's own.
      {
        'src/login.ts': `import express from 'express';
const app = express();
app.get('/authorize', (request, response) => {
  response.redirect(\`\${PROVIDER}?response_type=code&client_id=\${CLIENT}\`);
});
`,
      },
    ],
  },
  detect,
};

import type { Program, SourceMatch } from '../../../domain/program.ts';
import type { Rule } from '../../../domain/rule.ts';
import { routesOf } from '../../source/routes.ts';

const CALLBACK =
  /callback|oauth.{0,20}(?:return|redirect|complete)|auth.{0,10}(?:return|complete)/i;
/** The handler trades a code for a token. */
const TRADES =
  /authorization_code|exchange_?(?:code|token)|exchangeAuthorization|getToken\(|get_?access_?token\(|fetch_token\(|acquire_token|finishAuth|requestToken|trade_?code/i;
/** The state that came is compared with one that was kept, or found among those. */
const COMPARED =
  /\bstate\b\)?\s*(?:!==?|===?)|(?:!==?|===?)\s*[\w.[\]'"()]{0,60}\bstate\b|\bstate\b['"\])]*\s+(?:not\s+)?in\b|\.(?:get|has|delete|pop|take|consume|verify|check|validate|remove)\(\s*(?:String\()?(?:[\w.[\]'"]{0,60})?\bstate\b|\w{0,40}(?:[vV]erif|[vV]alid|[cC]heck|[cC]onsume|[tT]ake|[pP]op|[lL]ookup|[lL]oad|[dD]ecode|[dD]ecrypt|[uU]nseal|compare)\w{0,40}\(\s*[^()\n]{0,80}[sS]tate\b|\[\s*(?:[\w.]{0,40}\.)?state\s*\]|(?:compare_digest|timingSafeEqual)\([^\n]{0,120}state/;
/** A library does all of it. */
const LIBRARY =
  /authorize_access_token|authlib|passport\.|openid-client|checks\s*:|response_state|expectedState/;

function* detect(program: Program): Generator<SourceMatch> {
  for (const { code, entry, module } of routesOf(program, CALLBACK)) {
    if (!TRADES.test(code) || COMPARED.test(code) || LIBRARY.test(code)) continue;
    const { function: node } = entry;
    const usesState = /\bstate\b/.test(code);
    yield {
      path: module.path,
      at: node.at,
      end: Math.min(node.end, node.at + 120),
      because: `\`${entry.name ?? node.name}\` trades a code for a token and ${usesState ? 'compares `state` with nothing that was kept' : 'does not look at `state`'}.`,
    };
  }
}

const express = (check: string): Readonly<Record<string, string>> => ({
  'src/server.ts': `import express from 'express';
import { randomUUID } from 'node:crypto';
const app = express();
const pending = new Map();
app.get('/login', (request, response) => {
  const state = randomUUID();
  pending.set(state, request.query.next);
  response.redirect(address(state));
});
app.get('/oauth/callback', async (request, response) => {
  ${check}
  const token = await exchangeCode(request.query.code);
  keep(token);
  response.send('connected');
});
app.listen(3000, '127.0.0.1');
`,
});

const starlette = (check: string): Readonly<Record<string, string>> => ({
  'server.py': `import httpx
from fastapi import FastAPI

app = FastAPI()


@app.get('/callback')
async def callback(code: str, state: str):
    ${check}
    answer = httpx.post(TOKEN_URL, data={'grant_type': 'authorization_code', 'code': code})
    keep(answer.json())
    return 'connected'
`,
});

export const rule: Rule<'source'> = {
  id: 'source/oauth-state',
  severity: 'medium',
  confidence: 'medium',
  title: 'Answer of an authorisation server is taken without its state',
  why: 'A page that the user visits finishes a login of the attacker’s own in the user’s browser, so that the server works with the attacker’s account, or hands over a code that was stolen.',
  fix: 'Make a random `state` for each login, keep it with the browser’s session, and refuse an answer whose state is not among those, once each.',
  controls: ['TRF-08'],
  techniques: ['broken-authentication'],
  cwe: [352, 287, 345],
  top10: { csa: ['MCP-02'], owasp: ['MCP07'] },
  examples: {
    bad: [express(''), starlette('pass')],
    good: [
      express('if (!pending.delete(request.query.state)) { response.sendStatus(400); return; }'),
      starlette('if pending.pop(state, None) is None:\n        raise HTTPException(400)'),
    ],
    nearMiss: [
      {
        'src/server.ts': `import express from 'express';
const app = express();
app.post('/callback', async (request, response) => {
  await store.add(request.body.message);
  response.send('noted');
});
app.listen(3000, '127.0.0.1');
`,
      },
    ],
  },
  detect,
};

import type { Program, SourceMatch } from '../../../domain/program.ts';
import type { Rule } from '../../../domain/rule.ts';
import { codeOf, products } from '../../source/program.ts';

/** A credential that is read out of the address of a request, in the spellings of the usual frameworks. */
const READS =
  /\b(?:req|request|ctx|c)\.(?:query|query_params|args|GET)(?:\.get\(\s*|\[|\.|\(\s*)['"]?(?:access_?token|auth_?token|api_?key|apikey|token|secret|password)\b['"]?(?!\s*=[^=])|\bsearchParams\.get\(\s*['"](?:access_?token|auth_?token|api_?key|apikey|token|secret|password)['"]|\.URL\.Query\(\)\.Get\(\s*"(?:access_?token|auth_?token|api_?key|apikey|token|secret|password)"/gi;
/** The file serves requests; a page or a client reads its own address. */
const SERVES =
  /\bcreateServer\(|\bexpress\(|\bnew Hono\(|\bfastify\(|FastAPI\(|Starlette\(|Flask\(|APIRouter\(|Request\b[^\n]{0,80}(?:Response|next|call_next)|http\.ResponseWriter|\bRouter\(|\(\s*(?:req|request)\s*,\s*(?:res|response)/;

function* detect(program: Program): Generator<SourceMatch> {
  for (const module of products(program)) {
    const code = codeOf(module);
    if (!SERVES.test(code)) continue;
    const [match] = code.matchAll(READS);
    if (match === undefined) continue;
    yield {
      path: module.path,
      at: match.index,
      end: match.index + match[0].length,
      because: `\`${match[0]}\`: the credential stands in the address of the request.`,
    };
  }
}

const express = (read: string): Readonly<Record<string, string>> => ({
  'src/server.ts': `import express from 'express';
const app = express();
app.use((request, response, next) => (isKnown(${read}) ? next() : response.sendStatus(401)));
app.listen(3000, '127.0.0.1');
`,
});

const go = (read: string): Readonly<Record<string, string>> => ({
  'go.mod': 'module example.test/server\n',
  'main.go': `package main

import "net/http"

func guard(w http.ResponseWriter, r *http.Request) {
	if !isKnown(${read}) {
		http.Error(w, "unauthorized", http.StatusUnauthorized)
	}
}
`,
});

export const rule: Rule<'source'> = {
  id: 'source/query-credential',
  severity: 'low',
  confidence: 'medium',
  title: 'Credential is taken out of the address of a request',
  why: 'Addresses are kept in histories, logs and referrers, so that a credential in them is read by many who should not have it; the protocol forbids it for access tokens.',
  fix: 'Take the credential from the `Authorization` header, and refuse it anywhere else.',
  controls: ['TRF-08', 'SEC-09'],
  techniques: ['session-ids-in-urls', 'token-theft'],
  cwe: [598, 522],
  top10: { csa: ['MCP-04'], owasp: ['MCP01'] },
  examples: {
    bad: [
      express('request.query.access_token'),
      go('r.URL.Query().Get("token")'),
      {
        'server.py': `from fastapi import FastAPI, Request

app = FastAPI()


@app.middleware('http')
async def guard(request: Request, call_next):
    if not is_known(request.query_params.get('api_key')):
        return refused()
    return await call_next(request)
`,
      },
    ],
    good: [express('request.headers.authorization'), go('r.Header.Get("Authorization")')],
    nearMiss: [express('request.query.tokens_used'), express('request.query.page')],
  },
  detect,
};

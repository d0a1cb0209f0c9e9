import type { Program, SourceMatch } from '../../../domain/program.ts';
import type { Rule } from '../../../domain/rule.ts';
import { codeOf, functionAt, hasBeside, products } from '../../source/program.ts';
import { AUTHENTICATES } from '../../source/protection.ts';

/** A session that is looked up by the id that came with a request. What follows tells it from storing one. */
const LOOKUP =
  /\b[A-Za-z_]\w{0,60}(?:\.get\(\s*(?:\w{0,30}_?session_?[iI]d)\s*(?:,\s*(?:None|null|undefined)\s*)?\)|\[\s*\w{0,30}_?session_?[iI]d!?\s*\](?!\s*=[^=]))/gi;
const TABLE = /transport|session|connection|writer|instance|stream|client/i;
/** The function answers a request. */
const REQUEST =
  /mcp-session-id|MCP_SESSION_ID|query_params|query\.sessionId|\.headers\b|\bscope\b/i;
/** Somebody compares who asks with whose it is. */
const OWNER =
  /owner|principal|belongs|authorization_context|(?:user|client|subject|tenant|account|auth\w{0,20})_?(?:id|key|hash)?\)?\s*(?:!==?|===?|\.equals)|\bsub\b\s*(?:!==?|===?)/i;

function* detect(program: Program): Generator<SourceMatch> {
  const handlers = new Set(
    program.entries.filter(({ origin }) => origin === 'request').map((one) => one.function),
  );
  for (const module of products(program)) {
    const code = codeOf(module);
    if (!REQUEST.test(code) || OWNER.test(code)) continue;
    if (!hasBeside(program, module.path, AUTHENTICATES)) continue;
    const seen = new Set<unknown>();
    for (const match of code.matchAll(LOOKUP)) {
      const end = match.index + match[0].length;
      const node = functionAt(module, match.index, end);
      if (node === undefined || seen.has(node) || !TABLE.test(match[0].split(/[.[]/, 1)[0] ?? ''))
        continue;
      if (!REQUEST.test(code.slice(node.at, node.end)) && !handlers.has(node)) continue;
      seen.add(node);
      yield {
        path: module.path,
        at: match.index,
        end,
        because: `\`${match[0].trim()}\` is all that decides whose session is used; this server knows who asks, and does not compare.`,
      };
    }
  }
}

const express = (check: string): Readonly<Record<string, string>> => ({
  'src/server.ts': `import express from 'express';
import { requireBearerAuth } from '@modelcontextprotocol/sdk/server/auth/middleware/bearerAuth.js';
const app = express();
const transports = new Map();
app.post('/mcp', requireBearerAuth({ verifier }), async (request, response) => {
  const sessionId = request.headers['mcp-session-id'];
  const transport = transports.get(sessionId);
  ${check}
  await transport.handleRequest(request, response, request.body);
});
`,
});

const python = (check: string): Readonly<Record<string, string>> => ({
  'sessions.py': `from accounts import verify_token


async def handle(scope, receive, send):
    user = await verify_token(scope)
    session_id = dict(scope['headers']).get(b'mcp-session-id')
    transport = transports[session_id]
    ${check}
    await transport.handle_request(scope, receive, send)
`,
});

const fastapi = (key: string): Readonly<Record<string, string>> => ({
  'server.py': `from typing import Annotated
from accounts import verify_token
from fastapi import Depends, FastAPI, Header
import sessions

app = FastAPI()


@app.post('/mcp')
async def post(message: dict, session_id: Annotated[str, Header(alias='mcp-session-id')], user=Depends(verify_token)):
    return await sessions.get(${key}).answer(message)
`,
});

export const rule: Rule<'source'> = {
  id: 'source/session-owner',
  severity: 'medium',
  confidence: 'medium',
  title: 'Session is found by its id alone',
  why: 'Any user of the server who learns the id of another’s session sends messages in it and reads its answers with the other’s rights.',
  fix: 'Keep with each session the user who opened it, and answer as if there were none when another asks.',
  controls: ['TRF-10'],
  techniques: ['session-management-issues'],
  cwe: [639, 862, 384],
  top10: { csa: ['MCP-05'], owasp: ['MCP07'] },
  examples: {
    bad: [express(''), python(''), fastapi('session_id')],
    good: [
      express(
        'if (transport.owner !== request.auth.clientId) { response.sendStatus(404); return; }',
      ),
      fastapi('session_id, user'),
      python('if transport.owner != user:\n        return await not_found(send)'),
    ],
    nearMiss: [
      // Without users there is nobody else whose session it could be.
      {
        'src/server.ts': `import express from 'express';
const app = express();
const transports = new Map();
app.post('/mcp', async (request, response) => {
  const sessionId = request.headers['mcp-session-id'];
  await transports.get(sessionId).handleRequest(request, response, request.body);
});
`,
      },
      {
        'src/server.ts': `import { requireBearerAuth } from '@modelcontextprotocol/sdk/server/auth/middleware/bearerAuth.js';
const transports = {};
export function remember(request, transport) {
  const sessionId = request.headers['mcp-session-id'];
  transports[sessionId] = transport;
}
`,
      },
    ],
  },
  detect,
};

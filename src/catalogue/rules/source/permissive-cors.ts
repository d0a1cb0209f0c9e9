import type { ValueView } from '../../../domain/flow.ts';
import type { CallSite, Program, SourceMatch } from '../../../domain/program.ts';
import type { Rule } from '../../../domain/rule.ts';
import { option } from '../../source/calls.ts';
import { callsIn, hasBeside } from '../../source/program.ts';
import { AUTHENTICATES } from '../../source/protection.ts';

const LIBRARY = /^(?:cors(?:\.default)?|hono\/cors\.cors|@koa\/cors(?:\.default)?|@fastify\/cors)$/;
const HEADER = /\.(?:setHeader|header|set|Set|append|writeHead)$/;
/** What Python's frameworks are told of middleware with. */
const MIDDLEWARE = /(?:add_middleware|CORSMiddleware|\bMiddleware)$/;
/** `.*`, with or without a scheme before it and ends around it. */
const FITS_ALL = /^\^?(?:https\?:\/\/)?\.[*+]\$?$/;
const ALLOW = 'access-control-allow-origin';
/** The server speaks MCP over HTTP, so that what a page may read is every tool's answer. */
const SERVES_TOOLS =
  /mcp-session-id|StreamableHTTP|StreamableHttp|SSEServerTransport|SseServerTransport|FastMCP|streamable_http_app|sse_app/;

interface Welcome {
  /** What is said, as a clause. */
  readonly how: string;
  readonly isReflected: boolean;
  readonly withCredentials: boolean;
}

function isAll(value: ValueView | undefined): boolean {
  return value?.constant === '*' || (value?.items ?? []).some((item) => item.constant === '*');
}

/** Whom a call lets read the answers; undefined where it names them. */
function welcome(call: CallSite): Welcome | undefined {
  if (call.language === 'python') {
    if (!MIDDLEWARE.test(call.name)) return undefined;
    const isByPattern = FITS_ALL.test(String(call.argument('allow_origin_regex')?.constant));
    if (!isByPattern && !isAll(call.argument('allow_origins'))) return undefined;
    const withCredentials = call.argument('allow_credentials')?.constant === true;
    // Starlette answers with the page's own origin once credentials are allowed.
    return isByPattern
      ? { how: '`allow_origin_regex` fits every origin', isReflected: true, withCredentials }
      : { how: '`allow_origins` holds `*`', isReflected: withCredentials, withCredentials };
  }
  if (LIBRARY.test(call.name)) {
    const origin = option(call, 'origin');
    const withCredentials = option(call, 'credentials')?.constant === true;
    if (origin?.constant === true)
      return {
        how: '`origin` is true, which repeats every origin',
        isReflected: true,
        withCredentials,
      };
    if (call.count === 0 || isAll(origin))
      return { how: 'every origin is allowed', isReflected: false, withCredentials };
    return undefined;
  }
  if (!HEADER.test(call.name) || String(call.argument(0)?.constant).toLowerCase() !== ALLOW)
    return undefined;
  const value = call.argument(1);
  if (isAll(value)) return { how: 'the header is `*`', isReflected: false, withCredentials: false };
  return undefined;
}

function* detect(program: Program): Generator<SourceMatch> {
  const seen = new Set<string>();
  for (const call of callsIn(
    program,
    (name) => LIBRARY.test(name) || HEADER.test(name) || MIDDLEWARE.test(name),
  )) {
    const found = welcome(call);
    if (found === undefined || seen.has(call.path)) continue;
    // One finding a file: the same header is often set in several branches.
    seen.add(call.path);
    const isOpen =
      hasBeside(program, call.path, SERVES_TOOLS) && !hasBeside(program, call.path, AUTHENTICATES);
    const isGrave = (found.isReflected && found.withCredentials) || isOpen;
    yield {
      path: call.path,
      at: call.at,
      end: call.end,
      because: `Any page may read the answers, for ${found.how}${found.withCredentials ? ', with the user’s credentials' : ''}${isOpen ? ', and nothing in this server asks for a token' : ''}.`,
      severity: isGrave ? 'medium' : 'low',
    };
  }
}

const express = (cors: string): Readonly<Record<string, string>> => ({
  'src/server.ts': `import cors from 'cors';
import express from 'express';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
const app = express();
${cors}
app.post('/mcp', async (request, response) => {
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  await transport.handleRequest(request, response, request.body);
});
app.listen(3000, '127.0.0.1');
`,
});

const starlette = (origins: string): Readonly<Record<string, string>> => ({
  'server.py': `from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=${origins}, allow_credentials=True, allow_methods=['GET'])
`,
});

const starletteList = (origins: string): Readonly<Record<string, string>> => ({
  'server.py': `from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

app = Starlette(middleware=[Middleware(CORSMiddleware, ${origins}, allow_credentials=True)])
`,
});

export const rule: Rule<'source'> = {
  id: 'source/permissive-cors',
  severity: 'medium',
  confidence: 'high',
  title: 'Any web page may read the server’s answers',
  why: 'Every page that the user visits can call the server from the user’s browser and read what it returns, as the browser was told that this is wanted.',
  fix: 'Name the origins that are served, and allow credentials for those alone; a server for local clients needs no such header.',
  controls: ['TRF-13'],
  techniques: ['unauthenticated-access'],
  cwe: [942, 346],
  top10: { csa: ['MCP-05'], owasp: ['MCP07'] },
  examples: {
    bad: [
      express('app.use(cors());'),
      express('app.use(cors({ origin: true, credentials: true }));'),
      express(
        "app.use((request, response, next) => { response.setHeader('Access-Control-Allow-Origin', '*'); next(); });",
      ),
      starlette("['*']"),
      starletteList('allow_origin_regex=r"https?://.*"'),
    ],
    good: [
      express("app.use(cors({ origin: ['https://app.example'] }));"),
      starlette("['https://app.example']"),
      starletteList('allow_origin_regex=r"https://[a-z]+[.]app[.]example"'),
    ],
    nearMiss: [
      express('app.use(cors({ origin: false }));'),
      express(
        "app.use((request, response, next) => { response.setHeader('X-Content-Type-Options', '*'); next(); });",
      ),
    ],
  },
  detect,
};

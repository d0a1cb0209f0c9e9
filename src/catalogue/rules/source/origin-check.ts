import type { CallSite, Program, SourceMatch } from '../../../domain/program.ts';
import type { Rule } from '../../../domain/rule.ts';
import type { SourceModule } from '../../../domain/source.ts';
import { callsIn, codeOf, functionAt, hasBeside, matchAt, products } from '../../source/program.ts';
import { AUTHENTICATES, CHECKS_ORIGIN } from '../../source/protection.ts';

// Names of what serves MCP over HTTP. Python's and Go's high-level servers protect a local address by
// themselves in the versions of today, so for those only an address for everyone counts.
const TRANSPORT =
  /(?:^|\.)(?:Node|WebStandard)?(?:StreamableHTTPServerTransport|StreamableHttpServerTransport|SSEServerTransport|SseServerTransport|StreamableHTTPSessionManager)(?:\(\))?$/;
const GO_HANDLER =
  /(?:^|\.)New(?:StreamableHTTPServer|SSEServer|StreamableHTTPHandler|SSEHandler|TestServer)$/;

/** A framework whose servers look at neither header unless a middleware does. */
const FRAMEWORK =
  /^fastmcp\.(?:server\.)?FastMCP\(\)\.(?:http_app|streamable_http_app|sse_app|run|run_async|run_http_async)$/;

/** Whether a server is put on HTTP by this call. */
function isOnHttp(call: CallSite): boolean {
  if (!/\.run(?:_async)?$/.test(call.name)) return true;
  const transport = call.argument('transport') ?? call.argument(0);
  return /^(?:http|sse|streamable-http)$/.test(String(transport?.constant ?? ''));
}

const PROTECTION = [
  'allowedHosts',
  'allowedOrigins',
  'security_settings',
  'transport_security',
  'securitySettings',
];

function isProtected(call: CallSite): boolean {
  for (const at of [0, 1, 2, 3, 4] as const) {
    const value = call.argument(at);
    if (value?.field('enableDnsRebindingProtection')?.constant === true) return true;
    if (PROTECTION.some((name) => value?.field(name) !== undefined)) return true;
  }
  return PROTECTION.some((name) => call.argument(name) !== undefined);
}

/** A transport of the program's own: it reads the session's id out of a request, or announces where to post … */
const READS_SESSION =
  /(?:headers\??\.?(?:get)?[[(]\s*|\.(?:get|header|Get)\(\s*)(?:['"`]mcp-session-id['"`]|\w{0,20}session_?id_?(?:header|key)\b|header_?session_?id\b)|event: endpoint\b|event['"]?\s*[:=]\s*['"]endpoint['"]/i;
/** … and tells the methods of a request apart. */
const TELLS_METHODS =
  /\bmethod\s*[!=]={1,2}\s*['"]POST['"]|case\s+['"]POST['"]|\.Method\s*[!=]=\s*(?:http\.MethodPost|"POST")|case\s+http\.MethodPost/;

const CLASS = /\b(?:class|type)\s+([A-Z]\w{2,60})/g;

/** Whether the code of a transport, or what makes use of its classes, asks who is there. */
function isChecked(program: Program, module: SourceModule): boolean {
  const asks = (code: string): boolean => CHECKS_ORIGIN.test(code) || AUTHENTICATES.test(code);
  const names = [...codeOf(module).matchAll(CLASS)].map(([, name = '']) => name);
  if (names.length === 0) {
    return [CHECKS_ORIGIN, AUTHENTICATES].some((one) => hasBeside(program, module.path, one));
  }
  return products(program)
    .map(codeOf)
    .some((code) => names.some((name) => code.includes(name)) && asks(code));
}

/** Somebody answers the messages of MCP without a library: by hand. */
const MESSAGES = /['"`]tools\/call['"`]/;
const BY_HAND =
  /\bdef do_POST\b|\bcreateServer\(\s*(?:async\s*)?(?:\(|function|\w+\s*=>)|\.post\(\s*['"`]\/(?:mcp|rpc|messages?|jsonrpc)?['"`]|HandleFunc\(\s*"(?:POST )?\/(?:mcp|rpc|messages?)?"/;

function* handWritten(program: Program): Generator<SourceMatch> {
  for (const module of products(program)) {
    const found = BY_HAND.exec(codeOf(module));
    if (found === null || !hasBeside(program, module.path, MESSAGES)) continue;
    if ([CHECKS_ORIGIN, AUTHENTICATES].some((one) => hasBeside(program, module.path, one)))
      continue;
    yield {
      path: module.path,
      at: found.index,
      end: found.index + found[0].length,
      because:
        'It answers messages of MCP itself, and no code of this server looks at the Host or Origin header or asks for a token.',
    };
  }
}

function* transports(program: Program): Generator<SourceMatch> {
  for (const module of products(program)) {
    const code = codeOf(module);
    const read = READS_SESSION.exec(code);
    if (read === null || !TELLS_METHODS.test(code)) continue;
    if (isChecked(program, module)) continue;
    const end = read.index + read[0].length;
    const node = functionAt(module, read.index, end);
    const at = node?.at ?? read.index;
    yield {
      path: module.path,
      at,
      end: node === undefined ? end : Math.min(node.end, at + 120),
      because:
        'It answers requests of MCP itself, and no code of this server looks at the Host or Origin header or asks for a token.',
    };
  }
}

function* detect(program: Program): Generator<SourceMatch> {
  yield* transports(program);
  yield* handWritten(program);
  for (const call of callsIn(program, (name) =>
    [TRANSPORT, GO_HANDLER, FRAMEWORK].some((one) => one.test(name)),
  )) {
    if (FRAMEWORK.test(call.name) && !isOnHttp(call)) continue;
    // What a map of transports gives has the name of what was put into it, and was made elsewhere.
    if (call.language === 'javascript' && !call.isNew) continue;
    if (isProtected(call)) continue;
    if (
      hasBeside(program, call.path, CHECKS_ORIGIN) ||
      hasBeside(program, call.path, AUTHENTICATES)
    )
      continue;
    yield matchAt(
      call,
      'No code of this server looks at the Host or Origin header, and none asks for a token.',
    );
  }
}

const server = (options: string, before = ''): Readonly<Record<string, string>> => ({
  'src/server.ts': `import express from 'express';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
const app = express();
${before}
app.post('/mcp', async (req, res) => {
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined${options} });
  await server.connect(transport);
  await transport.handleRequest(req, res, req.body);
});
app.listen(3000, '127.0.0.1');
`,
});

const sse = (check: string): Readonly<Record<string, string>> => ({
  'go.mod': 'module example.test/server\n',
  'sse.go': `package server

import (
	"fmt"
	"net/http"
)

type EventServer struct{ sessions map[string]chan string }

func (s *EventServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	${check}
	if r.Method == http.MethodPost {
		s.sessions[r.URL.Query().Get("sessionid")] <- readBody(r)
		return
	}
	fmt.Fprintf(w, "event: endpoint\\ndata: /messages?sessionid=%s\\n\\n", s.open())
}
`,
});

const fastmcp = (options: string): Readonly<Record<string, string>> => ({
  'server.py': `from fastmcp import FastMCP

mcp = FastMCP('memos')


@mcp.tool
def memos() -> list[str]:
    return MEMOS


mcp.run(${options})
`,
});

const handler = (check: string): Readonly<Record<string, string>> => ({
  'server.py': `import json
from http.server import BaseHTTPRequestHandler, HTTPServer


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        ${check}
        message = json.loads(self.rfile.read(int(self.headers['Content-Length'])))
        if message['method'] == 'tools/call':
            self.wfile.write(json.dumps(run(message['params'])).encode())


HTTPServer(('127.0.0.1', 8000), Handler).serve_forever()
`,
});

const own = (check: string): Readonly<Record<string, string>> => ({
  'src/transport.ts': `export class HttpTransport {
  async handle(request, response) {
    ${check}
    const session = request.headers['mcp-session-id'];
    if (request.method === 'POST') return this.post(session, request, response);
    if (request.method === 'DELETE') return this.close(session, response);
    response.writeHead(405).end();
  }
}
`,
});

export const rule: Rule<'source'> = {
  id: 'source/origin-check',
  severity: 'medium',
  confidence: 'medium',
  title: 'HTTP server for MCP looks at neither Host nor Origin',
  why: 'A web page that the user visits can point its own name at this server (DNS rebinding) and call every tool as if it were a client on the same machine.',
  fix: "Compare the Host and Origin headers with the names that the server is reached by, with the SDK's protection or a middleware before the route, or ask for a token.",
  controls: ['TRF-13'],
  techniques: ['unauthenticated-access'],
  cwe: [346, 350, 1188, 1385],
  top10: { csa: ['MCP-05'], owasp: ['MCP07'] },
  examples: {
    bad: [
      server(''),
      // The header becomes part of an address, and nothing is compared.
      server(
        '',
        'app.use((req, res, next) => { req.full = new URL(req.url, `http://${req.headers.host}`); next(); });',
      ),
      fastmcp("transport='http', host='127.0.0.1'"),
      own(''),
      handler(''),
      sse(''),
      {
        'server.py': `from mcp.server.sse import SseServerTransport
from starlette.applications import Starlette
from starlette.routing import Mount, Route

sse = SseServerTransport('/messages/')


async def connect(request):
    async with sse.connect_sse(request.scope, request.receive, request._send) as streams:
        await server.run(streams[0], streams[1], options)


app = Starlette(routes=[Route('/sse', endpoint=connect), Mount('/messages/', app=sse.handle_post_message)])
`,
      },
    ],
    good: [
      server(", enableDnsRebindingProtection: true, allowedHosts: ['127.0.0.1:3000']"),
      server(
        '',
        "app.use((req, res, next) => (req.headers.origin && req.headers.origin !== 'http://localhost:3000' ? res.sendStatus(403) : next()));",
      ),
    ],
    nearMiss: [
      fastmcp("transport='stdio'"),
      handler("if self.headers.get('Host') not in HOSTS:\n            return self.send_error(403)"),
      sse(
        'if !isLocal(r.Host) {\n\t\thttp.Error(w, "forbidden", http.StatusForbidden)\n\t\treturn\n\t}',
      ),
      own(
        "if (!['127.0.0.1:3000'].includes(request.headers.host)) return response.writeHead(403).end();",
      ),
      server(
        '',
        'app.use((req, res, next) => (req.headers.authorization === `Bearer ${token}` ? next() : res.sendStatus(401)));',
      ),
    ],
  },
  detect,
};

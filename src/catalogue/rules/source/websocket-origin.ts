import type { Program, SourceMatch } from '../../../domain/program.ts';
import type { Rule } from '../../../domain/rule.ts';
import { codeOf, products } from '../../source/program.ts';
import { AUTHENTICATES, CHECKS_ORIGIN } from '../../source/protection.ts';

/** Whoever accepts a connection, in each of the usual libraries. */
const ACCEPTS =
  /\bawait\s+(?:self\.)?_?(?:websocket|ws|socket)\.accept\s*\(|new\s+(?:WebSocketServer|WebSocket\.Server|WSServer|ws\.Server)\s*\(|\bwebsockets?\.(?:serve|asyncio\.server\.serve)\s*\(|(?:upgrader|Upgrader)\.Upgrade\s*\(|websocket\.Accept\s*\(/g;
/** Checks that are there by name alone: every origin is welcome. */
const WELCOMES_ALL =
  /CheckOrigin\s{0,9}[:=]\s{0,9}func\s{0,9}\([^()]{0,200}\)\s{0,9}bool\s{0,9}\{\s{0,40}return\s{1,9}true\s{0,40}\}|InsecureSkipVerify:\s{0,9}true|verifyClient\s{0,9}[:=]\s{0,9}\(\)\s{0,9}=>\s{0,9}true/;
/** Go's libraries compare the origin with the host unless they are told otherwise. */
const CHECKS_BY_DEFAULT = /(?:upgrader|Upgrader)\.Upgrade|websocket\.Accept/;

function* detect(program: Program): Generator<SourceMatch> {
  for (const module of products(program)) {
    const code = codeOf(module);
    const accepts = [...code.matchAll(ACCEPTS)];
    if (accepts.length === 0) continue;
    const all = WELCOMES_ALL.exec(code);
    const isChecked = all === null && (CHECKS_ORIGIN.test(code) || AUTHENTICATES.test(code));
    for (const match of accepts) {
      if (isChecked || (all === null && CHECKS_BY_DEFAULT.test(match[0]))) continue;
      const because =
        all === null
          ? 'Nothing in this module looks at where the connection comes from.'
          : 'The check of the origin says yes to every one.';
      yield { path: module.path, at: match.index, end: match.index + match[0].length, because };
    }
  }
}

const typescript = (options: string): Readonly<Record<string, string>> => ({
  'src/socket.ts': `import { WebSocketServer } from 'ws';
const sockets = new WebSocketServer({ port: 8080${options} });
sockets.on('connection', (socket) => serve(socket));
`,
});

const python = (before: string): Readonly<Record<string, string>> => ({
  'socket_server.py': `from starlette.websockets import WebSocket


async def serve(scope, receive, send):
    websocket = WebSocket(scope, receive, send)
    ${before}
    await websocket.accept(subprotocol='mcp')
    await run(websocket)
`,
});

const go = (upgrader: string): Readonly<Record<string, string>> => ({
  'go.mod': 'module example.test/socket\n',
  'main.go': `package main

import (
	"net/http"

	"github.com/gorilla/websocket"
)

var upgrader = websocket.Upgrader{${upgrader}}

func serve(w http.ResponseWriter, r *http.Request) {
	connection, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	run(connection)
}
`,
});

export const rule: Rule<'source'> = {
  id: 'source/websocket-origin',
  severity: 'medium',
  confidence: 'medium',
  title: 'WebSocket server accepts connections from any page',
  why: 'Browsers open WebSockets to any address and only the Origin header says which page asked, so every page that the user visits can speak to this server as the user.',
  fix: 'Compare the Origin header with the pages that may connect before the connection is accepted, or ask for a token in the first message.',
  controls: ['TRF-13'],
  techniques: ['unauthenticated-access'],
  cwe: [1385, 346],
  top10: { csa: ['MCP-05'], owasp: ['MCP07'] },
  examples: {
    bad: [
      typescript(''),
      python(''),
      go('CheckOrigin: func(r *http.Request) bool { return true }'),
    ],
    good: [
      typescript(", verifyClient: ({ origin }) => origin === 'https://app.example'"),
      python(
        "if websocket.headers.get('origin') != 'https://app.example':\n        await websocket.close()\n        return",
      ),
    ],
    nearMiss: [go('ReadBufferSize: 1024')],
  },
  detect,
};

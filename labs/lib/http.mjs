import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { answer, erasOf, hasMeta, MODERN, VERSION_KEY } from './protocol.mjs';

// Streamable HTTP for both eras, and the deprecated HTTP+SSE transport, on loopback only. Origin and
// Host are checked: even a lab must not be reachable from a web page that somebody has open.

/**
 * @typedef {import('node:http').IncomingMessage} Request
 * @typedef {import('node:http').ServerResponse} Response
 * @typedef {import('./protocol.mjs').Json} Json
 * @typedef {import('./protocol.mjs').Lab} Lab
 */

const MAX_BODY = 1024 * 1024;
const MAX_SESSIONS = 1000;

/**
 * Listens on 127.0.0.1 and says on standard error where.
 * @param {Lab} lab
 * @param {{ port: number, sse: boolean }} options  `sse` serves HTTP+SSE instead, at `/sse`
 * @returns {import('node:http').Server}
 */
export function serveHttp(lab, { port, sse }) {
  const handle = sse ? sseHandler(lab) : streamableHandler(lab);
  const server = createServer((request, response) => {
    if (!isLocal(request)) return end(response, 403);
    handle(request, response).catch(() => end(response, 400));
  });
  server.listen(port, '127.0.0.1', () => {
    const address = server.address();
    const bound = typeof address === 'object' ? address?.port : port;
    process.stderr.write(`listening on http://127.0.0.1:${bound}/${sse ? 'sse' : 'mcp'}\n`);
  });
  return server;
}

/** @param {Lab} lab @returns {(request: Request, response: Response) => Promise<void>} */
function streamableHandler(lab) {
  /** @type {Set<string>} */
  const sessions = new Set();
  const eras = erasOf(lab);
  return async (request, response) => {
    if (request.url !== '/mcp') return end(response, 404);
    const session = String(request.headers['mcp-session-id'] ?? '');
    if (request.method === 'DELETE') return end(response, sessions.delete(session) ? 200 : 404);
    if (request.method !== 'POST') return end(response, 405);
    const message = await bodyOf(request);
    const version = message['params']?._meta?.[VERSION_KEY];
    const claims = request.headers['mcp-protocol-version'];
    const isModern = version !== undefined || claims === MODERN || !eras.includes('legacy');
    if (eras.includes('modern') && isModern) {
      return answerModern(lab, message, request, response);
    }
    // A server of the old era alone sees a request without a session, and says so in its own words.
    if (message['method'] === 'initialize') {
      if (sessions.size >= MAX_SESSIONS) sessions.clear();
      const opened = randomUUID();
      sessions.add(opened);
      return send(response, 200, answer(lab, message), { 'Mcp-Session-Id': opened });
    }
    if (!sessions.has(session)) {
      return send(response, session ? 404 : 400, refusal(message, -32000, 'No valid session'));
    }
    return send(response, 200, answer(lab, message));
  };
}

/** @param {Lab} lab @param {Json} message @param {Request} request @param {Response} response */
function answerModern(lab, message, request, response) {
  if (!hasMeta(message['params'])) {
    return send(response, 400, refusal(message, -32602, 'Missing request metadata'));
  }
  const wrong = mismatch(message, request.headers);
  if (wrong) return send(response, 400, refusal(message, -32020, `Header mismatch: ${wrong}`));
  const reply = answer(lab, message);
  const code = reply?.['error']?.code;
  return send(response, code === -32601 ? 404 : code === -32022 ? 400 : 200, reply);
}

/**
 * What the headers say that the body does not (streamable-http.mdx, Server Validation).
 * @param {Json} message @param {import('node:http').IncomingHttpHeaders} headers @returns {string | undefined}
 */
function mismatch(message, headers) {
  const { method, params } = message;
  if (headers['mcp-protocol-version'] !== params?._meta?.[VERSION_KEY]) {
    return 'MCP-Protocol-Version';
  }
  if (headers['mcp-method'] !== method) return 'Mcp-Method';
  const isNamed = ['tools/call', 'prompts/get', 'resources/read'].includes(method);
  if (isNamed && decoded(headers['mcp-name']) !== (params.name ?? params.uri)) return 'Mcp-Name';
  return undefined;
}

/** @param {string | string[] | undefined} value @returns {string | undefined} */
function decoded(value) {
  const coded = /^=\?base64\?([A-Za-z0-9+/=]*)\?=$/.exec(String(value))?.[1];
  if (coded !== undefined) return Buffer.from(coded, 'base64').toString();
  return Array.isArray(value) ? value[0] : value;
}

/** HTTP+SSE of 2024-11-05: replies come over the stream that a GET opened. @param {Lab} lab */
function sseHandler(lab) {
  /** @type {Map<string, Response>} */
  const streams = new Map();
  return async (/** @type {Request} */ request, /** @type {Response} */ response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://lab');
    if (request.method === 'GET' && pathname === '/sse') {
      const id = randomUUID();
      streams.set(id, response);
      response.on('close', () => streams.delete(id));
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
      response.write(`event: endpoint\ndata: /messages?session=${id}\n\n`);
      return;
    }
    const stream = streams.get(searchParams.get('session') ?? '');
    if (request.method !== 'POST' || !stream) return end(response, stream ? 405 : 404);
    const reply = answer(lab, await bodyOf(request));
    end(response, 202);
    if (reply) stream.write(`event: message\ndata: ${JSON.stringify(reply)}\n\n`);
  };
}

/** @param {Request} request @returns {boolean} */
function isLocal({ headers, socket }) {
  const hosts = ['127.0.0.1', 'localhost'].map((name) => `${name}:${socket.localPort}`);
  const { host, origin } = headers;
  if (!hosts.includes(host ?? '')) return false;
  return origin === undefined || hosts.some((name) => origin === `http://${name}`);
}

/** @param {Request} request @returns {Promise<Json>} */
async function bodyOf(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY) throw new Error('the body is too large');
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString()) ?? {};
}

/** @param {Json} message @param {number} code @param {string} text @returns {Json} */
const refusal = ({ id = null }, code, text) => ({
  jsonrpc: '2.0',
  id,
  error: { code, message: text },
});

/** @param {Response} response @param {number} status @returns {void} */
function end(response, status) {
  response.writeHead(status).end();
}

/** @param {Response} response @param {number} status @param {Json | undefined} reply @param {Record<string, string>} [headers] */
function send(response, status, reply, headers = {}) {
  if (!reply) return end(response, 202);
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
  response.end(JSON.stringify(reply));
}

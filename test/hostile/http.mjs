// Servers on HTTP that misbehave, one way each: `node http.mjs WAY [argument]`. They listen on loopback,
// say on standard error where, and end by themselves after two minutes.
import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';

/**
 * @typedef {import('node:http').ServerResponse} Response
 * @typedef {Record<string, any>} Json
 */

const [, program = '', way = '', argument = ''] = process.argv;
setTimeout(() => process.exit(70), 120_000);

/** @param {Json} request @returns {string} */
const hello = ({ id }) =>
  JSON.stringify({
    jsonrpc: '2.0',
    id,
    result: {
      protocolVersion: '2025-11-25',
      capabilities: {},
      serverInfo: { name: 'hostile', version: '1.0.0' },
    },
  });

/** @param {Response} response @param {string} text @param {number} length  what the header claims */
function claim(response, text, length) {
  // Straight to the socket: Node's own writer would refuse to lie.
  const head = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n`;
  response.socket?.end(`${head}Connection: close\r\n\r\n${text}`);
}

/** @param {number} bytes */
function* zeros(bytes) {
  const chunk = Buffer.alloc(1024 * 1024, ' ');
  for (let sent = 0; sent < bytes; sent += chunk.length) yield chunk;
}

/** @type {Record<string, (response: Response, request: Json) => void>} */
const ways = {
  redirect: (response) => void response.writeHead(307, { Location: argument }).end(),

  silent: () => {},

  'stalls-mid-body': (response, request) => {
    const text = hello(request);
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': text.length });
    response.write(text.slice(0, 20));
  },

  'gzip-bomb': (response) => {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' });
    Readable.from(zeros(2 * 1024 ** 3))
      .pipe(createGzip())
      .pipe(response)
      .on('error', () => {});
  },

  'claims-too-much': (response, request) => claim(response, hello(request), 100_000),

  'claims-too-little': (response, request) => claim(response, hello(request), 10),

  'endless-events': (response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    const event = {
      jsonrpc: '2.0',
      method: 'notifications/message',
      params: { data: 'x'.repeat(9000) },
    };
    const text = `event: message\ndata: ${JSON.stringify(event)}\n\n`;
    const more = () => {
      while (!response.destroyed && response.write(text));
    };
    response.on('drain', more);
    more();
  },

  'web-page': (response) =>
    void response
      .writeHead(200, { 'Content-Type': 'text/html' })
      .end('<!doctype html><title>Sign in</title><script>alert(1)</script>'),

  'asks-for-login': (response) =>
    void response
      .writeHead(401, {
        'WWW-Authenticate': 'Bearer resource_metadata="https://login.example/.well-known/prm"',
      })
      .end(),
};

const act = ways[way];
if (!act) throw new Error(`${program}: no such way: ${way}`);

const server = createServer(async (request, response) => {
  let text = '';
  for await (const chunk of request) text = (text + chunk).slice(0, 100_000);
  response.on('error', () => {});
  act(response, text.startsWith('{') ? JSON.parse(text) : {});
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address !== 'object' || address === null) return;
  process.stderr.write(`listening on http://127.0.0.1:${address.port}/mcp\n`);
});

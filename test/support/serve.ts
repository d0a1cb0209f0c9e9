import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { JsonObject } from '../../src/domain/json.ts';

/** A request that a test server got, its body parsed. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly message: JsonObject;
}

/** An HTTP server on loopback for one test; gives its origin. */
export async function serve(
  answer: (asked: Asked, response: ServerResponse) => unknown,
): Promise<string> {
  const server = createServer((request, response) => {
    response.on('error', () => {});
    void bodyOf(request).then((text) => {
      const { method = '', url: path = '', headers } = request;
      const message = text === '' ? {} : (JSON.parse(text) as JsonObject);
      return answer({ method, path, headers, message }, response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** Answers with a JSON body. */
export function json(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

/** Answers a request with a JSON-RPC result. */
export function result(
  response: ServerResponse,
  { message }: Asked,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  json(response, { jsonrpc: '2.0', id: message['id'] ?? null, result: value }, 200, headers);
}

/** Answers a request with a JSON-RPC error. */
export function error(
  response: ServerResponse,
  { message }: Asked,
  status: number,
  code: number,
  data?: unknown,
): void {
  const { id = null } = message;
  json(response, { jsonrpc: '2.0', id, error: { code, message: 'no', data } }, status);
}

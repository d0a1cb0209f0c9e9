import { gzipSync } from 'node:zlib';
import type { ServerResponse } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { error, json, result, serve } from '../../../test/support/serve.ts';
import type { Asked } from '../../../test/support/serve.ts';
import type { JsonObject } from '../../domain/json.ts';
import { createHttp } from '../net/index.ts';
import { modernParams, openHttp, openSse } from './index.ts';
import type { Answer, Opened, Wire, WireLimits } from './index.ts';

const signal = new AbortController().signal;
const client = { name: 'warder', version: '0' };

type Answering = (asked: Asked, response: ServerResponse) => unknown;

async function wireTo(answer: Answering, limits: Partial<WireLimits> = {}): Promise<Wire> {
  const url = `${await serve(answer)}/mcp`;
  const http = createHttp();
  const wire = openHttp(
    { http, url, headers: { authorization: 'Bearer t' }, isNamed: true },
    limits,
  );
  onTestFinished(async () => {
    await wire.close();
    await http.close();
  });
  return wire;
}

async function ask(
  wire: Wire,
  method = 'x',
  params: JsonObject = {},
  timeout = 20_000,
): Promise<Answer> {
  return await wire.request(method, params, { timeout, signal });
}

function stream(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
}

describe('a wire over Streamable HTTP', () => {
  test('posts a message and takes the answer from a JSON body', async () => {
    let got: Asked | undefined;
    const wire = await wireTo((asked, response) => {
      got = asked;
      result(response, asked, { x: 1 });
    });
    expect(await ask(wire, 'tools/list', { cursor: 'a' })).toMatchObject({ result: { x: 1 } });
    expect(got).toMatchObject({
      method: 'POST',
      path: '/mcp',
      message: { jsonrpc: '2.0', id: 1, method: 'tools/list', params: { cursor: 'a' } },
      headers: {
        accept: 'application/json, text/event-stream',
        'content-type': 'application/json',
        authorization: 'Bearer t',
      },
    });
    expect(Object.keys(got?.headers ?? {}).filter((name) => name.startsWith('mcp-'))).toEqual([]);
  });

  test('takes the answer from a stream of events, split anywhere, and leaves the stream', async () => {
    const left = Promise.withResolvers<void>();
    const wire = await wireTo(({ message }, response) => {
      stream(response);
      response.on('close', () => left.resolve());
      const event = JSON.stringify({ jsonrpc: '2.0', id: message['id'], result: 'ä' });
      const bytes = Buffer.from(`: hi\r\n\r\nevent: message\r\ndata: ${event}\r\n\r\n`);
      for (const byte of bytes) response.write(Uint8Array.of(byte));
    });
    expect(await ask(wire)).toMatchObject({ kind: 'result', result: 'ä' });
    await left.promise;
  });

  test('answers requests that come before the answer, in requests of its own', async () => {
    const answers: JsonObject[] = [];
    let finish = (): void => {};
    const wire = await wireTo(({ message }, response) => {
      if (message['method'] === undefined) {
        response.writeHead(202).end();
        if (answers.push(message) === 2) finish();
        return;
      }
      stream(response);
      const send = (value: unknown): void =>
        void response.write(`data: ${JSON.stringify(value)}\n\n`);
      send({ jsonrpc: '2.0', id: 'a', method: 'ping' });
      send({ jsonrpc: '2.0', id: 'b', method: 'elicitation/create' });
      finish = () => send({ jsonrpc: '2.0', id: message['id'], result: 1 });
    });
    expect((await ask(wire)).kind).toBe('result');
    expect(answers.sort((a, b) => String(a['id']).localeCompare(String(b['id'])))).toMatchObject([
      { id: 'a', result: {} },
      { id: 'b', error: { code: -32601 } },
    ]);
    expect(wire.notes()).toMatchObject([{ kind: 'server-request', count: 1 }]);
  });

  test.each([
    ['tools/call', { name: 'add' }, 'add'],
    ['prompts/get', { name: 'größe' }, '=?base64?Z3LDtsOfZQ==?='],
    ['resources/read', { uri: 'file:///a b' }, 'file:///a b'],
    ['tools/call', { name: ' x' }, '=?base64?IHg=?='],
    ['tools/call', { name: '=?base64?eA==?=' }, '=?base64?PT9iYXNlNjQ/ZUE9PT89?='],
    ['tools/list', { name: 'x' }, undefined],
  ])('repeats a modern %s of %o in headers', async (method, params, name) => {
    let headers: Asked['headers'] = {};
    const wire = await wireTo((asked, response) => {
      ({ headers } = asked);
      result(response, asked, {});
    });
    await ask(wire, method, modernParams(params, '2026-07-28', client));
    expect(headers).toMatchObject({ 'mcp-protocol-version': '2026-07-28', 'mcp-method': method });
    expect(headers['mcp-name']).toBe(name);
  });

  test('keeps the session of initialize, says the agreed version, and ends the session', async () => {
    const seen: unknown[] = [];
    const wire = await wireTo((asked, response) => {
      const { method, message, headers } = asked;
      seen.push([
        method,
        message['method'],
        headers['mcp-session-id'],
        headers['mcp-protocol-version'],
      ]);
      if (message['id'] === undefined) response.writeHead(202).end();
      else result(response, asked, {}, { 'mcp-session-id': 's1' });
    });
    await ask(wire, 'initialize');
    wire.agree('2025-06-18');
    await wire.notify('notifications/initialized', {}, signal);
    await ask(wire, 'tools/list');
    await wire.close();
    await wire.close();
    expect(seen).toEqual([
      ['POST', 'initialize', undefined, undefined],
      ['POST', 'notifications/initialized', 's1', '2025-06-18'],
      ['POST', 'tools/list', 's1', '2025-06-18'],
      ['DELETE', undefined, 's1', undefined],
    ]);
  });

  test('repeats no version that is none', async () => {
    let headers: Asked['headers'] = {};
    const wire = await wireTo((asked, response) => {
      ({ headers } = asked);
      result(response, asked, {});
    });
    wire.agree('2025\r\nx: y');
    expect((await ask(wire)).kind).toBe('result');
    expect(headers['mcp-protocol-version']).toBeUndefined();
  });

  test.each([400, 404, 500])('reads a JSON-RPC error of status %i', async (status) => {
    const wire = await wireTo((asked, response) =>
      error(response, asked, status, -32022, { supported: [] }),
    );
    expect(await ask(wire)).toMatchObject({ kind: 'error', code: -32022, data: { supported: [] } });
  });

  test('reads an error without an id, as servers send it that could not read the request', async () => {
    const body = { jsonrpc: '2.0', error: { code: -32600, message: 'no session' } };
    const wire = await wireTo((_asked, response) => json(response, body, 400));
    expect(await ask(wire)).toMatchObject({ kind: 'error', code: -32600 });
  });

  test.each([
    ['401', 401, { 'www-authenticate': 'Bearer' }, '{}'],
    ['403', 403, {}, '{"jsonrpc":"2.0","id":1,"error":{"code":-1,"message":"no"}}'],
    ['404', 404, {}, '<h1>Not found</h1>'],
    ['404 in JSON', 404, {}, '{"detail":"Not Found"}'],
    ['400 in the JSON of OAuth', 400, {}, '{"error":"invalid_request"}'],
    ['405', 405, { allow: 'GET' }, ''],
    ['500 of a megabyte', 500, {}, 'x'.repeat(1024 * 1024)],
  ])('gives a status without an answer as such: %s', async (_what, status, headers, body) => {
    const wire = await wireTo((_asked, response) => response.writeHead(status, headers).end(body));
    expect(await ask(wire)).toMatchObject({ kind: 'none', fault: { kind: 'status', status } });
    expect(wire.notes()).toEqual([]);
  });

  test.each([
    ['a page', 'text/html', '<h1>hello</h1>', 'invalid', ['invalid-message']],
    ['nothing', 'application/json', '', 'invalid', ['invalid-message']],
    [
      'another reply',
      'application/json',
      '{"jsonrpc":"2.0","id":9,"result":1}',
      'invalid',
      ['unknown-reply'],
    ],
    ['a stream that ends', 'text/event-stream', ': bye\n\n', 'closed', []],
    [
      'a body over the limit',
      'application/json',
      `{"x":"${'y'.repeat(2000)}"}`,
      'limit',
      ['oversized-line'],
    ],
    [
      'an event over the limit',
      'text/event-stream',
      `data: {"x":"${'y'.repeat(2000)}"}\n\n`,
      'closed',
      ['oversized-line'],
    ],
  ])('says that %s is no answer', async (_what, type, body, fault, notes) => {
    const wire = await wireTo(
      (_asked, response) => response.writeHead(200, { 'content-type': type }).end(body),
      { messageBytes: 1000 },
    );
    expect(await ask(wire)).toMatchObject({ kind: 'none', fault: { kind: fault } });
    expect(wire.notes().map(({ kind }) => kind)).toEqual(notes);
  });

  test('notes a redirect that it does not follow', async () => {
    const wire = await wireTo((_asked, response) =>
      response.writeHead(307, { location: 'http://169.254.169.254/' }).end(),
    );
    expect(await ask(wire)).toMatchObject({ fault: { problem: { fault: 'redirect-refused' } } });
    expect(wire.notes()).toMatchObject([{ kind: 'redirect-refused' }]);
  });

  test('gives up a bomb, and a body that stalls', async () => {
    const bomb = gzipSync(Buffer.alloc(32 * 1024 * 1024, ' '));
    const bombed = await wireTo((_asked, response) => {
      const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
      response.writeHead(200, headers).end(bomb);
    });
    expect(await ask(bombed)).toMatchObject({ fault: { problem: { fault: 'too-large' } } });
    const stalling = await wireTo(
      (_asked, response) => {
        response.writeHead(200, { 'content-type': 'application/json' }).write('{');
      },
      { stall: 100 },
    );
    expect(await ask(stalling)).toMatchObject({ fault: { problem: { fault: 'timeout' } } });
  });

  test('ends the exchange when nobody waits any more', async () => {
    const left = Promise.withResolvers<void>();
    const wire = await wireTo((_asked, response) => {
      response.on('close', () => left.resolve());
    });
    expect(await ask(wire, 'x', {}, 50)).toMatchObject({ fault: { kind: 'timeout' } });
    await left.promise;
  });
});

describe('a wire over HTTP+SSE', () => {
  /** A server whose stream names `endpoint`, and that answers over the stream. */
  async function open(endpoint: string, more: Partial<WireLimits> = {}): Promise<Opened> {
    let send = (_text: string): void => {};
    const url = await serve(({ method, message }, response) => {
      if (method === 'GET') {
        stream(response);
        send = (text) => void response.write(text);
        send(`event: endpoint\ndata: ${endpoint}\n\n`);
        return;
      }
      response.writeHead(202).end('Accepted');
      const reply = { jsonrpc: '2.0', id: message['id'], result: message['method'] };
      send(`event: message\ndata: ${JSON.stringify(reply)}\n\n`);
    });
    return await openAt(`${url}/sse`, more);
  }

  async function openAt(url: string, more: Partial<WireLimits> = {}): Promise<Opened> {
    const http = createHttp();
    const opened = await openSse(
      { http, url, headers: {}, isNamed: true },
      { timeout: 500, signal },
      more,
    );
    onTestFinished(async () => {
      if ('wire' in opened) await opened.wire.close();
      await http.close();
    });
    return opened;
  }

  test('posts to the address that the stream names, and takes the answer from the stream', async () => {
    const opened = await open('/messages?id=1');
    if (!('wire' in opened)) throw new Error('not opened');
    expect(opened.wire.transport).toBe('sse');
    expect(await ask(opened.wire, 'tools/list')).toMatchObject({ result: 'tools/list' });
  });

  test.each([
    'http://169.254.169.254/x',
    'https://other.example/x',
    'http://127.0.0.1:1/x',
    'file:///x',
    '//other.example',
  ])('refuses the address %s, and notes it', async (endpoint) => {
    expect(await open(endpoint)).toMatchObject({
      fault: { kind: 'invalid' },
      notes: [{ kind: 'endpoint-refused' }],
    });
  });

  test('says so where the stream does not come, or names no address', async () => {
    const missing = await serve((_asked, response) => response.writeHead(404).end());
    expect(await openAt(missing)).toMatchObject({ fault: { kind: 'status', status: 404 } });
    const page = await serve((_asked, response) => response.writeHead(200).end('<h1>hi</h1>'));
    expect(await openAt(page)).toMatchObject({ fault: { kind: 'status', status: 200 } });
    const silent = await serve((_asked, response) => stream(response));
    expect(await openAt(silent)).toMatchObject({ fault: { kind: 'timeout' } });
    const brief = await serve((_asked, response) => {
      stream(response);
      response.end();
    });
    expect(await openAt(brief)).toMatchObject({ fault: { kind: 'closed' } });
  });

  test('ends what waits when the stream ends', async () => {
    let end = (): void => {};
    const url = await serve(({ method }, response) => {
      if (method === 'GET') {
        stream(response);
        response.write('event: endpoint\ndata: /m\n\n');
        end = () => void response.end();
      } else {
        response.writeHead(202).end();
        end();
      }
    });
    const opened = await openAt(url);
    if (!('wire' in opened)) throw new Error('not opened');
    expect(await ask(opened.wire)).toMatchObject({ fault: { kind: 'closed' } });
  });
});

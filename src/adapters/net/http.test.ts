import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo, Server as TcpServer, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { HttpProblem, createHttp } from './index.ts';
import type { Http, HttpOptions, HttpRequest } from './index.ts';

const open: (Http | Server | TcpServer)[] = [];

afterEach(async () => {
  for (const one of open.splice(0)) {
    if ('request' in one) await one.close();
    else {
      if ('closeAllConnections' in one) one.closeAllConnections();
      one.close();
    }
  }
});

async function listening(server: Server | TcpServer): Promise<number> {
  open.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function serve(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<string> {
  return `http://127.0.0.1:${await listening(createServer(answer))}`;
}

/** A server that sends raw bytes as soon as a request has come. */
async function serveRaw(answer: (socket: Socket) => void): Promise<string> {
  const server = createTcpServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => answer(socket));
  });
  return `http://127.0.0.1:${await listening(server)}`;
}

function client(options: HttpOptions = {}): Http {
  const http = createHttp(options);
  open.push(http);
  return http;
}

async function get(url: string, more: Partial<HttpRequest> = {}, http = client()): Promise<string> {
  const response = await http.request({ method: 'GET', url, isNamed: true, ...more });
  return Buffer.from(await response.bytes()).toString();
}

async function faultOf(work: Promise<unknown>): Promise<string> {
  return await work.then(
    () => 'none',
    (thrown: unknown) => (thrown instanceof HttpProblem ? thrown.fault : String(thrown)),
  );
}

describe('addresses that nobody named', () => {
  const loopback = [{ address: '127.0.0.1', family: 4 }];

  test('are refused before anything is sent, and dialled where the configuration names the host', async () => {
    let requests = 0;
    const url = await serve((_request, response) => {
      requests += 1;
      response.end('here');
    });
    expect(await faultOf(get(url, { isNamed: false }))).toBe('refused-address');
    expect(requests).toBe(0);
    expect(await get(url)).toBe('here');
  });

  test('are dialled where the user allowed the host, or the host with this port, and no other', async () => {
    const url = await serve((_request, response) => response.end('here'));
    const { port } = new URL(url);
    for (const allowed of ['127.0.0.1', `127.0.0.1:${port}`]) {
      const http = client({ allowedHosts: [allowed] });
      expect(await get(url, { isNamed: false }, http)).toBe('here');
    }
    for (const allowed of ['127.0.0.2', '127.0.0.1:1', 'localhost']) {
      const http = client({ allowedHosts: [allowed] });
      expect(await faultOf(get(url, { isNamed: false }, http))).toBe('refused-address');
    }
  });

  test.each(['http://2130706433', 'http://0x7f.1', 'http://127.1', 'http://[::ffff:127.0.0.1]'])(
    'are recognised in the spelling %s',
    async (spelling) => {
      expect(await faultOf(get(`${spelling}:1/`, { isNamed: false }))).toBe('refused-address');
    },
  );

  test('are refused behind a name too, and metadata addresses even behind a named one', async () => {
    const url = await serve((_request, response) => response.end('here'));
    const { port } = new URL(url);
    const internal = client({ lookup: async () => loopback });
    const target = `http://server.example:${port}/`;
    expect(await faultOf(get(target, { isNamed: false }, internal))).toBe('refused-address');
    expect(await get(target, {}, internal)).toBe('here');
    const metadata = client({ lookup: async () => [{ address: '169.254.169.254', family: 4 }] });
    expect(await faultOf(get(target, {}, metadata))).toBe('refused-address');
  });

  test('are refused where a public address stands beside them', async () => {
    const mixed = client({
      lookup: async () => [{ address: '1.1.1.1', family: 4 }, ...loopback],
    });
    const work = get('http://server.example:1/', { isNamed: false }, mixed);
    expect(await faultOf(work)).toBe('refused-address');
  });

  test('are not reached by a resolver that changes its mind: the checked address is the one dialled', async () => {
    const url = await serve((_request, response) => response.end('first'));
    const { port } = new URL(url);
    let lookups = 0;
    const rebinding = client({
      lookup: async () => {
        lookups += 1;
        return lookups === 1 ? loopback : [{ address: '169.254.169.254', family: 4 }];
      },
    });
    expect(await get(`http://server.example:${port}/`, {}, rebinding)).toBe('first');
    expect(lookups).toBe(1);
  });

  test('a name that does not resolve is said to', async () => {
    const nowhere = client({ lookup: async () => Promise.reject(new Error('ENOTFOUND')) });
    expect(await faultOf(get('http://server.example/', {}, nowhere))).toBe('unresolved');
  });
});

describe('redirects', () => {
  test('are followed within the origin, three times, with method and body', async () => {
    const url = await serve((request, response) => {
      const step = Number(request.url?.slice(1) || '0');
      if (step < 3) response.writeHead(307, { location: `/${step + 1}` }).end();
      else response.end(`${request.method} ${request.headers.authorization}`);
    });
    const headers = { authorization: 'Bearer x' };
    expect(await get(url, { method: 'POST', body: '{}', headers })).toBe('POST Bearer x');
  });

  test('are refused after the third', async () => {
    const url = await serve((_request, response) =>
      response.writeHead(302, { location: '/again' }).end(),
    );
    expect(await faultOf(get(url))).toBe('redirect-refused');
  });

  test.each([
    'http://169.254.169.254/latest',
    'https://other.example/',
    '//other.example/',
    'file:///etc/passwd',
  ])('to %s are refused, and nothing is sent there', async (location) => {
    const url = await serve((_request, response) => response.writeHead(302, { location }).end());
    expect(await faultOf(get(url))).toBe('redirect-refused');
  });

  test('to another port of the same host are refused: credentials stay with their origin', async () => {
    let requests = 0;
    const other = await serve((_request, response) => {
      requests += 1;
      response.end();
    });
    const url = await serve((_request, response) =>
      response.writeHead(307, { location: other }).end(),
    );
    const headers = { authorization: 'Bearer x' };
    expect(await faultOf(get(url, { headers }))).toBe('redirect-refused');
    expect(requests).toBe(0);
  });

  test('a refusal shows where to, without its secrets and control characters', async () => {
    const url = await serve((_request, response) =>
      response.writeHead(302, { location: 'https://other.example/?token=abcdefgh' }).end(),
    );
    await expect(get(url)).rejects.toThrow('other.example/?token=[secret]');
  });
});

describe('bodies', () => {
  const plain = 'a tool '.repeat(100);

  test.each([
    ['gzip', gzipSync(plain)],
    ['deflate', deflateSync(plain)],
    ['br', brotliCompressSync(plain)],
    ['zstd', zstdCompressSync(plain)],
  ])('in %s are decompressed', async (encoding, body) => {
    const url = await serve((_request, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(body),
    );
    expect(await get(url)).toBe(plain);
  });

  const zeros = Buffer.alloc(64 * 1024 * 1024);
  test.each([
    ['gzip', gzipSync(zeros)],
    ['deflate', deflateSync(zeros)],
    ['br', brotliCompressSync(zeros.subarray(0, 8 * 1024 * 1024))],
    ['zstd', zstdCompressSync(zeros)],
  ])('that are bombs in %s are given up early', async (encoding, body) => {
    const url = await serve((_request, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(body),
    );
    const response = await client().request({
      method: 'GET',
      url,
      isNamed: true,
      limits: { bodyBytes: zeros.length },
    });
    let read = 0;
    const work = (async (): Promise<void> => {
      for await (const chunk of response.body) read += chunk.byteLength;
    })();
    expect(await faultOf(work)).toBe('too-large');
    expect(read).toBeLessThan(zeros.length / 4);
  });

  test.each([
    ['larger than the limit', { 'content-type': 'text/plain' }, plain, 'too-large'],
    ['in an unknown encoding', { 'content-encoding': 'rot13' }, plain, 'invalid-response'],
    ['in two encodings', { 'content-encoding': 'gzip, gzip' }, plain, 'invalid-response'],
    ['with broken compression', { 'content-encoding': 'gzip' }, plain, 'invalid-response'],
    [
      'with compression cut short',
      { 'content-encoding': 'gzip' },
      gzipSync(plain).subarray(0, 20),
      'invalid-response',
    ],
  ])('%s are refused', async (_what, headers, body, fault) => {
    const url = await serve((_request, response) => response.writeHead(200, headers).end(body));
    const limits = { bodyBytes: 100 };
    expect(await faultOf(get(url, { limits }))).toBe(fault);
  });

  test('that end before their declared length are noticed', async () => {
    const url = await serveRaw((socket) =>
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 200\r\n\r\n{}'),
    );
    expect(await faultOf(get(url))).toBe('length-mismatch');
  });

  test('that go on after their declared length are counted', async () => {
    const url = await serveRaw((socket) =>
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{} and more'),
    );
    const http = client();
    expect(await get(url, {}, http)).toBe('{}');
    await expect.poll(() => http.surplus(url)).toBe(1);
  });

  test('that stall are given up', async () => {
    const url = await serve((_request, response) => void response.write('{'));
    expect(await faultOf(get(url, { limits: { stall: 200 } }))).toBe('timeout');
  });

  test('that come slowly but steadily are read to the end', async () => {
    const url = await serve((_request, response) => {
      let sent = 0;
      const timer = setInterval(() => {
        response.write('.');
        sent += 1;
        if (sent < 6) return;
        clearInterval(timer);
        response.end();
      }, 100);
    });
    expect(await get(url, { limits: { stall: 450 } })).toBe('......');
  });

  test('may be given up unread without harm', async () => {
    const url = await serve((_request, response) => void response.write('{'));
    const response = await client().request({ method: 'GET', url, isNamed: true });
    response.close();
    expect(await faultOf(response.bytes())).not.toBe('none');
  });
});

describe('servers that break the protocol', () => {
  test.each([
    ['answer something else', 'hello\r\n\r\n', 'invalid-response'],
    ['close without an answer', '', 'unreachable'],
    ['send endless headers', `HTTP/1.1 200 OK\r\nx: ${'a'.repeat(100_000)}\r\n\r\n`, 'too-large'],
  ])('%s', async (_what, bytes, fault) => {
    const url = await serveRaw((socket) => socket.end(bytes));
    expect(await faultOf(get(url))).toBe(fault);
  });

  test('never answer', async () => {
    const url = await serve(() => {});
    expect(await faultOf(get(url, { limits: { headers: 200 } }))).toBe('timeout');
  });

  test('are left when the caller says so', async () => {
    const url = await serve(() => {});
    expect(await faultOf(get(url, { signal: AbortSignal.timeout(50) }))).toBe('timeout');
    expect(await faultOf(get(url, { signal: AbortSignal.abort() }))).toBe('aborted');
  });
});

test.each([
  ['file:///etc/passwd', {}],
  ['not a url', {}],
  ['http://127.0.0.1:1/', { 'x-injected': 'a\r\nb: c' }],
])('a request that is not fit to be sent is refused: %s', async (url, headers) => {
  expect(await faultOf(get(url, { headers }))).toBe('invalid-request');
});

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
if (!hasOpenssl)
  console.warn('SKIPPED: TLS is not tested, there is no openssl to make a certificate');

describe.skipIf(!hasOpenssl)('TLS', () => {
  /** A server with a certificate that nobody vouches for, and the file of that certificate. */
  async function serveTls(): Promise<{ readonly url: string; readonly cert: string }> {
    const folder = mkdtempSync(join(tmpdir(), 'warder-tls-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const options =
      '-x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj /CN=x -addext subjectAltName=IP:127.0.0.1';
    const made = spawnSync('openssl', ['req', ...options.split(' '), '-keyout', key, '-out', cert]);
    expect(made.status, String(made.stderr)).toBe(0);
    const server = createTlsServer(
      { key: readFileSync(key), cert: readFileSync(cert) },
      (_request, response) => response.end('here'),
    );
    return { url: `https://127.0.0.1:${await listening(server)}/`, cert };
  }

  /** What a client says in a process of its own, with these variables in its environment. */
  async function askWith(env: Readonly<Record<string, string>>, url: string): Promise<string> {
    const script = `
      import { createHttp } from './src/adapters/net/index.ts';
      const http = createHttp();
      const request = { method: 'GET', url: ${JSON.stringify(url)}, isNamed: true };
      const said = await http.request(request).then(
        async (response) => Buffer.from(await response.bytes()).toString(),
        (problem) => problem.fault);
      process.stdout.write(said, () => process.exit());`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...env, NODE_NO_WARNINGS: '1' },
    });
    return await text(child.stdout);
  }

  test('is verified, also where the environment turns that off', async () => {
    const { url } = await serveTls();
    expect(await askWith({}, url)).toBe('tls');
    expect(await askWith({ NODE_TLS_REJECT_UNAUTHORIZED: '0' }, url)).toBe('tls');
  });

  test("trusts the further roots of Node's own environment", async () => {
    const { url, cert } = await serveTls();
    expect(await askWith({ NODE_EXTRA_CA_CERTS: cert }, url)).toBe('here');
  });
});

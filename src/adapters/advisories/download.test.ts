import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createHttp } from '../net/index.ts';
import type { Http } from '../net/index.ts';
import { download } from './index.ts';

const content = Buffer.from('record '.repeat(50_000));
const md5 = createHash('md5').update(content).digest('base64');
const tag = '"one"';

let folder = '';
let into = '';
let server: Server;
let http: Http;
let url = '';
let asked: IncomingHttpHeaders[] = [];
let answer: (headers: IncomingHttpHeaders, response: ServerResponse) => void;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'warder-download-'));
  server = createServer(({ headers }, response) => {
    asked.push(headers);
    answer(headers, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/npm/all.zip`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  into = join(mkdtempSync(join(folder, 'one-')), 'all.zip');
  asked = [];
  http = createHttp({ limits: { stall: 2000 } });
  answer = whole;
});
afterEach(() => http.close());

const quiet = new AbortController().signal;
const fetch = (): Promise<boolean> => download(url, into, { http, signal: quiet });

function whole(
  { 'if-none-match': known, range }: IncomingHttpHeaders,
  response: ServerResponse,
): void {
  if (known === tag) return void response.writeHead(304).end();
  const start = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
  response.writeHead(start > 0 ? 206 : 200, {
    etag: tag,
    'x-goog-hash': `crc32c=AAAAAA==, md5=${md5}`,
    'content-length': content.length - start,
    ...(start > 0 && { 'content-range': `bytes ${start}-${content.length - 1}/${content.length}` }),
  });
  response.end(content.subarray(start));
}

test('what the server still has as it was is not fetched again', async () => {
  expect(await fetch()).toBe(true);
  expect(readFileSync(into).equals(content)).toBe(true);
  expect(await fetch()).toBe(false);
  expect(asked.map((headers) => headers['if-none-match'])).toEqual([undefined, tag]);
});

test('what was broken off goes on from where it stood', async () => {
  answer = (_headers, response) => {
    response.writeHead(200, { etag: tag, 'content-length': content.length });
    response.write(content.subarray(0, 100_000), () => setTimeout(() => response.destroy(), 50));
  };
  await expect(fetch()).rejects.toMatchObject({ code: 'PACKAGE_UNAVAILABLE' });
  expect(existsSync(into)).toBe(false);
  answer = whole;
  expect(await fetch()).toBe(true);
  expect(asked[1]).toMatchObject({ range: 'bytes=100000-', 'if-range': tag });
  expect(readFileSync(into).equals(content)).toBe(true);
});

test('a server that has another file by now sends it whole', async () => {
  writeFileSync(`${into}.part`, 'the beginning of an older file');
  writeFileSync(`${into}.part.json`, JSON.stringify({ tag: '"older"' }));
  answer = (_headers, response) => whole({}, response);
  expect(await fetch()).toBe(true);
  expect(readFileSync(into).equals(content)).toBe(true);
});

test.each<[string, (response: ServerResponse) => void, RegExp]>([
  [
    'another digest than is stated',
    (response) => response.writeHead(200, { 'x-goog-hash': `md5=${md5}` }).end('something else'),
    /digest/,
  ],
  [
    'another digest in the form of RFC 3230',
    (response) => response.writeHead(200, { digest: `sha-256=${'A'.repeat(43)}=` }).end('x'),
    /digest/,
  ],
  ['an error', (response) => response.writeHead(500).end('no'), /status 500/],
  ['a part that nobody asked for', (response) => response.writeHead(206).end('no'), /status 206/],
])('%s is refused, and nothing is kept', async (_name, give, why) => {
  answer = (_headers, response) => give(response);
  await expect(fetch()).rejects.toThrow(why);
  expect(existsSync(into)).toBe(false);
});

test('whoever interrupts is told that what came is kept', async () => {
  const stop = new AbortController();
  answer = (_headers, response) => {
    response.writeHead(200, { etag: tag, 'content-length': content.length });
    response.write(content.subarray(0, 100_000));
  };
  const running = download(url, into, {
    http,
    signal: stop.signal,
    onProgress: () => stop.abort(),
  });
  await expect(running).rejects.toMatchObject({ code: 'INTERRUPTED' });
  expect(existsSync(`${into}.part`)).toBe(true);
});

import type { Readable } from 'node:stream';
import { Agent } from 'undici';
import { quoted } from '../../domain/escape.ts';
import { redact } from '../../domain/redact.ts';
import { boundedBody } from './body.ts';
import { guardedConnector, resolveName } from './guard.ts';
import type { Address } from './guard.ts';
import { HttpProblem, asHttpProblem } from './problem.ts';

/** Bounds of one exchange; times in milliseconds, sizes in bytes. */
export interface HttpLimits {
  /** Until a connection stands. */
  readonly connect: number;
  /** From the request until the headers of the answer. */
  readonly headers: number;
  /** Between two pieces of the body. */
  readonly stall: number;
  /** The body, after decompression. */
  readonly bodyBytes: number;
}

const httpLimits: HttpLimits = {
  connect: 10_000,
  headers: 30_000,
  stall: 15_000,
  bodyBytes: 16 * 1024 * 1024,
};

const HEADER_BYTES = 32 * 1024;
const MAX_REDIRECTS = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

export interface HttpOptions {
  /** `host` or `host:port` that the user allowed expressly: dialled whatever address is behind it. */
  readonly allowedHosts?: readonly string[];
  readonly limits?: Partial<HttpLimits>;
  /** All addresses of a name; the system's resolver unless a test says otherwise. */
  readonly lookup?: (hostname: string) => Promise<readonly Address[]>;
}

export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Whether the user's own configuration names this host, so that a private address behind it is meant. */
  readonly isNamed?: boolean;
  readonly signal?: AbortSignal;
  readonly limits?: Partial<Omit<HttpLimits, 'connect'>>;
}

export interface HttpResponse {
  readonly status: number;
  /** Lower-case names; values of repeated headers joined by a comma. Foreign text. */
  readonly headers: ReadonlyMap<string, string>;
  /** Where the answer came from, after redirects within the origin. */
  readonly url: string;
  /** The body, decompressed and bounded; may be read once. Throws `HttpProblem`. */
  readonly body: AsyncIterable<Uint8Array>;
  /** The whole body. Throws `HttpProblem`. */
  bytes(): Promise<Uint8Array>;
  /** Gives up what has not been read. */
  close(): void;
}

export interface Http {
  /** One exchange. Throws `HttpProblem`, also for a refused address or redirect; never for a status. */
  request(request: HttpRequest): Promise<HttpResponse>;
  /** How many connections to an origin ended because the server sent more than it had declared. */
  surplus(origin: string): number;
  close(): Promise<void>;
}

/**
 * An HTTP/1.1 client for servers that nobody trusts. Private, loopback, link-local and metadata
 * addresses are refused unless named; the address that was checked is the one that is dialled.
 * Redirects are followed within an origin only, three times at most, with method and body kept except
 * after 303, so credentials never reach another origin. TLS is always verified; further roots
 * come from Node's own environment alone. Sizes, times and decompression are bounded.
 */
export function createHttp(options: HttpOptions = {}): Http {
  const limits = { ...httpLimits, ...options.limits };
  const surplus = new Map<string, number>();
  const agent = (isNamed: boolean): Agent =>
    new Agent({
      maxHeaderSize: HEADER_BYTES,
      connect: guardedConnector({
        allowedHosts: options.allowedHosts ?? [],
        lookup: options.lookup ?? resolveName,
        timeout: limits.connect,
        isNamed,
      }),
    }).on('disconnect', (origin, _targets, error) => {
      // What undici says of bytes on a connection that nobody waits for.
      if (error.message !== 'bad response') return;
      surplus.set(origin.origin, (surplus.get(origin.origin) ?? 0) + 1);
    });
  // Two pools: a connection that only a named host may have is never lent to one that was not named.
  const named = agent(true);
  const unnamed = agent(false);

  return {
    async request(request: HttpRequest): Promise<HttpResponse> {
      try {
        const through = request.isNamed === true ? named : unnamed;
        return await follow(through, request, { ...limits, ...request.limits });
      } catch (thrown) {
        throw asHttpProblem(thrown);
      }
    },
    surplus: (origin: string): number => surplus.get(origin) ?? 0,
    async close(): Promise<void> {
      await Promise.all([named.destroy(), unnamed.destroy()]);
    },
  };
}

async function follow(
  agent: Agent,
  request: HttpRequest,
  limits: HttpLimits,
): Promise<HttpResponse> {
  let { method, body } = request;
  let url = parsedUrl(request.url);
  for (let hop = 0; ; hop += 1) {
    const response = await exchange(agent, { ...request, method, body }, url, limits);
    const location = response.headers.get('location');
    if (!REDIRECTS.has(response.status) || location === undefined) return response;
    response.close();
    url = redirected(url, location, hop);
    if (response.status === 303) {
      method = method === 'HEAD' ? 'HEAD' : 'GET';
      body = undefined;
    }
  }
}

function parsedUrl(text: string): URL {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new HttpProblem('invalid-request', 'the address is not an http or https URL');
  }
  return url;
}

function redirected(from: URL, location: string, hop: number): URL {
  const to = URL.parse(location, from.href);
  const shown = quoted(redact(location));
  if (to === null || to.origin !== from.origin) {
    throw new HttpProblem('redirect-refused', `the redirect to ${shown} leaves ${from.origin}`);
  }
  if (hop >= MAX_REDIRECTS) {
    throw new HttpProblem(
      'redirect-refused',
      `the redirect to ${shown} is one more than the ${MAX_REDIRECTS} that are followed`,
    );
  }
  return to;
}

async function exchange(
  agent: Agent,
  {
    method,
    headers,
    body,
    signal,
  }: Omit<HttpRequest, 'body'> & { readonly body: string | undefined },
  url: URL,
  limits: HttpLimits,
): Promise<HttpResponse> {
  const response = await agent.request({
    origin: url.origin,
    path: url.pathname + url.search,
    method,
    headers: { 'accept-encoding': 'identity', ...headers },
    body: body ?? null,
    signal: signal ?? null,
    headersTimeout: limits.headers,
    bodyTimeout: limits.stall,
    responseHeaders: 'raw',
  });
  const stream = response.body;
  // A body that is given up or breaks while nobody reads it must not end the process.
  stream.on('error', () => {});
  const received = headerMap(response.headers as unknown as readonly (string | Uint8Array)[]);
  const bounded = checkedLength(stream, received, limits.bodyBytes);
  return {
    status: response.statusCode,
    headers: received,
    url: url.href,
    body: bounded,
    bytes: () => collected(bounded),
    close: () => void stream.destroy(),
  };
}

/** The body; a connection that ends before the declared length is said to have lied about it. */
async function* checkedLength(
  stream: Readable,
  headers: ReadonlyMap<string, string>,
  limit: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* boundedBody(stream, headers.get('content-encoding'), limit);
  } catch (thrown) {
    const problem = asHttpProblem(thrown);
    const declared = headers.get('content-length');
    if (problem.fault !== 'unreachable' || declared === undefined) throw problem;
    throw new HttpProblem(
      'length-mismatch',
      `the body ended before its declared length of ${quoted(declared, 20)} bytes`,
      problem,
    );
  }
}

function headerMap(raw: readonly (string | Uint8Array)[]): Map<string, string> {
  const headers = new Map<string, string>();
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = String(raw[at]).toLowerCase();
    const before = headers.get(name);
    const value = String(raw[at + 1]);
    headers.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return headers;
}

async function collected(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

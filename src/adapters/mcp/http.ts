import { isString } from '../../domain/json.ts';
import type { JsonObject } from '../../domain/json.ts';
import { noCapture } from '../../domain/introspection.ts';
import type { Capture, WireNote } from '../../domain/introspection.ts';
import { HttpProblem } from '../net/index.ts';
import type { Http, HttpResponse } from '../net/index.ts';
import { metadataHeaders } from './headers.ts';
import { Peer } from './peer.ts';
import { Events } from './sse.ts';
import { wireLimits } from './wire.ts';
import type { Answer, Fault, RequestOptions, Wire, WireLimits } from './wire.ts';

/** Where a remote server is. */
export interface Endpoint {
  readonly http: Http;
  readonly url: string;
  /** Sent with every request, names in lower case; may hold credentials, which stay with the origin. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whether the user's own configuration names the server, so that a private address is meant. */
  readonly isNamed: boolean;
}

const SESSION = 'mcp-session-id';
/** An error page is read only to see whether it is a JSON-RPC error. */
const ERROR_BYTES = 64 * 1024;

/** A wire over Streamable HTTP, of any revision: one POST a message, the answer as JSON or as events. */
export function openHttp(endpoint: Endpoint, overrides: Partial<WireLimits> = {}): Wire {
  return new HttpWire(endpoint, { ...wireLimits, ...overrides });
}

class HttpWire implements Wire {
  readonly transport = 'http';
  readonly #endpoint: Endpoint;
  readonly #limits: WireLimits;
  readonly #peer: Peer;
  readonly #origin: string;
  readonly #surplus: number;
  #session: string | undefined;
  #version = '';

  constructor(endpoint: Endpoint, limits: WireLimits) {
    this.#endpoint = endpoint;
    this.#limits = limits;
    this.#origin = URL.parse(endpoint.url)?.origin ?? '';
    this.#surplus = endpoint.http.surplus(this.#origin);
    this.#peer = new Peer((message, signal) => this.#send(message, signal), limits);
  }

  async request(method: string, params: JsonObject, options: RequestOptions): Promise<Answer> {
    return await this.#peer.request(method, params, options);
  }

  async notify(method: string, params: JsonObject, signal: AbortSignal): Promise<void> {
    await this.#peer.notify(method, params, signal);
  }

  agree(version: string): void {
    this.#version = version;
    this.#peer.agree(version);
  }

  notes(): WireNote[] {
    if (this.#endpoint.http.surplus(this.#origin) > this.#surplus) {
      const what = 'the server sent more than the length that it declared';
      return [...this.#peer.notes.list(), { kind: 'length-mismatch', what, count: 1 }];
    }
    return this.#peer.notes.list();
  }

  async close(): Promise<Capture> {
    this.#peer.end({ kind: 'aborted' });
    // A courtesy of the revisions that have sessions; many servers answer 405, which is as well.
    if (this.#session !== undefined) {
      const session = { [SESSION]: this.#session };
      this.#session = undefined;
      const signal = AbortSignal.timeout(this.#limits.farewell);
      await this.#exchange('DELETE', undefined, session, signal).then(
        (response) => response.close(),
        () => {},
      );
    }
    return noCapture;
  }

  async #send(message: JsonObject, signal: AbortSignal): Promise<Fault | undefined> {
    const isRequest = isString(message['method']) && message['id'] !== undefined;
    try {
      const headers = metadataHeaders(message, this.#version);
      const response = await this.#exchange('POST', JSON.stringify(message), headers, signal);
      if (message['method'] === 'initialize') this.#session = response.headers.get(SESSION);
      if (isRequest) return await this.#receive(response, Number(message['id']));
      response.close();
      return undefined;
    } catch (thrown) {
      return faultFrom(thrown, this.#peer);
    }
  }

  async #exchange(
    method: 'POST' | 'DELETE',
    body: string | undefined,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<HttpResponse> {
    const { http, isNamed, url } = this.#endpoint;
    return await http.request({
      method,
      url,
      isNamed,
      signal,
      headers: {
        ...this.#endpoint.headers,
        accept: 'application/json, text/event-stream',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
        ...(this.#session !== undefined && { [SESSION]: this.#session }),
      },
      ...(body !== undefined && { body }),
      limits: { stall: this.#limits.stall, bodyBytes: 4 * this.#limits.messageBytes },
    });
  }

  /** Hands over everything in an answer. The fault is why the request ends here, if the reply was not in it. */
  async #receive(response: HttpResponse, id: number): Promise<Fault> {
    const { status, headers } = response;
    const isOk = status >= 200 && status < 300;
    const isStream = headers.get('content-type')?.startsWith('text/event-stream') === true;
    if (isOk && isStream) return await this.#receiveEvents(response, id);
    if (status === 401 || status === 403) {
      response.close();
      return { kind: 'status', status, headers };
    }
    if (!isOk) {
      this.#peer.receive(await startOf(response, ERROR_BYTES), { replyTo: id });
      return { kind: 'status', status, headers };
    }
    const limit = this.#limits.messageBytes;
    const body = await startOf(response, limit);
    if (body.byteLength > limit) this.#peer.oversized(body.subarray(0, limit));
    else this.#peer.receive(body, { replyTo: id, noise: 'invalid-message' });
    return { kind: 'invalid', what: 'the body is not the reply to the request' };
  }

  async #receiveEvents(response: HttpResponse, id: number): Promise<Fault> {
    const events = new Events(this.#limits.messageBytes, {
      onEvent: (_name, data) => this.#peer.receive(data, { replyTo: id, noise: 'invalid-message' }),
      onOversized: (start) => this.#peer.oversized(start),
    });
    for await (const chunk of response.body) events.push(chunk);
    return { kind: 'closed' };
  }
}

/** The body, cut where it is clear that it passes the limit. */
async function startOf(response: HttpResponse, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body) {
    chunks.push(chunk);
    length += chunk.byteLength;
    if (length > limit) break;
  }
  return Buffer.concat(chunks);
}

/** What an exchange threw, as a fault; what it says about the server is noted too. */
export function faultFrom(thrown: unknown, { notes }: Peer): Fault {
  if (!(thrown instanceof HttpProblem)) throw thrown;
  const { fault, message } = thrown;
  if (fault === 'redirect-refused' || fault === 'length-mismatch') notes.add(fault, message);
  return fault === 'aborted' ? { kind: 'aborted' } : { kind: 'http', problem: thrown };
}

import { noCapture } from '../../domain/introspection.ts';
import type { Capture, WireNote } from '../../domain/introspection.ts';
import { quoted } from '../../domain/escape.ts';
import type { JsonObject } from '../../domain/json.ts';
import { redact } from '../../domain/redact.ts';
import type { HttpResponse } from '../net/index.ts';
import { metadataHeaders } from './headers.ts';
import { faultFrom } from './http.ts';
import type { Endpoint } from './http.ts';
import { Peer } from './peer.ts';
import { Events } from './sse.ts';
import { wireLimits } from './wire.ts';
import type { Answer, Fault, RequestOptions, Wire, WireLimits } from './wire.ts';

export type Opened =
  | { readonly wire: Wire }
  | { readonly fault: Fault; readonly notes: readonly WireNote[] };

/**
 * Opens a wire over HTTP+SSE (revision 2024-11-05, deprecated): replies come over one stream, whose
 * first event names the address for requests. That address must be of the same origin; one that is
 * not would send the user's requests and credentials elsewhere, and is refused and noted.
 */
export async function openSse(
  endpoint: Endpoint,
  { timeout, signal }: RequestOptions,
  overrides: Partial<WireLimits> = {},
): Promise<Opened> {
  const wire = new SseWire(endpoint, { ...wireLimits, ...overrides });
  const fault = await wire.open(timeout, signal);
  if (fault === undefined) return { wire };
  await wire.close();
  return { fault, notes: wire.notes() };
}

class SseWire implements Wire {
  readonly transport = 'sse';
  readonly #endpoint: Endpoint;
  readonly #limits: WireLimits;
  readonly #peer: Peer;
  readonly #closed = new AbortController();
  readonly #opened = Promise.withResolvers<Fault | undefined>();
  #address: string | undefined;
  #version = '';

  constructor(endpoint: Endpoint, limits: WireLimits) {
    this.#endpoint = endpoint;
    this.#limits = limits;
    this.#peer = new Peer((message, signal) => this.#send(message, signal), limits);
  }

  /** Waits for the address; a fault where it does not come or is refused. */
  async open(timeout: number, signal: AbortSignal): Promise<Fault | undefined> {
    const give = (fault: Fault) => (): void => this.#opened.resolve(fault);
    const timer = setTimeout(give({ kind: 'timeout', milliseconds: timeout }), timeout);
    signal.addEventListener('abort', give({ kind: 'aborted' }), { once: true });
    void this.#listen();
    const fault = await this.#opened.promise;
    clearTimeout(timer);
    return fault;
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
    return this.#peer.notes.list();
  }

  async close(): Promise<Capture> {
    this.#peer.end({ kind: 'aborted' });
    this.#closed.abort();
    return noCapture;
  }

  async #listen(): Promise<void> {
    const fault = await this.#receive().catch((thrown: unknown) => faultFrom(thrown, this.#peer));
    this.#opened.resolve(fault);
    this.#peer.end(fault);
  }

  /** Reads the stream to its end, which says why it ended. */
  async #receive(): Promise<Fault> {
    const { http, isNamed, url, headers } = this.#endpoint;
    const response = await http.request({
      method: 'GET',
      url,
      isNamed,
      headers: { ...headers, accept: 'text/event-stream' },
      signal: this.#closed.signal,
      // The stream is silent while nobody asks anything; requests have time limits of their own.
      limits: { stall: 0, bodyBytes: 8 * this.#limits.messageBytes },
    });
    const type = response.headers.get('content-type') ?? '';
    if (response.status !== 200 || !type.startsWith('text/event-stream')) {
      response.close();
      return { kind: 'status', status: response.status, headers: response.headers };
    }
    const events = new Events(this.#limits.messageBytes, {
      onEvent: (name, data) => this.#take(name, data, response),
      onOversized: (start) => this.#peer.oversized(start),
    });
    for await (const chunk of response.body) events.push(chunk);
    return { kind: 'closed' };
  }

  #take(name: string, data: Uint8Array, response: HttpResponse): void {
    if (name !== 'endpoint') {
      this.#peer.receive(data, { noise: 'invalid-message' });
      return;
    }
    const text = Buffer.from(data.subarray(0, 4000)).toString();
    const address = URL.parse(text, response.url);
    const { origin } = new URL(response.url);
    if (address?.origin === origin) {
      this.#address ??= address.href;
      this.#opened.resolve(undefined);
      return;
    }
    const what = `the server names ${quoted(redact(text))} for requests, which leaves ${origin}`;
    this.#peer.notes.add('endpoint-refused', what);
    this.#opened.resolve({ kind: 'invalid', what });
  }

  async #send(message: JsonObject, signal: AbortSignal): Promise<Fault | undefined> {
    const { http, headers, isNamed } = this.#endpoint;
    try {
      const response = await http.request({
        method: 'POST',
        url: this.#address ?? '',
        isNamed,
        headers: {
          ...headers,
          'content-type': 'application/json',
          ...metadataHeaders(message, this.#version),
        },
        body: JSON.stringify(message),
        signal,
      });
      response.close();
      const { status } = response;
      return status < 300 ? undefined : { kind: 'status', status, headers: response.headers };
    } catch (thrown) {
      return faultFrom(thrown, this.#peer);
    }
  }
}

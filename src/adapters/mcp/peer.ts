import { quoted } from '../../domain/escape.ts';
import type { WireNote } from '../../domain/introspection.ts';
import { isObject } from '../../domain/json.ts';
import type { Json, JsonObject } from '../../domain/json.ts';
import { classify, decodeMessage, oddities } from './message.ts';
import type { Incoming } from './message.ts';
import { Notes } from './notes.ts';
import type { Answer, Fault, RawMessage, RequestOptions, WireLimits } from './wire.ts';

/** The one version that has batches; it took them back in the next. */
const BATCH_VERSION = '2025-03-26';
const METHOD_NOT_FOUND = -32601;
const OPEN_BRACE = 0x7b;

/**
 * Puts one message on its way. A fault says that no answer can come any more.
 * The signal fires as soon as nobody waits for the answer.
 */
export type Send = (message: JsonObject, signal: AbortSignal) => Promise<Fault | undefined>;

export interface Received {
  /** The request to which a reply without an id belongs, where the transport knows. */
  readonly replyTo?: number;
  /** What it is called when it is not a message; left out where such a thing is expected, and not noted. */
  readonly noise?: WireNote['kind'];
}

interface Waiting {
  readonly method: string;
  settle(answer: Answer): void;
}

/** Our end of a JSON-RPC connection: pairs replies with requests, answers the server, notes the rest. */
export class Peer {
  readonly notes: Notes = new Notes();
  readonly #send: Send;
  readonly #limits: WireLimits;
  readonly #waiting = new Map<number, Waiting>();
  readonly #ended = new AbortController();
  #fault: Fault | undefined;
  #nextId = 1;
  #answered = 0;
  #version = '';

  constructor(send: Send, limits: WireLimits) {
    this.#send = send;
    this.#limits = limits;
  }

  agree(version: string): void {
    this.#version = version;
  }

  async request(method: string, params: JsonObject, options: RequestOptions): Promise<Answer> {
    if (this.#fault !== undefined) return { kind: 'none', fault: this.#fault };
    const { timeout, signal } = options;
    const id = this.#nextId;
    this.#nextId += 1;
    const { promise, resolve } = Promise.withResolvers<Answer>();
    const done = new AbortController();
    const fail = (fault: Fault): void => resolve({ kind: 'none', fault });
    const abort = (): void => fail({ kind: 'aborted' });
    const timer = setTimeout(() => fail({ kind: 'timeout', milliseconds: timeout }), timeout);
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    this.#waiting.set(id, { method, settle: resolve });
    const sending = this.#send({ jsonrpc: '2.0', id, method, params }, done.signal);
    try {
      // Some transports end sending with the answer: whichever comes first counts.
      const fault = await Promise.race([sending, promise.then(() => undefined)]);
      if (fault !== undefined) fail(fault);
      return await promise;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      this.#waiting.delete(id);
      done.abort();
    }
  }

  async notify(method: string, params: JsonObject, signal: AbortSignal): Promise<void> {
    if (this.#fault !== undefined || signal.aborted) return;
    await this.#send({ jsonrpc: '2.0', method, params }, signal);
  }

  /** Nothing more will come: everything that waits ends with this fault, and so does every later request. */
  end(fault: Fault): void {
    this.#fault ??= fault;
    for (const { settle } of this.#waiting.values()) settle({ kind: 'none', fault: this.#fault });
    this.#ended.abort();
  }

  /** A message was too large to be kept. Where it is the reply to the only request, that one ends too. */
  oversized(start: Uint8Array): void {
    const what = `a message has more than ${this.#limits.messageBytes} bytes`;
    this.notes.add('oversized-line', what, start);
    if (start[0] === OPEN_BRACE) this.#failOnly({ kind: 'limit', what });
  }

  /** Takes the bytes of one message, or of what should be one. */
  receive(bytes: Uint8Array, received: Received): void {
    const { replyTo, noise } = received;
    const decoded = decodeMessage(bytes, this.#limits);
    if (decoded.kind === 'invalid') {
      if (noise !== undefined) this.notes.add(noise, 'what came is not a JSON-RPC message', bytes);
      return;
    }
    if (decoded.kind === 'limit') {
      this.notes.add('invalid-message', `a message was not read: ${decoded.why}`, bytes);
      this.#failOnly({ kind: 'limit', what: decoded.why }, replyTo);
      return;
    }
    const { raw, values, isBatch, isUtf8 } = decoded;
    if (!isUtf8) this.notes.add('invalid-utf8', 'a message holds bytes that are not UTF-8', bytes);
    for (const key of raw.duplicateKeys) {
      this.notes.add('duplicate-keys', 'a message holds a key twice', key);
    }
    if (isBatch && this.#version !== BATCH_VERSION) {
      const what = 'it is a batch, which the agreed version does not have';
      this.notes.add('invalid-message', `a message was not read: ${what}`, bytes);
      if (values.some(isObject)) this.#failOnly({ kind: 'invalid', what }, replyTo);
      return;
    }
    for (const value of values) this.#take(value, raw, received);
  }

  #take(value: Json, raw: RawMessage, { replyTo, noise }: Received): void {
    const message = classify(value);
    if (message.kind === 'strange') {
      if (noise !== undefined) this.notes.add('invalid-message', message.why, raw.text);
      return;
    }
    for (const what of oddities(value)) this.notes.add('invalid-message', what, raw.text);
    switch (message.kind) {
      case 'result':
        this.#settle(message.id, { kind: 'result', result: message.result, raw }, raw, replyTo);
        break;
      case 'error': {
        const { id, kind: _, ...error } = message;
        this.#settle(id, { kind: 'error', ...error }, raw, replyTo);
        break;
      }
      case 'request':
        this.#answer(message, raw);
        break;
      case 'notification':
        this.notes.add(
          'notification',
          `the server sent the notification ${quoted(message.method, 80)}`,
          raw.text,
        );
        break;
      default:
        message satisfies never;
    }
  }

  #settle(id: Json, answer: Answer, raw: RawMessage, replyTo: number | undefined): void {
    // An error may come before the id could be read, and has null then (JSON-RPC 2.0 section 5).
    const isForAny = id === null && answer.kind === 'error';
    const number = isForAny ? (replyTo ?? this.#only()) : numberOf(id);
    const waiting = number === undefined ? undefined : this.#waiting.get(number);
    if (waiting === undefined) {
      this.notes.add('unknown-reply', 'a reply belongs to no open request', raw.text);
      return;
    }
    if (!isForAny && id !== number) {
      const what = `the reply to ${waiting.method} carries the id in another form`;
      this.notes.add('unknown-reply', what, raw.text);
    }
    waiting.settle(answer);
  }

  #only(): number | undefined {
    return this.#waiting.size === 1 ? this.#waiting.keys().next().value : undefined;
  }

  #failOnly(fault: Fault, replyTo: number | undefined = this.#only()): void {
    if (replyTo !== undefined) this.#waiting.get(replyTo)?.settle({ kind: 'none', fault });
  }

  #answer({ id, method }: Incoming & { readonly kind: 'request' }, raw: RawMessage): void {
    const isPing = method === 'ping';
    if (!isPing) {
      const what = `the server sent the request ${quoted(method, 80)}, which was refused`;
      this.notes.add('server-request', what, raw.text);
    }
    // A server that asks without end gets no queue of answers without end.
    this.#answered += 1;
    if (this.#answered > this.#limits.answers || this.#fault !== undefined) return;
    const outcome = isPing
      ? { result: {} }
      : { error: { code: METHOD_NOT_FOUND, message: 'no capability was declared for this' } };
    void this.#send({ jsonrpc: '2.0', id, ...outcome }, this.#ended.signal);
  }
}

/** The request that a reply means. Clients take "1" for 1, so a server could hide from who does not. */
function numberOf(id: Json): number | undefined {
  if (typeof id === 'number') return id;
  return typeof id === 'string' && /^\d{1,9}$/.test(id) ? Number(id) : undefined;
}

import type { HttpProblem } from '../net/index.ts';
import type { Capture, Page, WireNote } from '../../domain/introspection.ts';
import type { Json, JsonObject } from '../../domain/json.ts';
import type { Exit } from '../../domain/ports.ts';

/** Bounds of a wire; sizes in bytes, times in milliseconds. */
export interface WireLimits {
  /** One message: a line on stdio, a body or the data of an event on HTTP. */
  readonly messageBytes: number;
  /** Containers within containers in a message. */
  readonly depth: number;
  /** Values and keys in a message. */
  readonly nodes: number;
  /** Requests of the server that are answered; later ones are only counted. */
  readonly answers: number;
  /** What is kept of standard error. */
  readonly stderrBytes: number;
  /** Between two pieces of the body of an HTTP answer. */
  readonly stall: number;
  /** For what a server has still on its way when it ends, and for a session's farewell. */
  readonly farewell: number;
}

export const wireLimits: WireLimits = {
  messageBytes: 16 * 1024 * 1024,
  depth: 128,
  nodes: 1_000_000,
  answers: 100,
  stderrBytes: 64 * 1024,
  stall: 15_000,
  farewell: 500,
};

/** Why a request was not answered. */
export type Fault =
  | { readonly kind: 'timeout'; readonly milliseconds: number }
  | { readonly kind: 'exited'; readonly exit: Exit }
  /** The connection ended, or the stream of the answer did. */
  | { readonly kind: 'closed' }
  /** An HTTP status without a JSON-RPC answer; headers lower-case, foreign text. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly headers: ReadonlyMap<string, string>;
    }
  | { readonly kind: 'http'; readonly problem: HttpProblem }
  /** `what` is a clause about the answer. */
  | { readonly kind: 'limit'; readonly what: string }
  | { readonly kind: 'invalid'; readonly what: string }
  | { readonly kind: 'aborted' };

export type RawMessage = Omit<Page, 'method' | 'cursor'>;

/** How a request ended. */
export type Answer =
  | { readonly kind: 'result'; readonly result: Json; readonly raw: RawMessage }
  | {
      readonly kind: 'error';
      readonly code: number;
      readonly message: string;
      readonly data?: Json;
    }
  | { readonly kind: 'none'; readonly fault: Fault };

export interface RequestOptions {
  /** Milliseconds until the answer. */
  readonly timeout: number;
  readonly signal: AbortSignal;
}

/**
 * A JSON-RPC connection to a server, whatever it runs over. Nothing that the server sends throws:
 * requests end in an `Answer`, everything else in a note. A ping of the server is answered; every
 * other request of it is refused with -32601, because no capability was declared, and noted.
 */
export interface Wire {
  readonly transport: 'stdio' | 'http' | 'sse';
  request(method: string, params: JsonObject, options: RequestOptions): Promise<Answer>;
  /** Sends a notification; whether it arrived is not known. */
  notify(method: string, params: JsonObject, signal: AbortSignal): Promise<void>;
  /** Tells the wire which version was agreed on: HTTP repeats it in a header, one version has batches. */
  agree(version: string): void;
  /** What was noted so far. */
  notes(): WireNote[];
  /** Ends the connection and the process behind it; resolves when it is gone, with its standard error. Once is enough, twice does no harm. */
  close(): Promise<Capture>;
}

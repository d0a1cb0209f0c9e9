import { setTimeout as sleep } from 'node:timers/promises';
import type { Capture, WireNote } from '../../domain/introspection.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { Running } from '../../domain/ports.ts';
import { HeadAndTail } from './capture.ts';
import { Lines } from './lines.ts';
import { Peer } from './peer.ts';
import { wireLimits } from './wire.ts';
import type { Answer, Fault, RequestOptions, Wire, WireLimits } from './wire.ts';

/** A wire over the standard streams of a process, one message a line. Closing it stops the process. */
export function openStdio(running: Running, overrides: Partial<WireLimits> = {}): Wire {
  return new StdioWire(running, { ...wireLimits, ...overrides });
}

class StdioWire implements Wire {
  readonly transport = 'stdio';
  readonly #running: Running;
  readonly #limits: WireLimits;
  readonly #peer: Peer;
  readonly #stderr: HeadAndTail;
  readonly #read: Promise<unknown>;
  #closing: Promise<Capture> | undefined;

  constructor(running: Running, limits: WireLimits) {
    this.#running = running;
    this.#limits = limits;
    this.#peer = new Peer((message) => this.#send(message), limits);
    this.#stderr = new HeadAndTail(limits.stderrBytes);
    const errors = drain(running.stderr, (chunk) => this.#stderr.push(chunk));
    this.#read = Promise.all([this.#readMessages(), errors]);
    void this.#endWithProcess();
  }

  async request(method: string, params: JsonObject, options: RequestOptions): Promise<Answer> {
    return await this.#peer.request(method, params, options);
  }

  async notify(method: string, params: JsonObject, signal: AbortSignal): Promise<void> {
    await this.#peer.notify(method, params, signal);
  }

  agree(version: string): void {
    this.#peer.agree(version);
  }

  notes(): WireNote[] {
    return this.#peer.notes.list();
  }

  close(): Promise<Capture> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<Capture> {
    this.#peer.end({ kind: 'aborted' });
    await this.#running.stop();
    await this.#lastWords();
    return this.#stderr.end();
  }

  async #endWithProcess(): Promise<void> {
    const exit = await this.#running.exited;
    await this.#lastWords();
    this.#peer.end({ kind: 'exited', exit });
  }

  /** What is still on its way. A child of the process may hold its output open for ever, so it is bounded. */
  async #lastWords(): Promise<void> {
    await Promise.race([this.#read, sleep(this.#limits.farewell, undefined, { ref: false })]);
  }

  async #readMessages(): Promise<void> {
    const lines = new Lines(this.#limits.messageBytes, {
      onLine: (line) => {
        if (!isBlank(line)) this.#peer.receive(line, { noise: 'stdout-noise' });
      },
      onOversized: (start) => this.#peer.oversized(start),
    });
    await drain(this.#running.stdout, (chunk) => lines.push(chunk));
    lines.end();
    this.#peer.end(await this.#gone());
  }

  async #send(message: JsonObject): Promise<Fault | undefined> {
    try {
      await this.#running.write(Buffer.from(`${JSON.stringify(message)}\n`));
      return undefined;
    } catch {
      return await this.#gone();
    }
  }

  /** A stream of the process ended: usually because the process does, which says more. */
  async #gone(): Promise<Fault> {
    return await Promise.race([
      this.#running.exited.then((exit): Fault => ({ kind: 'exited', exit })),
      sleep(this.#limits.farewell, { kind: 'closed' } as const, { ref: false }),
    ]);
  }
}

/** Reads a stream to its end; one that breaks has ended. */
async function drain(
  stream: AsyncIterable<Uint8Array>,
  take: (chunk: Uint8Array) => void,
): Promise<void> {
  try {
    for await (const chunk of stream) take(chunk);
  } catch {
    // The end of the process is what tells why.
  }
}

function isBlank(line: Uint8Array): boolean {
  return line.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}

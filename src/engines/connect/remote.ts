import { openHttp, openSse } from '../../adapters/mcp/index.ts';
import type { Endpoint, Wire } from '../../adapters/mcp/index.ts';
import type { HttpFault } from '../../adapters/net/index.ts';
import { noCapture } from '../../domain/introspection.ts';
import type { Look, WireNote } from '../../domain/introspection.ts';
import { askAgain } from './again.ts';
import type { Opened } from './again.ts';
import { attempt, conclude, within } from './eras.ts';
import { list } from './listing.ts';
import { merged, notSeen, seen } from './outcome.ts';
import { problemFrom } from './problem.ts';
import { discover, initialize, isSession } from './session.ts';
import type { Asking, Refusal, Session } from './session.ts';

/** Faults after which no other way in can work either. */
const FINAL: ReadonlySet<HttpFault> = new Set([
  'invalid-request',
  'refused-address',
  'unresolved',
  'tls',
]);

/**
 * Looks at a remote server: a modern POST first; where that brings nothing quickly, `initialize` by
 * POST beside it, and the event stream of HTTP+SSE after that. An endpoint that is configured as
 * HTTP+SSE is tried as such before `initialize` by POST.
 */
export async function lookAtRemote(
  endpoint: Endpoint,
  transport: 'http' | 'sse',
  asking: Asking,
): Promise<Look> {
  const remote = new Remote(endpoint, asking);
  try {
    const discovered = discover(remote.openHttp(), asking);
    const initialized = remote.openLegacy(discovered, transport);
    const conclusion = await conclude(
      attempt(discovered, (opened) => list(opened, asking)),
      attempt(initialized, (opened) => list(opened, asking)),
      asking.limits.grace,
    );
    const again =
      'listed' in conclusion && asking.again !== undefined
        ? await askAgain(
            conclusion.listed,
            (client, more) => remote.openAgain(conclusion.listed.session, { ...more, client }),
            asking,
            { ...asking.again, mayCall: false },
          )
        : undefined;
    await remote.close();
    if (!('listed' in conclusion)) return notSeen(problemFrom(conclusion), remote.notes());
    return seen(conclusion, noCapture, { containment: 'remote', unenforced: [] }, again);
  } finally {
    await remote.close();
  }
}

class Remote {
  readonly #endpoint: Endpoint;
  readonly #asking: Asking;
  readonly #wires: Wire[] = [];
  readonly #strayNotes: WireNote[] = [];

  constructor(endpoint: Endpoint, asking: Asking) {
    this.#endpoint = endpoint;
    this.#asking = asking;
  }

  openHttp(): Wire {
    const wire = openHttp(this.#endpoint, this.#asking.limits.wire);
    this.#wires.push(wire);
    return wire;
  }

  async openLegacy(
    discovered: Promise<Session | Refusal>,
    transport: 'http' | 'sse',
  ): Promise<Session | Refusal> {
    const early = await within(discovered, this.#asking.limits.headStart, 'server/discover');
    if (!isSession(early) && isFinal(early)) return early;
    const byPost = async (): Promise<Session | Refusal> =>
      await initialize(this.openHttp(), this.#asking);
    const byStream = async (): Promise<Session | Refusal> => await this.#initializeBySse();
    const [first, second] = transport === 'sse' ? [byStream, byPost] : [byPost, byStream];
    const outcome = await first();
    if (isSession(outcome) || isFinal(outcome) || isSilent(outcome)) return outcome;
    // A modern server is known by its refusal; nothing it has is behind an event stream.
    if (outcome.isModern || isSession(await within(discovered, 0, ''))) return outcome;
    const other = await second();
    return isSession(other) ? other : outcome;
  }

  /** One more connection of the same kind, on which nothing was said before. */
  async openAgain(first: Session, asking: Asking): Promise<Opened | undefined> {
    const session =
      first.era === 'modern'
        ? await discover(this.openHttp(), asking, first.version)
        : first.wire.transport === 'sse'
          ? await this.#initializeBySse(asking)
          : await initialize(this.openHttp(), asking);
    return isSession(session) ? { session, close: () => session.wire.close() } : undefined;
  }

  async #initializeBySse(asking: Asking = this.#asking): Promise<Session | Refusal> {
    const { limits, signal } = asking;
    const options = { timeout: limits.request, signal };
    const opened = await openSse(this.#endpoint, options, limits.wire);
    if ('fault' in opened) {
      this.#strayNotes.push(...opened.notes);
      return {
        method: 'the event stream',
        answer: { kind: 'none', fault: opened.fault },
        isModern: false,
      };
    }
    this.#wires.push(opened.wire);
    return await initialize(opened.wire, asking);
  }

  notes(): WireNote[] {
    return merged([...this.#wires.map((wire) => wire.notes()), this.#strayNotes]);
  }

  async close(): Promise<void> {
    await Promise.all(this.#wires.map((wire) => wire.close()));
  }
}

function isFinal({ answer }: Refusal): boolean {
  if (answer.kind !== 'none') return false;
  const { fault } = answer;
  if (fault.kind === 'status') return fault.status === 401 || fault.status === 403;
  return fault.kind === 'aborted' || (fault.kind === 'http' && FINAL.has(fault.problem.fault));
}

function isSilent({ answer }: Refusal): boolean {
  return answer.kind === 'none' && answer.fault.kind === 'timeout';
}

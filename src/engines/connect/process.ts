import { openStdio } from '../../adapters/mcp/index.ts';
import type { ClientInfo, Wire } from '../../adapters/mcp/index.ts';
import { noCapture } from '../../domain/introspection.ts';
import type { Look } from '../../domain/introspection.ts';
import type { Started, Starter } from '../../domain/ports.ts';
import type { Server } from '../../domain/server.ts';
import { askAgain } from './again.ts';
import type { Open, Opened } from './again.ts';
import { attempt, conclude } from './eras.ts';
import { list } from './listing.ts';
import { merged, notSeen, seen } from './outcome.ts';
import { problemFrom } from './problem.ts';
import { discover, initialize, isSession } from './session.ts';
import type { Asking, Refusal, Session } from './session.ts';

/**
 * Looks at a server on stdio. Two processes of it run side by side: a probe is asked in the modern
 * era, the other gets `initialize`. A legacy server may answer the probe with any error, with
 * nothing, or by ending; none of that costs the other process anything, and the total time stays
 * near the server's own.
 *
 * @param asking begins to count the time of the look
 */
export async function lookAtProcess(
  server: Server,
  start: Starter,
  signal: AbortSignal,
  asking: () => Asking,
): Promise<Look> {
  const session = await start(server, 'session', signal);
  if (!('running' in session)) return { seen: false, problem: session };
  const probe = await start(server, 'probe', signal);
  const another: Another = async () => {
    const started = await start(server, 'session', signal);
    return 'running' in started ? started : undefined;
  };
  if (!('running' in probe)) return (await ask(session, undefined, asking(), another)).look;
  const { look, isOusted } = await ask(session, probe, asking(), another);
  if (!isOusted || signal.aborted) return look;
  // Perhaps it bears no second process beside it: a lock, a port.
  const alone = await start(server, 'session', signal);
  return 'running' in alone ? (await ask(alone, undefined, asking(), another)).look : look;
}

interface Asked {
  readonly look: Look;
  /** Whether the process for the session was gone before it answered, and the probe was not. */
  readonly isOusted: boolean;
}

/** Starts one more process of the same server. */
type Another = () => Promise<Started | undefined>;

async function ask(
  session: Started,
  probe: Started | undefined,
  asking: Asking,
  another: Another,
): Promise<Asked> {
  const { limits } = asking;
  const wire = openStdio(session.running, limits.wire);
  const probeWire = probe && openStdio(probe.running, limits.wire);
  const wires = probeWire === undefined ? [wire] : [wire, probeWire];
  try {
    const initialized = initialize(wire, asking);
    const discovered =
      probeWire === undefined
        ? // One process for both: what a modern server refuses does not bind it.
          initialized.then((outcome) => (isSession(outcome) ? noProbe : discover(wire, asking)))
        : discover(probeWire, asking);
    const conclusion = await conclude(
      attempt(discovered, (opened) => list(opened, asking)),
      attempt(initialized, (opened) => list(opened, asking)),
      limits.grace,
    );
    const again =
      'listed' in conclusion && asking.again !== undefined
        ? await askAgain(
            conclusion.listed,
            // Whoever looks thoroughly does not want a process that has heard from us before.
            opener(conclusion.listed.session, asking.again.isThorough ? [] : wires, another),
            asking,
            // A tool's word that it only reads is worth nothing where it could do otherwise.
            { ...asking.again, mayCall: asking.again.mayCall && session.containment !== 'none' },
          )
        : undefined;
    const captures = new Map(
      await Promise.all(wires.map(async (one) => [one, await one.close()] as const)),
    );
    if ('listed' in conclusion) {
      const stderr = captures.get(conclusion.listed.session.wire) ?? noCapture;
      return { look: seen(conclusion, stderr, session, again), isOusted: false };
    }
    const stderr = captures.get(wire) ?? noCapture;
    const look = notSeen(problemFrom(conclusion), merged(wires.map((one) => one.notes())), stderr);
    return { look, isOusted: isGone(conclusion) && !isGone(await discovered) };
  } finally {
    await Promise.all(wires.map((one) => one.close()));
  }
}

/**
 * Opens further connections: first over the process that was asked in the other era, if it still answers,
 * which saves a start; then each over a process of its own.
 */
function opener(first: Session, wires: readonly Wire[], another: Another): Open {
  const spare = wires.filter((wire) => wire !== first.wire);
  const openOn = async (
    wire: Wire,
    client: ClientInfo,
    asking: Asking,
  ): Promise<Opened | undefined> => {
    const own = { ...asking, client };
    const session =
      first.era === 'modern'
        ? await discover(wire, own, first.version)
        : await initialize(wire, own);
    return isSession(session) ? { session, close: () => wire.close() } : undefined;
  };
  return async (client, asking) => {
    const known = spare.pop();
    const reused = known && (await openOn(known, client, asking));
    if (reused !== undefined) return reused;
    const started = await another();
    if (started === undefined) return undefined;
    const wire = openStdio(started.running, asking.limits.wire);
    const opened = await openOn(wire, client, asking);
    if (opened === undefined) await wire.close();
    return opened;
  };
}

const noProbe: Refusal = {
  method: 'server/discover',
  answer: { kind: 'none', fault: { kind: 'aborted' } },
  isModern: false,
};

function isGone(outcome: Session | Refusal): boolean {
  if (isSession(outcome) || outcome.answer.kind !== 'none') return false;
  const { kind } = outcome.answer.fault;
  return kind === 'exited' || kind === 'closed';
}

import { WarderError, messageOf } from '../../domain/errors.ts';
import { visible } from '../../domain/escape.ts';
import { noCapture } from '../../domain/introspection.ts';
import type { Look } from '../../domain/introspection.ts';
import type { Progress } from '../../domain/ports.ts';
import type { Server } from '../../domain/server.ts';
import type { Looked } from './groups.ts';

/** What looking at many servers takes. */
export interface Looking {
  readonly servers: readonly Server[];
  /** One look at a running server. Never throws for what the server does. */
  readonly look: (server: Server) => Promise<Look>;
  readonly progress: Progress;
  /** How many servers are looked at at once. */
  readonly parallel: number;
}

/** Looks at each server, several at once; the results stand in the order of the servers. */
export async function lookAtAll({
  look,
  parallel,
  progress,
  servers,
}: Looking): Promise<readonly Looked[]> {
  return await inParallel(servers, parallel, async (server): Promise<Looked> => {
    const end = progress.begin(visible(server.name));
    const result = await look(server).catch(faultOf);
    end(result.seen ? 'looked at' : 'not seen');
    return { server, look: result };
  });
}

/**
 * A fault of ours in the look at one server costs that look, not those at all others. What the user can
 * mend (their own options) still ends everything.
 */
function faultOf(thrown: unknown): Look {
  if (thrown instanceof WarderError && thrown.code === 'USAGE') throw thrown;
  const why = `Warder failed to look at it: ${visible(messageOf(thrown))}.`;
  const ours = 'This is a fault of Warder itself; please report it.';
  const hint = thrown instanceof WarderError ? thrown.hint : ours;
  const problem = { why, ...(hint !== undefined && { hint }), notes: [], stderr: noCapture };
  return { seen: false, problem: { reason: 'fault', ...problem } };
}

/** Results in the order of the items, whatever the order in which they came. */
async function inParallel<T, R>(
  items: readonly T[],
  parallel: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.max(1, parallel) }, worker));
  return results;
}

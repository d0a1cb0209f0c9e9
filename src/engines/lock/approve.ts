import { WarderError } from '../../domain/errors.ts';
import { visible } from '../../domain/escape.ts';
import type { Approval, DefinitionPin, Lock, ServerPin } from '../../domain/lock.ts';
import type { Comparison } from './drift.ts';
import { comparePins, compareText } from './pin.ts';

/** What is approved: everything that was looked at, one server, or one definition of it. */
export interface Selection {
  /** Name or id of a server. */
  readonly server?: string;
  /** Name of a definition, or `kind name` where several kinds share it. */
  readonly definition?: string;
}

/**
 * The comparisons that a selection means, cut to what it is about.
 *
 * @throws WarderError USAGE where no one server has that name
 */
export function select(
  comparisons: readonly Comparison[],
  { definition, server }: Selection,
): readonly Comparison[] {
  const chosen = server === undefined ? comparisons : named(comparisons, server);
  if (definition === undefined) return chosen;
  return chosen.map(({ drift, ...pins }) => {
    const items = drift.items.filter((item) => isCalled(item, definition));
    return { ...pins, drift: { ...drift, items } };
  });
}

function isCalled(
  { kind, name }: Pick<DefinitionPin, 'name'> & { readonly kind: string },
  wanted: string,
): boolean {
  return name === wanted || `${kind} ${name}` === wanted;
}

function named(comparisons: readonly Comparison[], server: string): readonly Comparison[] {
  const found = comparisons.filter(({ drift }) => drift.id === server || drift.name === server);
  if (found.length === 1) return found;
  const known = found.length === 0 ? 'there is no server' : 'several servers are called';
  throw new WarderError('USAGE', `${known} "${visible(server)}"`, {
    hint: 'give the id that `warder lock diff` shows',
  });
}

/**
 * The lock in which what was selected is pinned as it is now. A server that is gone is taken out only
 * where it was named: else a check of some servers would unpin the others.
 *
 * @throws WarderError USAGE where there is nothing of that name
 */
export function approve(
  lock: Lock,
  comparisons: readonly Comparison[],
  selection: Selection,
  approval: Approval,
): Lock {
  const pins = new Map(lock.servers.map((pin) => [pin.id, pin]));
  const chosen = select(comparisons, selection);
  if (selection.definition !== undefined && chosen.length !== 1) {
    throw new WarderError(
      'USAGE',
      `there are ${chosen.length} servers to approve a definition of`,
      {
        hint: 'name the one with --server',
      },
    );
  }
  for (const { after, before, drift } of chosen) {
    if (selection.definition !== undefined) {
      const pin = withDefinition(before, after, selection.definition, approval);
      pins.set(pin.id, pin);
    } else if (drift.state === 'absent' && selection.server !== undefined) pins.delete(drift.id);
    else if (after !== undefined && drift.state !== 'unchanged') {
      pins.set(after.id, { ...after, approved: approval });
    }
  }
  return lockOf([...pins.values()]);
}

/** The lock to which servers are added that are not in it. What is pinned stays as it is. */
export function pinNew(lock: Lock, comparisons: readonly Comparison[]): Lock {
  const fresh = comparisons.flatMap(({ after, before }) =>
    before === undefined && after !== undefined ? [after] : [],
  );
  return lockOf([...lock.servers, ...fresh]);
}

function lockOf(servers: readonly ServerPin[]): Lock {
  return { format: 'warder-lock/1', servers: servers.toSorted((a, b) => compareText(a.id, b.id)) };
}

function withDefinition(
  before: ServerPin | undefined,
  after: ServerPin | undefined,
  wanted: string,
  approved: Approval,
): ServerPin {
  if (before === undefined || after === undefined) {
    throw new WarderError(
      'USAGE',
      'one definition can be approved only of a server that is pinned and seen',
      {
        hint: 'approve the whole server first, with --server alone',
      },
    );
  }
  const isMeant = (pin: DefinitionPin): boolean => isCalled(pin, wanted);
  const now = after.definitions.filter(isMeant);
  const then = before.definitions.filter(isMeant);
  const kinds = new Set([...now, ...then].map(({ kind }) => kind));
  if (kinds.size !== 1) {
    const why =
      kinds.size === 0 ? 'there is no definition' : 'definitions of several kinds are called';
    throw new WarderError('USAGE', `${why} "${visible(wanted)}"`, {
      hint: 'give its kind too, as in --definition "tool search"',
    });
  }
  const others = before.definitions.filter((one) => !isMeant(one));
  const definitions = [...others, ...now.map((one) => ({ ...one, approved }))].sort(comparePins);
  return { ...before, definitions };
}

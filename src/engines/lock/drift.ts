import type { Definition, Listing } from '../../domain/definition.ts';
import { changeKinds } from '../../domain/drift.ts';
import type { Change, Changed } from '../../domain/drift.ts';
import type { Finding } from '../../domain/finding.ts';
import type { Introspection, Look, NotSeen } from '../../domain/introspection.ts';
import type { DriftItem, Lock, ServerDrift, ServerPin } from '../../domain/lock.ts';
import { isCutShort } from '../../domain/gaps.ts';
import { whole } from '../../domain/record.ts';
import type { Server } from '../../domain/server.ts';
import { compareSeverity } from '../../domain/severity.ts';
import type { Severity } from '../../domain/severity.ts';
import { compareListings } from './compare/listing.ts';
import type { Fate } from './compare/listing.ts';
import { compareServers } from './compare/server.ts';
import { knownFrom } from './known.ts';
import { knownPin, pinServer } from './pin.ts';
import type { Pinning } from './pin.ts';

/** A server with what one look at it brought. */
export interface Seen {
  readonly server: Server;
  readonly look: Look;
}

/** What became of one server since it was pinned. */
export interface Comparison {
  readonly drift: ServerDrift;
  /** Undefined where the server is not pinned. */
  readonly before: ServerPin | undefined;
  /** Undefined where it was not seen. */
  readonly after: ServerPin | undefined;
}

export interface Comparing extends Pinning {
  /** Finds what is wrong in these listings; the findings are fit to be shown. */
  readonly rescan: (listings: readonly Listing[]) => Promise<readonly Finding[]>;
}

/**
 * Compares what servers offer now with what is pinned: one entry for each server that was looked at, then
 * one for each that is pinned and was not among them. What changed or is new is scanned again, and the
 * findings that were not there when it was approved make the change as grave as they are.
 */
export async function compareWithLock(
  lock: Lock,
  seen: readonly Seen[],
  comparing: Comparing,
): Promise<Comparison[]> {
  const pins = new Map(lock.servers.map((pin) => [pin.id, pin]));
  const known = await findingsIn(lock.servers.map(listingOfPin), comparing);
  const now = await findingsIn(seen.flatMap(listingOfSeen), comparing);
  const old = new Set(known.map(evidenceOf));
  const fresh = now.filter((finding) => !old.has(evidenceOf(finding)));
  const told = new Set([...known, ...now].map(evidenceOf));
  const compared: Comparison[] = [];
  for (const { look, server } of seen) {
    const before = pins.get(server.id);
    pins.delete(server.id);
    const listed = listedIn(look);
    if ('why' in listed) {
      compared.push({ drift: unable(server, listed, comparing), before, after: undefined });
      continue;
    }
    const after = pinServer(server, listed, comparing);
    const findings = fresh.filter((finding) => finding.server === server.id);
    const steady =
      before === undefined ? unpinned(after, findings) : changed(before, after, findings);
    const later = await laterItems(listed, before, after, told, comparing);
    const drift = withLater(steady, later, uncheckedIn(listed));
    compared.push({ drift, before, after });
  }
  const absent = [...pins.values()].map((pin) => ({
    drift: absentDrift(pin),
    before: pin,
    after: undefined,
  }));
  return [...compared, ...absent];
}

async function findingsIn(
  listings: readonly Listing[],
  { rescan }: Comparing,
): Promise<readonly Finding[]> {
  return listings.length === 0 ? [] : await rescan(listings);
}

function listingOfPin({ definitions, id, name }: ServerPin): Listing {
  const kept = definitions.map(knownPin).flatMap(({ content, kind, name }): Definition[] => {
    return content === undefined ? [] : [{ kind, name, raw: content }];
  });
  return { server: id, title: name, definitions: kept };
}

function listingOfSeen({ look, server }: Seen): Listing[] {
  if (!look.seen) return [];
  return [{ server: server.id, title: server.name, definitions: look.introspection.definitions }];
}

/** Equal for findings of one rule at one place with the same evidence. */
function evidenceOf({ id, shows }: Finding): string {
  return `${id} ${shows}`;
}

type Problem = Pick<NotSeen, 'why' | 'hint'>;

/** What a look brought, or why there is nothing to compare: a list that failed once is not an empty one. */
function listedIn(look: Look): Introspection | Problem {
  if (!look.seen) return look.problem;
  const failed = look.introspection.notes.find(({ kind }) => kind === 'list-failed');
  if (failed === undefined) return look.introspection;
  return { why: `Not everything it offers was read: ${failed.what}.` };
}

/** What of a server was not read, or could not be asked again. */
function uncheckedIn({ again, notes }: Introspection): string[] {
  return [
    ...notes.filter(isCutShort).map(({ what }) => `not everything it offers was read: ${what}`),
    ...(again?.unable ?? []).map((why) => `it could not be asked again: ${why}`),
  ];
}

function unable({ id, name }: Server, { hint, why }: Problem, { mask }: Comparing): ServerDrift {
  const hide = whole(mask);
  return {
    id,
    name: hide(name),
    state: 'unable',
    items: [],
    why: hide(why),
    ...(hint !== undefined && { hint: hide(hint) }),
    unchecked: [],
  };
}

function absentDrift({ id, name }: ServerPin): ServerDrift {
  const items = [serverItem('absent-server', 'it is not among the servers that were looked at')];
  return { id, name, state: 'absent', items, unchecked: [] };
}

function unpinned({ id, name }: ServerPin, findings: readonly Finding[]): ServerDrift {
  const items = [serverItem('new-server', 'it is not in the lock'), ...itemsOf([], findings)];
  return { id, name, state: 'new', items, unchecked: [] };
}

/** What came only when the server was asked again makes a server changed that is otherwise as approved. */
function withLater(
  drift: ServerDrift,
  later: readonly DriftItem[],
  unchecked: readonly string[],
): ServerDrift {
  return {
    ...drift,
    state: drift.state === 'unchanged' && later.length > 0 ? 'changed' : drift.state,
    items: [...drift.items, ...later],
    unchecked: [...drift.unchecked, ...unchecked],
  };
}

/**
 * The definitions that are not as they were first when the server is asked again, compared with the pin.
 *
 * @param told evidence of what rules find in the pin and in the first list already
 */
async function laterItems(
  { again }: Introspection,
  before: ServerPin | undefined,
  after: ServerPin,
  told: ReadonlySet<string>,
  comparing: Comparing,
): Promise<DriftItem[]> {
  const first = after.definitions.map(knownPin);
  const pinned = before?.definitions.map(knownPin) ?? first;
  const items: DriftItem[] = [];
  for (const { definitions, says } of again?.observations ?? []) {
    const known = definitions.map((one) => knownFrom(one, comparing.mask));
    const unsteady = new Set(compareListings(first, known).map(keyOfFate));
    const fates = compareListings(pinned, known).filter((fate) => unsteady.has(keyOfFate(fate)));
    const shown = new Set(fates.flatMap(({ after }) => (after ? [keyOf(after)] : [])));
    const listing = {
      server: after.id,
      title: after.name,
      definitions: definitions.filter((one) => shown.has(keyOf(one))),
    };
    const found = await findingsIn([listing], comparing);
    const findings = found.filter((finding) => !told.has(evidenceOf(finding)));
    const changes = fates.flatMap(({ changes }) => changes);
    items.push(...itemsOf(changes, findings).map((item) => ({ ...item, seen: says })));
  }
  return items;
}

function keyOf({ kind, name }: Changed): string {
  return `${kind} ${name}`;
}

function keyOfFate({ after, before }: Fate): string {
  const one = after ?? before;
  return one === undefined ? '' : keyOf(one);
}

function serverItem(change: 'new-server' | 'absent-server', what: string): DriftItem {
  const { grade } = changeKinds[change];
  const of = { kind: 'launch', name: '' } as const;
  return { ...of, grade, changes: [{ ...of, change, grade, at: '', what }], findings: [] };
}

function changed(before: ServerPin, after: ServerPin, findings: readonly Finding[]): ServerDrift {
  const { changes, unchecked } = compareServers(before, after);
  const fates = compareListings(before.definitions.map(knownPin), after.definitions.map(knownPin));
  const all = [...changes, ...fates.flatMap((fate) => fate.changes)];
  // What is unchanged was approved with its findings; that they show only now is due to its neighbours.
  const moved = new Set(all.map(keyOf));
  const own = findings.filter(({ place }) => place.in === 'definition' && moved.has(keyOf(place)));
  const items = itemsOf(all, own);
  const { id, name } = after;
  return { id, name, state: items.length > 0 ? 'changed' : 'unchanged', items, unchecked };
}

/** Changes by what they are about, each with its findings, gravest first. */
function itemsOf(changes: readonly Change[], findings: readonly Finding[]): DriftItem[] {
  const items = new Map<string, { of: Changed; changes: Change[]; findings: Finding[] }>();
  const itemFor = ({ kind, name }: Changed) => {
    const key = keyOf({ kind, name });
    const known = items.get(key) ?? { of: { kind, name }, changes: [], findings: [] };
    items.set(key, known);
    return known;
  };
  for (const change of changes) itemFor(change).changes.push(change);
  for (const finding of findings) {
    if (finding.place.in === 'definition') itemFor(finding.place).findings.push(finding);
  }
  return [...items.values()]
    .map(({ changes, findings, of }): DriftItem => {
      const grades = [...changes.map(({ grade }) => grade), ...findings.map((one) => one.severity)];
      const grade = grades.toSorted(compareSeverity)[0] ?? 'info';
      return { ...of, grade, changes: changes.toSorted(byGrade), findings };
    })
    .sort(byGrade);
}

function byGrade(a: { readonly grade: Severity }, b: { readonly grade: Severity }): number {
  return compareSeverity(a.grade, b.grade);
}

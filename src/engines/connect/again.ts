import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientInfo } from '../../adapters/mcp/index.ts';
import { quoted } from '../../domain/escape.ts';
import type { Again, Asked, Observation } from '../../domain/introspection.ts';
import { canonicalJson } from '../../domain/json.ts';
import { callHarmless, isHidden, toolsOf } from './calls.ts';
import type { Listed } from './listing.ts';
import { list } from './listing.ts';
import type { Asking, Session } from './session.ts';

/** How a server is asked again once everything that it offers was listed. */
export interface AgainPlan {
  /** As whom it is asked beside ourselves; the first alone where the plan is not thorough. */
  readonly clients: readonly ClientInfo[];
  /** Every client, more lists, calls of harmless tools, and a wait. */
  readonly isThorough: boolean;
  /** Whether tools may be called: the server is contained and reaches nothing. */
  readonly mayCall: boolean;
  /** Milliseconds that a thorough plan waits before it asks a last time. */
  readonly wait: number;
  /** Tells a person that it has begun; the function that it ended. */
  readonly begin?: () => () => void;
}

/** One more connection to the server, in the era that counts. */
export interface Opened {
  readonly session: Session;
  close(): Promise<unknown>;
}

/** Opens one more connection as this client; undefined where the server does not bear or answer it. */
export type Open = (client: ClientInfo, asking: Asking) => Promise<Opened | undefined>;

/** Milliseconds, and numbers of lists. */
const SHORT = { total: 10_000, request: 4_000, handshake: 5_000, repeats: 5, repeating: 1_500 };
/** Of a remote server, that others use too, no more is asked without need. */
const SHORT_REPEATS_REMOTE = 2;
const LONG = { total: 60_000, request: 8_000, handshake: 10_000, repeats: 25, repeating: 5_000 };
/** A server that shows something else each time is understood after a few. */
const MOST_DIFFERENT = 4;

/**
 * Lists again: on a new connection as another client, several times on the same one, and where the plan is
 * thorough as every client, after calls and later. A server's lists may depend on who is authorised, and
 * on nothing else (2026-07-28, tools/list); here the credentials are always the same.
 */
export async function askAgain(
  first: Listed,
  open: Open,
  asking: Asking,
  plan: AgainPlan,
): Promise<Again> {
  const bounds = plan.isThorough ? LONG : SHORT;
  const { handshake, request, total } = bounds;
  const limits = {
    ...asking.limits,
    handshake,
    request,
    undeclared: Math.min(500, asking.limits.undeclared),
  };
  const signal = AbortSignal.any([asking.signal, AbortSignal.timeout(total)]);
  const asker = new Asker(first, open, { ...asking, limits, signal });
  const end = plan.begin?.();
  try {
    const others = plan.isThorough ? plan.clients : plan.clients.slice(0, 1);
    for (const client of others) await asker.asClient(client);
    const isRemote = first.session.wire.transport !== 'stdio';
    const repeats = isRemote && !plan.isThorough ? SHORT_REPEATS_REMOTE : bounds.repeats;
    await asker.repeatedly(repeats, bounds.repeating);
    if (plan.isThorough) {
      await asker.afterCalls(plan.mayCall);
      await asker.later(plan.wait);
    }
  } finally {
    await asker.close();
    end?.();
  }
  return asker.result();
}

class Asker {
  readonly #first: Listed;
  readonly #open: Open;
  readonly #asking: Asking;
  readonly #observations: Observation[] = [];
  readonly #asked: Asked[] = [];
  readonly #unable: string[] = [];
  readonly #opened: Opened[] = [];

  constructor(first: Listed, open: Open, asking: Asking) {
    this.#first = first;
    this.#open = open;
    this.#asking = asking;
  }

  result(): Again {
    return { asked: this.#asked, observations: this.#observations, unable: this.#unable };
  }

  async close(): Promise<void> {
    await Promise.all(this.#opened.map((one) => one.close()));
  }

  async asClient(client: ClientInfo): Promise<void> {
    const as: Asked = { way: 'client', says: `asked as the client ${quoted(client.name, 60)}` };
    const session = await this.#connect(client, as);
    const listed = session && (await this.#list(session, as));
    if (listed === undefined || this.#isSame(listed)) return;
    // Only if we ourselves still get the first list is it the client that makes the difference.
    const ours: Asked = { way: 'connection', says: 'asked on a new connection' };
    const control = await this.#connect(this.#asking.client, ours);
    const own = control && (await this.#list(control, ours));
    if (own === undefined) return;
    if (this.#isSame(own)) this.#observe(as, listed);
    else this.#observe(ours, own);
  }

  /** @param milliseconds after which no further list is asked for */
  async repeatedly(times: number, milliseconds: number): Promise<void> {
    const started = performance.now();
    // How many there was time for is left out of the record: two runs on the same server read the same.
    const again: Asked = {
      way: 'repeat',
      says: 'asked for the list several times on one connection',
    };
    for (let nth = 2; nth <= times + 1; nth += 1) {
      const listed = await this.#list(this.#first.session, again);
      if (listed === undefined) return;
      const says = `asked for the list number ${nth} on one connection`;
      if (!this.#isSame(listed)) return this.#observe({ way: 'repeat', says }, listed);
      if (performance.now() - started > milliseconds) return;
    }
  }

  async afterCalls(mayCall: boolean): Promise<void> {
    const fresh: Asked = { way: 'connection', says: 'asked on a new connection' };
    const session = await this.#connect(this.#asking.client, fresh);
    const before = session && (await this.#list(session, fresh));
    if (session === undefined || before === undefined) return;
    if (!this.#isSame(before)) this.#observe(fresh, before);
    const calls = mayCall ? await callHarmless(session, before.definitions, this.#asking) : 0;
    const says =
      calls === 0 ? 'asked after a ping' : `asked after ${calls} calls of read-only tools`;
    if (session.era === 'legacy') await session.ask('ping', {}, this.#asking.limits.request);
    const after = await this.#list(session, { way: calls === 0 ? 'repeat' : 'calls', says });
    if (after !== undefined && !isSame(after, before)) this.#observe({ way: 'calls', says }, after);
    if (mayCall) await this.#lookForHidden(session, before);
  }

  async later(milliseconds: number): Promise<void> {
    const waited: Asked = {
      way: 'later',
      says: `asked again ${milliseconds / 1000} seconds later`,
    };
    await sleep(milliseconds, undefined, { signal: this.#asking.signal }).catch(() => undefined);
    const listed = await this.#list(this.#first.session, waited);
    if (listed !== undefined && !this.#isSame(listed)) this.#observe(waited, listed);
  }

  /** Tools that others were shown and this session was not: can it call them all the same? */
  async #lookForHidden(session: Session, shown: Listed): Promise<void> {
    const own = new Set(toolsOf(shown.definitions).map(({ name }) => name));
    const others = [this.#first, ...this.#observations].flatMap((one) => toolsOf(one.definitions));
    const missing = new Map(
      others.filter(({ name }) => !own.has(name)).map((one) => [one.name, one]),
    );
    const hidden: Asked = { way: 'hidden', says: 'left out of the list, and called by its name' };
    this.#asked.push(hidden);
    for (const tool of missing.values()) {
      if (!(await isHidden(session, tool, this.#asking))) continue;
      const definitions = [...this.#first.definitions, tool];
      this.#observations.push({ ...hidden, isAnnounced: false, definitions });
    }
  }

  async #connect(client: ClientInfo, { says }: Asked): Promise<Session | undefined> {
    if (this.#isOver()) return undefined;
    const opened = await this.#open(client, { ...this.#asking, client });
    if (opened === undefined) this.#fail(says, 'the server did not take another connection');
    else this.#opened.push(opened);
    return opened?.session;
  }

  async #list(session: Session, asked: Asked): Promise<Listed | undefined> {
    if (this.#isOver()) return undefined;
    const listed = await list(session, this.#asking);
    const broken = listed.notes.find(({ kind }) => kind === 'list-failed');
    const wasBroken = this.#first.notes.some(({ kind }) => kind === 'list-failed');
    if (broken !== undefined && !wasBroken) {
      this.#fail(asked.says, broken.what);
      return undefined;
    }
    if (!this.#asked.some(({ says }) => says === asked.says)) this.#asked.push(asked);
    return listed;
  }

  #isOver(): boolean {
    if (this.#observations.length >= MOST_DIFFERENT) return true;
    if (!this.#asking.signal.aborted) return false;
    if (this.#unable.length === 0) this.#unable.push('the time to ask the server again was over');
    return true;
  }

  #fail(says: string, why: string): void {
    this.#unable.push(`${says}: ${why}`);
  }

  #isSame(listed: Listed): boolean {
    return isSame(listed, this.#first);
  }

  #observe(asked: Asked, { definitions, session }: Listed): void {
    const isAnnounced = session.wire
      .notes()
      .some(({ kind, what }) => kind === 'notification' && what.includes('list_changed'));
    this.#observations.push({ ...asked, isAnnounced, definitions });
  }
}

/** Whether two lists offer the same, in whatever order. */
function isSame(a: Listed, b: Listed): boolean {
  return a.digest === b.digest || textOf(a) === textOf(b);
}

function textOf({ definitions }: Listed): string {
  return definitions
    .map(({ kind, name, raw }) => canonicalJson([kind, name, raw]))
    .sort()
    .join('\n');
}

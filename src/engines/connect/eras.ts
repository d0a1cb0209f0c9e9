import { setTimeout as sleep } from 'node:timers/promises';
import type { Listed } from './listing.ts';
import { isSession } from './session.ts';
import type { Refusal, Session } from './session.ts';

/** The way in by one era: how its opening ends, and the listing that follows at once. */
export interface Attempt {
  readonly opened: Promise<Session | Refusal>;
  /** The refusal where nothing was opened. */
  readonly listed: Promise<Listed | Refusal>;
}

/** What a server offers, by the era that counts and, of a server of both eras, by the other too. */
export interface Conclusion {
  readonly listed: Listed;
  readonly other: Listed | undefined;
}

/** Lists as soon as there is a session, while the other era is still waited for. */
export function attempt(
  opened: Promise<Session | Refusal>,
  list: (session: Session) => Promise<Listed>,
): Attempt {
  const listOnceOpen = async (): Promise<Listed | Refusal> => {
    const outcome = await opened;
    return isSession(outcome) ? await list(outcome) : outcome;
  };
  return { opened, listed: listOnceOpen() };
}

/**
 * Finds out which eras a server speaks. As long as neither is open both are waited for; once one is
 * open the other has `grace` milliseconds more, so that a server which says nothing to what it does
 * not know costs no more than that. Where both are open the modern one counts.
 */
export async function conclude(
  modern: Attempt,
  legacy: Attempt,
  grace: number,
): Promise<Conclusion | Refusal> {
  await oneOpen(modern.opened, legacy.opened);
  const [first, second] = await Promise.all([
    within(modern.opened, grace, 'server/discover'),
    within(legacy.opened, grace, 'initialize'),
  ]);
  const newer = isSession(first) ? await modern.listed : first;
  const older = isSession(second) ? await legacy.listed : second;
  if (isListed(newer)) return { listed: newer, other: isListed(older) ? older : undefined };
  if (isListed(older)) return { listed: older, other: undefined };
  // The handshake is what every older server knows, so its refusal says most; unless only a modern
  // server could have refused as this one did.
  return newer.isModern ? newer : older;
}

function isListed(outcome: Listed | Refusal): outcome is Listed {
  return 'definitions' in outcome;
}

/** The outcome, or after this many milliseconds that there was none. */
export async function within(
  opened: Promise<Session | Refusal>,
  milliseconds: number,
  method: string,
): Promise<Session | Refusal> {
  const none = silence(method, milliseconds);
  return await Promise.race([opened, sleep(milliseconds, none, { ref: false })]);
}

async function oneOpen(...attempts: readonly Promise<Session | Refusal>[]): Promise<void> {
  const open = attempts.map(async (attempt) => {
    if (!isSession(await attempt)) throw new Error('refused');
  });
  await Promise.any(open).catch(() => undefined);
}

function silence(method: string, milliseconds: number): Refusal {
  const fault = { kind: 'timeout', milliseconds } as const;
  return { method, answer: { kind: 'none', fault }, isModern: false };
}

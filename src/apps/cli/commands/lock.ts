import { existsSync } from 'node:fs';
import { availableParallelism, homedir, userInfo } from 'node:os';
import { dirname, resolve } from 'node:path';
import { systemClock } from '../../../adapters/clock.ts';
import { rules } from '../../../catalogue/rules/registry.gen.ts';
import { WarderError } from '../../../domain/errors.ts';
import { visible } from '../../../domain/escape.ts';
import { maskSecretsOf } from '../../../domain/known-secrets.ts';
import type { Approval, Lock, LockReport } from '../../../domain/lock.ts';
import { isAtLeast } from '../../../domain/severity.ts';
import type { Server } from '../../../domain/server.ts';
import type { Severity } from '../../../domain/severity.ts';
import { approve, compareWithLock, lockText, pinNew, select } from '../../../engines/lock/index.ts';
import type { Comparison, Selection } from '../../../engines/lock/index.ts';
import { renderDrift } from '../../../engines/report/index.ts';
import { lookAtAll, scanListings } from '../../../engines/scan/index.ts';
import { lineFrom } from '../consent.ts';
import { lockAt } from '../lock-file.ts';
import { openLooks } from '../looks.ts';
import type { LookFlags } from '../looks.ts';
import { requireWritable, writeWhole } from '../output.ts';
import { version } from '../package.ts';
import { statusLine } from '../progress.ts';
import type { StatusLine } from '../progress.ts';
import { styleOf } from '../style.ts';
import { planAudit } from '../targets.ts';
import type { Plan } from '../targets.ts';
import { write } from '../terminal.ts';
import type { Terminal } from '../terminal.ts';

export type LockAction = 'write' | 'check' | 'diff' | 'approve';

/** The options of `warder lock …`, as the command line gives them. */
export interface LockFlags extends LookFlags {
  readonly lock: string;
  readonly json?: true;
  readonly format?: 'text' | 'json' | 'sarif';
  readonly verbose?: true;
  readonly failOn?: Severity | 'never';
  readonly server?: string;
  readonly definition?: string;
  readonly reason?: string;
  readonly by?: string;
  readonly yes?: true;
}

interface Request {
  readonly action: LockAction;
  readonly targets: readonly string[];
  readonly command: readonly string[];
  readonly flags: LockFlags;
  readonly terminal: Terminal;
}

/** A lock at its place, and what became of its servers. */
interface Compared {
  readonly path: string;
  readonly lock: Lock;
  readonly approval: Approval;
  readonly comparisons: readonly Comparison[];
  readonly unread: LockReport['unread'];
}

/** `warder lock`: pins what servers offer, and says what differs from it. Gives the exit code. */
export async function runLock(request: Request): Promise<number> {
  const { action, command, flags, targets, terminal } = request;
  const path = resolve(terminal.cwd, flags.lock);
  const approval = approvalFrom(request);
  if (action === 'write' || action === 'approve') requireWritable(path);
  const lock = await lockAt(path, action === 'write' || action === 'approve');
  const status = statusLine(terminal);
  try {
    const plan = await planAudit({ command, flags, status, targets, terminal });
    const comparisons = await compare(plan, lock, { approval, path, request, status });
    if (terminal.interrupt.aborted) throw new WarderError('INTERRUPTED', 'interrupted');
    status.stop();
    const compared = { path, lock, approval, comparisons, unread: plan.unread };
    if (action === 'write') return await writeLock(compared, request);
    if (action === 'approve') return await approveLock(compared, request, status);
    const meant = { ...compared, comparisons: select(comparisons, selectionIn(flags)) };
    await print(meant, 'checked', request);
    return exitOf(meant, action === 'check' ? (flags.failOn ?? 'low') : 'never');
  } finally {
    status.stop();
  }
}

function approvalFrom({ action, flags }: Request): Approval {
  const { by, reason, yes } = flags;
  if (action === 'approve' && reason === undefined) {
    throw new WarderError('USAGE', 'an approval needs its reason', {
      hint: 'say with --reason "…" why this is right; it stands in the lock for whoever reads it',
    });
  }
  if (action === 'approve' && flags.json === true && yes !== true) {
    throw new WarderError('USAGE', '--json asks nobody', { hint: 'add --yes to approve unasked' });
  }
  const at = new Date(systemClock.now()).toISOString();
  return { at, by: by ?? userName(), why: reason ?? 'pinned as it was found' };
}

/** In a container the user may have no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}

async function compare(
  plan: Plan,
  lock: Lock,
  around: {
    readonly approval: Approval;
    readonly path: string;
    readonly request: Request;
    readonly status: StatusLine;
  },
): Promise<Comparison[]> {
  const { approval, path, request, status } = around;
  const { flags, terminal } = request;
  const mask = maskSecretsOf(plan.servers, (name) => terminal.environment[name]);
  const looks = openLooks({ flags, status, terminal });
  // What is switched off runs for nobody; a pin of it waits until it runs again.
  const [off, on] = parted(plan.servers, ({ entries }) => entries.every((one) => one.disabled));
  const waiting = new Set(off.map(({ id }) => id));
  const isMeant = ({ id, name }: Server): boolean =>
    flags.server === undefined || id === flags.server || name === flags.server;
  try {
    const looked = await lookAtAll({
      servers: on.filter(isMeant),
      look: async (server) => {
        const saved = plan.snapshots.get(server.id);
        return saved === undefined ? looks.look(server) : { seen: true, introspection: saved };
      },
      progress: status,
      parallel: Math.max(4, 2 * availableParallelism()),
    });
    const comparisons = await compareWithLock(lock, looked, {
      mask,
      approval,
      folder: dirname(path),
      rescan: (listings) => scanListings(rules, listings, mask),
    });
    return comparisons.filter(({ drift }) => drift.state !== 'absent' || !waiting.has(drift.id));
  } finally {
    await looks.close();
  }
}

function parted<T>(items: readonly T[], is: (item: T) => boolean): [T[], T[]] {
  return [items.filter(is), items.filter((item) => !is(item))];
}

/** Pins what is new. What is pinned and has changed stays as it is: that takes an approval. */
async function writeLock(all: Compared, request: Request): Promise<number> {
  // Of what is pinned and was not asked for there is nothing to say here.
  const comparisons = all.comparisons.filter(isPresent);
  const compared = { ...all, comparisons };
  const { lock, path } = compared;
  const pinned = pinNew(lock, comparisons);
  const isNew = pinned.servers.length > lock.servers.length || !existsSync(path);
  if (isNew) writeWhole(path, lockText(pinned));
  await print(compared, isNew ? 'wrote' : 'nothing', request);
  const isUnsteady = ({ drift }: Comparison): boolean =>
    drift.state === 'changed' || drift.items.some(({ seen }) => seen !== undefined);
  return comparisons.some(isUnsteady) ? 1 : exitOf(compared, 'never');
}

function isPresent({ drift }: Comparison): boolean {
  return drift.state !== 'absent';
}

async function approveLock(
  compared: Compared,
  request: Request,
  status: StatusLine,
): Promise<number> {
  const { approval, lock, path } = compared;
  const { flags, terminal } = request;
  const selection = selectionIn(flags);
  const comparisons = select(compared.comparisons, selection);
  const chosen = { ...compared, comparisons };
  const approved = approve(lock, comparisons, selection, approval);
  const text = lockText(approved);
  const isSame = text === lockText(lock);
  if (!isSame && flags.yes !== true) {
    await print(chosen, 'checked', request);
    if (!(await isConfirmed(request, status))) {
      await write(terminal.stderr, 'Nothing was approved.\n');
      return 1;
    }
  }
  if (!isSame) writeWhole(path, text);
  if (isSame || flags.yes === true) await print(chosen, isSame ? 'nothing' : 'approved', request);
  else await write(terminal.stdout, `\nApproved into ${visible(path)}.\n`);
  return exitOf({ ...chosen, comparisons: comparisons.filter(isPresent) }, 'never');
}

function selectionIn({ definition, server }: LockFlags): Selection {
  return {
    ...(server !== undefined && { server }),
    ...(definition !== undefined && { definition }),
  };
}

async function isConfirmed({ terminal }: Request, status: StatusLine): Promise<boolean> {
  const { interrupt, isInteractive, stderr, stdin } = terminal;
  if (!isInteractive.stdin || !isInteractive.stderr) {
    throw new WarderError('USAGE', 'nobody is there to confirm the approval', {
      hint: 'read what `warder lock diff` shows, then add --yes',
    });
  }
  const resume = status.pause();
  try {
    const question = (): boolean => stderr.write('\nApprove all of this? [y/N] ');
    const answer = await lineFrom(stdin, interrupt, question);
    return /^\s*y(?:es)?\s*$/i.test(answer ?? '');
  } finally {
    resume();
  }
}

async function print(
  { comparisons, path, unread }: Compared,
  did: LockReport['did'],
  { action, flags, terminal }: Request,
): Promise<void> {
  const report: LockReport = {
    format: 'warder-lock-report/1',
    tool: { name: 'warder', version: version() },
    lock: path,
    did,
    servers: comparisons.map(({ drift }) => drift),
    unread: [...unread],
  };
  const text = renderDrift(report, flags.json ? 'json' : (flags.format ?? 'text'), {
    ...styleOf(terminal),
    isDetailed: action === 'diff' || action === 'approve',
    verbose: flags.verbose === true,
    cwd: terminal.cwd,
    home: homedir(),
  });
  await write(terminal.stdout, text);
}

/** 1 where a difference is as grave as the threshold, 3 where something could not be compared. */
function exitOf({ comparisons, unread }: Compared, failOn: Severity | 'never'): number {
  const drifts = comparisons.map(({ drift }) => drift);
  const isBad =
    failOn !== 'never' &&
    drifts.some(({ items }) => items.some(({ grade }) => isAtLeast(grade, failOn)));
  if (isBad) return 1;
  const isOpen = ({ state, unchecked }: (typeof drifts)[number]): boolean =>
    state === 'unable' || state === 'absent' || unchecked.length > 0;
  return unread.length > 0 || drifts.some(isOpen) ? 3 : 0;
}

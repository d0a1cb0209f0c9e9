import { sha256 } from '../../adapters/digest.ts';
import type { PackageCache, Registry } from '../../adapters/packages/index.ts';
import type { PackageReference } from '../../domain/command.ts';
import { messageOf } from '../../domain/errors.ts';
import { quoted } from '../../domain/escape.ts';
import type { NotSeen } from '../../domain/introspection.ts';
import type { Limits, Progress, Sandbox, Start } from '../../domain/ports.ts';
import { redact } from '../../domain/redact.ts';
import { notStarted } from './outcome.ts';

/** What is fetched is looked at again after this time: a day, or a month where the version is fixed. */
const DAY = 24 * 60 * 60 * 1000;
const MAX_MESSAGE = 20_000;
/** Milliseconds for one step. */
const MAX_TIME = 5 * 60 * 1000;

export const fetchLimits: Limits = {
  processes: 100,
  memory: 3 * 1024 ** 3,
  cpuSeconds: 600,
  openFiles: 8192,
  fileSize: 1024 ** 3,
};

export interface Fetching {
  readonly sandbox: Sandbox;
  readonly cache: PackageCache;
  readonly isOffline: boolean;
  readonly progress?: Progress | undefined;
  readonly signal: AbortSignal;
}

/** What to fetch, and the commands that fetch it into a folder. */
export interface Recipe {
  readonly packages: readonly PackageReference[];
  readonly registry: Registry;
  /** What else the result depends on: the program and version that it is fetched for. */
  readonly flavour: string;
  readonly steps: (folder: string) => readonly Start[];
}

/**
 * The folder of the packages: the one that is there, or a new one that the recipe fills inside the
 * sandbox, where only the registry can be reached. The same packages are fetched once, however many
 * servers ask for them at the same time.
 */
export async function fetched(recipe: Recipe, around: Fetching): Promise<string | NotSeen> {
  const { packages, registry, flavour } = recipe;
  const specs = packages.map(({ spec }) => spec).sort();
  const names = (packages[0]?.name ?? '')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, 40);
  const key = `${names}-${sha256([flavour, registry.url, ...specs].join('\0')).slice(0, 24)}`;
  const isFixed = packages.every(({ pin }) => pin === 'exact');
  const maxAge = around.isOffline ? Number.POSITIVE_INFINITY : isFixed ? 30 * DAY : DAY;
  const shown = packages.map(({ spec }) => quoted(spec)).join(', ');
  if (around.isOffline) {
    const found = await around.cache.find(key, maxAge);
    return (
      found ??
      notStarted(
        'offline',
        `${shown} would have to be fetched first.`,
        'look again without --offline',
      )
    );
  }
  try {
    return await around.cache.make(key, maxAge, async (folder) => {
      const end = around.progress?.begin(`fetching ${shown}`);
      try {
        for (const step of recipe.steps(folder)) await run(step, around);
      } finally {
        end?.();
      }
    });
  } catch (thrown) {
    if (around.signal.aborted) return notStarted('interrupted', 'Fetching was interrupted.');
    const message = messageOf(thrown);
    if (UNREACHABLE.test(message)) {
      const hosts = registry.hosts.map((host) => quoted(host)).join(' and ');
      const why = `${shown} could not be fetched: ${hosts} cannot be reached.`;
      return notStarted('fetch-failed', why, 'check the network');
    }
    return notStarted(
      'fetch-failed',
      `${shown} could not be fetched: ${message}.`,
      `Warder fetches from ${registry.hosts.join(' and ')} alone, without install scripts and without credentials`,
    );
  }
}

/** How npm, pip and uv say that there is no way to the registry: they see only our own proxy. */
const UNREACHABLE =
  /ProxyError|Proxy connection ended|Cannot connect to proxy|FETCH_ERROR|ENOTFOUND|ECONNREFUSED|EAI_AGAIN|tunnel error|error sending request/i;

async function run(step: Start, { sandbox, signal }: Fetching): Promise<void> {
  signal.throwIfAborted();
  const running = await sandbox.start(step);
  let isLate = false;
  const stop = (): void => void running.stop();
  const late = setTimeout(() => {
    isLate = true;
    stop();
  }, MAX_TIME);
  signal.addEventListener('abort', stop);
  try {
    const [said, noise, exit] = await Promise.all([
      lastOf(running.stderr),
      lastOf(running.stdout),
      running.exited,
    ]);
    signal.throwIfAborted();
    if (isLate) throw new Error(`it took longer than ${MAX_TIME / 60_000} minutes`);
    if (exit.ended !== undefined) throw new Error(`it passed the limit on ${exit.ended}`);
    if (exit.code !== 0) throw new Error(messageFrom(said, noise));
  } finally {
    clearTimeout(late);
    signal.removeEventListener('abort', stop);
  }
}

/** The lines that say most: the first that are marked as errors, or else the last. */
function messageFrom(...texts: readonly string[]): string {
  const lines = texts.flatMap((text) => text.split('\n')).filter((line) => line.trim() !== '');
  const errors = lines.filter((line) => /error/i.test(line) && !/log of this run/.test(line));
  return quoted(redact((errors.length > 0 ? errors.slice(0, 3) : lines.slice(-3)).join(' ')), 400);
}

async function lastOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  let text = '';
  for await (const chunk of stream) {
    text = (text + Buffer.from(chunk).toString()).slice(-MAX_MESSAGE);
  }
  return text;
}

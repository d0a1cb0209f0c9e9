import { maskSecretsOf } from '../../domain/known-secrets.ts';
import type { Mask } from '../../domain/known-secrets.ts';
import type { Look } from '../../domain/introspection.ts';
import type { LeakSearch } from '../../domain/leak.ts';
import type { Clock, Progress } from '../../domain/ports.ts';
import type { AuditReport } from '../../domain/report.ts';
import type { AnyRule } from '../../domain/rule.ts';
import type { ConfigFile, Server } from '../../domain/server.ts';
import type { StoredPage } from '../../domain/store.ts';
import { packageUrls } from '../../domain/vex.ts';
import type { KnownServer, Silencer } from '../../domain/exception.ts';
import { applyExceptions, commentExceptions } from '../exceptions/index.ts';
import { assemble } from './assemble.ts';
import type { Pinned } from './dependencies.ts';
import { judge, judgeExceptions } from './judge.ts';
import type { Judgement } from './judge.ts';
import type { Analysed, Looked } from './groups.ts';
import { lookAtAll } from './looking.ts';

export type { Pinned } from './dependencies.ts';
export type { Analysed } from './groups.ts';
export { exitCode } from './exit.ts';
export { inspect } from './inspect.ts';
export type { SavedText } from './inspect.ts';
export { lookAtAll } from './looking.ts';
export { scanListings } from './rescan.ts';
export { compareRuns } from './since.ts';
export { readSnapshot } from './snapshot.ts';

export interface AuditOptions {
  /** Names what is audited; runs on the same target are compared with each other. */
  readonly target: string;
  readonly version: string;
  readonly servers: readonly Server[];
  readonly files: readonly ConfigFile[];
  /** What was to be read and could not be. */
  readonly unread: readonly { readonly path: string; readonly why: string }[];
  readonly rules: readonly AnyRule[];
  /** What references in configurations (`${TOKEN}`) stand for: such values are masked everywhere. */
  readonly env: (name: string) => string | undefined;
  /** Ids of the servers that the organisation has sanctioned, where there is a list. */
  readonly sanctioned: readonly string[] | undefined;
  /** The programs whose source was analysed. */
  readonly analysed: readonly Analysed[];
  /** The lockfiles of the targets. */
  readonly pinned?: readonly Pinned[];
  /** Searches folders for secrets, where there are any to search. */
  readonly search?: () => Promise<readonly LeakSearch[]>;
  /** Folders that were given as targets: where they lie is no part of a finding's identity. */
  readonly roots?: readonly string[];
  /** Decisions to leave findings. */
  readonly exceptions?: readonly Silencer[];
  /** Whether a program, by its root, is the user's own, so that comments in it may silence findings. */
  readonly isOwn?: (root: string) => boolean;
  /** One look at a running server. Never throws for what the server does. */
  readonly look: (server: Server) => Promise<Look>;
  readonly clock: Clock;
  readonly progress: Progress;
  /** How many servers are looked at at once. */
  readonly parallel: number;
}

export interface Audit {
  readonly report: AuditReport;
  /** Everything the servers sent, for the store: verbatim, but for the secrets they were given. */
  readonly pages: readonly StoredPage[];
}

/** The main job: looks at each server, gives every rule its evidence, records every outcome. */
export async function audit(options: AuditOptions): Promise<Audit> {
  const { clock, env, files, look, parallel, progress, rules, sanctioned, servers } = options;
  const started = clock.now();
  const looked = await lookAtAll({ servers, look, progress, parallel });
  // Not beside the looks: a long search would make servers seem slow to answer.
  const searched = (await options.search?.()) ?? [];
  const mask = maskSecretsOf(servers, env);
  const found = await judge(
    rules,
    looked,
    files,
    sanctioned,
    options.analysed,
    searched,
    options.pinned ?? [],
    options.roots ?? [],
  );
  const judgement = await withExceptions(found, options, new Date(started).toISOString());
  const report = assemble({
    ...options,
    looked,
    mask,
    judgement,
    started,
    milliseconds: clock.now() - started,
  });
  return { report, pages: looked.flatMap((one) => pagesOf(one, mask)) };
}

/** What stays of the findings when the user's decisions are applied, and what is wrong with those. */
async function withExceptions(
  { coverage, findings }: Judgement,
  { analysed, exceptions = [], isOwn, roots = [], rules, servers }: AuditOptions,
  now: string,
): Promise<Judgement> {
  const ids = new Set(rules.map(({ id }) => id));
  const beside = analysed.flatMap(({ name, program, root }) =>
    program === undefined || isOwn?.(root) !== true
      ? []
      : commentExceptions({ name, program, root }, ids),
  );
  const known = new Map(servers.map((server) => [server.id, knownServer(server)]));
  const applied = applyExceptions(
    { coverage, findings, serverOf: (id) => known.get(id) },
    [...exceptions, ...beside],
    now.slice(0, '2026-11-20'.length),
  );
  const own = await judgeExceptions(rules, applied.uses, roots);
  return {
    findings: [...applied.findings, ...own.findings],
    suppressed: applied.suppressed,
    coverage: [...coverage, ...own.coverage],
  };
}

function knownServer({ launch, name }: Server): KnownServer {
  const isLocal = launch?.transport === 'stdio';
  return { name, packages: isLocal ? packageUrls(launch.command, launch.args) : [] };
}

function pagesOf({ server, look }: Looked, mask: Mask): StoredPage[] {
  if (!look.seen) return [];
  return look.introspection.pages.map(({ method, cursor, digest, text }) => ({
    server: server.id,
    method,
    ...(cursor !== undefined && { cursor: mask(cursor) }),
    digest,
    text: mask(text),
  }));
}

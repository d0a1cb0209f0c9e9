import { maskSecretsOf } from '../../domain/known-secrets.ts';
import type { Mask } from '../../domain/known-secrets.ts';
import type { Look } from '../../domain/introspection.ts';
import type { LeakSearch } from '../../domain/leak.ts';
import type { Clock, Progress } from '../../domain/ports.ts';
import type { AuditReport } from '../../domain/report.ts';
import type { AnyRule } from '../../domain/rule.ts';
import type { ConfigFile, Server } from '../../domain/server.ts';
import type { StoredPage } from '../../domain/store.ts';
import { assemble } from './assemble.ts';
import { judge } from './judge.ts';
import type { Analysed, Looked } from './groups.ts';
import { lookAtAll } from './looking.ts';

export type { Analysed } from './groups.ts';
export { exitCode } from './exit.ts';
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
  /** The folders that were searched for secrets, where any were. */
  readonly searched?: readonly LeakSearch[];
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
  const mask = maskSecretsOf(servers, env);
  const judgement = await judge(
    rules,
    looked,
    files,
    sanctioned,
    options.analysed,
    options.searched ?? [],
  );
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

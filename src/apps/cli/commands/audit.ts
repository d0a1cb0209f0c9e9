import { availableParallelism, homedir } from 'node:os';
import { resolve } from 'node:path';
import { rules } from '../../../catalogue/rules/registry.gen.ts';
import { openEmbeddedStore } from '../../../adapters/store/index.ts';
import { systemClock } from '../../../adapters/clock.ts';
import { WarderError } from '../../../domain/errors.ts';
import type { Silencer } from '../../../domain/exception.ts';
import type { AuditReport } from '../../../domain/report.ts';
import type { RunStore } from '../../../domain/store.ts';
import type { Severity } from '../../../domain/severity.ts';
import { audit, compareRuns, exitCode } from '../../../engines/scan/index.ts';
import type { Audit } from '../../../engines/scan/index.ts';
import { render } from '../../../engines/report/index.ts';
import { fingerprints } from '../fingerprints.ts';
import { ownPrograms, readExceptions, writeBaseline } from '../exceptions.ts';
import type { ExceptionFlags } from '../exceptions.ts';
import { advisoriesFile, storeFile } from '../folders.ts';
import { openLooks } from '../looks.ts';
import type { LookFlags } from '../looks.ts';
import { requireWritable, sinks, writeWhole } from '../output.ts';
import type { Format } from '../output.ts';
import { statusLine } from '../progress.ts';
import type { StatusLine } from '../progress.ts';
import { readSanctioned } from '../sanctioned.ts';
import { styleOf } from '../style.ts';
import { planAudit } from '../targets.ts';
import type { Plan } from '../targets.ts';
import { write } from '../terminal.ts';
import type { Terminal } from '../terminal.ts';
import { pinnedIn } from '../dependencies.ts';
import { analyseTrees } from '../programs.ts';
import { searchTrees } from '../trees.ts';
import { version } from '../package.ts';

/** The options of `warder audit` and `warder start`, as the command line gives them. */
export interface AuditFlags extends LookFlags, ExceptionFlags {
  readonly format?: readonly Format[];
  readonly output?: readonly string[];
  readonly json?: true;
  readonly failOn: Severity | 'never';
  readonly verbose?: true;
  readonly sanctioned?: string;
  readonly history?: true;
  /** A file; false for `--no-store`. */
  readonly store?: string | false;
}

interface Request {
  readonly targets: readonly string[];
  readonly command: readonly string[];
  readonly flags: AuditFlags;
  readonly terminal: Terminal;
}

/** `warder audit`: the main job. Gives the exit code. */
export async function runAudit({ command, flags, targets, terminal }: Request): Promise<number> {
  const status = statusLine(terminal);
  try {
    const plan = await planAudit({ command, flags, status, targets, terminal });
    return await auditPlan(plan, { flags, status, terminal });
  } finally {
    status.stop();
  }
}

interface Setting {
  readonly flags: AuditFlags;
  readonly status: StatusLine;
  readonly terminal: Terminal;
}

/** Looks, judges, remembers and reports what a plan holds. */
export async function auditPlan(plan: Plan, { flags, status, terminal }: Setting): Promise<number> {
  // Everything that can be wrong with the request is said before any server is started.
  const { format = [], output = [] } = flags;
  const wanted = sinks(flags.json ? [...format, 'json'] : format, output);
  for (const file of output) requireWritable(resolve(terminal.cwd, file));
  const sanctioned =
    flags.sanctioned === undefined
      ? undefined
      : readSanctioned(resolve(terminal.cwd, flags.sanctioned));
  const exceptions = await readExceptions(flags, terminal);
  const { writeBaseline: baseline } = flags;
  if (baseline !== undefined) requireWritable(resolve(terminal.cwd, baseline));
  const store =
    flags.store === false ? undefined : await openEmbeddedStore(storeFile(flags.store, terminal));
  try {
    const started = systemClock.now();
    const looked = await look(plan, { exceptions, flags, sanctioned, status, terminal });
    if (terminal.interrupt.aborted) throw new WarderError('INTERRUPTED', 'interrupted');
    if (baseline !== undefined) writeBaseline(baseline, looked.report, terminal);
    const exit = exitCode(looked.report, flags.failOn);
    // A run that cannot be kept is reported all the same, and then why it was not.
    let unkept: unknown;
    const report =
      store === undefined
        ? looked.report
        : await remember(store, looked, started, exit).catch((thrown: unknown) => {
            unkept = thrown;
            return looked.report;
          });
    status.stop();
    for (const { file, format } of wanted) {
      const text = render(report, format, {
        ...styleOf(terminal),
        ...(file !== undefined && { color: false, unicode: true, width: 100 }),
        verbose: flags.verbose === true,
        cwd: terminal.cwd,
        home: homedir(),
        exitCode: exit,
      });
      if (file === undefined) await write(terminal.stdout, text);
      else writeWhole(resolve(terminal.cwd, file), text);
    }
    if (unkept !== undefined) throw unkept;
    return exit;
  } finally {
    await store?.close();
  }
}

interface Decided extends Setting {
  readonly exceptions: readonly Silencer[];
  readonly sanctioned: readonly string[] | undefined;
}

async function look(
  plan: Plan,
  { exceptions, flags, sanctioned, status, terminal }: Decided,
): Promise<Audit> {
  const looks = openLooks({ flags, status, terminal });
  try {
    return await audit({
      target: plan.label,
      version: version(),
      servers: plan.servers,
      files: plan.files,
      unread: plan.unread,
      rules,
      sanctioned,
      roots: plan.trees.map(({ root }) => root),
      exceptions,
      isOwn: ownPrograms(flags, terminal),
      analysed: await analyseTrees(plan.trees, {
        clock: systemClock,
        progress: status,
        signal: terminal.interrupt,
      }),
      pinned: await pinnedIn(plan.trees, advisoriesFile(undefined, terminal)),
      search: () =>
        searchTrees(plan.trees, {
          fingerprint: fingerprints(terminal, flags.store),
          withHistory: flags.history === true,
          path: terminal.environment['PATH'],
          progress: status,
          signal: terminal.interrupt,
        }),
      env: (name) => terminal.environment[name],
      look: async (server) => {
        const saved = plan.snapshots.get(server.id);
        return saved === undefined ? looks.look(server) : { seen: true, introspection: saved };
      },
      clock: systemClock,
      progress: status,
      parallel: Math.max(4, 2 * availableParallelism()),
    });
  } finally {
    await looks.close();
  }
}

/** Keeps the run, and says what is new since the one before. */
async function remember(
  store: RunStore,
  { pages, report }: Audit,
  started: number,
  exit: number,
): Promise<AuditReport> {
  const earlier = await store.last(report.target);
  const since = earlier === undefined ? undefined : compareRuns(earlier, report);
  const compared = { ...report, run: { ...report.run, ...(since !== undefined && { since }) } };
  const id = await store.save({ report: compared, started, exitCode: exit, pages });
  return { ...compared, run: { ...compared.run, id } };
}

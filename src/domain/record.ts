import type { Look } from './introspection.ts';
import { redact, redactArguments } from './redact.ts';
import type { FoundRecord, LaunchRecord, LookReport, ServerReport } from './report.ts';
import type { Launch, Server, ServerEntry } from './server.ts';

// From what Warder works with to what it may print and keep: names of variables and headers without
// their values, arguments and addresses with secrets masked, no document of a configuration.

/** How a server is reached, fit to be shown. */
export function launchRecord(launch: Launch): LaunchRecord {
  if (launch.transport === 'stdio') {
    return {
      transport: 'stdio',
      command: redact(launch.command),
      args: redactArguments(launch.args),
      ...(launch.cwd !== undefined && { cwd: launch.cwd }),
      env: Object.keys(launch.env).sort(),
    };
  }
  const { transport, url, headers } = launch;
  return { transport, url: redact(url), headers: Object.keys(headers).sort() };
}

/** Where an entry stands. */
export function foundRecord(entry: ServerEntry): FoundRecord {
  const { client, scope, name, line, column, disabled, unknownKeys, project } = entry;
  return {
    client,
    scope,
    name,
    path: entry.file.path,
    line,
    column,
    disabled,
    unknownKeys,
    ...(project !== undefined && { project }),
  };
}

/** A server of the inventory, fit to be shown; with `look`, also what one look at it brought. */
export function serverRecord(server: Server): Omit<ServerReport, 'look'> {
  const { id, name, launch, problem, entries } = server;
  return {
    id,
    name,
    ...(launch !== undefined && { launch: launchRecord(launch) }),
    ...(problem !== undefined && { problem }),
    found: entries.map(foundRecord),
  };
}

/** What a look brought, without the raw pages: they are kept beside the report, by their digests. */
export function lookRecord(look: Look): LookReport {
  if (!look.seen) {
    const { reason, why, hint, notes, stderr } = look.problem;
    const masked = { ...stderr, text: redact(stderr.text) };
    return { seen: false, reason, why, ...(hint !== undefined && { hint }), notes, stderr: masked };
  }
  const { definitions, instructions, pages, transport: _, ...seen } = look.introspection;
  const count = (kind: string): number => definitions.filter((one) => one.kind === kind).length;
  return {
    seen: true,
    ...seen,
    ...(instructions !== undefined && { instructions }),
    counts: {
      tools: count('tool'),
      prompts: count('prompt'),
      resources: count('resource'),
      templates: count('template'),
    },
    pages: pages.map(({ method, cursor, digest }) => ({
      method,
      ...(cursor !== undefined && { cursor }),
      digest,
    })),
    stderr: { ...seen.stderr, text: redact(seen.stderr.text) },
  };
}

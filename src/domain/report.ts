import { z } from 'zod';
import { exceptionSources } from './exception.ts';
import { confidences, severities } from './severity.ts';

// The audit report: the JSON that `warder audit --format json` writes, and what every other format is
// drawn from. The schema is the source; its types are inferred, `schema/audit-report.json` is generated.

const count = z.int().min(0);

const filePlace = z.strictObject({
  in: z.literal('file'),
  path: z.string(),
  line: z.int().min(1),
  column: z.int().min(1),
  pointer: z.string().exactOptional(),
  commit: z.string().exactOptional().describe('where it stood there in the past'),
});

const place = z.discriminatedUnion('in', [
  filePlace,
  z.strictObject({
    in: z.literal('definition'),
    server: z.string(),
    kind: z.enum(['server', 'instructions', 'tool', 'prompt', 'resource', 'template']),
    name: z.string(),
    pointer: z.string(),
    offset: count.exactOptional(),
  }),
]);

/** A finding as reports carry it. */
export const findingShape = z.strictObject({
  id: z.string().describe('stable across runs'),
  rule: z.string(),
  severity: z.enum(severities),
  confidence: z.enum(confidences),
  title: z.string(),
  server: z.string().exactOptional(),
  place,
  shows: z.string().describe('evidence; foreign text with secrets masked'),
  why: z.string(),
  because: z.string().exactOptional().describe('what this case adds to why'),
  steps: z
    .array(
      z.strictObject({
        place,
        says: z.string(),
        shows: z.string().exactOptional().describe('foreign text with secrets masked'),
      }),
    )
    .readonly()
    .exactOptional()
    .describe('the way from cause to effect'),
  fix: z.string(),
  controls: z.array(z.string()).readonly(),
  techniques: z.array(z.string()).readonly(),
  cwe: z.array(z.int()).readonly(),
  top10: z.strictObject({
    csa: z.array(z.string()).readonly(),
    owasp: z.array(z.string()).readonly(),
  }),
});

/** A finding that somebody decided to leave. It counts for no summary and no exit code. */
const suppressed = z.strictObject({
  finding: findingShape,
  by: z.strictObject({
    from: z.enum(exceptionSources),
    place: filePlace.describe('where the decision stands'),
    reason: z.string(),
    owner: z.string().exactOptional(),
    expires: z.iso.date().exactOptional().describe('the last day on which it holds'),
    justification: z.string().exactOptional().describe('in the words of OpenVEX'),
  }),
});

/** How a server is reached, with secrets masked. */
export const launchShape = z.discriminatedUnion('transport', [
  z.strictObject({
    transport: z.literal('stdio'),
    command: z.string(),
    args: z.array(z.string()).readonly(),
    cwd: z.string().exactOptional(),
    env: z.array(z.string()).readonly().describe('names only'),
  }),
  z.strictObject({
    transport: z.enum(['http', 'sse']),
    url: z.string(),
    headers: z.array(z.string()).readonly().describe('names only'),
  }),
]);

const found = z.strictObject({
  client: z.string(),
  alsoReadBy: z
    .array(z.string())
    .readonly()
    .exactOptional()
    .describe('other clients that read the same file'),
  scope: z.enum(['user', 'project', 'managed', 'plugin', 'given', 'target']),
  name: z.string(),
  path: z.string(),
  line: z.int().min(1),
  column: z.int().min(1),
  disabled: z.boolean(),
  unknownKeys: z.array(z.string()).readonly(),
  project: z.string().exactOptional(),
});

const note = z.strictObject({
  kind: z.string(),
  what: z.string(),
  sample: z.string().exactOptional(),
  count,
});

const capture = z.strictObject({ text: z.string(), bytes: count, truncated: z.boolean() });

const look = z.discriminatedUnion('seen', [
  z.strictObject({
    seen: z.literal(true),
    era: z.enum(['legacy', 'modern']),
    protocolVersion: z.string(),
    supportedVersions: z.array(z.string()).readonly(),
    serverInfo: z.record(z.string(), z.unknown()),
    capabilities: z.record(z.string(), z.unknown()),
    instructions: z.string().exactOptional(),
    counts: z.strictObject({
      tools: count,
      prompts: count,
      resources: count,
      templates: count,
    }),
    digest: z.string().describe('SHA-256 of the canonical definitions'),
    pages: z
      .array(
        z.strictObject({
          method: z.string(),
          cursor: z.string().exactOptional(),
          digest: z.string(),
        }),
      )
      .readonly(),
    notes: z.array(note).readonly(),
    stderr: capture,
    containment: z.string(),
    unenforced: z.array(z.string()).readonly(),
    again: z
      .strictObject({
        asked: z.array(z.string()).readonly(),
        unable: z.array(z.string()).readonly(),
      })
      .exactOptional()
      .describe('how the server was asked again; what differed is among the findings'),
  }),
  z.strictObject({
    seen: z.literal(false),
    reason: z.string(),
    why: z.string(),
    hint: z.string().exactOptional(),
    authorization: z
      .strictObject({
        status: z.union([z.literal(401), z.literal(403)]),
        challenge: z.string().exactOptional().describe('the WWW-Authenticate header'),
        resourceMetadata: z.string().exactOptional(),
        scope: z.string().exactOptional(),
      })
      .exactOptional()
      .describe('what a remote server asked for'),
    notes: z.array(note).readonly(),
    stderr: capture,
  }),
]);

const known = z.strictObject({
  id: z.string(),
  name: z.string(),
  launch: launchShape.exactOptional(),
  problem: z.string().exactOptional(),
  found: z.array(found).readonly(),
});

const server = z.strictObject({ ...known.shape, look });

const outcome = z.strictObject({
  rule: z.string(),
  subject: z.string().describe('id of a server, path of a file, or the servers of one client'),
  outcome: z.enum(['pass', 'fail', 'not-applicable', 'unable', 'error']),
  why: z.string().exactOptional(),
  findings: count,
});

/** A file or folder that was to be read and could not be. */
const unread = z.strictObject({ path: z.string(), why: z.string() });

/** A finding of the earlier run that is not among those of this one. */
const gone = z.strictObject({
  id: z.string(),
  rule: z.string(),
  severity: z.enum(severities),
  title: z.string(),
  where: z.string(),
});

const tool = z.strictObject({ name: z.literal('warder'), version: z.string() });

export const auditReport = z.strictObject({
  format: z.literal('warder-audit/1'),
  tool,
  /** Everything that differs between two runs on the same input stands here and nowhere else. */
  run: z.strictObject({
    id: z.string().exactOptional(),
    started: z.string(),
    milliseconds: count,
    since: z
      .strictObject({
        run: z.string(),
        started: z.string(),
        new: z.array(z.string()).readonly(),
        unchanged: z.array(z.string()).readonly(),
        fixed: z.array(gone).readonly(),
        notChecked: z
          .array(gone)
          .readonly()
          .describe('found before; the rule could not look this time, so they may still be there'),
      })
      .exactOptional(),
  }),
  target: z.string(),
  summary: z.strictObject({
    servers: count,
    seen: count,
    texts: count.exactOptional().describe('saved texts that were judged, in place of servers'),
    findings: z.record(z.enum(severities), count),
    outcomes: z.record(z.enum(['pass', 'fail', 'not-applicable', 'unable', 'error']), count),
  }),
  servers: z.array(server).readonly(),
  findings: z.array(findingShape).readonly().describe('worst first'),
  suppressed: z
    .array(suppressed)
    .readonly()
    .exactOptional()
    .describe('found, and left by a decision; none where it is missing'),
  coverage: z
    .array(outcome)
    .readonly()
    .describe('what every rule came to on everything it was to judge'),
  unread: z.array(unread).readonly(),
});

/** What `warder discover --json` writes: the servers that are configured, before any is looked at. */
export const inventoryRecord = z.strictObject({
  format: z.literal('warder-inventory/1'),
  tool,
  servers: z.array(known).readonly(),
  looked: count.describe('places that were searched for configurations'),
  unread: z.array(unread).readonly(),
});

export type InventoryRecord = z.infer<typeof inventoryRecord>;
export type ServerRecord = InventoryRecord['servers'][number];

export type AuditReport = z.infer<typeof auditReport>;
export type ServerReport = AuditReport['servers'][number];
export type LookReport = ServerReport['look'];
export type LaunchRecord = NonNullable<ServerReport['launch']>;
export type FoundRecord = ServerReport['found'][number];
export type CoverageRow = AuditReport['coverage'][number];
export type SinceLast = NonNullable<AuditReport['run']['since']>;

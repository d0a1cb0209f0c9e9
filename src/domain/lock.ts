import { z } from 'zod';
import { definitionKinds } from './definition.ts';
import { changeKinds } from './drift.ts';
import type { ChangeKind } from './drift.ts';
import { findingShape, launchShape } from './report.ts';
import { severities } from './severity.ts';

// `warder.lock` and what is said about it. The schemas are the source; types are inferred, and
// `schema/lock.json` and `schema/lock-report.json` are generated.

const approval = z.strictObject({
  at: z.iso.datetime(),
  by: z.string(),
  why: z.string(),
});

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);

const definition = z.strictObject({
  kind: z.enum(definitionKinds),
  name: z.string(),
  digest: digest.describe('of the canonical JSON (RFC 8785) of the definition'),
  approved: approval
    .exactOptional()
    .describe('where it was approved apart from the rest of its server'),
  content: z
    .unknown()
    .exactOptional()
    .describe('the definition with secrets masked; absent where it is too large to be kept'),
});

const artefact = z.strictObject({
  ecosystem: z.enum(['npm', 'pypi']),
  name: z.string(),
  version: z.string(),
  integrity: z
    .string()
    .exactOptional()
    .describe(
      'npm: the subresource integrity of the archive; PyPI: a digest of the installed files',
    ),
  build: z.string().exactOptional().describe('PyPI: the tag of the wheel; other builds differ'),
});

const server = z.strictObject({
  id: z.string(),
  name: z.string(),
  approved: approval,
  launch: launchShape.exactOptional(),
  package: artefact.exactOptional(),
  era: z.enum(['legacy', 'modern']),
  protocolVersion: z.string(),
  capabilities: z.unknown(),
  definitions: z.array(definition).readonly(),
});

export const lockFile = z.strictObject({
  format: z.literal('warder-lock/1'),
  servers: z.array(server).readonly(),
});

const change = z.strictObject({
  kind: z.enum([...definitionKinds, 'launch', 'package', 'protocol', 'capabilities']),
  name: z.string(),
  change: z.enum(Object.keys(changeKinds) as [ChangeKind, ...ChangeKind[]]),
  grade: z.enum(severities),
  at: z.string().describe('JSON pointer'),
  what: z.string(),
  before: z.string().exactOptional(),
  after: z.string().exactOptional(),
});

const item = z.strictObject({
  kind: change.shape.kind,
  name: z.string(),
  grade: z.enum(severities).describe('the worst of its changes and findings'),
  changes: z.array(change).readonly(),
  findings: z
    .array(findingShape)
    .readonly()
    .describe('what rules find in it now and did not find when it was approved'),
  seen: z
    .string()
    .exactOptional()
    .describe('who is shown it so, or when; absent where everybody is'),
});

const driftOfServer = z.strictObject({
  id: z.string(),
  name: z.string(),
  state: z.enum(['unchanged', 'changed', 'new', 'absent', 'unable']),
  items: z.array(item).readonly(),
  why: z.string().exactOptional().describe('why it could not be looked at'),
  hint: z.string().exactOptional(),
  unchecked: z.array(z.string()).readonly().describe('what is pinned and could not be compared'),
});

/** What `warder lock check --json` and its siblings write. */
export const lockReport = z.strictObject({
  format: z.literal('warder-lock-report/1'),
  tool: z.strictObject({ name: z.literal('warder'), version: z.string() }),
  lock: z.string().describe('path of the lock file'),
  did: z.enum(['checked', 'wrote', 'approved', 'nothing']),
  servers: z.array(driftOfServer).readonly(),
  unread: z.array(z.strictObject({ path: z.string(), why: z.string() })).readonly(),
});

export type Approval = z.infer<typeof approval>;
export type DefinitionPin = z.infer<typeof definition>;
export type Artefact = z.infer<typeof artefact>;
export type ServerPin = z.infer<typeof server>;
export type Lock = z.infer<typeof lockFile>;
export type DriftItem = z.infer<typeof item>;
export type ServerDrift = z.infer<typeof driftOfServer>;
export type LockReport = z.infer<typeof lockReport>;

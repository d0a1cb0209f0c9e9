import { sep } from 'node:path';
import type { Introspection } from '../../domain/introspection.ts';
import { isObject } from '../../domain/json.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { Mask } from '../../domain/known-secrets.ts';
import type { Approval, DefinitionPin, ServerPin } from '../../domain/lock.ts';
import { launchRecord, masked, whole } from '../../domain/record.ts';
import type { LaunchRecord } from '../../domain/report.ts';
import type { Server } from '../../domain/server.ts';
import type { Known } from './compare/listing.ts';
import { knownFrom } from './known.ts';

/** What a pin needs beside the look. */
export interface Pinning {
  /** Masks the secrets that the servers were given. */
  readonly mask: Mask;
  readonly approval: Approval;
  /** The folder of the lock: paths below it are written from there, so that a clone elsewhere agrees. */
  readonly folder: string;
}

/** Everything of a server that a pin holds, as one look saw it. */
export function pinServer(
  { id, launch, name }: Server,
  seen: Introspection,
  { approval, folder, mask }: Pinning,
): ServerPin {
  const { artefact, capabilities, definitions, era, protocolVersion } = seen;
  return {
    id,
    name: whole(mask)(name),
    approved: approval,
    // A saved list is no server that is started.
    ...(launch !== undefined &&
      seen.transport !== 'snapshot' && { launch: portable(launchRecord(launch), folder) }),
    ...(artefact !== undefined && { package: artefact }),
    era,
    protocolVersion: whole(mask)(protocolVersion),
    capabilities: masked(capabilities, whole(mask)),
    definitions: definitions.map((one) => pinFrom(knownFrom(one, mask))).sort(comparePins),
  };
}

function pinFrom({ content, digest, kind, name }: Known): DefinitionPin {
  return { kind, name, digest, ...(content !== undefined && { content }) };
}

/** A pin as it is compared. */
export function knownPin({ content, digest, kind, name }: DefinitionPin): Known {
  return { kind, name, digest, content: isContent(content) ? content : undefined };
}

function isContent(content: unknown): content is JsonObject {
  return isObject(content as JsonObject);
}

/** By kind, name and digest: the order in which a server lists means nothing. */
export function comparePins(a: DefinitionPin, b: DefinitionPin): number {
  return (
    compareText(a.kind, b.kind) || compareText(a.name, b.name) || compareText(a.digest, b.digest)
  );
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function portable(launch: LaunchRecord, folder: string): LaunchRecord {
  if (launch.transport !== 'stdio') return launch;
  const relative = (path: string): string =>
    path === folder ? '.' : path.startsWith(folder + sep) ? `.${path.slice(folder.length)}` : path;
  const { cwd } = launch;
  return {
    ...launch,
    command: relative(launch.command),
    args: launch.args.map(relative),
    ...(cwd !== undefined && { cwd: relative(cwd) }),
  };
}

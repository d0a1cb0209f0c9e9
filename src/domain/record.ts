import type { Suppressed } from './exception.ts';
import type { Finding, Step } from './finding.ts';
import type {
  AuthorizationDemand,
  Capture,
  Introspection,
  Look,
  NotSeen,
  WireNote,
} from './introspection.ts';
import { isArray, isObject, isString } from './json.ts';
import type { Json, JsonObject } from './json.ts';
import type { Mask } from './known-secrets.ts';
import type { Place } from './place.ts';
import { redact, redactArguments } from './redact.ts';
import type { CoverageRow, FoundRecord, LaunchRecord, LookReport, ServerRecord } from './report.ts';
import type { Launch, Server, ServerEntry } from './server.ts';

const MAX_SHOWN = 400;

// From what Warder works with to what it may print and keep: names of variables and headers without
// their values, arguments and addresses with secrets masked, no document of a configuration.

/** How a server is reached, fit to be shown. */
export function launchRecord(launch: Launch): LaunchRecord {
  if (launch.transport === 'stdio') {
    return {
      transport: 'stdio',
      command: redact(launch.command),
      args: redactArguments(launch.args),
      ...(launch.cwd !== undefined && { cwd: redact(launch.cwd) }),
      env: namesOf(launch.env),
    };
  }
  const { transport, url, headers } = launch;
  return { transport, url: redact(url), headers: namesOf(headers) };
}

/** Somebody who writes `"TOKEN=value": ""` has put the secret into the name. */
function namesOf(values: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(values).sort().map(redact);
}

/** Where an entry stands. */
export function foundRecord(entry: ServerEntry): FoundRecord {
  const { client, file, scope, name, line, column, disabled, unknownKeys, project } = entry;
  return {
    client,
    ...(file.alsoReadBy !== undefined && { alsoReadBy: file.alsoReadBy }),
    scope,
    name,
    path: file.path,
    line,
    column,
    disabled,
    unknownKeys: unknownKeys.map(redact),
    ...(project !== undefined && { project }),
  };
}

/** A server of the inventory, fit to be shown. */
export function serverRecord(server: Server): ServerRecord {
  const { id, name, launch, problem, entries } = server;
  return {
    id,
    name,
    ...(launch !== undefined && { launch: launchRecord(launch) }),
    ...(problem !== undefined && { problem: redact(problem) }),
    found: entries.map(foundRecord),
  };
}

/** A finding, fit to be shown. Evidence is cut after it was masked, so that no half of a secret is left. */
export function findingRecord(finding: Finding, known: Mask): Finding {
  const mask = whole(known);
  const { because, place, shows, steps } = finding;
  return {
    ...finding,
    place: placeRecord(place, mask),
    shows: mask(shows).slice(0, MAX_SHOWN),
    ...(because !== undefined && { because: mask(because) }),
    ...(steps !== undefined && { steps: steps.map((step) => stepRecord(step, mask)) }),
  };
}

/** A finding that somebody decided to leave, fit to be shown. */
export function suppressedRecord({ by, finding }: Suppressed, known: Mask): Suppressed {
  const mask = whole(known);
  const { owner, place, reason } = by;
  return {
    finding: findingRecord(finding, known),
    by: {
      ...by,
      place: { ...place, ...(place.pointer !== undefined && { pointer: redact(place.pointer) }) },
      reason: mask(reason),
      ...(owner !== undefined && { owner: mask(owner) }),
    },
  };
}

function stepRecord({ place, says, shows }: Step, mask: Mask): Step {
  return {
    place: placeRecord(place, mask),
    says: mask(says),
    ...(shows !== undefined && { shows: mask(shows).slice(0, MAX_SHOWN) }),
  };
}

/** A path is the user's own, and masked nowhere: a report has to lead there. */
function placeRecord(place: Place, mask: Mask): Place {
  if (place.in === 'definition') {
    return { ...place, name: mask(place.name), pointer: mask(place.pointer) };
  }
  return {
    ...place,
    ...(place.pointer !== undefined && { pointer: redact(place.pointer) }),
  };
}

/** What a rule came to, fit to be shown. */
export function coverageRecord(row: CoverageRow, known: Mask): CoverageRow {
  return { ...row, ...(row.why !== undefined && { why: whole(known)(row.why) }) };
}

/** Masks the secrets that are known, and what looks like one. */
export function whole(known: Mask): Mask {
  return (text) => redact(known(text));
}

/**
 * What a look brought, without the raw pages: they are kept beside the report, by their digests.
 *
 * @param known masks the secrets that the server was given
 */
export function lookRecord(look: Look, known: Mask): LookReport {
  const mask = whole(known);
  return look.seen ? seenRecord(look.introspection, mask) : problemRecord(look.problem, mask);
}

function problemRecord(problem: NotSeen, mask: Mask): LookReport {
  const { reason, why, hint, authorization, notes, stderr } = problem;
  return {
    seen: false,
    reason,
    why: mask(why),
    ...(hint !== undefined && { hint: mask(hint) }),
    ...(authorization !== undefined && { authorization: maskedDemand(authorization, mask) }),
    notes: maskedNotes(notes, mask),
    stderr: maskedCapture(stderr, mask),
  };
}

function seenRecord(introspection: Introspection, mask: Mask): LookReport {
  const { definitions, era, digest, pages, containment, unenforced } = introspection;
  const count = (kind: string): number => definitions.filter((one) => one.kind === kind).length;
  const { again, instructions } = introspection;
  return {
    seen: true,
    era,
    protocolVersion: mask(introspection.protocolVersion),
    supportedVersions: introspection.supportedVersions.map(mask),
    serverInfo: maskedObject(introspection.serverInfo, mask),
    capabilities: maskedObject(introspection.capabilities, mask),
    ...(instructions !== undefined && { instructions: mask(instructions) }),
    counts: {
      tools: count('tool'),
      prompts: count('prompt'),
      resources: count('resource'),
      templates: count('template'),
    },
    digest,
    pages: pages.map(({ method, cursor, digest: page }) => ({
      method,
      ...(cursor !== undefined && { cursor: mask(cursor) }),
      digest: page,
    })),
    notes: maskedNotes(introspection.notes, mask),
    stderr: maskedCapture(introspection.stderr, mask),
    containment,
    unenforced,
    ...(again !== undefined && {
      again: { asked: again.asked.map(({ says }) => mask(says)), unable: again.unable.map(mask) },
    }),
  };
}

function maskedNotes(notes: readonly WireNote[], mask: Mask): WireNote[] {
  return notes.map(({ kind, what, sample, count }) => ({
    kind,
    what: mask(what),
    ...(sample !== undefined && { sample: mask(sample) }),
    count,
  }));
}

function maskedCapture(capture: Capture, mask: Mask): Capture {
  return { ...capture, text: mask(capture.text) };
}

function maskedDemand(demand: AuthorizationDemand, mask: Mask): AuthorizationDemand {
  const { status, challenge, resourceMetadata, scope } = demand;
  return {
    status,
    ...(challenge !== undefined && { challenge: mask(challenge) }),
    ...(resourceMetadata !== undefined && { resourceMetadata: mask(resourceMetadata) }),
    ...(scope !== undefined && { scope: mask(scope) }),
  };
}

function maskedObject(object: JsonObject, mask: Mask): JsonObject {
  // `fromEntries` defines own properties, so that a key named __proto__ is a key like any other.
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [mask(key), masked(value, mask)]),
  );
}

/** A value with every string and key masked. The depth is bounded by the parser that it came from. */
export function masked(value: Json, mask: Mask): Json {
  if (isString(value)) return mask(value);
  if (isArray(value)) return value.map((item) => masked(item, mask));
  return isObject(value) ? maskedObject(value, mask) : value;
}

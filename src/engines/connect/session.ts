import { modernParams, serverInfoKey } from '../../adapters/mcp/index.ts';
import type { Answer, ClientInfo, RawMessage, Wire } from '../../adapters/mcp/index.ts';
import type { Era } from '../../domain/definition.ts';
import type { Page } from '../../domain/introspection.ts';
import { isArray, isObject, isString } from '../../domain/json.ts';
import type { Json, JsonObject } from '../../domain/json.ts';
import type { AgainPlan } from './again.ts';
import type { LookLimits } from './limits.ts';

const NEWEST_LEGACY = '2025-11-25';
const NEWEST_MODERN = '2026-07-28';
const UNSUPPORTED_VERSION = -32022;
/** Header mismatch, missing capability, unsupported version: what only a modern server says. */
const MODERN_ERRORS: ReadonlySet<number> = new Set([-32020, -32021, UNSUPPORTED_VERSION]);

/** A server that answered, in one era, on one wire. */
export interface Session {
  readonly era: Era;
  readonly version: string;
  readonly supportedVersions: readonly string[];
  readonly serverInfo: JsonObject;
  readonly capabilities: JsonObject;
  readonly instructions: string | undefined;
  /** The message that said all this. */
  readonly page: Page;
  readonly wire: Wire;
  /** @param timeout milliseconds */
  ask(method: string, params: JsonObject, timeout: number): Promise<Answer>;
}

/** Why there is no session: the answer that was none. */
export interface Refusal {
  readonly method: string;
  readonly answer: Exclude<Answer, { readonly kind: 'result' }>;
  /** Whether only a server of the modern era answers so. */
  readonly isModern: boolean;
}

/** Who asks, within which bounds, and until when. */
export interface Asking {
  readonly client: ClientInfo;
  readonly limits: LookLimits;
  readonly signal: AbortSignal;
  /** How to ask again once all is listed; not at all where it is absent. */
  readonly again?: AgainPlan;
}

export function isSession(outcome: Session | Refusal): outcome is Session {
  return 'wire' in outcome;
}

/** Asks in the modern era: one stateless request and no handshake (2026-07-28, server/discover). */
export async function discover(
  wire: Wire,
  asking: Asking,
  version: string = NEWEST_MODERN,
): Promise<Session | Refusal> {
  const method = 'server/discover';
  const { client, limits, signal } = asking;
  const params = modernParams({}, version, client);
  const answer = await wire.request(method, params, { timeout: limits.handshake, signal });
  if (answer.kind !== 'result') {
    const other = version === NEWEST_MODERN ? offeredVersion(answer) : undefined;
    return other === undefined ? refused(method, answer) : await discover(wire, asking, other);
  }
  const { result, raw } = answer;
  // A legacy server may have some result for whatever it does not know.
  const isDescription = isObject(result) && isArray(result['supportedVersions']);
  if (!isDescription) return refused(method, pointless(method));
  const { [serverInfoKey]: serverInfo = result['serverInfo'] } = objectAt(result, '_meta');
  return {
    era: 'modern',
    version,
    supportedVersions: stringsOf(result['supportedVersions']),
    ...described({ ...result, serverInfo: serverInfo ?? null }, method, raw),
    wire,
    ask: async (asked, more, timeout) =>
      await wire.request(asked, modernParams(more, version, client), { timeout, signal }),
  };
}

/** Opens a session of the legacy era: the `initialize` handshake. Takes whatever version the server names. */
export async function initialize(wire: Wire, asking: Asking): Promise<Session | Refusal> {
  const method = 'initialize';
  const { client, limits, signal } = asking;
  const clientInfo = { name: client.name, version: client.version };
  const params = { protocolVersion: NEWEST_LEGACY, capabilities: {}, clientInfo };
  const answer = await wire.request(method, params, { timeout: limits.handshake, signal });
  if (answer.kind !== 'result') return refused(method, answer);
  const { result, raw } = answer;
  if (!isObject(result) || !isString(result['protocolVersion'])) {
    return refused(method, pointless(method));
  }
  const version = result['protocolVersion'];
  wire.agree(version);
  await wire.notify('notifications/initialized', {}, signal);
  return {
    era: 'legacy',
    version,
    supportedVersions: [],
    ...described(result, method, raw),
    wire,
    ask: async (asked, more, timeout) => await wire.request(asked, more, { timeout, signal }),
  };
}

function described(
  result: JsonObject,
  method: string,
  raw: RawMessage,
): Pick<Session, 'serverInfo' | 'capabilities' | 'instructions' | 'page'> {
  const { instructions } = result;
  return {
    serverInfo: objectAt(result, 'serverInfo'),
    capabilities: objectAt(result, 'capabilities'),
    instructions: isString(instructions) && instructions !== '' ? instructions : undefined,
    page: { method, ...raw },
  };
}

function refused(method: string, answer: Refusal['answer']): Refusal {
  return { method, answer, isModern: answer.kind === 'error' && MODERN_ERRORS.has(answer.code) };
}

function pointless(method: string): Refusal['answer'] {
  return {
    kind: 'none',
    fault: { kind: 'invalid', what: `the reply to ${method} describes no server` },
  };
}

/** The newest modern version that a server offers instead of the one that it does not support. */
function offeredVersion(answer: Refusal['answer']): string | undefined {
  if (answer.kind !== 'error' || answer.code !== UNSUPPORTED_VERSION) return undefined;
  const { data } = answer;
  const offered = isObject(data) ? stringsOf(data['supported']) : [];
  return offered
    .filter((version) => /^\d{4}-\d{2}-\d{2}$/.test(version) && version > NEWEST_LEGACY)
    .sort()
    .findLast((version) => version !== NEWEST_MODERN);
}

function objectAt(object: JsonObject, key: string): JsonObject {
  const value = object[key];
  return isObject(value) ? value : {};
}

function stringsOf(value: Json | undefined): string[] {
  return isArray(value) ? value.filter(isString) : [];
}

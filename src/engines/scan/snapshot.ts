import { sha256 } from '../../adapters/digest.ts';
import { readBounded } from '../../adapters/files/index.ts';
import { parseJson } from '../../adapters/mcp/json.ts';
import { decodeText } from '../../adapters/parse/index.ts';
import type { Definition, DefinitionKind } from '../../domain/definition.ts';
import type { Introspection } from '../../domain/introspection.ts';
import { noCapture } from '../../domain/introspection.ts';
import { canonicalJson, isArray, isObject, isString } from '../../domain/json.ts';
import type { Json, JsonObject } from '../../domain/json.ts';

const LISTS: readonly (readonly [key: string, kind: DefinitionKind])[] = [
  ['tools', 'tool'],
  ['prompts', 'prompt'],
  ['resources', 'resource'],
  ['resourceTemplates', 'template'],
];

/** Bytes of a file, and what one document may hold; as on the wire. */
const LIMIT = 64 * 1024 * 1024;
const LIMITS = { depth: 128, nodes: 2_000_000 };

/** Reads a file as a saved list; undefined where it is none, so that it may be something else. */
export async function readSnapshot(path: string): Promise<Introspection | undefined> {
  const content = await readBounded(path, { limit: LIMIT });
  if (content.state !== 'read') return undefined;
  const decoded = decodeText(content.bytes);
  if (!decoded.ok) return undefined;
  const parsed = parseJson(decoded.text, LIMITS);
  return parsed.kind === 'json' ? snapshotOf(parsed.value, decoded.text) : undefined;
}

/**
 * Reads a saved list as a look at a server: the object that `tools/list` gives, the whole JSON-RPC
 * reply, a bare array of tools, or several lists and `instructions` in one object. Undefined where the
 * document is none of these.
 *
 * @param text the file's text, kept as the raw page
 */
export function snapshotOf(document: Json, text: string): Introspection | undefined {
  const body = bodyOf(document);
  if (body === undefined) return undefined;
  const definitions = LISTS.flatMap(([key, kind]) => listed(body[key], kind));
  const given = body['instructions'];
  const instructions = isString(given) ? given : undefined;
  if (instructions !== undefined) {
    definitions.unshift({ kind: 'instructions', name: 'instructions', raw: { instructions } });
  }
  return {
    era: 'legacy',
    protocolVersion: 'unknown',
    supportedVersions: [],
    transport: 'snapshot',
    serverInfo: objectOr(body['serverInfo']),
    capabilities: objectOr(body['capabilities']),
    instructions,
    definitions,
    digest: sha256(canonicalJson(definitions.map(({ kind, raw }) => ({ kind, raw })))),
    pages: [{ method: 'snapshot', text, digest: sha256(text), duplicateKeys: [] }],
    notes: [],
    stderr: noCapture,
    containment: 'snapshot',
    unenforced: [],
  };
}

function bodyOf(document: Json): JsonObject | undefined {
  if (isArray(document)) {
    return document.length > 0 && document.every(isTool) ? { tools: document } : undefined;
  }
  if (!isObject(document)) return undefined;
  const inner = document['result'];
  if (isObject(inner)) return bodyOf(inner);
  return LISTS.some(([key]) => isArray(document[key])) ? document : undefined;
}

function isTool(value: Json): boolean {
  return isObject(value) && isString(value['name']) && !('command' in value) && !('url' in value);
}

function listed(list: Json | undefined, kind: DefinitionKind): Definition[] {
  if (!isArray(list)) return [];
  return list.filter(isObject).map((raw) => {
    const name = [raw['name'], raw['uri'], raw['uriTemplate']].find(isString) ?? kind;
    return { kind, name, raw };
  });
}

function objectOr(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

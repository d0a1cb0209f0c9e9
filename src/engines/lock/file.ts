import { parseDocument } from '../../adapters/parse/index.ts';
import { WarderError } from '../../domain/errors.ts';
import { visibleJson } from '../../domain/escape.ts';
import { canonicalJson, isArray, isObject } from '../../domain/json.ts';
import type { Json, JsonObject } from '../../domain/json.ts';
import { lockFile } from '../../domain/lock.ts';
import type { DefinitionPin, Lock, ServerPin } from '../../domain/lock.ts';
import { MASK } from '../../domain/redact.ts';
import { digestOf } from './known.ts';
import { comparePins, compareText } from './pin.ts';

/** Cells of a line, up to which an object stays on one. */
const WIDTH = 100;

/**
 * Reads a lock. Nothing in it is taken on trust: a kept definition that does not have its digest was
 * changed by hand or by a bad merge.
 *
 * @param path names the file in errors
 * @throws WarderError LOCK_INVALID
 */
export function readLock(text: string, path: string): Lock {
  const parsed = parseDocument(text, 'json');
  if (!parsed.ok) throw invalid(path, parsed.problem.why, hintFor(text));
  const { duplicateKeys, value } = parsed.document;
  if (duplicateKeys.length > 0) throw invalid(path, 'a key stands twice in it', MERGED);
  const found = lockFile.safeParse(value);
  if (!found.success) {
    const [issue] = found.error.issues;
    const where = issue === undefined ? '' : ` at /${issue.path.join('/')}: ${issue.message}`;
    throw invalid(
      path,
      `it is no lock of this version${where}`,
      'write it anew with `warder lock write`',
    );
  }
  const lock = found.data;
  for (const server of lock.servers) requireWhole(server, path);
  const ids = lock.servers.map(({ id }) => id);
  if (new Set(ids).size < ids.length) throw invalid(path, 'a server stands twice in it', MERGED);
  return lock;
}

const MERGED = 'a merge may have kept both sides: take one of them, then run `warder lock check`';

function hintFor(text: string): string {
  return /^(?:<{7}|>{7})/m.test(text)
    ? 'it holds the marks of a merge: resolve them, then run `warder lock check`'
    : 'restore it from version control, or write it anew with `warder lock write`';
}

function requireWhole({ definitions, name }: ServerPin, path: string): void {
  for (const { content, digest, kind, name: definition } of definitions) {
    if (content === undefined) continue;
    const text = canonicalJson(content as Json);
    // What was masked is not what the digest is of.
    if (text.includes(MASK) || digestOf(text) === digest) continue;
    const what = `${kind} ${JSON.stringify(definition)} of ${JSON.stringify(name)}`;
    throw invalid(path, `what it keeps of the ${what} does not have the digest beside it`, MERGED);
  }
}

function invalid(path: string, why: string, hint: string): WarderError {
  return new WarderError('LOCK_INVALID', `${JSON.stringify(path)} cannot be used: ${why}`, {
    hint,
  });
}

/**
 * The text of a lock: JSON that people review and tools merge. Sorted, one member a line where it is long,
 * characters that no screen shows written out; the same lock is the same text, byte for byte.
 *
 * @throws WarderError LIMIT_EXCEEDED where it would be too large to be read again
 */
export function lockText(lock: Lock): string {
  const servers = lock.servers
    .map(({ definitions, ...server }) => ({
      ...server,
      capabilities: sorted(server.capabilities as Json),
      definitions: definitions.toSorted(comparePins).map(withSortedContent),
    }))
    .sort((a, b) => compareText(a.id, b.id));
  const text = `${visibleJson(pretty({ format: lock.format, servers } as unknown as Json, ''))}\n`;
  // What cannot be read again is not to be written.
  const parsed = parseDocument(text, 'json');
  if (parsed.ok) return text;
  throw new WarderError('LIMIT_EXCEEDED', `the lock would be too large: ${parsed.problem.why}`, {
    hint: 'pin fewer servers, each group with a --lock of its own',
  });
}

function withSortedContent({ content, ...pin }: DefinitionPin): DefinitionPin {
  return { ...pin, ...(content !== undefined && { content: sorted(content as Json) }) };
}

function sorted(value: Json): Json {
  if (isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key] ?? null)]));
}

function pretty(value: Json, indent: string): string {
  const isContainer = isArray(value) || isObject(value);
  const flat = isContainer ? flatText(value, WIDTH - indent.length) : JSON.stringify(value);
  if (flat !== undefined) return flat;
  const inner = `${indent}  `;
  if (isArray(value)) {
    const items = value.map((item) => `${inner}${pretty(item, inner)}`);
    return `[\n${items.join(',\n')}\n${indent}]`;
  }
  const members = Object.entries(value as JsonObject).map(
    ([key, item]) => `${inner}${JSON.stringify(key)}: ${pretty(item, inner)}`,
  );
  return `{\n${members.join(',\n')}\n${indent}}`;
}

/** The value on one line, unless it is longer than the room. */
function flatText(value: Json, room: number): string | undefined {
  if (room <= 0) return undefined;
  let text: string;
  if (isArray(value) || isObject(value)) {
    const parts: string[] = [];
    let left = room - 4;
    for (const [key, item] of isArray(value)
      ? value.map((one) => ['', one] as const)
      : Object.entries(value)) {
      const label = isArray(value) ? '' : `${JSON.stringify(key)}: `;
      const part = flatText(item, left - label.length);
      if (part === undefined) return undefined;
      left -= label.length + part.length + 2;
      parts.push(label + part);
    }
    if (parts.length === 0) return isArray(value) ? '[]' : '{}';
    text = isArray(value) ? `[${parts.join(', ')}]` : `{ ${parts.join(', ')} }`;
  } else text = JSON.stringify(value);
  return text.length <= room ? text : undefined;
}

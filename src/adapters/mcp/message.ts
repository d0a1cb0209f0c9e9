import { isArray, isObject, isString } from '../../domain/json.ts';
import type { Json, JsonObject } from '../../domain/json.ts';
import { sha256 } from '../digest.ts';
import { parseJson } from './json.ts';
import type { JsonLimits } from './json.ts';
import type { RawMessage } from './wire.ts';

/** What came from a server, read as JSON-RPC 2.0. Loose: oddities are named, and read as clients do. */
export type Incoming =
  | { readonly kind: 'result'; readonly id: Json; readonly result: Json }
  | {
      readonly kind: 'error';
      readonly id: Json;
      readonly code: number;
      readonly message: string;
      readonly data?: Json;
    }
  | { readonly kind: 'request'; readonly id: Json; readonly method: string }
  | { readonly kind: 'notification'; readonly method: string }
  | { readonly kind: 'strange'; readonly why: string };

/** One message, or the messages of one batch, before anybody judged them. */
export type Decoded =
  | {
      readonly kind: 'messages';
      readonly isBatch: boolean;
      readonly values: readonly Json[];
      readonly raw: RawMessage;
      readonly isUtf8: boolean;
    }
  | { readonly kind: 'invalid' }
  | { readonly kind: 'limit'; readonly why: string };

const utf8 = new TextDecoder('utf-8', { fatal: true });
const lossy = new TextDecoder('utf-8');

/**
 * Text and value of a message. Bytes that are not UTF-8 are replaced by U+FFFD and the message is
 * read all the same, because that is what clients do: what a model would see is what is judged.
 */
export function decodeMessage(bytes: Uint8Array, limits: JsonLimits): Decoded {
  const { text, isUtf8 } = decodeText(bytes);
  const parsed = parseJson(text, limits);
  if (parsed.kind !== 'json') return parsed;
  const { value, duplicateKeys } = parsed;
  const isBatch = isArray(value);
  return {
    kind: 'messages',
    isBatch,
    values: isBatch ? value : [value],
    raw: { text, digest: sha256(bytes), duplicateKeys },
    isUtf8,
  };
}

function decodeText(bytes: Uint8Array): { readonly text: string; readonly isUtf8: boolean } {
  try {
    return { text: utf8.decode(bytes), isUtf8: true };
  } catch {
    return { text: lossy.decode(bytes), isUtf8: false };
  }
}

/** What kind of message a value is. */
export function classify(value: Json): Incoming {
  if (!isObject(value)) return { kind: 'strange', why: 'a message is not an object' };
  const { id = null, method } = value;
  if (isString(method)) {
    return Object.hasOwn(value, 'id')
      ? { kind: 'request', id, method }
      : { kind: 'notification', method };
  }
  if (Object.hasOwn(value, 'result'))
    return { kind: 'result', id, result: value['result'] ?? null };
  if (isObject(value['error'])) return errorFrom(id, value['error']);
  return { kind: 'strange', why: 'a message has neither a method nor a result nor an error' };
}

function errorFrom(id: Json, error: JsonObject): Incoming {
  const { code, message, data } = error;
  return {
    kind: 'error',
    id,
    code: typeof code === 'number' ? code : 0,
    message: isString(message) ? message : '',
    ...(data !== undefined && { data }),
  };
}

/** In which ways the envelope is not what JSON-RPC 2.0 says, in clauses; clients differ in what they forgive. */
export function oddities(value: Json): string[] {
  if (!isObject(value)) return [];
  const odd: string[] = [];
  if (value['jsonrpc'] !== '2.0') odd.push('a message does not say that it is JSON-RPC 2.0');
  if (Object.hasOwn(value, 'result') && Object.hasOwn(value, 'error')) {
    odd.push('a message has both a result and an error');
  }
  if (isObject(value['error']) && !Number.isInteger(value['error']['code'])) {
    odd.push('an error has no integer code');
  }
  return odd;
}

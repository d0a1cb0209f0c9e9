import { isObject, isString } from '../../domain/json.ts';
import type { JsonObject } from '../../domain/json.ts';
import { versionKey } from './modern.ts';

const NAMED_BY: Readonly<Record<string, string>> = {
  'tools/call': 'name',
  'prompts/get': 'name',
  'resources/read': 'uri',
};

/**
 * The headers in which Streamable HTTP repeats parts of a request (revision 2026-07-28,
 * basic/transports/streamable-http, Request Metadata). A request without the modern `_meta` has
 * only the version that was agreed on, from 2025-06-18 on.
 */
export function metadataHeaders(message: JsonObject, agreed: string): Record<string, string> {
  const { method, params } = message;
  const meta = isObject(params) ? params['_meta'] : undefined;
  const version = isObject(meta) ? meta[versionKey] : undefined;
  if (!isString(version) || !isString(method)) {
    // The version is the server's text: what is no version is not repeated.
    return /^[\w.-]{1,40}$/.test(agreed) ? { 'mcp-protocol-version': agreed } : {};
  }
  const name = isObject(params) ? params[NAMED_BY[method] ?? ''] : undefined;
  return {
    'mcp-protocol-version': version,
    'mcp-method': method,
    ...(isString(name) && { 'mcp-name': headerValue(name) }),
  };
}

/** A value as it is, where a header can carry it; otherwise in the specification's base64 sentinel. */
function headerValue(text: string): string {
  const isPlain = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(text);
  if (isPlain && !/^=\?base64\?.*\?=$/.test(text)) return text;
  return `=?base64?${Buffer.from(text).toString('base64')}?=`;
}

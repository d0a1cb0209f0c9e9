import { COMMAND_KEYS, ENV_KEYS, HEADER_KEYS, URL_KEYS } from '../../../domain/entry.ts';
import { entry } from '../../../domain/example.ts';
import { isArray, isObject, isString, pointer } from '../../../domain/json.ts';
import type { Json, JsonPointer } from '../../../domain/json.ts';
import type { Rule } from '../../../domain/rule.ts';
import { secretMatch } from './parts/secrets.ts';

const drawn = 'aB3dE5gH7jK9mN1pQ2sT4vW6yZ8cX0fR3uL5';

// Judged by rules of their own, or holding names of variables instead of values.
const ELSEWHERE = new Set([
  ...COMMAND_KEYS,
  ...ENV_KEYS,
  ...HEADER_KEYS,
  ...URL_KEYS,
  'args',
  'arguments',
  'bearer_token_env_var',
  'description',
  'env_http_headers',
  'env_keys',
  'env_vars',
  'path',
]);
const MAX_DEPTH = 8;
const MAX_STRINGS = 2000;

export const rule: Rule<'config'> = {
  id: 'config/secret-in-settings',
  severity: 'medium',
  confidence: 'medium',
  title: 'Secret stands among the settings of the server',
  why: 'Every program that reads the file has the secret: backups, sync folders, other servers, a repository that the file is committed to.',
  fix: 'Replace the value by a reference that the client resolves (${NAME}, ${input:…}); then revoke the old secret, which has been on the disk.',
  controls: ['SEC-02'],
  techniques: ['api-key-exposure', 'credential-exfiltration'],
  cwe: [312, 522],
  top10: { csa: ['MCP-04', 'MCP-C02'], owasp: ['MCP01'] },
  examples: {
    bad: [
      entry({ source: 'extension', settings: { notes_api_key: 'quince41Lantern' } }),
      entry({ url: 'https://a.example/mcp', oauth: { clientSecret: 'quince41Lantern' } }),
      entry({ command: 'notes', note: `use ghp_${drawn}` }),
      entry({
        command: 'notes',
        note: `use pul-${'9f8a3c1e7b'.repeat(2)}${'5d2046af93'.repeat(2)}`,
      }),
    ],
    good: [entry({ url: 'https://a.example/mcp', oauth: { clientId: 'notes', scopes: ['read'] } })],
    nearMiss: [
      entry({ url: 'https://a.example/mcp', oauth: { clientSecret: '${NOTES_SECRET}' } }),
      entry({ command: 'notes', settings: { token: '', apiKey: 'YOUR_API_KEY' } }),
      entry({ command: 'notes', env_keys: ['NOTES_API_KEY'], settings: { maxTokens: 100 } }),
      entry({ command: 'notes', oauth: { tokenUrl: 'https://login.example.com/token' } }),
    ],
  },
  *detect(subject) {
    for (const { at, name, text } of textsIn(subject.raw)) {
      const match = secretMatch(subject, at, name, text);
      if (match !== undefined) yield match;
    }
  },
};

interface NamedText {
  readonly at: JsonPointer;
  readonly name: string;
  readonly text: string;
}

function textsIn(raw: Json): NamedText[] {
  const found: NamedText[] = [];
  const visit = (value: Json, at: JsonPointer, name: string, depth: number): void => {
    if (depth > MAX_DEPTH || found.length >= MAX_STRINGS) return;
    if (isString(value)) found.push({ at, name, text: value });
    else if (isArray(value)) {
      for (const [index, item] of value.entries()) visit(item, pointer(at, index), name, depth + 1);
    } else if (isObject(value)) {
      for (const [key, item] of Object.entries(value)) {
        if (!ELSEWHERE.has(key)) visit(item, pointer(at, key), key, depth + 1);
      }
    }
  };
  visit(raw, '', '', 0);
  return found;
}

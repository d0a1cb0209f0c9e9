import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entryFrom } from './entry.ts';
import { configFile } from './example.ts';
import type { Json, JsonObject } from './json.ts';
import type { Secret } from './secret.ts';
import type { ServerEntry } from './server.ts';

const read = (value: Json): ServerEntry =>
  entryFrom(value, {
    name: 'x',
    file: configFile({ mcpServers: { x: value } }),
    at: '/mcpServers/x',
  });

/** A launch with its secrets laid open, to compare. */
const launch = (value: JsonObject): unknown => {
  const { launch: found, problem } = read(value);
  if (found === undefined) return problem;
  const open = (secrets: Readonly<Record<string, Secret>>): Record<string, string> =>
    Object.fromEntries(Object.entries(secrets).map(([key, secret]) => [key, secret.reveal()]));
  if (found.transport !== 'stdio') return { ...found, headers: open(found.headers) };
  return { ...found, env: open(found.env) };
};

describe('an entry', () => {
  test.each<[string, JsonObject, Record<string, unknown>]>([
    [
      'plain',
      { command: 'run', args: ['a', 1], env: { A: 'b', N: 1, X: null }, cwd: '/d' },
      { command: 'run', args: ['a', '1'], env: { A: 'b', N: '1' }, cwd: '/d' },
    ],
    [
      'command as a list',
      { type: 'local', command: ['run', 'a'], environment: { A: 'b' } },
      { command: 'run', args: ['a'], env: { A: 'b' } },
    ],
    [
      'command as an object',
      { command: { path: 'run', args: ['a'], env: { A: 'b' } } },
      { command: 'run', args: ['a'], env: { A: 'b' } },
    ],
    [
      'cmd and envs',
      { cmd: 'run', args: [], envs: { A: 'b' }, env_keys: ['TOKEN'] },
      { command: 'run', args: [], env: { A: 'b', TOKEN: '${TOKEN}' } },
    ],
    [
      'forwarded variables',
      { command: 'run', env_vars: ['A', { name: 'B', source: 'local' }, 3], env: { A: 'own' } },
      { command: 'run', args: [], env: { A: 'own', B: '${B:-}' } },
    ],
    [
      'transport as an object',
      { transport: { type: 'stdio', command: 'run', args: ['a'] } },
      { command: 'run', args: ['a'], env: {} },
    ],
    [
      'one argument as text',
      { command: 'run', args: 'a' },
      { command: 'run', args: ['a'], env: {} },
    ],
  ])('that is %s starts a program', (_what, value, expected) => {
    expect(launch(value)).toEqual({ transport: 'stdio', ...expected });
  });

  test.each<[JsonObject, string, string]>([
    [{ url: 'https://x.example/mcp' }, 'http', 'https://x.example/mcp'],
    [{ serverUrl: 'https://x.example/sse' }, 'sse', 'https://x.example/sse'],
    [{ httpUrl: 'https://x.example/mcp' }, 'http', 'https://x.example/mcp'],
    [{ type: 'streamable_http', uri: 'https://x.example/sse' }, 'http', 'https://x.example/sse'],
    [{ transport: 'sse', url: 'https://x.example/mcp' }, 'sse', 'https://x.example/mcp'],
    [
      { type: 'http', command: 'stale', url: 'https://x.example/mcp' },
      'http',
      'https://x.example/mcp',
    ],
    [{ command: '', url: 'https://x.example/mcp' }, 'http', 'https://x.example/mcp'],
  ])('%j reaches an address', (value, transport, url) => {
    expect(launch(value)).toEqual({ transport, url, headers: {} });
  });

  test('carries headers from all the places in which clients put them', () => {
    expect(
      launch({
        url: 'https://x.example',
        http_headers: { A: 'plain' },
        env_http_headers: { B: 'B_VARIABLE', bad: 1 },
        bearer_token_env_var: 'TOKEN',
        requestOptions: { headers: { C: 'nested' } },
      }),
    ).toMatchObject({
      headers: { A: 'plain', B: '${B_VARIABLE}', Authorization: 'Bearer ${TOKEN}', C: 'nested' },
    });
  });

  test.each<[Json, string]>([
    [null, 'the entry is not an object'],
    ['npx server', 'the entry is not an object'],
    [['npx'], 'the entry is not an object'],
    [{}, 'the entry names neither a command nor a URL'],
    [{ command: null, url: null }, 'the entry names neither a command nor a URL'],
    [{ command: '' }, 'the command is empty'],
    [{ command: [] }, 'the command is empty'],
    [{ command: 'run', args: [null] }, 'the command or its arguments are not all text'],
    [{ command: ['run', { a: 1 }] }, 'the command or its arguments are not all text'],
    [
      { source: 'extension', settings: {} },
      'an extension of the client brings the server and decides how it is started',
    ],
  ])('%j says what is wrong with it', (value, problem) => {
    expect(read(value)).toMatchObject({ launch: undefined, problem });
  });

  test.each<[boolean, JsonObject]>([
    [true, { command: 'run', disabled: true }],
    [true, { command: 'run', enabled: false }],
    [false, { command: 'run', disabled: false, enabled: true }],
    [false, { command: 'run' }],
  ])('is disabled (%s) where it says so: %j', (disabled, value) => {
    expect(read(value).disabled).toBe(disabled);
  });

  test('keeps keys that no client documents as evidence, by name', () => {
    expect(
      read({ command: 'run', autoApprove: [], preHook: 'x', __proto__x: 1 }).unknownKeys,
    ).toEqual(['preHook', '__proto__x']);
  });

  test('takes a variable named __proto__ as a variable like any other', () => {
    const value = JSON.parse('{"command":"run","env":{"__proto__":"x"}}') as JsonObject;
    const { launch: found } = read(value);
    expect(Object.keys(found?.transport === 'stdio' ? found.env : {})).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  test('never throws, and says either how it starts or what is wrong', () => {
    const keys = fc.constantFrom(
      'command',
      'cmd',
      'args',
      'arguments',
      'url',
      'serverUrl',
      'type',
      'transport',
      'env',
      'envs',
      'env_keys',
      'env_vars',
      'headers',
      'env_http_headers',
      'bearer_token_env_var',
      'requestOptions',
      'cwd',
      'path',
      'disabled',
      'enabled',
      'source',
      '__proto__',
      'constructor',
      'toString',
    );
    const value = fc.letrec<{ value: Json }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constant(null),
        fc.boolean(),
        fc.integer(),
        fc.string(),
        fc.constantFrom('sse', 'http', 'run'),
        fc.array(tie('value'), { maxLength: 3 }),
        fc
          .array(fc.tuple(keys, tie('value')), { maxLength: 6 })
          .map((members) => Object.fromEntries(members)),
      ),
    })).value;
    fc.assert(
      fc.property(value, (item) => {
        const { launch: found, problem } = read(item);
        expect((found === undefined) === (problem !== undefined)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });
});

import { assert, describe, expect, test } from 'vitest';
import { pointersIn } from './entry-pointers.ts';
import { entry } from './example.ts';
import { valueAt } from './json.ts';
import type { JsonObject } from './json.ts';

// Whatever a client calls things: the pointer to what was read leads to what was written.
const LOCAL: readonly JsonObject[] = [
  { command: 'npx', args: ['-y', 'mcp'], env: { A: 'x', 'b/~c': 'y' } },
  { cmd: 'npx', args: ['-y', 7], envs: { A: 'x' } },
  { command: ['npx', '-y', 'mcp'], environment: { A: 'x' } },
  { command: ['npx'], args: ['-y', 'mcp'] },
  { command: 'npx', arguments: ['-y'] },
  { command: 'npx', args: null, arguments: ['-y'] },
  { command: 'npx', args: 'mcp' },
  { command: 'npx' },
  { command: { path: 'npx', args: ['-y', 'mcp'], env: { A: 'x' } }, settings: {} },
  { command: { path: 'npx' }, args: ['-y'], env: { A: 'x' } },
  { transport: { type: 'stdio', command: 'npx', args: ['-y', 'mcp'], env: { A: 'x' } } },
  { command: 'npx', args: ['-y'], env: { A: 'x' }, env_vars: ['B'] },
];

const REMOTE: readonly JsonObject[] = [
  { url: 'https://host.example/mcp', headers: { Authorization: 'x' } },
  { serverUrl: 'https://host.example/mcp', http_headers: { 'X-Key': 'x' }, type: 'http' },
  {
    url: 'https://host.example/mcp',
    headers: { A: 'x' },
    requestOptions: { headers: { A: 'y', B: 'z' } },
  },
  { type: 'sse', httpUrl: 'https://host.example/mcp', requestOptions: { headers: { A: 'x' } } },
];

const textIn = (raw: JsonObject, pointer: string): string => String(valueAt(raw, pointer));

describe('pointers into an entry', () => {
  test.each(LOCAL)('%j', (raw) => {
    const { launch } = entry(raw);
    const at = pointersIn(raw);
    assert(launch?.transport === 'stdio');
    const words = [launch.command, ...launch.args];
    expect(words.map((_, index) => textIn(raw, at.word(index)))).toEqual(words);
    // A variable that is only passed on has a name in the file and no value.
    const set = Object.entries(launch.env).filter(([, value]) => !value.reveal().startsWith('$'));
    expect(set.map(([name]) => textIn(raw, at.variable(name)))).toEqual(
      set.map(([, value]) => value.reveal()),
    );
  });

  test.each(REMOTE)('%j', (raw) => {
    const { launch } = entry(raw);
    const at = pointersIn(raw);
    assert(launch !== undefined && launch.transport !== 'stdio');
    expect(textIn(raw, at.url)).toBe(launch.url);
    const headers = Object.entries(launch.headers);
    expect(headers.length).toBeGreaterThan(0);
    expect(headers.map(([name]) => textIn(raw, at.header(name)))).toEqual(
      headers.map(([, value]) => value.reveal()),
    );
  });
});

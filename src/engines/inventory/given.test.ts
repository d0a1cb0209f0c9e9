import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WarderError } from '../../domain/errors.ts';
import type { Json } from '../../domain/json.ts';
import type { Inventory } from '../../domain/server.ts';
import { combine, readConfigFile, targetServer } from './index.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'given-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const write = (path: string, content: string | object): string => {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};
const RUN = { command: 'run' };

describe('a configuration that the user names', () => {
  test.each<[file: string, content: string | object, client: string, at: string]>([
    ['claude_desktop_config.json', { mcpServers: { x: RUN } }, 'claude-desktop', '/mcpServers/x'],
    ['.cursor/mcp.json', { mcpServers: { x: RUN } }, 'cursor', '/mcpServers/x'],
    ['.vscode/mcp.json', { servers: { x: RUN } }, 'vscode', '/servers/x'],
    ['Code/User/settings.json', { mcp: { servers: { x: RUN } } }, 'vscode', '/mcp/servers/x'],
    ['zed/settings.json', { context_servers: { x: RUN } }, 'zed', '/context_servers/x'],
    ['.codex/config.toml', '[mcp_servers.x]\ncommand = "run"', 'codex', '/mcp_servers/x'],
    ['goose/config.yaml', 'extensions:\n  x:\n    cmd: run', 'goose', '/extensions/x'],
    ['opencode.jsonc', { mcp: { x: { command: ['run'] } } }, 'opencode', '/mcp/x'],
    ['amp/settings.json', { 'amp.mcpServers': { x: RUN } }, 'amp', '/amp.mcpServers/x'],
    // Of a known name, and with the keys of another client.
    ['.cursor/mcp.json', { servers: { x: RUN } }, 'cursor', '/servers/x'],
  ])('is known by its name: %s', async (file, content, client, at) => {
    const { files, servers } = await readConfigFile(write(file, content));
    expect(files).toMatchObject([{ client, scope: 'given' }]);
    expect(
      servers.flatMap(({ entries }) => entries.map((entry) => [entry.name, entry.at])),
    ).toEqual([['x', at]]);
  });

  test.each<[file: string, content: string | object, at: string]>([
    ['my.json', { mcpServers: { x: RUN } }, '/mcpServers/x'],
    ['my.json', { deep: { er: { servers: { x: RUN } } } }, '/deep/er/servers/x'],
    ['my.json', { x: RUN }, '/x'],
    ['my.toml', '[[mcp_servers]]\nname = "x"\ncommand = "run"', '/mcp_servers/0'],
    ['my.yml', 'mcpServers:\n  - name: x\n    command: run', '/mcpServers/0'],
    ['no-ending', '{ "mcpServers": { "x": { "command": "run" } } }', '/mcpServers/x'],
    ['no-ending', '# mine\n[mcp_servers.x]\ncommand = "run"', '/mcp_servers/x'],
    ['no-ending', '# mine\nmcpServers:\n  x:\n    command: run', '/mcpServers/x'],
    ['backup.bak', '// mine\n{ "mcpServers": { "x": { "command": "run" } } }', '/mcpServers/x'],
  ])('is known by its keys: %s %j', async (file, content, at) => {
    const { files, servers } = await readConfigFile(write(file, content));
    expect(files).toMatchObject([{ client: 'given', scope: 'given' }]);
    expect(
      servers.flatMap(({ entries }) => entries.map((entry) => [entry.name, entry.at])),
    ).toEqual([['x', at]]);
  });

  test("may hold no servers where it is a known client's", async () => {
    expect((await readConfigFile(write('.cursor/mcp.json', { mcpServers: {} }))).servers).toEqual(
      [],
    );
    const { files, servers } = await readConfigFile(
      write('.claude/settings.json', { enableAllProjectMcpServers: true }),
    );
    expect([servers, files[0]?.client]).toEqual([[], 'claude-code']);
  });

  test.each<[string, () => string, string, RegExp]>([
    ['absent', () => join(root, 'none.json'), 'CONFIG_UNREADABLE', /is not there$/],
    ['a folder', () => root, 'CONFIG_UNREADABLE', /it is a folder, not a file$/],
    [
      'too large',
      () => {
        const file = write('big.json', '');
        truncateSync(file, 100_000_000);
        return file;
      },
      'CONFIG_UNREADABLE',
      /has 100000000 bytes; the limit is 8000000$/,
    ],
    [
      'malformed',
      () => write('a.json', '{"a" 1}'),
      'CONFIG_INVALID',
      /a colon is missing after a key in line 1, column 6$/,
    ],
    [
      'of another kind',
      () => write('package.json', { name: 'x', scripts: { start: 'y' } }),
      'CONFIG_INVALID',
      /holds no MCP servers$/,
    ],
    ['empty', () => write('empty.json', ''), 'CONFIG_INVALID', /holds no MCP servers$/],
    [
      'too deep',
      () => write('deep.json', '['.repeat(10_000)),
      'CONFIG_INVALID',
      /deeper than 128 levels$/,
    ],
  ])('and that is %s is an error with a hint', async (_what, file, code, message) => {
    await expect(readConfigFile(file())).rejects.toMatchObject({
      name: 'WarderError',
      code,
      message: expect.stringMatching(message),
      hint: expect.any(String),
    });
  });
});

describe('targets of the command line', () => {
  test('are servers like those of a configuration', () => {
    expect(targetServer('x', { command: 'npx', args: ['-y', 'p@1'] })).toMatchObject({
      id: expect.stringMatching(/^x-[0-9a-f]{8}$/),
      launch: { command: 'npx', args: ['-y', 'p@1'] },
      entries: [
        { client: 'target', scope: 'target', file: { path: 'command line' }, line: 1, column: 1 },
      ],
    });
  });

  test('stay apart where nothing says how they start', () => {
    const broken = ['a', 'b', 'b'].map((name) => targetServer(name, {}));
    const part = { files: [], unread: [], looked: 1 };
    const { servers } = combine(broken.map((server) => ({ ...part, servers: [server] })));
    expect(servers.map(({ name }) => name)).toEqual(['a', 'b', 'b']);
  });

  test('join with files into one inventory, where what is the same is one server', async () => {
    const first = await readConfigFile(
      write('a.json', { mcpServers: { x: RUN, y: { command: 'other' } } }),
    );
    const second = await readConfigFile(write('b.json', { mcpServers: { z: RUN } }));
    const target = {
      servers: [targetServer('t', RUN)],
      files: [],
      unread: [{ path: 'p', why: 'w' }],
      looked: 1,
    };
    const all = combine([first, second, target]);
    expect(all.servers.map(({ entries }) => entries.map(({ name }) => name))).toEqual([
      ['x', 'z', 't'],
      ['y'],
    ]);
    expect(all).toMatchObject({ looked: 3, unread: [{ path: 'p', why: 'w' }] });
    expect(all.files).toHaveLength(2);
  });
});

test('whatever a configuration holds, it gives an inventory or says why not', async () => {
  const KEYS =
    'mcpServers mcp_servers servers mcp extensions context_servers projects server command args url env type ' +
    'transport name id __proto__ toString * / ~';
  const keys = fc.constantFrom(...KEYS.split(' '));
  const json = fc.letrec<{ value: Json; object: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 6 },
      fc.constantFrom<Json>(null, true, 0, '', 'npx', './x.json', 'https://x.example'),
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.array(tie('value'), { maxLength: 4 }),
      tie('object'),
    ),
    object: fc
      .array(fc.tuple(keys, tie('value')), { maxLength: 6 })
      .map((members) => Object.fromEntries(members)),
  }));
  const names = fc.constantFrom(
    'x.json',
    '.cursor/mcp.json',
    '.claude.json',
    'goose/config.yaml',
    '.vibe/config.toml',
  );
  const inventory = async (file: string): Promise<Inventory> =>
    readConfigFile(file).catch((thrown: unknown) => {
      if (!(thrown instanceof WarderError)) throw thrown;
      return { servers: [], files: [], unread: [], looked: 0 };
    });
  await fc.assert(
    fc.asyncProperty(json.object, names, async (value, name) => {
      const { servers } = await inventory(write(name, value as object));
      expect(new Set(servers.map(({ id }) => id)).size).toBe(servers.length);
      for (const { id } of servers) expect(id).toMatch(/^[a-z0-9-]+$/);
    }),
    { numRuns: 500 },
  );
});

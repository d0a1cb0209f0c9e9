import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Inventory } from '../../domain/server.ts';
import { discover, discoverFolder, readConfigFile } from './index.ts';
import type { Machine } from './index.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'discover-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const at = (...steps: string[]): string => join(root, ...steps);
const write = (path: string, content: string | Uint8Array | object): string => {
  mkdirSync(dirname(at(path)), { recursive: true });
  const text =
    typeof content === 'string' || content instanceof Uint8Array
      ? content
      : JSON.stringify(content);
  writeFileSync(at(path), text);
  return at(path);
};
const machine = (facts: Partial<Machine> = {}): Machine => ({
  platform: 'linux',
  home: at('home'),
  env: () => undefined,
  projects: [],
  systemRoot: at('system'),
  ...facts,
});
const names = ({ servers }: Inventory): string[] => servers.map(({ name }) => name);
const one = (name: string, rest: object = {}): object => ({
  mcpServers: { [name]: { command: 'run', args: [name], ...rest } },
});

/** Does something without the rights of root, who may read all. */
const asNobody = async <T>(act: () => Promise<T>): Promise<T> => {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) chmodSync(root, 0o755);
  if (isRoot) process.seteuid?.(65_534);
  try {
    return await act();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
};

describe('a machine', () => {
  test('with nothing configured has nothing, and nothing is wrong with that', async () => {
    const inventory = await discover(machine());
    expect(inventory).toMatchObject({ servers: [], files: [], unread: [] });
    expect(inventory.looked).toBeGreaterThan(50);
  });

  test('tells where each server stands and who may write there', async () => {
    const path = write(
      'home/.cursor/mcp.json',
      '// mine\n{\n  "mcpServers": {\n    "a": { "command": "run" }\n  }\n}',
    );
    chmodSync(path, 0o640);
    const { files, servers } = await discover(machine());
    expect(servers[0]?.entries[0]).toMatchObject({
      name: 'a',
      client: 'cursor',
      scope: 'user',
      line: 4,
      column: 5,
      at: '/mcpServers/a',
    });
    expect(files[0]).toMatchObject({ path, mode: 0o640, parentMode: 0o755 });
  });

  test('that starts the same thing from two clients has one server with two entries', async () => {
    const entry = { command: 'npx', args: ['-y', '@scope/mcp@1.0.0'] };
    write('home/.cursor/mcp.json', { mcpServers: { tools: { ...entry, env: { TOKEN: 'one' } } } });
    write('home/.kiro/settings/mcp.json', {
      mcpServers: {
        mine: { ...entry, env: { TOKEN: 'two' } },
        other: { url: 'https://x.example' },
      },
    });
    const { servers } = await discover(machine());
    expect(
      servers.map(({ entries }) => entries.map(({ client, name }) => `${client} ${name}`)),
    ).toEqual([['cursor tools', 'kiro mine'], ['kiro other']]);
  });

  test('names each client that reads a shared file, and reads it once', async () => {
    write('work/.mcp.json', one('shared'));
    const { files, servers } = await discover(machine({ projects: [at('work')] }));
    expect(files).toHaveLength(1);
    expect(files[0]).toMatchObject({
      client: 'claude-code',
      project: at('work'),
      scope: 'project',
    });
    expect(files[0]?.alsoReadBy).toEqual(['copilot-cli', 'cursor', 'vscode', 'windsurf']);
    expect(servers.map(({ entries }) => entries.length)).toEqual([1]);
  });

  test('looks in the folders above a project, as clients do', async () => {
    write('work/.cursor/mcp.json', one('above'));
    write('work/a/b/.vscode/mcp.json', { servers: { here: { command: 'run' } } });
    expect(names(await discover(machine({ projects: [at('work/a/b')] })))).toEqual([
      'above',
      'here',
    ]);
  });

  test('reaches an address as the client that reads it would', async () => {
    const servers = { a: { url: 'https://a.example/x' }, b: { httpUrl: 'https://b.example/x' } };
    write('home/.gemini/settings.json', { mcpServers: servers });
    write('home/.cursor/mcp.json', { mcpServers: { c: { url: 'https://c.example/x' } } });
    const found = await discover(machine());
    const transports = found.servers.map(({ launch, name }) => `${name} ${launch?.transport}`);
    expect(transports.sort()).toEqual(['a sse', 'b http', 'c http']);
    const given = await readConfigFile(at('home/.gemini/settings.json'));
    expect(given.servers.map(({ launch }) => launch?.transport)).toEqual(['sse', 'http']);
  });

  test('looks in the folders that clients have opened', async () => {
    const folders = [
      'from claude',
      'from code',
      'from multi/one',
      'from multi/two',
      'from codex',
      'from gemini',
      'from copilot',
    ];
    for (const folder of folders) write(`work/${folder}/.cursor/mcp.json`, one(folder));
    const url = (path: string): string =>
      `file://${at(path).split('/').map(encodeURIComponent).join('/')}`;
    const storage = 'home/.config/Code/User/workspaceStorage';
    write('home/.claude.json', {
      projects: { [at('work/from claude')]: {}, 'relative/path': {}, '//share/x': {} },
    });
    write(`${storage}/1/workspace.json`, { folder: url('work/from code') });
    write(`${storage}/2/workspace.json`, { workspace: url('work/from multi/all.code-workspace') });
    write(`${storage}/3/workspace.json`, {
      folder: 'vscode-remote://ssh-remote%2Bhost/work/from code',
    });
    write(`${storage}/4/workspace.json`, { folder: 'file://server/share' });
    write('work/from multi/all.code-workspace', {
      folders: [{ path: 'one' }, { uri: url('work/from multi/two') }],
      settings: { mcp: { servers: { inline: { url: 'https://x.example' } } } },
    });
    write(
      'home/.codex/config.toml',
      `[projects.${JSON.stringify(at('work/from codex'))}]\ntrust_level = "trusted"\n`,
    );
    write('home/.gemini/trustedFolders.json', { [at('work/from gemini')]: 'TRUST_FOLDER' });
    write('home/.copilot/config.json', { trusted_folders: [at('work/from copilot'), 7] });
    const inventory = await discover(machine());
    expect(names(inventory).sort()).toEqual([...folders, 'inline'].sort());
    expect(inventory.unread).toEqual([]);
  });

  test('reads entries of several projects from one file, each under its folder', async () => {
    write('home/.claude.json', {
      mcpServers: { everywhere: { command: 'run' } },
      projects: {
        '/a': { mcpServers: { in: { command: 'run', args: ['a'] } } },
        '/b': { mcpServers: { in: { command: 'run', args: ['b'] } } },
      },
    });
    const { servers } = await discover(machine());
    expect(servers.map(({ entries: [entry] }) => [entry.name, entry.project, entry.at])).toEqual([
      ['everywhere', undefined, '/mcpServers/everywhere'],
      ['in', '/a', '/projects/~1a/mcpServers/in'],
      ['in', '/b', '/projects/~1b/mcpServers/in'],
    ]);
  });

  test('marks servers as disabled where a list of their own client says so, and no others', async () => {
    const work = at('work');
    write('work/.mcp.json', {
      mcpServers: { off: { command: '1' }, on: { command: '2' }, always: { command: '3' } },
    });
    write('work/.claude/settings.json', { disabledMcpjsonServers: ['off', 'user'] });
    write('home/.claude.json', {
      mcpServers: { user: { command: '4' } },
      projects: {
        [work]: {
          disabledMcpjsonServers: ['on'],
          disabledMcpServers: ['user', 'local'],
          mcpServers: { local: { command: '5' } },
        },
      },
    });
    write('home/.gemini/settings.json', {
      mcp: { excluded: ['always'] },
      mcpServers: { always: { command: '6' } },
    });
    const { servers } = await discover(machine({ projects: [work] }));
    const disabled = servers.flatMap(({ entries }) => entries.filter((entry) => entry.disabled));
    expect(disabled.map(({ client, name }) => `${client} ${name}`).sort()).toEqual([
      'claude-code local',
      'claude-code off',
      'claude-code on',
      'gemini-cli always',
    ]);
  });

  test('follows a variable that moves a folder, unless it is not absolute', async () => {
    write('moved/config.toml', '[mcp_servers.moved]\ncommand = "run"');
    const env = (value: string) => (name: string) => (name === 'CODEX_HOME' ? value : undefined);
    expect(names(await discover(machine({ env: env(at('moved')) })))).toEqual(['moved']);
    expect(names(await discover(machine({ env: env('moved') })))).toEqual([]);
  });

  test('passes by what is part of a client, and tells what an extension brings', async () => {
    write(
      'home/.config/goose/config.yaml',
      'extensions:\n  developer:\n    type: builtin\n    enabled: true\n  mine:\n    type: stdio\n    cmd: run\n    enabled: false\n',
    );
    write('home/.config/zed/settings.json', {
      context_servers: { ext: { source: 'extension', settings: {} } },
    });
    const { servers } = await discover(machine());
    expect(
      servers.map(({ entries: [{ disabled }], launch, name }) => [
        name,
        launch === undefined,
        disabled,
      ]),
    ).toEqual([
      ['mine', false, true],
      ['ext', true, false],
    ]);
  });

  test('reads the servers of an installed bundle by its manifest', async () => {
    write('home/.config/Claude/Claude Extensions/some.id/manifest.json', {
      name: 'bundled',
      server: {
        type: 'node',
        entry_point: 'x.js',
        mcp_config: { command: 'node', args: ['${__dirname}/x.js'] },
      },
    });
    const { servers } = await discover(machine());
    expect(servers[0]).toMatchObject({
      name: 'bundled',
      launch: { command: 'node' },
      entries: [{ at: '/server/mcp_config', scope: 'plugin' }],
    });
  });

  test('reads plugins in all of their forms', async () => {
    const cache = 'home/.claude/plugins/cache/m';
    write(`${cache}/wrapped/.mcp.json`, one('wrapped'));
    write(`${cache}/flat/.mcp.json`, { flat: { command: 'run' }, note: 'not an entry' });
    write(`${cache}/inline/.claude-plugin/plugin.json`, { name: 'p', ...one('inline') });
    write(`${cache}/usual/.claude-plugin/plugin.json`, { mcpServers: './.mcp.json' });
    write(`${cache}/usual/.mcp.json`, one('usual'));
    write(`${cache}/elsewhere/.claude-plugin/plugin.json`, {
      mcpServers: ['./a.json', 'conf/b.json', 'none.json'],
    });
    write(`${cache}/elsewhere/a.json`, one('wrapped elsewhere'));
    write(`${cache}/elsewhere/conf/b.json`, { 'flat elsewhere': { command: 'run2' } });
    const inventory = await discover(machine());
    expect(names(inventory).sort()).toEqual([
      'flat',
      'flat elsewhere',
      'inline',
      'usual',
      'wrapped',
      'wrapped elsewhere',
    ]);
    expect(inventory.unread).toEqual([]);
    const folders = inventory.servers.map(({ entries: [{ name, variables }] }) => [
      name,
      variables?.['CLAUDE_PLUGIN_ROOT'],
    ]);
    expect(Object.fromEntries(folders)).toMatchObject({
      flat: at(cache, 'flat'),
      inline: at(cache, 'inline'),
      'flat elsewhere': at(cache, 'elsewhere'),
    });
  });

  test('does not follow a plugin out of its folder', async () => {
    const cache = 'home/.claude/plugins/cache/m';
    write('outside.json', one('outside'));
    const manifest = write(`${cache}/a/.claude-plugin/plugin.json`, {
      mcpServers: ['../../outside.json', './link.json'],
    });
    symlinkSync(at('outside.json'), at(cache, 'a/link.json'));
    const inventory = await discover(machine());
    expect(names(inventory)).toEqual([]);
    expect(inventory.unread).toEqual([
      { path: manifest, why: 'its servers stand outside the plugin, in ../../outside.json' },
      { path: at(cache, 'a/link.json'), why: 'a symbolic link leads out of the folder' },
    ]);
  });
});

describe('on WSL', () => {
  test('the Windows users count too; permission bits of their drive do not', async () => {
    const drive = at('mnt/c');
    write('home/.cursor/mcp.json', one('linux'));
    write('mnt/c/Users/Ada/AppData/Roaming/Claude/claude_desktop_config.json', one('desktop'));
    write('mnt/c/Users/Ada/AppData/Roaming/Code/User/workspaceStorage/1/workspace.json', {
      folder: 'file:///d%3A/Work%20Space',
    });
    write('mnt/c/Users/Ada/.claude.json', { projects: { 'C:\\Users\\Ada\\repo': {} } });
    write('mnt/c/Users/Ada/repo/.cursor/mcp.json', one('repo'));
    write('mnt/d/Work Space/.vscode/mcp.json', { servers: { space: { command: 'run' } } });
    write('mnt/c/Users/Public/.cursor/mcp.json', one('public'));
    write('mnt/c/ProgramData/gemini-cli/settings.json', one('managed'));
    const { files, servers } = await discover(machine({ windowsDrive: drive }));
    expect(servers.map(({ name }) => name).sort()).toEqual([
      'desktop',
      'linux',
      'managed',
      'repo',
      'space',
    ]);
    expect(files.filter(({ mode }) => mode !== undefined).map(({ path }) => path)).toEqual([
      at('home/.cursor/mcp.json'),
    ]);
  });

  test('a window that Windows opened into WSL is a folder of this machine', async () => {
    write('work/.cursor/mcp.json', one('inside'));
    write('mnt/c/Users/Ada/AppData/Roaming/Code/User/workspaceStorage/1/workspace.json', {
      folder: `vscode-remote://wsl%2Bdebian${at('work')}`,
    });
    expect(names(await discover(machine({ windowsDrive: at('mnt/c') })))).toEqual(['inside']);
  });
});

describe('an id', () => {
  const idsOf = async (document: object): Promise<string[]> => {
    write('home/.cursor/mcp.json', document);
    return (await discover(machine())).servers.map(({ id }) => id);
  };
  test('survives a change of version and of flags, and follows the package', async () => {
    const entry = (...args: string[]): object => ({
      mcpServers: { 'My Tools!': { command: 'npx', args } },
    });
    const [first] = await idsOf(entry('-y', '@scope/mcp@1.0.0'));
    expect(first).toMatch(/^my-tools-[0-9a-f]{8}$/);
    expect(await idsOf(entry('@scope/mcp@2.1.0', '--verbose'))).toEqual([first]);
    expect(await idsOf(entry('-y', '@scope/other@1.0.0'))).not.toEqual([first]);
  });

  test('tells two servers of one name and package apart, whichever is found first', async () => {
    write('home/.cursor/mcp.json', {
      mcpServers: { files: { command: 'npx', args: ['fs', '/a'] } },
    });
    const [alone] = (await discover(machine())).servers;
    write('home/.kiro/settings/mcp.json', {
      mcpServers: { files: { command: 'npx', args: ['fs', '/b'] } },
    });
    const both = (await discover(machine())).servers.map(({ id }) => id);
    expect(both[0]).toBe(alone?.id);
    expect(both[1]).toMatch(new RegExp(`^${alone?.id}-[0-9a-f]{6}$`));
  });

  test('has only letters, digits and hyphens, whatever the name', async () => {
    const hostile = [
      '\u001b[2J',
      '../../etc',
      'ÄÖÜ ß',
      '日本',
      '',
      '__proto__',
      'x'.repeat(100_000),
      '-',
      'a\u202Eb',
    ];
    const text = `{"mcpServers":{${hostile.map((name, i) => `${JSON.stringify(name)}:{"command":"c${i}"}`).join(',')}}}`;
    write('home/.cursor/mcp.json', text);
    const { servers } = await discover(machine());
    expect(servers.map(({ name }) => name)).toEqual(hostile);
    for (const { id } of servers) expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*-[0-9a-f]{8}$/);
    expect(Math.max(...servers.map(({ id }) => id.length))).toBeLessThan(60);
  });

  test('of a script named by a relative path is one per project', async () => {
    const document = { mcpServers: { local: { command: 'node', args: ['server.js'] } } };
    write('a/.cursor/mcp.json', document);
    write('b/.cursor/mcp.json', document);
    const { servers } = await discover(machine({ projects: [at('a'), at('b')] }));
    expect(servers.map(({ entries }) => entries.map(({ project }) => project))).toEqual([
      [at('a')],
      [at('b')],
    ]);
    expect(new Set(servers.map(({ id }) => id)).size).toBe(2);
  });
});

describe('a hostile configuration', () => {
  const CURSOR = 'home/.cursor/mcp.json';
  test.each<[string, () => void, RegExp]>([
    [
      'a file of 100 MB',
      () => truncateSync(write(CURSOR, ''), 100_000_000),
      /has 100000000 bytes; the limit is 8000000$/,
    ],
    [
      'a named pipe',
      () => {
        mkdirSync(at('home/.cursor'), { recursive: true });
        execFileSync('mkfifo', [at(CURSOR)]);
      },
      /named pipe/,
    ],
    ['a folder', () => mkdirSync(at(CURSOR), { recursive: true }), /folder, not a file/],
    [
      'a circle of links',
      () => {
        mkdirSync(at('home/.cursor'), { recursive: true });
        symlinkSync('mcp.json', at(CURSOR));
      },
      /links lead in a circle/,
    ],
    [
      'broken JSON',
      () => write(CURSOR, '{\n  "mcpServers": {\n'),
      /^a closing brace is missing in line 3, column 1$/,
    ],
    ['a list', () => write(CURSOR, '[]'), /a list, not an object/],
    ['deep nesting', () => write(CURSOR, '{"a":'.repeat(10_000)), /deeper than 128 levels/],
    [
      'invalid UTF-8',
      () => write(CURSOR, Buffer.from([0x7b, 0xff, 0x7d])),
      /not valid UTF-8 in line 1/,
    ],
    [
      'servers that are no object',
      () => write(CURSOR, { mcpServers: 'x\u001b[31m' }),
      /^its servers are the text x\\u\{1b\}\[31m, and not an object or a list$/,
    ],
    [
      'servers that are a number',
      () => write(CURSOR, { mcpServers: 7 }),
      /neither an object nor a list/,
    ],
  ])('(%s) gives a reason, and the others are read', async (_what, make, why) => {
    make();
    write('home/.kiro/settings/mcp.json', one('still here'));
    const inventory = await discover(machine());
    expect(names(inventory)).toEqual(['still here']);
    expect(inventory.unread).toEqual([{ path: at(CURSOR), why: expect.stringMatching(why) }]);
  });

  test('that may not be read gives a reason', async () => {
    chmodSync(write(CURSOR, one('x')), 0);
    expect((await asNobody(() => discover(machine()))).unread).toEqual([
      { path: at(CURSOR), why: 'permission denied' },
    ]);
  });

  test('is not hidden by ten thousand names beside it', async () => {
    for (let index = 0; index < 10_050; index++) write(`home/app/${index}`, '');
    write('home/app/.mcp.json', one('hidden'));
    expect(names(await discover(machine({ projects: [at('home/app')] })))).toEqual(['hidden']);
  });

  test('a project that may not be entered gives one reason, not one for every file', async () => {
    write('closed/project/.mcp.json', one('x'));
    chmodSync(at('closed'), 0);
    const inventory = await asNobody(() => discover(machine({ projects: [at('closed/project')] })));
    chmodSync(at('closed'), 0o700);
    expect(inventory.unread.map(({ path }) => path)).toEqual([at('closed'), at('closed/project')]);
  });

  test.each<[string, (text: string) => Uint8Array]>([
    ['UTF-8 with a byte order mark', (text) => Buffer.from(`\uFEFF${text}`)],
    ['UTF-16 LE', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16 BE', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
  ])('in %s is read all the same', async (_what, encode) => {
    write(CURSOR, encode(JSON.stringify(one('größe'))));
    expect(names(await discover(machine()))).toEqual(['größe']);
  });

  test('with 100 000 servers is read up to a limit, and says so', async () => {
    const many = Array.from({ length: 100_000 }, (_, i) => `"s${i}":{"command":"c${i}"}`).join(',');
    write(CURSOR, `{"mcpServers":{${many}}}`);
    const { servers, unread } = await discover(machine());
    expect(servers).toHaveLength(1000);
    expect(unread).toEqual([
      { path: at(CURSOR), why: 'it holds 100000 servers; the first 1000 were read' },
    ]);
  });

  test('with null, numbers and lists everywhere gives entries that say what is wrong', async () => {
    write(CURSOR, {
      mcpServers: {
        a: null,
        b: 1,
        c: ['x'],
        d: { command: 7 },
        e: { command: 'run', args: [1, null] },
        f: { url: '' },
      },
    });
    const { servers, unread } = await discover(machine());
    expect(servers.map(({ launch, problem }) => launch ?? problem)).toMatchObject([
      'the entry is not an object',
      'the entry is not an object',
      'the entry is not an object',
      { command: '7' },
      'the command or its arguments are not all text',
      'the entry names neither a command nor a URL',
    ]);
    expect(unread).toEqual([]);
  });

  test('with keys of the prototype pollutes nothing', async () => {
    write(
      CURSOR,
      '{"mcpServers":{"__proto__":{"command":"run"},"constructor":{"command":"run2"}},"__proto__":{"x":1}}',
    );
    expect(names(await discover(machine()))).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
    expect(({} as Record<string, unknown>)['command']).toBeUndefined();
  });

  test('keeps references in values as they are', async () => {
    write(CURSOR, one('x', { args: ['${env:HOME}/d', '${input:key}'], env: { A: '${B}' } }));
    const [server] = (await discover(machine())).servers;
    expect(server?.launch).toMatchObject({ args: ['${env:HOME}/d', '${input:key}'] });
    expect(server?.launch?.transport === 'stdio' && server.launch.env['A']?.reveal()).toBe('${B}');
  });
});

describe('a source directory', () => {
  test('gives the project configurations anywhere below it, under their projects', async () => {
    write('repo/.mcp.json', one('root'));
    write('repo/packages/a/.cursor/mcp.json', one('nested'));
    write('repo/node_modules/x/.mcp.json', one('installed'));
    write('repo/mcp.json', one('not a client file'));
    write('repo/.claude/settings.json', { enableAllProjectMcpServers: true });
    const { files, servers } = await discoverFolder(at('repo'));
    expect(
      servers.map(({ entries: [{ name, project, scope }] }) => [name, project, scope]),
    ).toEqual([
      ['root', at('repo'), 'project'],
      ['nested', at('repo/packages/a'), 'project'],
    ]);
    expect(files.map(({ path }) => path)).toContain(at('repo/.claude/settings.json'));
  });

  test('does not hide a configuration behind a link, nor lead one out of itself', async () => {
    write('outside/mcp.json', one('outside'));
    write('repo/conf/mcp.json', one('linked folder'));
    write('repo/conf/plain.json', one('linked file'));
    symlinkSync('conf', at('repo/.cursor'));
    symlinkSync('conf/plain.json', at('repo/.mcp.json'));
    mkdirSync(at('repo/sub/.kiro/settings'), { recursive: true });
    symlinkSync(at('outside/mcp.json'), at('repo/sub/.kiro/settings/mcp.json'));
    symlinkSync(at('outside'), at('repo/sub/.vscode'));
    symlinkSync(at('outside'), at('repo/sub/unrelated'));
    const inventory = await discoverFolder(at('repo'));
    expect(names(inventory).sort()).toEqual(['linked file', 'linked folder']);
    expect(inventory.unread).toEqual([
      {
        path: at('repo/sub/.vscode'),
        why: 'a symbolic link leads out of the folder or through another link',
      },
      {
        path: at('repo/sub/.kiro/settings/mcp.json'),
        why: 'a symbolic link leads out of the folder',
      },
    ]);
  });

  test('that is not there is an error with a hint', async () => {
    await expect(discoverFolder(at('none'))).rejects.toMatchObject({
      code: 'TARGET_UNREADABLE',
      message: expect.stringContaining('it is not there'),
      hint: expect.any(String),
    });
  });
});

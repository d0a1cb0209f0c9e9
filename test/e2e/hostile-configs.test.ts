import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { audit, labs, temporaryFolder, temporaryHome, treeOf, warder } from './harness.ts';

// Configurations that are broken, huge or not what they seem: a clear sentence, the right exit code,
// nothing written but the store.

const server = { command: 'node', args: [join(labs, 'servers/concealment/good.mjs')] };
const good = JSON.stringify({ mcpServers: { notes: server } });

/** Writes a configuration in a folder of its own; gives its path. */
function file(content: string | Uint8Array, name = 'mcp.json'): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content, { mode: 0o600 });
  return path;
}

const broken: readonly (readonly [string, () => string])[] = [
  ['is not JSON', () => file('{"mcpServers": {')],
  ['is empty', () => file('')],
  ['is a list', () => file('[1, 2, 3]')],
  ['holds no servers', () => file('{"colour": "green"}')],
  ['is not TOML', () => file('[mcp_servers\ncommand = ', 'config.toml')],
  ['is not YAML', () => file('mcpServers: [\n - "', 'config.yaml')],
  ['is nested ten thousand deep', () => file(`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`)],
  ['is not UTF-8', () => file(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]))],
  ['is a folder', () => temporaryFolder()],
  ['is not there', () => join(temporaryFolder(), 'mcp.json')],
  [
    'is a link to itself',
    () => {
      const path = join(temporaryFolder(), 'mcp.json');
      symlinkSync(path, path);
      return path;
    },
  ],
  [
    'is a pipe that nobody writes to',
    () => {
      const path = join(temporaryFolder(), 'mcp.json');
      execFileSync('mkfifo', [path]);
      return path;
    },
  ],
  [
    'has a hundred megabytes',
    () => {
      const path = file('{');
      truncateSync(path, 100 * 1024 * 1024);
      return path;
    },
  ],
];

describe('a configuration that is given by name', () => {
  test.concurrent.each(broken)('and %s is refused in one clear message', async (_what, make) => {
    const home = temporaryHome();
    const before = treeOf(home.path);
    const { code, stderr, stdout } = await warder(['audit', '--config', make()], { home });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^warder: [^\n]+\n/);
    expect(stderr).not.toContain('This is a fault of Warder itself');
    expect(stderr).not.toMatch(/[^\P{Cc}\n]/u);
    expect([...treeOf(home.path).keys()].filter((path) => !before.has(path))).toEqual([]);
  });

  test.runIf(process.getuid?.() === 0)('and may not be read is refused', async () => {
    const path = file(good);
    chmodSync(path, 0);
    const home = temporaryHome();
    execFileSync('chown', ['-R', '65534:65534', home.path]);
    const { code, stderr } = await warder(['audit', '--config', path], { home, uid: 65_534 });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^warder: .*mcp\.json/);
  });

  const marks = (text: string, bytes: readonly number[]): Buffer =>
    Buffer.concat([Buffer.from(bytes), Buffer.from(text, bytes[0] === 0xef ? 'utf8' : 'utf16le')]);
  test.concurrent.each([
    ['UTF-8 with a byte order mark', marks(good, [0xef, 0xbb, 0xbf])],
    ['UTF-16, little endian', marks(good, [0xff, 0xfe])],
    ['UTF-16, big endian', marks(good, [0xff, 0xfe]).swap16()],
  ])('is read in %s', async (_encoding, bytes) => {
    const { report } = await audit(['--config', file(bytes)]);
    expect(report.servers.map(({ look, name }) => [name, look.seen])).toEqual([['notes', true]]);
  });

  test('may hold entries that are no servers: they are told, the others are looked at', async () => {
    const odd = { one: null, two: 7, three: {}, four: { command: ['node', 5, null] } };
    const path = file(
      `{"mcpServers": {"__proto__": {"command": "x"}, ${JSON.stringify({ ...odd, notes: server }).slice(1, -1)}}}`,
    );
    const { code, report } = await audit(['--config', path]);
    expect(code).toBe(3);
    expect(report.servers.filter(({ look }) => look.seen).map(({ name }) => name)).toEqual([
      'notes',
    ]);
  });
});

describe('what this machine has', () => {
  const place = (home: string, name: string): string => {
    const folder = join(home, '.cursor');
    mkdirSync(folder, { recursive: true });
    return join(folder, name);
  };

  test('a broken file is told and does not hide the others', async () => {
    const home = temporaryHome();
    writeFileSync(place(home.path, 'mcp.json'), '{"mcpServers": ', { mode: 0o600 });
    mkdirSync(join(home.path, '.kiro/settings'), { recursive: true });
    writeFileSync(join(home.path, '.kiro/settings/mcp.json'), good, { mode: 0o600 });
    const { code, report } = await audit([], { home });
    expect(report.unread.map(({ path }) => path)).toEqual([join(home.path, '.cursor/mcp.json')]);
    expect(report.servers.map(({ name }) => name)).toEqual(['notes']);
    expect(code).toBe(3);
  });

  test('links that run in a circle end', async () => {
    const home = temporaryHome();
    const plugins = join(home.path, '.claude/plugins/cache');
    mkdirSync(plugins, { recursive: true });
    symlinkSync(plugins, join(plugins, 'again'));
    writeFileSync(join(plugins, '.mcp.json'), good, { mode: 0o600 });
    const { code, report } = await audit(['--fail-on', 'never'], { home });
    expect([code, report.servers.length]).toEqual([0, 1]);
  });

  test('nothing at all is said to be nothing, and is no error', async () => {
    const { code, report } = await audit([]);
    expect([code, report.servers.length, report.unread.length]).toEqual([0, 0, 0]);
  });
});

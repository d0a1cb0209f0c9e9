import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PackageCache, npmRegistry, pythonIndex } from '../../adapters/packages/index.ts';
import { Processes, findProgram } from '../../adapters/process/index.ts';
import { createSandboxes } from '../../adapters/sandbox/index.ts';
import type { Started } from '../../domain/ports.ts';
import { Secret } from '../../domain/secret.ts';
import type { Server, ServerEntry } from '../../domain/server.ts';
import { createLauncher } from './index.ts';
import type { LauncherOptions } from './index.ts';

// The same door, with the containment of this machine and packages of a registry.

const root = realpathSync(mkdtempSync(join(tmpdir(), 'warder-contained-')));
const home = join(root, 'home');
const processes = new Processes();
const sandboxes = createSandboxes(processes, process.env['PATH'], home);
const cache = new PackageCache(join(root, 'cache'));
const problem = await sandboxes.reaching.check();
if (problem !== undefined) {
  console.warn(`SKIPPED: nothing is started contained: ${problem.why} (${problem.hint})`);
}
const hasNpm = findProgram('npm', process.env['PATH'], '/') !== undefined;
const hasPython = findProgram('python3', process.env['PATH'], '/') !== undefined;

/** A registry with one package, whose install script and whose program both try to get out. */
const registry = createServer((request, response) => {
  const { port } = registry.address() as AddressInfo;
  asked.push(request.url ?? '');
  if (request.url?.endsWith('.tgz') === true) {
    response.end(archive);
    return;
  }
  if (request.url?.startsWith('/warder-probe/') === false && request.url !== '/warder-probe') {
    response.writeHead(404).end('{}');
    return;
  }
  const version = {
    name: 'warder-probe',
    version: '1.0.0',
    bin: { 'warder-probe': 'probe.js' },
    scripts: { postinstall: 'node probe.js install' },
    hasInstallScript: true,
    dist: {
      tarball: `http://127.0.0.1:${port}/warder-probe/-/warder-probe-1.0.0.tgz`,
      integrity: `sha512-${createHash('sha512').update(archive).digest('base64')}`,
    },
  };
  response.setHeader('content-type', 'application/json');
  response.end(
    JSON.stringify({
      name: 'warder-probe',
      'dist-tags': { latest: '1.0.0' },
      versions: { '1.0.0': version },
    }),
  );
});
const asked: string[] = [];
let archive: Buffer = Buffer.alloc(0);
let address = '';

beforeAll(async () => {
  mkdirSync(join(home, '.ssh'), { recursive: true });
  writeFileSync(join(home, '.ssh/id_test'), 'the key');
  archive = packed();
  const { promise, resolve } = Promise.withResolvers<void>();
  registry.listen(0, '127.0.0.1', resolve);
  await promise;
  address = `http://127.0.0.1:${(registry.address() as AddressInfo).port}/`;
});

afterAll(async () => {
  await Promise.all(Object.values(sandboxes).map((sandbox) => sandbox.close()));
  await processes.close();
  registry.close();
  rmSync(root, { recursive: true, force: true });
});

function packed(): Buffer {
  const folder = join(root, 'package');
  mkdirSync(folder);
  const manifest = {
    name: 'warder-probe',
    version: '1.0.0',
    bin: 'probe.js',
    scripts: { postinstall: 'node probe.js install' },
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  const script = `#!/usr/bin/env node
const { existsSync, writeFileSync } = require('node:fs');
if (process.argv[2] === 'install') writeFileSync('installed', '');
const tell = (reached) => console.log(JSON.stringify({
  args: process.argv.slice(2), reached,
  scriptRan: existsSync(__dirname + '/installed'),
  key: existsSync(${JSON.stringify(join(home, '.ssh/id_test'))}),
  folder: process.cwd(), token: process.env.TOKEN, path: process.env.SECRET_OF_WARDER,
}));
fetch(process.argv[3]).then(() => tell(true), () => tell(false));
`;
  writeFileSync(join(folder, 'probe.js'), script, { mode: 0o755 });
  return execFileSync('tar', ['-czf', '-', '-C', root, 'package']);
}

function serverOf(
  command: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Server {
  const secrets = Object.entries(env).map(([name, value]) => [name, new Secret(value)] as const);
  const launch = { transport: 'stdio' as const, command, args, env: Object.fromEntries(secrets) };
  const entry = { name: 'probe', client: 'x', disabled: false, launch } as unknown as ServerEntry;
  return { id: `${command}-${args.join('-')}`, name: 'probe', launch, entries: [entry] };
}

function launcher(more: Partial<LauncherOptions> = {}): ReturnType<typeof createLauncher> {
  return createLauncher({
    sandboxes,
    cache,
    env: (name) => process.env[name],
    home,
    folder: home,
    allowedHosts: [],
    allowExecute: false,
    isOffline: false,
    ...more,
  });
}

async function started(server: Server, more?: Partial<LauncherOptions>): Promise<Started> {
  const found = await launcher(more).start(server, 'session', new AbortController().signal);
  if ('running' in found) return found;
  throw new Error(`${found.reason}: ${found.why}`);
}

async function* linesOf({ running }: Started): AsyncGenerator<string> {
  yield* createInterface({ input: Readable.from(running.stdout) });
}

async function firstLine(start: Started): Promise<string> {
  for await (const line of linesOf(start)) return line;
  return '';
}

describe.skipIf(problem !== undefined || !hasNpm)('a package of npm', () => {
  const withRegistry = {
    env: (name: string): string | undefined =>
      name === 'npm_config_registry' ? address : process.env[name],
  };

  test('is fetched and run contained, its install script never', async () => {
    process.env['SECRET_OF_WARDER'] = 'secret';
    const server = serverOf('npx', ['-y', 'warder-probe', 'a b', address], { TOKEN: 'given' });
    const start = await started(server, withRegistry);
    const told: unknown = JSON.parse(await firstLine(start));
    delete process.env['SECRET_OF_WARDER'];
    expect(told).toEqual({
      args: ['a b', address],
      reached: false,
      scriptRan: false,
      key: false,
      folder: expect.stringMatching(/\/home\//),
      token: 'given',
    });
    expect(await start.running.exited).toMatchObject({ code: 0 });
  });

  test('is fetched once, and reaches what was allowed', async () => {
    const before = asked.length;
    const server = serverOf('npx', ['-y', 'warder-probe', 'x', address]);
    const allowedHosts = [new URL(address).host];
    const start = await started(server, { ...withRegistry, allowedHosts });
    expect(JSON.parse(await firstLine(start))).toMatchObject({ reached: true, key: false });
    expect(asked.slice(before).filter((url) => url.includes('warder-probe'))).toEqual([]);
  });

  test('that the registry does not have is named, and leaves nothing behind', async () => {
    const before = readdirSync(join(root, 'cache'));
    const server = serverOf('npx', ['-y', 'warder-probe-gone']);
    const found = await launcher(withRegistry).start(server, 'probe', new AbortController().signal);
    expect(found).toMatchObject({
      reason: 'fetch-failed',
      why: expect.stringContaining('"warder-probe-gone"'),
    });
    expect(readdirSync(join(root, 'cache'))).toEqual(before);
  });

  test('that is still being fetched is given up when the look is', async () => {
    const slow = createServer(() => undefined);
    const { promise, resolve } = Promise.withResolvers<void>();
    slow.listen(0, '127.0.0.1', resolve);
    await promise;
    const { port } = slow.address() as AddressInfo;
    const env = (name: string): string | undefined =>
      name === 'npm_config_registry' ? `http://127.0.0.1:${port}/` : process.env[name];
    const one = launcher({ env });
    const abort = new AbortController();
    const found = one.start(serverOf('npx', ['slow']), 'probe', abort.signal);
    setTimeout(() => abort.abort(), 500);
    expect(await found).toMatchObject({ reason: 'interrupted' });
    slow.closeAllConnections();
    slow.close();
  });
});

describe('a real server', () => {
  const reach = async (name: string, url: string): Promise<boolean> => {
    try {
      return (await fetch(url, { signal: AbortSignal.timeout(10_000) })).ok;
    } catch (thrown) {
      console.warn(`SKIPPED: ${name}: its registry cannot be reached: ${String(thrown)}`);
      return false;
    }
  };

  const toolsOf = async (start: Started): Promise<string[]> => {
    const send = (message: object): Promise<void> =>
      start.running.write(Buffer.from(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`));
    const clientInfo = { name: 'test', version: '1' };
    const params = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo };
    await send({ id: 1, method: 'initialize', params });
    for await (const line of linesOf(start)) {
      const message = JSON.parse(line) as { id?: number; result?: { tools?: { name: string }[] } };
      if (message.id === 1) {
        await send({ method: 'notifications/initialized' });
        await send({ id: 2, method: 'tools/list' });
      }
      if (message.id === 2) {
        void start.running.stop();
        return message.result?.tools?.map(({ name }) => name) ?? [];
      }
    }
    return [];
  };

  test.skipIf(problem !== undefined || !hasNpm)(
    'of npm tells its tools',
    { timeout: 180_000 },
    async ({ skip }) => {
      const { url } = await npmRegistry((name) => process.env[name], homedir());
      const isThere = await reach('npm', `${url}@modelcontextprotocol%2fserver-memory`);
      skip(!isThere, 'the npm registry cannot be reached');
      const words = ['-y', '@modelcontextprotocol/server-memory@2026.8.31'];
      const tools = await toolsOf(await started(serverOf('npx', words)));
      const source = readFileSync(
        join(
          import.meta.dirname,
          '../../../node_modules/@modelcontextprotocol/server-memory/dist/index.js',
        ),
        'utf8',
      );
      const declared = [...source.matchAll(/registerTool\(\s*["'](\w+)["']/g)].map(
        ([, name]) => name,
      );
      expect(tools.toSorted()).toEqual(declared.toSorted());
      expect(tools.length).toBeGreaterThan(5);
    },
  );

  test.skipIf(problem !== undefined || !hasPython)(
    'of PyPI tells its tools',
    { timeout: 240_000 },
    async ({ skip }) => {
      const { url } = await pythonIndex((name) => process.env[name], homedir());
      skip(!(await reach('PyPI', `${url}/mcp-server-git/`)), 'PyPI cannot be reached');
      const start = await started(serverOf('uvx', ['mcp-server-git']));
      expect(await toolsOf(start)).toEqual(expect.arrayContaining(['git_status', 'git_commit']));
    },
  );
});

import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { PackageCache } from '../../adapters/packages/index.ts';
import type { Consent, Sandbox, Start } from '../../domain/ports.ts';
import { Secret } from '../../domain/secret.ts';
import type { Server, ServerEntry, StdioLaunch } from '../../domain/server.ts';
import { createLauncher } from './index.ts';
import type { LauncherOptions } from './index.ts';

// What is started, with which rights, seen through sandboxes that only write down what they are asked.

const root = realpathSync(mkdtempSync(join(tmpdir(), 'warder-launch-')));
const home = join(root, 'home/user');
const bin = join(root, 'opt/tools/bin');
const never = new AbortController().signal;

function put(path: string, text = '', mode = 0o644): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
}

for (const name of ['node', 'npx', 'npm', 'bunx', 'bun', 'uvx', 'uv', 'docker', 'sudo', 'mcp']) {
  put(join(bin, name), '', 0o755);
}
put(join(bin, 'npm-cli.js'));
put(join(bin, 'python3'), '', 0o755);
const project = join(home, 'code/server');
put(join(project, 'package.json'), '{}');
put(join(project, 'dist/index.js'));
put(join(project, '.npmrc'), 'token');
put(join(home, 'code/package.json'), '{"workspaces": ["*"]}');
put(join(home, 'alone.js'));
put(join(home, 'settings.json'));
put(join(home, '.ssh/id_rsa'), 'key');
put(join(home, '.netrc'), 'password');
mkdirSync(join(home, 'Documents'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A sandbox that starts nothing. What npm or pip would fetch, it puts into the folder it may write. */
class PaperSandbox implements Sandbox {
  readonly name: string;
  readonly starts: Start[] = [];
  problem: { why: string; hint: string } | undefined;
  programs: readonly string[] = ['server-memory', 'mcp-server-git'];
  shebang = '#!/usr/bin/env node';
  /** Where the programs lead, when they are links. */
  link: string | undefined;

  constructor(name: string) {
    this.name = name;
  }

  check(): ReturnType<Sandbox['check']> {
    return Promise.resolve(this.problem);
  }

  cannotEnforce(): readonly string[] {
    return [`the limits of ${this.name}`];
  }

  start(start: Start): ReturnType<Sandbox['start']> {
    this.starts.push(start);
    const [folder] = start.grants.write;
    for (const name of folder === undefined ? [] : this.programs) {
      const program = join(folder ?? '', 'node_modules/.bin', name);
      if (this.link === undefined) put(program, `${this.shebang}\n`, 0o755);
      else if (!existsSync(program)) {
        mkdirSync(dirname(program), { recursive: true });
        symlinkSync(this.link, program);
      }
      put(join(folder ?? '', 'node_modules', '@scope', name, 'package.json'), '{"bin": "x"}');
      put(join(folder ?? '', 'environment/bin', name), '', 0o755);
    }
    const exit = { code: 0, signal: null };
    return Promise.resolve({
      pid: 1,
      write: () => Promise.resolve(),
      stdout: nothing(),
      stderr: nothing(),
      exited: Promise.resolve(exit),
      stop: () => Promise.resolve(exit),
    });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  get last(): Start | undefined {
    return this.starts.at(-1);
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {
  // Ends at once.
}

let closed = new PaperSandbox('closed');
let reaching = new PaperSandbox('reaching');
let none = new PaperSandbox('none');
beforeEach(() => {
  closed = new PaperSandbox('closed');
  reaching = new PaperSandbox('reaching');
  none = new PaperSandbox('none');
});

const environment: Readonly<Record<string, string>> = { PATH: bin, SET: 'value', EMPTY: '' };

function launcher(more: Partial<LauncherOptions> = {}): ReturnType<typeof createLauncher> {
  return createLauncher({
    sandboxes: { closed, reaching, none },
    cache: new PackageCache(mkdtempSync(join(root, 'cache-'))),
    env: (name) => environment[name],
    home,
    folder: home,
    allowedHosts: [],
    allowExecute: false,
    isOffline: false,
    ...more,
  });
}

let count = 0;

function serverOf(
  [command = '', ...args]: readonly string[],
  more: { cwd?: string; env?: Record<string, string>; project?: string; disabled?: boolean } = {},
): Server {
  count += 1;
  const env = Object.entries(more.env ?? {}).map(([name, value]) => [name, new Secret(value)]);
  const launch: StdioLaunch = {
    transport: 'stdio',
    command,
    args,
    env: Object.fromEntries(env) as Record<string, Secret>,
    ...(more.cwd !== undefined && { cwd: more.cwd }),
  };
  const entry = {
    name: 'server',
    client: 'claude-desktop',
    scope: 'user',
    disabled: more.disabled ?? false,
    launch,
    ...(more.project !== undefined && { project: more.project }),
  } as ServerEntry;
  return { id: `server-${count}`, name: 'server', launch, entries: [entry] };
}

describe('a command is started itself', () => {
  test.each([
    [['node', 'server.js', '--x']],
    [['env', 'A=b', 'node', 'server.js', '--x']],
    [['cmd', '/c', 'node', 'server.js', '--x']],
    [['nohup', 'node', 'server.js', '--x']],
  ])('%j', async (words) => {
    const started = await launcher().start(serverOf(words), 'session', never);
    expect(started).toMatchObject({ containment: 'closed', unenforced: ['the limits of closed'] });
    expect(closed.last).toMatchObject({ command: join(bin, 'node'), args: ['server.js', '--x'] });
    expect(closed.last?.env['A']).toBe(words.includes('A=b') ? 'b' : undefined);
  });

  test('or by the shell that its line needs', async () => {
    put(join(bin, 'sh'), '', 0o755);
    const words = ['sh', '-c', 'node server.js | tee log'];
    await launcher().start(serverOf(words), 'session', never);
    expect(closed.last).toMatchObject({ command: join(bin, 'sh'), args: words.slice(1) });
  });

  test('or by a shell, where a whole line stands in its place', async () => {
    await launcher().start(serverOf(['node server.js', '--x y']), 'session', never);
    expect(closed.last?.command).toBe('/bin/sh');
    expect(closed.last?.args).toEqual(['-c', 'node server.js "$@"', 'sh', '--x y']);
  });

  test('with the variables that it names, and none of ours', async () => {
    const env = {
      TOKEN: '${SET}',
      HOME_DIR: '${userHome}',
      OTHER: '${GONE:-default}',
    };
    await launcher().start(serverOf(['node'], { env }), 'session', never);
    expect(closed.last?.env).toEqual({
      PATH: `${bin}:/usr/local/bin:/usr/bin:/bin`,
      LANG: 'C.UTF-8',
      TOKEN: 'value',
      HOME_DIR: home,
      OTHER: 'default',
    });
  });
});

test('a plugin is told its own folder, whatever the environment says', async () => {
  const server = serverOf(['node', '${CLAUDE_PLUGIN_ROOT}/no.js'], { env: { AT: '${SET}' } });
  const [entry] = server.entries;
  const variables = { CLAUDE_PLUGIN_ROOT: '/srv/plugin', SET: 'own' };
  await launcher().start({ ...server, entries: [{ ...entry, variables }] }, 'session', never);
  expect(closed.last).toMatchObject({ args: ['/srv/plugin/no.js'], env: { AT: 'own' } });
});

describe('a server is not started', () => {
  test.each([
    ['missing-input', ['node', '${input:token}'], 'input:token'],
    ['missing-input', ['node', '--key', '${NO_SUCH}'], 'NO_SUCH'],
    ['missing-program', ['no-such-program'], 'no-such-program'],
    ['no-containment', ['sudo', 'node', 'server.js'], 'sudo'],
    ['no-containment', ['docker', 'run', '-i', 'image'], 'docker'],
    ['no-containment', ['npx', '-c', 'server-memory'], 'npx'],
    ['no-containment', ['sh', '-c', 'cd /srv && npx -y server-memory'], 'npx'],
    ['no-containment', ['deno', 'run', 'npm:server-memory'], 'deno run'],
    ['fetch-failed', ['npx', 'github:owner/server'], 'github:owner/server'],
    ['fetch-failed', ['uvx', '--from', 'git+https://example.com/x.git', 'x'], 'git+https'],
    ['fetch-failed', ['npx', '--registry=http://10.0.0.1/', 'server-memory'], '10.0.0.1'],
    ['missing-program', ['uv', 'run', '--directory', '/srv/no', 'server.py'], '/srv/no'],
  ])('%s: %j', async (reason, words, named) => {
    const found = await launcher().start(serverOf(words), 'session', never);
    expect(found).toMatchObject({ reason, why: expect.stringContaining(named) });
    expect(found).toMatchObject({ hint: expect.stringMatching(/.{10}/) });
    expect([closed, reaching, none].flatMap((sandbox) => sandbox.starts)).toEqual([]);
  });

  test('where it is switched off, broken, or no longer wanted', async () => {
    const { start } = launcher();
    expect(await start(serverOf(['node'], { disabled: true }), 'probe', never)).toMatchObject({
      reason: 'disabled',
    });
    const broken = { ...serverOf(['node']), launch: undefined, problem: 'the command is empty' };
    expect(await start(broken, 'probe', never)).toMatchObject({
      reason: 'broken-entry',
      why: 'The server cannot be started: the command is empty.',
    });
    expect(await start(serverOf(['node']), 'probe', AbortSignal.abort())).toMatchObject({
      reason: 'interrupted',
    });
  });
});

describe('a package is fetched first, then runs from the cache', () => {
  const spec = '@scope/server-memory@1.2.3';
  test.each([
    [['npx', '-y', spec, '--x']],
    [['npx.cmd', '-y', spec, '--x']],
    [['cmd', '/c', 'npx', '-y', spec, '--x']],
    [['npm', 'exec', '--yes', '--', spec, '--x']],
    [['npx', '-y', '--package', spec, 'server-memory', '--x']],
    [['npx', '-p', spec, '--', 'server-memory', '--x']],
    [['bunx', spec, '--x']],
    [['pnpm', 'dlx', spec, '--x']],
    [['yarn', 'dlx', spec, '--x']],
    [['sh', '-c', `npx -y ${spec} --x`]],
    [[`npx -y ${spec} --x`]],
  ])('by npm: %j', async (words) => {
    const found = await launcher().start(serverOf(words), 'session', never);
    expect(found).toMatchObject({ containment: 'closed' });
    const [install] = reaching.starts;
    expect(install?.args).toContain('--ignore-scripts');
    expect(install?.args.slice(-2)).toEqual(['--', spec]);
    expect(install?.grants).toMatchObject({ hosts: ['registry.npmjs.org'], standIns: [] });
    expect(closed.last).toMatchObject({ args: ['--x'], grants: { hosts: [], write: [] } });
    expect(closed.last?.command).toMatch(/server-memory$/);
  });

  test.each([
    [['uvx', 'mcp-server-git', '--x'], ['mcp-server-git']],
    [['uvx', 'mcp-server-git@2.0', '--x'], ['mcp-server-git==2.0']],
    [['uvx', 'mcp-server-git@latest', '--x'], ['mcp-server-git']],
    [['uvx', '--from', 'git-tools>=1', 'mcp-server-git', '--x'], ['git-tools>=1']],
    [
      ['uvx', '--with', 'extra', 'mcp-server-git', '--x'],
      ['mcp-server-git', 'extra'],
    ],
    [['uv', 'tool', 'run', 'mcp-server-git', '--x'], ['mcp-server-git']],
    [['pipx', 'run', 'mcp-server-git', '--x'], ['mcp-server-git']],
  ])('for Python: %j', async (words, requirements) => {
    const found = await launcher().start(serverOf(words), 'session', never);
    expect(found).toMatchObject({ containment: 'closed' });
    const install = reaching.last;
    expect(install?.args).toContain('--no-build');
    expect(install?.args.slice(install.args.indexOf('--') + 1)).toEqual(requirements);
    expect(closed.last?.command).toMatch(/environment\/bin\/python$/);
    expect(closed.last?.args).toEqual([expect.stringMatching(/bin\/mcp-server-git$/), '--x']);
  });

  test('by pip where there is no uv, and never from source', async () => {
    const path = join(root, 'no-uv');
    put(join(path, 'python3'), '', 0o755);
    const more = { env: (name: string) => (name === 'PATH' ? path : undefined) };
    await launcher(more).start(serverOf(['uvx', 'mcp-server-git']), 'session', never);
    expect(reaching.last?.args).toEqual(expect.arrayContaining(['pip', '--only-binary=:all:']));
  });

  test('once, however many servers and starts ask for it', async () => {
    const { start } = launcher();
    const servers = [serverOf(['npx', spec]), serverOf(['npx', '-y', spec, '--other'])];
    await Promise.all(
      servers.flatMap((server) => [start(server, 'probe', never), start(server, 'session', never)]),
    );
    expect(reaching.starts.filter(({ args }) => args.includes('install'))).toHaveLength(1);
    expect(closed.starts).toHaveLength(4);
  });

  test('from the registry that the user has set, without its password', async () => {
    const env = (name: string): string | undefined =>
      name === 'npm_config_registry' ? 'https://me:secret@npm.example.com/all/' : environment[name];
    await launcher({ env }).start(serverOf(['npx', spec]), 'session', never);
    expect(reaching.starts[0]?.args).toContain('--registry=https://npm.example.com/all/');
    expect(reaching.starts[0]?.grants.hosts).toEqual(['npm.example.com']);
  });

  test('from a registry of the command only where its host was allowed', async () => {
    const words = ['npx', '--registry', 'https://npm.example.com/', spec];
    await launcher({ allowedHosts: ['npm.example.com'] }).start(serverOf(words), 'probe', never);
    expect(reaching.starts[0]?.args).toContain('--registry=https://npm.example.com/');
  });

  test('and without a network only from the cache', async () => {
    const cache = new PackageCache(join(root, 'shared-cache'));
    const offline = launcher({ cache, isOffline: true });
    expect(await offline.start(serverOf(['npx', spec]), 'session', never)).toMatchObject({
      reason: 'offline',
    });
    await launcher({ cache }).start(serverOf(['npx', spec]), 'session', never);
    const found = await offline.start(serverOf(['npx', spec]), 'session', never);
    expect(found).toMatchObject({ containment: 'closed' });
  });

  test('unless the project has it installed', async () => {
    const local = put(join(home, 'code/other/node_modules/.bin/server-memory'), '', 0o755);
    const server = serverOf(['npx', 'server-memory', '--x'], { project: join(home, 'code/other') });
    await launcher().start(server, 'session', never);
    expect(closed.last).toMatchObject({ command: local, args: ['--x'] });
    expect(reaching.starts).toEqual([]);
  });

  test('by programs of the user, not by those that a configuration puts before them', async () => {
    const evil = join(root, 'evil');
    for (const name of ['node', 'npm', 'npx', 'npm-cli.js']) put(join(evil, name), '', 0o755);
    const server = serverOf(['npx', spec], { env: { PATH: `${evil}:${bin}` } });
    await launcher().start(server, 'session', never);
    expect(JSON.stringify(reaching.starts)).not.toContain(evil);
    expect(closed.last?.env['PATH']).toBe(`${evil}:${bin}`);
  });

  test('and opens nothing that the package itself names', async () => {
    const secret = put(join(home, 'secret/bin/tool'), '', 0o755);
    reaching.shebang = `#!${secret}`;
    await launcher().start(serverOf(['npx', spec]), 'session', never);
    expect(closed.last?.grants.read.some((path) => path.includes('secret'))).toBe(false);
    reaching.shebang = `#!/usr/bin/env ${secret}`;
    await launcher().start(serverOf(['npx', spec]), 'session', never);
    expect(closed.last?.grants.read.some((path) => path.includes('secret'))).toBe(false);
    reaching.shebang = '#!/usr/bin/env node';
    await launcher().start(serverOf(['npx', spec]), 'session', never);
    expect(closed.last?.grants.read).toContain(join(root, 'opt/tools'));
  });

  test('and a program that leads out of the package is none', async () => {
    const secret = put(join(home, 'secret/tool'), '', 0o755);
    reaching.link = secret;
    expect(await launcher().start(serverOf(['npx', spec]), 'session', never)).toMatchObject({
      reason: 'missing-program',
    });
    expect(closed.starts).toEqual([]);
  });

  test('and one without the program is named', async () => {
    reaching.programs = ['something-else'];
    expect(await launcher().start(serverOf(['npx', spec]), 'session', never)).toMatchObject({
      reason: 'missing-program',
      why: expect.stringContaining(spec),
    });
  });
});

describe('what is opened', () => {
  const grantsOf = async (
    words: readonly string[],
    more: Parameters<typeof serverOf>[1] = {},
  ): Promise<Start['grants'] | undefined> => {
    await launcher().start(serverOf(words, more), 'session', never);
    return closed.last?.grants;
  };

  test('is the program, and the package of its script with its workspace', async () => {
    const grants = await grantsOf(['node', join(project, 'dist/index.js')]);
    expect(grants?.read).toEqual(
      [join(root, 'opt/tools'), project, join(home, 'code')].concat(join(project, 'dist/index.js')),
    );
    expect(grants?.hidden).toEqual([join(project, '.npmrc')]);
    expect(grants).toMatchObject({ write: [], hosts: [] });
  });

  test('is a script alone, where it stands in the home folder', async () => {
    const grants = await grantsOf(['node', join(home, 'alone.js')]);
    expect(grants?.read).toEqual([join(root, 'opt/tools'), join(home, 'alone.js')]);
  });

  test.each([
    [join(home, 'settings.json'), true],
    [`--config=${join(home, 'settings.json')}`, true],
    [`file://${join(home, 'settings.json')}`, true],
    [join(home, '.ssh/id_rsa'), false],
    [`--key=${join(home, '.ssh/id_rsa')}`, false],
    [join(home, '.netrc'), false],
    [join(home, 'nothing.json'), false],
  ])('is a file that an argument names, and no secret: %s', async (arg, isOpened) => {
    const grants = await grantsOf(['node', 'server.js', arg]);
    const path = arg.slice(arg.indexOf('/')).replace(/^\/\/(?=\/)/, '');
    expect(grants?.read.includes(path)).toBe(isOpened);
  });

  test('is nothing of a folder that an argument or a variable names but its place', async () => {
    const env = { ROOT: join(home, 'Documents') };
    const grants = await grantsOf(['node', 'server.js', home, '--dir=~/Documents'], { env });
    expect(grants?.standIns).toEqual([home, join(home, 'Documents')]);
    expect(grants?.read).toEqual([join(root, 'opt/tools')]);
  });

  test('is the working folder where the configuration names one, and never the home folder', async () => {
    expect((await grantsOf(['node'], { cwd: project }))?.read).toContain(project);
    expect(closed.last?.cwd).toBe(project);
    expect((await grantsOf(['node'], { cwd: home }))?.read).toEqual([join(root, 'opt/tools')]);
    expect((await grantsOf(['node'], { cwd: join(home, '.ssh') }))?.read).toEqual([
      join(root, 'opt/tools'),
    ]);
    await grantsOf(['node']);
    expect(closed.last?.cwd).toBeUndefined();
  });

  test('to the network is what the user allowed, with the certificates for it', async () => {
    const file = put(join(root, 'ca.pem'));
    const env = (name: string): string | undefined =>
      name === 'NODE_EXTRA_CA_CERTS' ? file : environment[name];
    const options = { env, allowedHosts: ['api.example.com'] };
    await launcher(options).start(serverOf(['node']), 'session', never);
    expect(reaching.last?.grants).toMatchObject({ hosts: ['api.example.com'] });
    expect(reaching.last?.grants.read).toContain(file);
    expect(reaching.last?.env['NODE_EXTRA_CA_CERTS']).toBe(file);
    await launcher({ env }).start(serverOf(['node']), 'session', never);
    expect(closed.last?.env['NODE_EXTRA_CA_CERTS']).toBeUndefined();
  });
});

describe('where containment is not to be had', () => {
  const problem = { why: 'bwrap is not installed', hint: 'install bwrap' };
  beforeEach(() => {
    closed.problem = problem;
    reaching.problem = problem;
  });

  test('nothing is started, and the hint says what to do', async () => {
    const found = await launcher().start(serverOf(['npx', 'server-memory']), 'probe', never);
    expect(found).toMatchObject({
      reason: 'no-containment',
      why: 'It cannot be contained here: bwrap is not installed.',
      hint: 'install bwrap; or run it without containment with --allow-execute',
    });
    expect(none.starts).toEqual([]);
  });

  test('the user is asked once, with the whole command, and a no is a no', async () => {
    const questions: Parameters<Consent['ask']>[0][] = [];
    const consent: Consent = {
      ask: (question) => {
        questions.push(question);
        return Promise.resolve(false);
      },
    };
    const { start } = launcher({ consent });
    const server = serverOf(['npx', '-y', 'server-memory', '~/x'], { env: { TOKEN: 'secret' } });
    const found = await Promise.all([
      start(server, 'probe', never),
      start(server, 'session', never),
    ]);
    expect(found).toMatchObject([{ reason: 'no-consent' }, { reason: 'no-consent' }]);
    expect(questions).toEqual([
      {
        server: 'server',
        command: ['npx', '-y', 'server-memory', join(home, 'x')],
        cwd: undefined,
        environment: ['TOKEN'],
        why: 'bwrap is not installed',
      },
    ]);
    expect(none.starts).toEqual([]);
  });

  test.each([
    ['a yes', { consent: { ask: () => Promise.resolve(true) } }],
    ['--allow-execute', { allowExecute: true }],
  ])('%s starts the command as it stands', async (_how, more) => {
    const found = await launcher(more).start(serverOf(['npx', '-y', 'x']), 'session', never);
    expect(found).toMatchObject({ containment: 'none', unenforced: ['the limits of none'] });
    expect(none.last).toMatchObject({ command: join(bin, 'npx'), args: ['-y', 'x'] });
    expect(Object.keys(none.last?.env ?? {})).toEqual(['PATH', 'LANG']);
  });

  test('a command that would fetch is not started where the network is not to be used', async () => {
    const { start } = launcher({ allowExecute: true, isOffline: true });
    expect(await start(serverOf(['npx', '-y', 'x']), 'session', never)).toMatchObject({
      reason: 'offline',
    });
    expect(none.starts).toEqual([]);
    expect(await start(serverOf(['node', 'x.js']), 'session', never)).toMatchObject({
      containment: 'none',
    });
  });
});

test('nothing is made in the home folder', () => {
  expect(existsSync(join(home, '.cache'))).toBe(false);
});

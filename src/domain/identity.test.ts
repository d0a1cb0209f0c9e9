import { describe, expect, test } from 'vitest';
import { dependsOnFolder, identityOf } from './identity.ts';
import type { Launch } from './server.ts';

const stdio = (command: string, ...args: readonly string[]): Launch => ({
  transport: 'stdio',
  command,
  args,
  env: {},
});
const remote = (url: string): Launch => ({ transport: 'http', url, headers: {} });

describe('the identity', () => {
  test.each<[identity: string, launches: readonly Launch[]]>([
    [
      'npm @scope/mcp',
      [
        stdio('npx', '-y', '@scope/mcp'),
        stdio('npx', '--yes', '@scope/mcp@1.2.3', '--verbose'),
        stdio('bunx', '@scope/mcp@latest'),
        stdio('pnpm', 'dlx', '@scope/mcp@2'),
        stdio('cmd', '/c', 'npx', '-y', '@scope/mcp'),
        stdio('C:\\Program Files\\nodejs\\npx.cmd', '@scope/mcp@1.0.0'),
        stdio('sh', '-c', 'npx -y @scope/mcp@3'),
        stdio('npx', '-p', '@scope/mcp@1', 'mcp'),
      ],
    ],
    ['npm @scope/mcp other', [stdio('npx', '-p', '@scope/mcp@1', 'other')]],
    [
      'pypi some-mcp',
      [
        stdio('uvx', 'some-mcp'),
        stdio('uvx', 'Some_MCP==1.2'),
        stdio('uvx', '--from', 'some-mcp[cli]@0.4', 'some-mcp'),
        stdio('pipx', 'run', 'some-mcp==2'),
      ],
    ],
    [
      'image org/server',
      [
        stdio('docker', 'run', '-i', '--rm', 'org/server'),
        stdio('docker', 'run', '--rm', '-i', '-e', 'TOKEN', 'org/server:1.2'),
        stdio('podman', 'run', `docker.io/org/server@sha256:${'a'.repeat(64)}`),
      ],
    ],
    [
      'image mcp',
      [stdio('docker', 'run', 'docker.io/library/mcp:latest'), stdio('docker', 'run', 'mcp')],
    ],
    [
      'node /srv/server.js',
      [
        stdio('node', '/srv/server.js'),
        stdio('node', '--no-warnings', '/srv/server.js', '--port', '1'),
      ],
    ],
    [
      'python module server.main',
      [stdio('python', '-m', 'server.main'), stdio('/usr/bin/python', '-u', '-m', 'server.main')],
    ],
    [
      'mcp-server serve',
      [stdio('/opt/bin/mcp-server', 'serve'), stdio('mcp-server.exe', '--verbose', 'serve', '--x')],
    ],
    [
      'url https://mcp.example.com/mcp',
      [
        remote('https://mcp.example.com/mcp'),
        remote('https://user:pass@MCP.example.com:443/mcp/?token=x#y'),
      ],
    ],
    ['url ${HOST}/mcp', [remote('${HOST}/mcp?key=${KEY}')]],
  ])('%s is that of every way to start it', (identity, launches) => {
    for (const launch of launches)
      expect(identityOf(launch), JSON.stringify(launch)).toBe(identity);
  });

  test.each<[string, Launch, Launch]>([
    ['packages', stdio('npx', 'a'), stdio('npx', 'b')],
    ['ecosystems', stdio('npx', 'a'), stdio('uvx', 'a')],
    ['images', stdio('docker', 'run', 'org/a'), stdio('docker', 'run', 'other/a')],
    ['registries', stdio('docker', 'run', 'ghcr.io/org/a'), stdio('docker', 'run', 'org/a')],
    ['scripts', stdio('node', 'a.js'), stdio('node', 'b.js')],
    ['code', stdio('node', '-e', 'a()'), stdio('node', '-e', 'b()')],
    ['shell lines', stdio('sh', '-c', 'a | b'), stdio('sh', '-c', 'a | c')],
    ['paths of an address', remote('https://x.example/a'), remote('https://x.example/b')],
    ['schemes', remote('https://x.example/a'), remote('http://x.example/a')],
  ])('tells %s apart', (_what, one, other) => {
    expect(identityOf(one)).not.toBe(identityOf(other));
  });
});

describe('a launch depends on its folder', () => {
  test.each<[boolean, Launch]>([
    [true, stdio('node', 'server.js')],
    [true, stdio('./run.sh')],
    [true, stdio('uv', 'run', '--directory', '.', 'server.py')],
    [true, stdio('npx', '-y', '.')],
    [true, stdio('server', '--root', '${workspaceFolder}/data')],
    [true, stdio('server', '../data')],
    [false, stdio('node', '/srv/server.js')],
    [false, stdio('C:\\tools\\server.exe')],
    [false, stdio('npx', '-y', '@scope/mcp@1.2.3')],
    [false, stdio('docker', 'run', 'org/image')],
    [false, { ...stdio('node', 'server.js'), cwd: '/srv' } as Launch],
    [false, remote('https://mcp.example.com')],
  ])('%s: %j', (depends, launch) => {
    expect(dependsOnFolder(launch)).toBe(depends);
  });
});

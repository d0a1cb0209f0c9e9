import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCommand } from './command.ts';
import type { Command } from './command.ts';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const DIGEST = `sha256:${'ab'.repeat(32)}`;

const read = (...[command = '', ...args]: readonly string[]): Command => readCommand(command, args);

/** A package as `npm:name@version (pin)`, so that a table of them reads. */
const packages = (command: Command): string[] =>
  command.packages.map(
    ({ ecosystem, origin, name, version, pin }) =>
      `${ecosystem}${origin === 'registry' ? '' : `+${origin}`} ${name} ${version ?? '-'} ${pin}`,
  );
const texts = (words: readonly { readonly text: string }[]): string[] =>
  words.map(({ text }) => text);

describe('packages', () => {
  test.each<[argv: string[], runner: string, packages: string[], args?: string[]]>([
    [['npx', '-y', 'some-mcp'], 'npx', ['npm some-mcp - none']],
    [
      ['npx', 'some-mcp@latest', '--root', '.'],
      'npx',
      ['npm some-mcp latest tag'],
      ['--root', '.'],
    ],
    [['npx', '--yes', '@scope/mcp@1.2.3', '-y'], 'npx', ['npm @scope/mcp 1.2.3 exact'], ['-y']],
    [['npx', '-y', '--', '@scope/mcp@^1'], 'npx', ['npm @scope/mcp ^1 range']],
    [['npx', '@scope/mcp@1.x'], 'npx', ['npm @scope/mcp 1.x range']],
    [['npx', '@scope/mcp@v1.2.3-beta.1'], 'npx', ['npm @scope/mcp v1.2.3-beta.1 exact']],
    [['npx', '-y', '-p', 'tools@2.0.0', 'run-mcp', 'x'], 'npx', ['npm tools 2.0.0 exact'], ['x']],
    [
      ['npx', '--package=tools', '-p', 'more@1.0.0', 'run'],
      'npx',
      ['npm tools - none', 'npm more 1.0.0 exact'],
    ],
    [['npx', '--registry', 'https://r.example.com', 'mcp'], 'npx', ['npm mcp - none']],
    [['npx', 'alias@npm:real@1.2.3'], 'npx', ['npm real 1.2.3 exact']],
    [['npx', 'owner/repo'], 'npx', ['npm+git github:owner/repo - none']],
    [['npx', `github:owner/repo#${COMMIT}`], 'npx', [`npm+git github:owner/repo ${COMMIT} exact`]],
    [
      ['npx', 'https://github.com/owner/repo'],
      'npx',
      ['npm+git https://github.com/owner/repo - none'],
    ],
    [
      ['npx', 'git+ssh://git@host.example.com/o/r.git#main'],
      'npx',
      ['npm+git ssh://host.example.com/o/r main tag'],
    ],
    [
      ['npx', 'https://host.example.com/pkg.tgz?token=x'],
      'npx',
      ['npm+url https://host.example.com/pkg.tgz - none'],
    ],
    [['npx', './server'], 'npx', ['npm+folder ./server - none']],
    [['npx.cmd', '-y', 'mcp'], 'npx', ['npm mcp - none']],
    [['C:\\Program Files\\nodejs\\npx.cmd', 'mcp@1.0.0'], 'npx', ['npm mcp 1.0.0 exact']],
    [['/usr/local/bin/npx', 'mcp'], 'npx', ['npm mcp - none']],
    [['npm', 'exec', '--', 'mcp@1.0.0'], 'npx', ['npm mcp 1.0.0 exact']],
    [['npm', '--prefix', '/x', 'exec', '-y', 'mcp', 'a'], 'npx', ['npm mcp - none'], ['a']],
    [['npm', 'x', 'mcp'], 'npx', ['npm mcp - none']],
    [['bunx', '--bun', 'mcp'], 'bunx', ['npm mcp - none']],
    [['bun', 'x', 'mcp@1.0.0'], 'bunx', ['npm mcp 1.0.0 exact']],
    [['pnpm', '--silent', 'dlx', 'mcp'], 'pnpm dlx', ['npm mcp - none']],
    [['pnpm', '--package=mcp@1.0.0', 'dlx', 'start'], 'pnpm dlx', ['npm mcp 1.0.0 exact']],
    [['pnpx', 'mcp'], 'pnpm dlx', ['npm mcp - none']],
    [['yarn', 'dlx', '-q', 'mcp@1.0.0'], 'yarn dlx', ['npm mcp 1.0.0 exact']],
    [['uvx', 'mcp-server-x'], 'uvx', ['pypi mcp-server-x - none']],
    [
      ['uvx', 'Mcp_Server.X@1.2', '--repo', '.'],
      'uvx',
      ['pypi mcp-server-x 1.2 exact'],
      ['--repo', '.'],
    ],
    [['uvx', 'mcp-server-x@latest'], 'uvx', ['pypi mcp-server-x latest tag']],
    [
      ['uvx', '--from', 'tools[cli]==1.2.3', 'mcp', 'run'],
      'uvx',
      ['pypi tools 1.2.3 exact'],
      ['run'],
    ],
    [['uvx', '--from=tools>=1,<2', 'mcp'], 'uvx', ['pypi tools >=1,<2 range']],
    [
      ['uvx', '--python', '3.12', '--with', 'a,b==2', 'mcp'],
      'uvx',
      ['pypi mcp - none', 'pypi a - none', 'pypi b 2 exact'],
    ],
    [['uvx', '-p3.12', 'mcp==1.*'], 'uvx', ['pypi mcp ==1.* range']],
    [
      ['uvx', '--from', `git+https://host.example.com/o/r@${COMMIT}#egg=r`, 'r'],
      'uvx',
      [`pypi+git https://host.example.com/o/r ${COMMIT} exact`],
    ],
    [
      ['uvx', '--from', 'git+https://user@host.example.com/o/r.git', 'r'],
      'uvx',
      ['pypi+git https://host.example.com/o/r - none'],
    ],
    [
      ['uvx', '--from', 'r @ git+https://host.example.com/o/r@v1', 'r'],
      'uvx',
      ['pypi+git https://host.example.com/o/r v1 tag'],
    ],
    [['uvx', '--from', '.', 'mcp'], 'uvx', ['pypi+folder . - none']],
    [['uv', 'tool', 'run', 'mcp@1.0'], 'uvx', ['pypi mcp 1.0 exact']],
    [['uv', '--directory', '/srv/x', 'run', 'server.py'], 'uv run', []],
    [
      ['uv', 'run', '--with', 'mcp[cli]', 'mcp', 'run', 's.py'],
      'uv run',
      ['pypi mcp - none'],
      ['run', 's.py'],
    ],
    [['pipx', 'run', 'mcp==2.0', 'x'], 'pipx run', ['pypi mcp 2.0 exact'], ['x']],
    [['pipx', 'run', '--spec', 'mcp', 'server'], 'pipx run', ['pypi mcp - none']],
    [['go', 'run', 'example.com/mcp/cmd@latest'], 'go run', ['go example.com/mcp/cmd latest tag']],
    [
      ['go', 'run', '-mod=mod', '-C', '/x', 'example.com/mcp@v1.2.3'],
      'go run',
      ['go example.com/mcp v1.2.3 exact'],
    ],
    [['go', 'run', './cmd/server'], 'go run', []],
    [['deno', 'run', '-A', 'npm:mcp@1.0.0', 'x'], 'deno run', ['npm mcp 1.0.0 exact'], ['x']],
    [
      ['deno', 'run', '--allow-net=a.example', 'jsr:@scope/mcp'],
      'deno run',
      ['jsr @scope/mcp - none'],
    ],
    [
      ['deno', 'run', 'https://host.example/mcp@1.2.3/mod.ts'],
      'deno run',
      ['url+url https://host.example/mcp/mod.ts 1.2.3 exact'],
    ],
    [
      ['deno', 'run', 'https://host.example/mod.ts'],
      'deno run',
      ['url+url https://host.example/mod.ts - none'],
    ],
    [
      ['dnx', 'Some.Mcp@1.0.0', '--yes', '--', '--x'],
      'dnx',
      ['nuget some.mcp 1.0.0 exact'],
      ['--x'],
    ],
    [
      ['dotnet', 'tool', 'exec', 'Some.Mcp', '--version', '1.0.0'],
      'dnx',
      ['nuget some.mcp 1.0.0 exact'],
    ],
  ])('%j', (argv, runner, expected, args = []) => {
    const command = read(...argv);
    expect(command.runner).toBe(runner);
    expect(packages(command)).toEqual(expected);
    expect(texts(command.args)).toEqual(args);
    for (const { spec, at } of command.packages) expect(argv[at]).toContain(spec);
  });

  test.each([
    [['npm', 'run', 'start']],
    [['npm', 'install', 'mcp']],
    [['npx']],
    [['npx', '-y']],
    [['uv', 'sync']],
    [['yarn', 'start']],
    [['deno', 'task', 'start']],
    [['mcp-server', 'npx', 'other']],
  ])('%j fetches nothing', (argv) => {
    expect(read(...argv).packages).toEqual([]);
  });
});

describe('images', () => {
  test.each<[argv: string[], image: Record<string, string>, args?: string[]]>([
    [['docker', 'run', '-i', '--rm', 'mcp/time'], { repository: 'mcp/time' }],
    [
      ['docker', 'run', '-it', '--rm', 'mcp/time:latest', 'x'],
      { repository: 'mcp/time', tag: 'latest' },
      ['x'],
    ],
    [
      ['docker', 'run', '-e', 'TOKEN', '-eA=b', '--env=C', 'host.example:5000/a/b:1.0'],
      { repository: 'host.example:5000/a/b', tag: '1.0' },
    ],
    [
      [
        'docker',
        'run',
        '--mount',
        'type=bind,src=/a,dst=/b',
        '-v/a:/b',
        '-p8080:80',
        `mcp/x@${DIGEST}`,
      ],
      { repository: 'mcp/x', digest: DIGEST },
    ],
    [
      ['docker', '--context', 'remote', 'container', 'run', '-i', `mcp/x:1@${DIGEST}`],
      { repository: 'mcp/x', tag: '1', digest: DIGEST },
    ],
    [
      ['podman', 'run', '--replace', '--name', 'x', 'docker://Quay.example/a'],
      { repository: 'quay.example/a' },
    ],
    [
      ['nerdctl', 'run', '--network', 'none', '--read-only', 'a', '--', 'b'],
      { repository: 'a' },
      ['--', 'b'],
    ],
  ])('%j', (argv, image, args = []) => {
    const { image: { reference = '', at = 0, ...found } = {}, ...command } = read(...argv);
    expect(found).toEqual(image);
    expect(argv[at]).toBe(reference);
    expect(texts(command.args)).toEqual(args);
  });

  test('a container command that runs no image has none', () => {
    for (const argv of [
      ['docker', 'mcp', 'gateway', 'run'],
      ['docker', 'exec', '-i', 'x', 'mcp'],
      ['docker', 'run'],
    ]) {
      expect(read(...argv).image).toBeUndefined();
    }
  });

  test('what runs inside an image is read where its arguments say so', () => {
    const command = read('docker', 'run', '--rm', 'node:22', 'npx', '-y', 'mcp');
    expect(command.inside?.packages).toMatchObject([{ name: 'mcp', pin: 'none', at: 6 }]);
    expect(read('docker', 'run', 'mcp/x', '--verbose').inside).toBeUndefined();
  });

  test('options keep their values and places', () => {
    const { options } = read('docker', 'run', '-v', '/:/host', '--network=host', '-it', 'x');
    expect(options).toEqual([
      { name: '-v', value: '/:/host', at: 2, valueAt: 3 },
      { name: '--network', value: 'host', at: 4, valueAt: 4 },
      { name: '-i', at: 5, valueAt: 5 },
      { name: '-t', at: 5, valueAt: 5 },
    ]);
  });
});

describe('wrappers', () => {
  test.each<[argv: string[], wrappers: string[], program: string, args?: string[]]>([
    [['env', '-u', 'C', 'A=b', 'mcp', 'x'], ['env'], 'mcp', ['x']],
    [['env', '-S', 'A=b npx -y', 'mcp'], ['env'], 'npx'],
    [['cmd', '/c', 'npx', '-y', 'mcp'], ['cmd'], 'npx'],
    [['cmd.exe', '/d', '/s', '/C', 'npx -y mcp'], ['cmd'], 'npx'],
    [['sudo', '-u', 'svc', 'mcp'], ['sudo'], 'mcp'],
    [
      ['sudo', '-E', '--', 'nohup', 'nice', '-n', '5', 'mcp', '-n'],
      ['sudo', 'nohup', 'nice'],
      'mcp',
      ['-n'],
    ],
    [['timeout', '-k', '5', '30', 'mcp'], ['timeout'], 'mcp'],
    [['runas', '/user:Administrator', 'mcp'], ['runas'], 'mcp'],
    [['op', 'run', '--env-file=.env', '--', 'npx', 'mcp'], ['op run'], 'npx'],
    [['aws-vault', 'exec', 'work', '--', 'mcp'], ['aws-vault exec'], 'mcp'],
    [['mise', 'x', 'node@22', '--', 'node', 's.js'], ['mise x'], 'node'],
    [['poetry', '-C', '/srv/x', 'run', 'python', '-m', 'mcp'], ['poetry run'], 'python'],
    [
      ['conda', 'run', '-n', 'env', '--no-capture-output', 'python', 's.py'],
      ['conda run'],
      'python',
    ],
    [['wsl', '-d', 'Debian', '--', 'mcp'], ['wsl'], 'mcp'],
    [['sh', '-c', 'npx -y mcp'], ['sh'], 'npx'],
    [
      ['bash', '-lc', "exec '/opt/my server/mcp' --x"],
      ['bash', 'exec'],
      '/opt/my server/mcp',
      ['--x'],
    ],
    [['sh', '-c', 'cd /srv && . ./env.sh; A=b exec mcp'], ['sh', 'exec'], 'mcp'],
    [['bash', '-o', 'pipefail', '-c', 'sh -c "mcp x"'], ['bash', 'sh'], 'mcp', ['x']],
    [
      ['pwsh', '-NoProfile', '-ExecutionPolicy', 'Bypass', '-Command', 'mcp --x'],
      ['pwsh'],
      'mcp',
      ['--x'],
    ],
    [['busybox', 'sh', '-c', 'mcp'], ['busybox'], 'mcp'],
    [['npx -y mcp'], [], 'npx'],
    [['npx -y', 'mcp'], [], 'npx'],
    [['C:\\Program Files\\x\\mcp.exe'], [], 'C:\\Program Files\\x\\mcp.exe'],
    [['/opt/my server/mcp'], [], '/opt/my server/mcp'],
  ])('%j', (argv, wrappers, program, args = []) => {
    const command = read(...argv);
    expect(command.wrappers.map(({ name }) => name)).toEqual(wrappers);
    expect(command.program.text).toBe(program);
    expect(texts(command.args)).toEqual(args);
  });
});

describe('shell lines', () => {
  test.each<[argv: string[], isPlain: boolean, program: string]>([
    [['sh', '-c', 'npx -y mcp'], true, 'npx'],
    [['sh', '-c', "npx -y 'mcp'"], true, 'npx'],
    [['sh', '-c', 'npx -y mcp 2>/dev/null'], false, 'npx'],
    [['sh', '-c', 'npx -y mcp --root $HOME'], false, 'npx'],
    [['sh', '-c', 'cd /srv && npx -y mcp'], false, 'npx'],
    [['sh', '-c', 'npx -y mcp | tee log'], false, 'sh'],
    [['sh', '-c', 'npx -y mcp & other'], false, 'sh'],
    [['sh', '-c', 'rm -rf x; npx -y mcp'], false, 'sh'],
    [['sh', '-c', 'npx -y mcp || npx other'], false, 'sh'],
    [['cmd', '/c', 'npx -y mcp & calc'], false, 'cmd'],
    [['cmd', '/c', 'npx', '-y', 'mcp', '&&', 'calc'], false, 'cmd'],
    [['powershell', '-enc', 'bgBwAHgA'], false, 'powershell'],
    [['pwsh', '-c', 'iwr x | iex'], false, 'pwsh'],
    [['curl https://host.example/x | sh'], false, 'curl https://host.example/x | sh'],
  ])('%j', (argv, isPlain, program) => {
    const command = read(...argv);
    expect(command.lines.at(-1)?.isPlain).toBe(isPlain);
    expect(command.program.text).toBe(program);
  });

  test('words of a line point to the argument that holds it', () => {
    const command = read('sh', '-c', 'npx -y mcp@1.0.0 x');
    expect(command.packages).toMatchObject([{ name: 'mcp', at: 2 }]);
    expect(command.args).toEqual([{ text: 'x', at: 2 }]);
  });

  test('the line of npx -c is kept and not seen through', () => {
    const command = read('npx', '-p', 'tools', '-c', 'a | b');
    expect(command.lines).toMatchObject([{ text: 'a | b', at: 4, isPlain: false }]);
    expect(command.packages).toMatchObject([{ name: 'tools' }]);
  });

  test('quotes and comments hide operators', () => {
    expect(read('sh', '-c', `mcp "a;b" 'c|d' e\\&f # | g`).args.map(({ text }) => text)).toEqual([
      'a;b',
      'c|d',
      'e&f',
    ]);
  });
});

describe('scripts, modules and code', () => {
  test.each<[argv: string[], expected: Record<string, unknown>]>([
    [['node', '/srv/mcp/index.js', '--x'], { script: { text: '/srv/mcp/index.js', at: 1 } }],
    [['node', '--import', 'tsx', '-r', 'dotenv', 's.ts'], { script: { text: 's.ts', at: 5 } }],
    [['node', '--max-old-space-size=512', 's.js'], { script: { text: 's.js', at: 2 } }],
    [['node', '-e', 'f()'], { code: { language: 'javascript', text: 'f()', at: 2 } }],
    [['node', '--eval=f()', 'x'], { code: { language: 'javascript', text: 'f()', at: 1 } }],
    [['node', '-pe', 'f()'], { code: { language: 'javascript', text: 'f()', at: 2 } }],
    [['deno', 'eval', 'f()'], { code: { language: 'javascript', text: 'f()', at: 2 } }],
    [['bun', 'run', 'index.ts'], { script: { text: 'index.ts', at: 2 } }],
    [['python3.12', '-u', '-m', 'mcp_server', 'x'], { module: { text: 'mcp_server', at: 3 } }],
    [['python', '-Ic', 'f()', 'x'], { code: { language: 'python', text: 'f()', at: 2 } }],
    [['py', '-3', 's.py'], { script: { text: 's.py', at: 2 } }],
    [['/venv/bin/python', 's.py'], { script: { text: 's.py', at: 1 } }],
    [['uv', 'run', 'python', '-m', 'mcp'], { module: { text: 'mcp', at: 4 }, runner: 'uv run' }],
    [['uv', 'run', '-m', 'mcp'], { executable: { text: 'mcp', at: 3 } }],
    [['ruby', '-rjson', '-e', 'f'], { code: { language: 'ruby', text: 'f', at: 3 } }],
    [['perl', '-ne', 'f'], { code: { language: 'perl', text: 'f', at: 2 } }],
    [['php', '-d', 'a=b', 's.php'], { script: { text: 's.php', at: 3 } }],
    [['java', '-Xmx1g', '-jar', 's.jar', 'x'], { script: { text: 's.jar', at: 3 } }],
    [['dotnet', 'run', '--project', '/srv/x'], { script: { text: '/srv/x', at: 3 } }],
    [['bash', './run.sh', 'x'], { script: { text: './run.sh', at: 1 } }],
    [['osascript', '-e', 'f'], { code: { language: 'applescript', text: 'f', at: 2 } }],
  ])('%j', (argv, expected) => {
    expect(read(...argv)).toMatchObject(expected);
  });

  test('a server of its own is its program and its arguments', () => {
    const command = read('/usr/local/bin/Mcp-Server.exe', '-c', 'x');
    expect(command).toMatchObject({ name: 'mcp-server', packages: [], lines: [], wrappers: [] });
    expect(command).not.toHaveProperty('code');
    expect(texts(command.args)).toEqual(['-c', 'x']);
  });
});

describe('variables', () => {
  test('those of env, sudo and a shell line are read', () => {
    expect(read('env', 'A=b', 'C=', 'mcp').variables).toEqual([
      { name: 'A', value: 'b', at: 1 },
      { name: 'C', value: '', at: 2 },
    ]);
    expect(read('sudo', 'A=b', 'mcp').variables).toMatchObject([{ name: 'A', at: 1 }]);
    expect(read('sh', '-c', 'A=b mcp').variables).toMatchObject([{ name: 'A', at: 2 }]);
  });
});

describe('hostile input', () => {
  const word = fc.oneof(
    fc.constantFrom(
      'npx',
      'sh',
      '-c',
      '--',
      'env',
      'sudo',
      'docker',
      'run',
      'uvx',
      '--from',
      'cmd',
      '/c',
      'node',
      '-e',
      '-p',
      '$(',
      "'",
      '"',
      '|',
      '-',
      '=',
    ),
    fc.string({ unit: 'binary', maxLength: 20 }),
  );

  test('any words give a reading whose places exist', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), (argv) => {
        const command = read(...argv);
        const places = [
          command.program,
          ...command.args,
          ...command.packages,
          ...command.options,
          ...command.lines,
        ];
        for (const { at } of places) expect(argv[at]).toBeDefined();
      }),
      { numRuns: 500 },
    );
  });

  test('nesting is read to a bound', () => {
    const deep = [...Array.from({ length: 5000 }, () => 'sudo'), 'mcp'];
    expect(read(...deep).wrappers.length).toBeLessThan(20);
  });

  test.each([
    ['quotes', `sh -c ${'"'.repeat(200_000)}`],
    ['at signs', `${'@'.repeat(200_000)}`],
    ['dashes', `${'a-'.repeat(100_000)}1`],
    ['spaces', ' '.repeat(200_000)],
    ['slashes', `https://${'/'.repeat(200_000)}`],
    ['digits', `a==${'1.'.repeat(100_000)}`],
  ])(
    'a long run of %s takes no longer than its length asks',
    (_name, text) => {
      for (const argv of [
        ['npx', text],
        ['uvx', text],
        ['docker', 'run', text],
        ['sh', '-c', text],
        [text],
      ]) {
        expect(read(...argv).program.at).toBe(0);
      }
    },
    20_000,
  );
});

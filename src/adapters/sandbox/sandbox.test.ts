import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Exit, Grants, Limits, Sandbox, Start } from '../../domain/ports.ts';
import { Processes } from '../process/index.ts';
import { Runtime, createBubblewrap, createSandboxRuntime } from './index.ts';
import { countsTasksPerNamespace, quote } from './script.ts';

const path = process.env['PATH'];
const processes = new Processes();
const runtime = new Runtime(processes);
const candidates: readonly Sandbox[] = [
  createBubblewrap(processes, path),
  createBubblewrap(processes, path, runtime),
  createSandboxRuntime(processes, path, runtime),
];
const checks = await Promise.all(
  candidates.map(async (sandbox) => ({ sandbox, problem: await sandbox.check() })),
);
for (const { sandbox, problem } of checks) {
  if (problem === undefined) continue;
  console.warn(`SKIPPED: ${sandbox.name} is not tested: ${problem.why} (${problem.hint})`);
}

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'warder-test-')));
const home = join(folder, 'home');
const granted = join(home, 'project');
const key = join(home, '.ssh', 'id_test');
const readable = join(granted, 'readme.txt');
const hidden = join(granted, '.npmrc');
const node = realpathSync(process.execPath);

const host = createServer((_request, response) => response.end('reached'));
let port = 0;

beforeAll(async () => {
  mkdirSync(dirname(key), { recursive: true });
  mkdirSync(granted);
  writeFileSync(key, 'the key');
  writeFileSync(readable, 'the readme');
  writeFileSync(hidden, 'the token');
  const { promise, resolve } = Promise.withResolvers<void>();
  host.listen(0, '127.0.0.1', resolve);
  await promise;
  port = (host.address() as AddressInfo).port;
});

afterAll(async () => {
  await Promise.all(candidates.map((sandbox) => sandbox.close()));
  await processes.close();
  host.close();
  rmSync(folder, { recursive: true, force: true });
});

const limits: Limits = {
  processes: 60,
  memory: 1 << 30,
  cpuSeconds: 60,
  openFiles: 512,
  fileSize: 1 << 24,
};
const closed: Grants = { read: [], write: [], standIns: [], hidden: [], hosts: [] };

/** Starts a contained server with children, tells the proxy's socket, and waits to be killed. */
function driverOf(name: string): string {
  const start = startOf(
    '/bin/sh',
    ['-c', 'trap "" TERM; setsid sleep 74 & echo up; while :; do sleep 74; done'],
    { grants: { hosts: name === 'bubblewrap' ? [] : ['example.invalid'] } },
  );
  return `
    import { Processes } from ${JSON.stringify(join(import.meta.dirname, '../process/index.ts'))};
    import * as sandbox from ${JSON.stringify(join(import.meta.dirname, 'index.ts'))};
    const path = ${JSON.stringify(path)};
    const processes = new Processes();
    const runtime = new sandbox.Runtime(processes);
    const boxes = [
      sandbox.createBubblewrap(processes, path),
      sandbox.createBubblewrap(processes, path, runtime),
      sandbox.createSandboxRuntime(processes, path, runtime),
    ];
    const box = boxes.find(({ name }) => name === ${JSON.stringify(name)});
    const running = await box.start(${JSON.stringify(start)});
    const pass = box === boxes[0] ? undefined : await runtime.allow([]);
    for await (const chunk of running.stdout) {
      console.log(pass?.manager.getLinuxHttpSocketPath() ?? 'no-socket-of-a-proxy');
    }`;
}

interface Run extends Exit {
  readonly out: string;
  readonly err: string;
}

interface More {
  readonly grants?: Partial<Grants>;
  readonly limits?: Partial<Limits>;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

function startOf(command: string, args: readonly string[], more: More = {}): Start {
  return {
    command,
    args,
    cwd: more.cwd ?? '/tmp',
    env: { PATH: '/usr/bin:/bin', ...more.env },
    grants: { ...closed, ...more.grants },
    limits: { ...limits, ...more.limits },
  };
}

async function textOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

async function run(sandbox: Sandbox, start: Start): Promise<Run> {
  const running = await sandbox.start(start);
  const [out, err, exit] = await Promise.all([
    textOf(running.stdout),
    textOf(running.stderr),
    running.exited,
  ]);
  return { ...exit, out, err };
}

const shell = (sandbox: Sandbox, script: string, more?: More): Promise<Run> =>
  run(sandbox, startOf('/bin/sh', ['-c', script], more));

const runNode = (sandbox: Sandbox, script: string, more: More = {}): Promise<Run> => {
  const installation = dirname(dirname(node));
  const read = [installation, ...(more.grants?.read ?? [])];
  return run(sandbox, startOf(node, ['-e', script], { ...more, grants: { ...more.grants, read } }));
};

/** What runs on this machine with that word in its command line; not what has ended. */
function processesWith(word: string): string[] {
  return readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      return readFileSync(`/proc/${name}/cmdline`, 'latin1').includes(word);
    } catch {
      return false;
    }
  });
}

async function areGoneSoon(word: string): Promise<boolean> {
  for (let round = 0; round < 200; round++) {
    if (processesWith(word).length === 0) return true;
    await wait(25);
  }
  return false;
}

const usable = checks.filter(({ problem }) => problem === undefined);
const onLinux = process.platform === 'linux';

describe.each(usable.map(({ sandbox }) => [sandbox.name, sandbox] as const))('%s', (name, box) => {
  const isStrict = name !== 'sandbox-runtime';

  describe('passes on', () => {
    test('every argument and variable to the letter', async () => {
      const args = [
        '',
        'a b',
        '$HOME `id` $(id) !x',
        '"\'\\',
        'line\nline',
        'ünï💥',
        '-x',
        '*',
        '~',
      ];
      const env = { NASTY: `a'b"c$(id)\n\\ü`, 'npm_config_@a:registry': 'x y' };
      const script =
        'console.log(JSON.stringify([process.argv.slice(1), process.env.NASTY, process.env["npm_config_@a:registry"]]))';
      const grants = { ...closed, read: [dirname(dirname(node))] };
      const { out } = await run(box, startOf(node, ['-e', script, '--', ...args], { env, grants }));
      expect(JSON.parse(out)).toEqual([args, env.NASTY, env['npm_config_@a:registry']]);
    });

    test('input, output, errors and the exit code', async () => {
      const running = await box.start(startOf('/bin/sh', ['-c', 'cat; echo problem >&2; exit 7']));
      await running.write(Buffer.from('told\n'));
      const read = Promise.all([textOf(running.stdout), textOf(running.stderr)]);
      const exit = await running.stop();
      expect(await read).toEqual(['told\n', 'problem\n']);
      expect(exit).toMatchObject({ code: 7, ended: 'asked' });
    });

    // The library's own shells take the signal for themselves too, and may end before the server.
    test.skipIf(!isStrict)('a polite signal to the server itself', async () => {
      const script =
        'process.stdin.resume(); process.on("SIGTERM", () => { console.log("bye"); process.exit(5) }); setInterval(() => {}, 1000); console.log("up")';
      const grants = { ...closed, read: [dirname(dirname(node))] };
      const running = await box.start(startOf(node, ['-e', script], { grants }));
      const chunks: string[] = [];
      for await (const chunk of running.stdout) {
        chunks.push(Buffer.from(chunk).toString());
        if (chunks.length === 1) void running.stop();
      }
      expect(chunks.join('')).toBe('up\nbye\n');
      expect(await running.exited).toMatchObject({ code: 5 });
    });
  });

  describe('keeps a server from', () => {
    test("reading the user's files, and lets it read what was granted", async () => {
      const more = { grants: { read: [granted], hidden: [hidden] }, cwd: granted };
      const { out, err } = await shell(
        box,
        `cat '${readable}'; echo; cat '${key}'; cat '${hidden}'; ls '${home}'; pwd`,
        more,
      );
      expect(out).toBe(`the readme\nproject\n${granted}\n`);
      expect(err).toContain('id_test');
    });

    test("reading the system's secrets, and lets it read its certificates", async () => {
      const { out } = await shell(
        box,
        'for f in /etc/shadow /etc/machine-id /root/.bashrc /var/log/dpkg.log; do test -r $f && echo $f; done; test -d /etc/ssl && echo certificates',
      );
      expect(out).toBe('certificates\n');
    });

    test('writing anywhere but into its own folders', async () => {
      const outside = ['/usr/x', '/etc/x', join(granted, 'x'), join(home, 'x'), join(folder, 'x')];
      const { out } = await shell(
        box,
        `for f in ${outside.join(' ')}; do touch $f 2>/dev/null; done; touch "$HOME/x" "$TMPDIR/x" && echo own`,
        { grants: { read: [granted] } },
      );
      expect(out).toBe('own\n');
      expect(outside.filter((file) => existsSync(file))).toEqual([]);
    });

    test.skipIf(!isStrict)('setting the kernel, also where Warder is root', async () => {
      const { out } = await shell(
        box,
        'f=/proc/sys/kernel/core_pattern; test -w $f && echo writable; cat $f > $f && echo written; test -w /proc/sysrq-trigger && echo trigger; find /proc/sys -type f -writable; head -c1 $f >/dev/null && echo read',
      );
      expect(out).toBe('read\n');
    });

    test('writing to what it may read, and lets it write what it may write', async () => {
      const own = join(folder, `own-${name.replaceAll(' ', '-')}`);
      mkdirSync(own);
      await shell(box, `touch '${own}/made' '${granted}/made'`, {
        grants: { read: [granted], write: [own] },
      });
      expect(readdirSync(own)).toEqual(['made']);
      expect(existsSync(join(granted, 'made'))).toBe(false);
    });

    test('reaching a server of this machine', async () => {
      const script = `fetch('http://127.0.0.1:${port}').then(async (r) => console.log(await r.text()), (e) => console.log('refused', e.cause?.code))`;
      const { out } = await runNode(box, script);
      expect(out).toBe('refused ECONNREFUSED\n');
    });

    test('asking the name server', async () => {
      const script =
        "require('dns').promises.resolve4('example.com').then(() => console.log('resolved'), () => require('dns').promises.lookup('example.com').then(() => console.log('looked up'), (e) => console.log('refused')))";
      expect((await runNode(box, script)).out).toBe('refused\n');
    });

    test('seeing or signalling the processes outside', async () => {
      const { out } = await shell(
        box,
        `kill -0 ${process.pid} 2>/dev/null && echo signalled; ls /proc | grep -c '^${process.pid}$'; kill -KILL -1 2>/dev/null; echo still here`,
      );
      expect(out).toBe('0\nstill here\n');
      expect(host.listening).toBe(true);
    });

    test('reading the environment that Warder has', async () => {
      const before = process.env['WARDER_TEST_SECRET'];
      process.env['WARDER_TEST_SECRET'] = 'not for servers';
      try {
        const { out } = await shell(box, 'env; cat /proc/*/environ; echo "end $OWN"', {
          env: { OWN: 'own' },
        });
        expect(out).not.toContain('not for servers');
        expect(out).toContain('end own');
      } finally {
        if (before === undefined) delete process.env['WARDER_TEST_SECRET'];
      }
    });

    test('acting outside through a variable', async () => {
      const proof = join(folder, 'proof');
      const library = join(granted, 'library.so');
      writeFileSync(library, 'not a library');
      const env = {
        LD_PRELOAD: library,
        BASH_ENV: `/bin/touch ${proof}`,
        ENV: `/bin/touch ${proof}`,
        PATH: `${granted}:/usr/bin:/bin`,
        'BASH_FUNC_bwrap%%': `() { touch ${proof}; }`,
      };
      writeFileSync(join(granted, 'bwrap'), `#!/bin/sh\ntouch ${proof}\n`, { mode: 0o755 });
      await shell(box, 'true', { env, grants: { read: [granted] } });
      expect(existsSync(proof)).toBe(false);
      rmSync(join(granted, 'bwrap'));
    });

    test('getting in more than one word by a zero byte', async () => {
      const injected = `x\0--bind\0/\0/tmp\0--setenv\0Y\0y`;
      const starts = [
        startOf('/bin/ls', ['/tmp'], { env: { X: injected } }),
        startOf('/bin/ls', ['/tmp'], { env: { [injected]: 'x' } }),
        startOf('/bin/ls', ['/tmp'], { cwd: `/tmp${injected}` }),
        startOf('/bin/ls', ['/tmp'], { grants: { standIns: [`/tmp/${injected}`] } }),
        startOf('/bin/ls', [injected]),
      ];
      for (const start of starts) {
        await expect(box.start(start)).rejects.toMatchObject({ code: 'START_FAILED' });
      }
    });

    test.skipIf(!isStrict)('gaining rights or new namespaces', async () => {
      const { out } = await shell(
        box,
        "grep -E 'CapEff|NoNewPrivs' /proc/self/status; unshare -Ur true 2>/dev/null && echo namespace; mount -t tmpfs none /tmp 2>/dev/null && echo mounted",
      );
      expect(out.replaceAll(/\s+/g, ' ')).toBe('CapEff: 0000000000000000 NoNewPrivs: 1 ');
    });

    test('finding more than an empty folder where only a stand-in was granted', async () => {
      const { out } = await shell(box, `ls -A '${home}'; cd '${home}' && pwd`, {
        grants: { standIns: [home] },
      });
      expect(out).toBe(`${home}\n`);
    });
  });

  describe.skipIf(!onLinux)('ends', () => {
    test('a fork bomb, and lets a few children be', async () => {
      expect((await shell(box, 'f() { sleep 71 & f; }; f')).ended).toBe('processes');
      expect(await areGoneSoon('sleep\u000071\u0000')).toBe(true);
      expect(await shell(box, 'for i in 1 2 3; do sleep 0.2 & done; wait')).toMatchObject({
        code: 0,
      });
    });

    test('a memory hog', async () => {
      const hog = 'const kept = []; setInterval(() => kept.push(Buffer.alloc(2e7, 1)), 5)';
      expect((await runNode(box, hog, { limits: { memory: 400e6 } })).ended).toBe('memory');
    });

    test('a file that grows too large', async () => {
      const { out } = await shell(
        box,
        'head -c 9000000 /dev/zero > "$TMPDIR/large"; wc -c < "$TMPDIR/large"; head -c 900 /dev/zero > "$TMPDIR/small"; wc -c < "$TMPDIR/small"',
        { limits: { fileSize: 1_048_576 } },
      );
      expect(out).toBe('1048576\n900\n');
    });

    test('children that left their session, when the server exits', async () => {
      await shell(box, 'setsid sleep 72 & setsid sh -c "sleep 72 & wait" & sleep 0.1; exit 0');
      expect(await areGoneSoon('sleep\u000072\u0000')).toBe(true);
    });

    test('a server that ignores every polite word', async () => {
      const running = await box.start(
        startOf('/bin/sh', ['-c', 'trap "" TERM HUP INT; while :; do sleep 73; done']),
      );
      await wait(100);
      expect(await running.stop()).toMatchObject({ ended: 'asked' });
      expect(processesWith('sleep\u000073\u0000')).toEqual([]);
    });

    test('everything, when Warder is killed', async () => {
      const driver = spawn(process.execPath, ['--input-type=module', '-e', driverOf(name)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      for await (const chunk of driver.stdout) {
        const socket = String(chunk).trim();
        driver.kill('SIGKILL');
        expect(await areGoneSoon('sleep\u000074\u0000')).toBe(true);
        expect(await areGoneSoon(socket)).toBe(true);
        for (let round = 0; round < 100 && existsSync(socket); round++) await wait(25);
        expect(existsSync(socket)).toBe(false);
      }
    });
  });

  test('says plainly what it cannot enforce', () => {
    const unenforced = box.cannotEnforce(startOf('/bin/true', []));
    expect(unenforced.length > 0).toBe(!isStrict);
  });
});

const reaching = usable.filter(({ sandbox }) => sandbox.name !== 'bubblewrap');

describe.each(reaching.map(({ sandbox }) => [sandbox.name, sandbox] as const))(
  '%s opens',
  (_name, box) => {
    const curl = (address: string): string => `curl -sS --max-time 10 --noproxy '' '${address}'`;
    const hasCurl = spawnSync('curl', ['--version']).status === 0;

    test.skipIf(!hasCurl)('a host that was granted, and no other', async () => {
      const other = createServer((_request, response) => response.end('wrong'));
      const { promise, resolve } = Promise.withResolvers<void>();
      other.listen(0, '127.0.0.1', resolve);
      await promise;
      const { port: otherPort } = other.address() as AddressInfo;
      const { out } = await shell(
        box,
        `${curl(`http://127.0.0.1:${port}/`)}; echo; ${curl(`http://127.0.0.1:${otherPort}/`)}; ${curl('http://localhost/')}`,
        { grants: { hosts: [`127.0.0.1:${port}`] } },
      );
      other.close();
      expect(out).toContain('reached\n');
      expect(out).not.toContain('wrong');
      expect(out.split('\n')[1]).toContain('locked');
    });

    test.skipIf(!hasCurl)('to each server its own hosts', async () => {
      const [one, two] = await Promise.all([
        shell(box, curl(`http://127.0.0.1:${port}/`), {
          grants: { hosts: [`127.0.0.1:${port}`] },
        }),
        shell(box, curl(`http://127.0.0.1:${port}/`), { grants: { hosts: ['example.invalid'] } }),
      ]);
      expect(one.out).toBe('reached');
      expect(two.out).not.toBe('reached');
    });

    test('nothing through a name that is no host', async () => {
      await expect(
        box.start(startOf('/bin/true', [], { grants: { hosts: ['not a host'] } })),
      ).rejects.toMatchObject({ code: 'USAGE' });
    });
  },
);

test.skipIf(!onLinux)('bubblewrap that is missing is named, with how to install it', async () => {
  expect(await createBubblewrap(processes, '/nowhere').check()).toEqual({
    why: 'bwrap is not installed',
    hint: expect.stringContaining('bubblewrap'),
  });
});

test.each([
  ['5.13.19-generic', false],
  ['5.14.0', true],
  ['6.18.44-fc', true],
  ['4.19', false],
])('kernel %s counts tasks for each sandbox: %s', (version, expected) => {
  expect(countsTasksPerNamespace(version)).toBe(expected);
});

test('a quoted word is one word', () => {
  expect(quote(`it's "$x"\n`)).toBe(`'it'\\''s "$x"\n'`);
});

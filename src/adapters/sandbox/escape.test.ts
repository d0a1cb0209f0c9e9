import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  boxes,
  closeBoxes,
  hasBoxes,
  isStrict,
  runNode,
  shell,
  startOf,
} from '../../../test/support/boxes.ts';
import { callFilter } from './seccomp.ts';

// Attempts to get out of each back end, every one beside a harmless twin that must work.

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'warder-test-')));
const home = join(folder, 'home');
const granted = join(home, 'project');
const key = join(home, '.ssh', 'id_test');
const readable = join(granted, 'readme.txt');
const hidden = join(granted, '.npmrc');

/** The system's own: what is below other folders is not open in there. */
const hasPython = existsSync('/usr/bin/python3');

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
  await closeBoxes();
  host.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(!hasBoxes).each(boxes)('%s keeps a server from', (name, box) => {
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

  test.skipIf(!isStrict(name))('setting the kernel, also where Warder is root', async () => {
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

  test.skipIf(!isStrict(name))('gaining rights or new namespaces', async () => {
    const { out } = await shell(
      box,
      "grep -E '^(CapEff|NoNewPrivs|Seccomp):' /proc/self/status; unshare -Ur true 2>/dev/null && echo namespace; mount -t tmpfs none /tmp 2>/dev/null && echo mounted",
    );
    // A filter (2) where the architecture has one.
    const filter = callFilter(process.arch) === undefined ? 0 : 2;
    const status = `CapEff: 0000000000000000 NoNewPrivs: 1 Seccomp: ${filter} `;
    expect(out.replaceAll(/\s+/g, ' ')).toBe(status);
  });

  test.skipIf(!isStrict(name) || !hasPython)("asking the kernel for the user's keys", async () => {
    // keyctl(KEYCTL_GET_KEYRING_ID, KEY_SPEC_SESSION_KEYRING); the twin is a call that all may make.
    const script =
      'import ctypes, os, platform; c = ctypes.CDLL(None, use_errno=True); ' +
      'n = {"x86_64": 250, "aarch64": 219}[platform.machine()]; ' +
      'print(c.syscall(n, 0, -3, 0), os.strerror(ctypes.get_errno()), os.getpid() > 0)';
    const { out } = await shell(box, `/usr/bin/python3 -c '${script}'`);
    expect(out).toBe('-1 Function not implemented True\n');
  });

  test('finding more than an empty folder where only a stand-in was granted', async () => {
    const { out } = await shell(box, `ls -A '${home}'; cd '${home}' && pwd`, {
      grants: { standIns: [home] },
    });
    expect(out).toBe(`${home}\n`);
  });
});

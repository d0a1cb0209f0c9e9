import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { PackageCache, fetchPackage, npmRegistry, pythonIndex } from './index.ts';
import type { Exchange } from './index.ts';

const root = mkdtempSync(join(tmpdir(), 'warder-packages-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

interface Member {
  readonly path: string;
  readonly text?: string | Uint8Array;
  readonly type?: string;
  readonly mode?: number;
  readonly link?: string;
  /** Instead of the true one. */
  readonly size?: string;
  readonly checksum?: string;
  readonly magic?: string;
  readonly prefix?: string;
}

function member(one: Member): Buffer {
  const content = Buffer.from(one.text ?? '');
  const header = Buffer.alloc(512);
  header.write(one.path, 0, 100);
  header.write((one.mode ?? 0o644).toString(8).padStart(7, '0'), 100);
  header.write(one.size ?? content.length.toString(8).padStart(11, '0'), 124);
  header.write(one.type ?? '0', 156);
  header.write(one.link ?? '', 157, 100);
  header.write(one.magic ?? 'ustar', 257);
  header.write(one.prefix ?? '', 345, 155);
  header.fill(' ', 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(one.checksum ?? sum.toString(8).padStart(6, '0'), 148);
  const rest = Buffer.alloc((512 - (content.length % 512)) % 512);
  return Buffer.concat([header, content, rest]);
}

function archiveOf(members: readonly Member[]): Buffer {
  return gzipSync(Buffer.concat([...members.map(member), Buffer.alloc(1024)]));
}

function pax(records: Readonly<Record<string, string>>, type = 'x'): Member {
  const text = Object.entries(records)
    .map(([key, value]) => {
      const rest = ` ${key}=${value}\n`;
      const bytes = Buffer.byteLength(rest);
      return `${bytes + String(bytes + 2).length}${rest}`;
    })
    .join('');
  return { path: 'PaxHeader', type, text };
}

const manifest: Member = { path: 'package/package.json', text: '{"name":"probe"}' };

interface Registry {
  readonly archive: Uint8Array;
  readonly answer?: object | string;
  readonly status?: number;
  readonly integrity?: string | undefined;
  readonly tarball?: string;
}

function registryOf(
  one: Registry,
): Exchange & { readonly asked: { url: string; isNamed?: boolean }[] } {
  const asked: { url: string; isNamed?: boolean }[] = [];
  const digest = createHash('sha512').update(one.archive).digest('base64');
  const integrity = 'integrity' in one ? one.integrity : `sha1-x sha512-${digest}`;
  const tarball = one.tarball ?? 'https://npm.test/probe/-/probe-1.2.3.tgz';
  const answer = one.answer ?? { name: 'probe', version: '1.2.3', dist: { tarball, integrity } };
  return {
    asked,
    request: ({ url, isNamed }) => {
      asked.push({ url, ...(isNamed !== undefined && { isNamed }) });
      const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
      const bytes = url.endsWith('.tgz') ? one.archive : Buffer.from(text);
      return Promise.resolve({
        status: one.status ?? 200,
        bytes: () => Promise.resolve(bytes),
        close: () => undefined,
      });
    },
  };
}

let count = 0;

async function fetchFrom(one: Registry, spec = 'npm:probe@1.2.3'): Promise<string> {
  count += 1;
  const into = join(root, `package-${count}`);
  await mkdir(into);
  await fetchPackage(spec, into, { http: registryOf(one), registry: 'https://npm.test' });
  return into;
}

const unpack = (...members: readonly Member[]): Promise<string> =>
  fetchFrom({ archive: archiveOf(members) });

describe('an archive is unpacked', () => {
  test('with its files, their content and what may be executed', async () => {
    const large = Buffer.alloc(200_000, 'x');
    const into = await unpack(
      { path: 'package/', type: '5' },
      manifest,
      { path: 'package/bin/run', text: '#!', mode: 0o755 },
      { path: 'package/data', text: large },
      { path: 'package/empty' },
    );
    expect(readdirSync(into, { recursive: true }).sort()).toEqual(
      ['package.json', 'bin', 'bin/run', 'data', 'empty'].sort(),
    );
    expect(readFileSync(join(into, 'data'))).toEqual(large);
    expect(statSync(join(into, 'bin/run')).mode & 0o777).toBe(0o755);
    expect(statSync(join(into, 'data')).mode & 0o111).toBe(0);
  });

  test('whatever its top folder is called, and however its long names are written', async () => {
    const name = `${'long/'.repeat(30)}ünï`;
    const into = await unpack(
      pax({ path: `other/${name}`, mtime: '1' }),
      { path: 'cut', text: 'pax' },
      pax({ comment: 'global' }, 'g'),
      { path: '././@LongLink', type: 'L', text: `other/${'g'.repeat(120)}\0` },
      { path: 'cut', text: 'gnu' },
      { path: 'deep/name', prefix: 'other', text: 'prefix' },
      { path: 'old/name', magic: '', text: 'v7' },
    );
    expect(readFileSync(join(into, name), 'utf8')).toBe('pax');
    expect(readFileSync(join(into, 'g'.repeat(120)), 'utf8')).toBe('gnu');
    expect(readFileSync(join(into, 'deep/name'), 'utf8')).toBe('prefix');
    expect(readFileSync(join(into, 'name'), 'utf8')).toBe('v7');
  });
});

describe('an archive is refused as a whole', () => {
  test.each<[string, Member[]]>([
    ['is absolute', [{ path: '/etc/passwd' }]],
    ['leads elsewhere', [{ path: 'package/../../out' }]],
    ['leads elsewhere', [{ path: '../out' }]],
    ['leads elsewhere', [{ path: 'package/./x' }]],
    ['leads elsewhere', [pax({ path: 'package/../../out' }), { path: 'package/x' }]],
    ['must not', [{ path: 'package\\..\\out' }]],
    ['must not', [{ path: 'package/C:out' }]],
    ['must not', [{ path: 'package/a\nb' }]],
    ['stands beside', [{ path: 'file' }]],
    ['is a link', [{ path: 'package/link', type: '2', link: '/etc/passwd' }]],
    ['is a link', [{ path: 'package/link', type: '1', link: 'package/package.json' }]],
    ['is a link', [{ path: 'package/device', type: '3' }]],
    ['is a link', [{ path: 'package/pipe', type: '6' }]],
    ['stands in it twice', [{ path: 'package/a' }, { path: 'package/a' }]],
    ['stands in it twice', [{ path: 'package/readme' }, { path: 'package/README' }]],
    ['stands in it twice', [{ path: 'package/\u00e9' }, { path: 'package/e\u0301' }]],
    ['is below a file', [{ path: 'package/a' }, { path: 'package/a/b' }]],
    ['stands in it twice', [{ path: 'package/a/b' }, { path: 'package/a' }]],
    ['is too deep', [pax({ path: `package/${'a/'.repeat(70)}b` }), { path: 'x' }]],
    ['is too long', [pax({ path: `package/${'a'.repeat(1100)}` }), { path: 'x' }]],
    ['checksum', [{ path: 'package/a', checksum: '000000' }]],
    ['not octal', [{ path: 'package/a', size: '0000000009' }]],
    ['in the middle', [{ path: 'package/a', size: '77777777777' }]],
    ['too large', [{ path: 'x', type: 'x', text: Buffer.alloc(70_000) }]],
    ['pax record', [{ path: 'x', type: 'x', text: '9999 path=x\n' }]],
    ['no use for', [pax({ 'GNU.sparse.major': '1' }), { path: 'package/a' }]],
    ['no use for', [pax({ size: '1e9' }), { path: 'package/a' }]],
  ])('that %s', async (why, members) => {
    await expect(unpack(manifest, ...members)).rejects.toMatchObject({
      code: 'PACKAGE_INVALID',
      message: expect.stringContaining(why),
    });
    expect(existsSync(join(root, 'out'))).toBe(false);
    expect(existsSync(join(root, '..', 'out'))).toBe(false);
  });

  test('that grows beyond its bounds', async () => {
    const bomb = [{ path: 'package/zeros', text: Buffer.alloc(16 * 1024 * 1024) }];
    await expect(unpack(...bomb)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
  });

  test.each([
    ['is no gzip', Buffer.from('not an archive')],
    ['ends too early', archiveOf([manifest]).subarray(0, 60)],
    ['is no tar', gzipSync(Buffer.alloc(2000, 'x'))],
  ])('that %s', async (_why, archive) => {
    await expect(fetchFrom({ archive })).rejects.toMatchObject({ code: 'PACKAGE_INVALID' });
  });
});

describe('a package is fetched', () => {
  const archive = archiveOf([manifest]);

  test('by name and version or tag, from the registry alone', async () => {
    const http = registryOf({ archive });
    const into = join(root, 'fetched');
    await mkdir(into);
    const options = { http, registry: 'https://npm.test/base' };
    expect(await fetchPackage('npm:probe', into, options)).toMatchObject({
      name: 'probe',
      version: '1.2.3',
      integrity: expect.stringMatching(/^sha512-/),
      folder: into,
    });
    expect(http.asked).toEqual([
      { url: 'https://npm.test/base/probe/latest', isNamed: true },
      { url: 'https://npm.test/probe/-/probe-1.2.3.tgz', isNamed: true },
    ]);
  });

  test('and what the registry sends elsewhere for has no right to a private address', async () => {
    const tarball = 'https://elsewhere.test/probe.tgz';
    const http = registryOf({ archive, tarball });
    const into = join(root, 'elsewhere');
    await mkdir(into);
    await fetchPackage('npm:probe@1.2.3', into, { http, registry: 'https://npm.test' });
    expect(http.asked.at(-1)).toEqual({ url: tarball, isNamed: false });
  });

  test.each<[string, string, Partial<Registry>]>([
    ['PACKAGE_INVALID', 'not the one', { integrity: `sha512-${'A'.repeat(86)}==` }],
    ['PACKAGE_INVALID', 'no SHA-512', { integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' }],
    ['PACKAGE_INVALID', 'no SHA-512', { integrity: undefined }],
    ['PACKAGE_INVALID', 'not JSON', { answer: '<html>' }],
    ['PACKAGE_INVALID', 'without a name', { answer: { name: 'probe' } }],
    [
      'PACKAGE_INVALID',
      'answered with "other"',
      {
        answer: { name: 'other', version: '1.0.0', dist: { tarball: 'https://npm.test/x.tgz' } },
      },
    ],
    ['PACKAGE_UNAVAILABLE', 'no such package', { status: 404 }],
    ['PACKAGE_UNAVAILABLE', 'status 500', { status: 500 }],
  ])('or not: %s, %s', async (code, why, more) => {
    await expect(fetchFrom({ archive, ...more })).rejects.toMatchObject({
      code,
      message: expect.stringContaining(why),
    });
  });

  test.each(['npm:', 'npm:../x', 'npm:a/b', 'npm:probe@../../x', 'npm:probe@1 2', 'npm:@/x'])(
    'never by a name like %s',
    async (spec) => {
      await expect(fetchFrom({ archive }, spec)).rejects.toMatchObject({ code: 'TARGET_INVALID' });
    },
  );
});

describe('the cache', () => {
  const day = 86_400_000;

  test('makes an entry once, for all who ask at the same time', async () => {
    const cache = new PackageCache(join(root, 'cache-once'));
    let made = 0;
    const fill = async (folder: string): Promise<void> => {
      made += 1;
      await writeFile(join(folder, 'file'), 'content');
    };
    const paths = await Promise.all([1, 2, 3].map(() => cache.make('key', day, fill)));
    expect(new Set(paths).size).toBe(1);
    expect(made).toBe(1);
    expect(await readFile(join(paths[0] ?? '', 'file'), 'utf8')).toBe('content');
    expect(await cache.find('other', day)).toBeUndefined();
  });

  test('of processes that make it at the same time gives each a whole entry', async () => {
    const folder = join(root, 'cache-race');
    const caches = [1, 2, 3, 4].map(() => new PackageCache(folder));
    const fill =
      (who: number) =>
      async (fresh: string): Promise<void> => {
        await writeFile(join(fresh, 'a'), String(who));
        await writeFile(join(fresh, 'b'), String(who));
      };
    const made = await Promise.all(caches.map((cache, at) => cache.make('key', day, fill(at))));
    const found = await caches[0]?.find('key', day);
    for (const path of [...made, found ?? '']) {
      expect(readFileSync(join(path, 'a'))).toEqual(readFileSync(join(path, 'b')));
    }
  });

  test('keeps nothing of a making that failed, and makes anew what is too old', async () => {
    const folder = join(root, 'cache-fail');
    const cache = new PackageCache(folder);
    const fail = (): Promise<void> => Promise.reject(new Error('no'));
    await expect(cache.make('key', day, fail)).rejects.toThrow('no');
    expect(readdirSync(folder)).toEqual([]);
    const path = await cache.make('key', day, (fresh) => writeFile(join(fresh, 'a'), 'old'));
    const note = join(path, '.warder.json');
    writeFileSync(note, JSON.stringify({ made: Date.now() - 2 * day, bytes: 1 }));
    const next = await cache.make('key', day, (fresh) => writeFile(join(fresh, 'a'), 'new'));
    expect(readFileSync(join(next, 'a'), 'utf8')).toBe('new');
    expect(await cache.find('key', day)).toBe(next);
    // Whoever still runs the old one keeps it for a while.
    expect(existsSync(path)).toBe(true);
  });

  test('lets go of what was used longest ago, once it is full', async () => {
    const folder = join(root, 'cache-full');
    const cache = new PackageCache(folder);
    for (const [at, key] of ['first', 'second', 'third'].entries()) {
      const path = await cache.make(key, day, (fresh) => writeFile(join(fresh, 'a'), ''));
      writeFileSync(join(path, '.warder.json'), JSON.stringify({ made: Date.now(), bytes: 2e9 }));
      const used = new Date(Date.now() - (10 - at) * day);
      utimesSync(join(path, '.warder.json'), used, used);
    }
    await cache.make('fourth', day, (fresh) => writeFile(join(fresh, 'a'), ''));
    const left = readdirSync(folder).map((name) => name.split('.')[0]);
    expect(left.sort()).toEqual(['fourth', 'second', 'third']);
  });
});

describe('a registry', () => {
  const home = join(root, 'home');
  const none = (): undefined => undefined;

  test('is the public one where nothing is set', async () => {
    expect(await npmRegistry(none, home)).toMatchObject({ hosts: [expect.stringContaining('.')] });
    expect((await pythonIndex(none, home)).hosts).toHaveLength(2);
  });

  test.each([
    [
      'registry=https://me:password@npm.test/all/\n//npm.test/:_authToken=secret',
      'https://npm.test/all/',
    ],
    [
      '@scope:registry=https://other.test/\nregistry = "https://npm.test:8443/"',
      'https://npm.test:8443/',
    ],
    ['registry=file:///etc/passwd', undefined],
    ['; registry=https://commented.test/', undefined],
  ])('is read from .npmrc without credentials: %j', async (text, expected) => {
    await mkdir(home, { recursive: true });
    writeFileSync(join(home, '.npmrc'), text);
    const standard = await npmRegistry(none, join(root, 'nobody'));
    expect((await npmRegistry(none, home)).url).toBe(expected ?? standard.url);
  });

  test('is the one of the environment first', async () => {
    const env = (name: string): string | undefined =>
      ({ npm_config_registry: 'https://a.test', PIP_INDEX_URL: 'https://u:p@b.test/simple' })[name];
    expect(await npmRegistry(env, home)).toEqual({ url: 'https://a.test/', hosts: ['a.test'] });
    expect(await pythonIndex(env, home)).toEqual({
      url: 'https://b.test/simple',
      hosts: ['b.test'],
    });
  });
});

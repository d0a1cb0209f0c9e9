import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findPaths, readBounded, walk } from './index.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'files-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const at = (...steps: string[]): string => join(folder, ...steps);
const write = (path: string, text = ''): string => {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
  return at(path);
};
const isPosix = process.platform !== 'win32';

/** Does something without the rights of root, who may read all. */
const asNobody = async <T>(act: () => Promise<T>): Promise<T> => {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) chmodSync(folder, 0o755);
  if (isRoot) process.seteuid?.(65_534);
  try {
    return await act();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
};

describe('readBounded', () => {
  test('gives the bytes of a regular file and who may write it', async () => {
    const path = write('a.json', '{}');
    chmodSync(path, 0o640);
    chmodSync(folder, 0o750);
    const content = await readBounded(path, { limit: 2 });
    expect(content).toMatchObject({ state: 'read', bytes: Buffer.from('{}') });
    expect(content).toMatchObject(
      isPosix
        ? {
            mode: 0o640,
            parentMode: 0o750,
            ownerId: process.getuid?.(),
            readerId: process.geteuid?.(),
          }
        : {},
    );
  });

  test.each<[string, () => string]>([
    ['no file', () => at('none.json')],
    ['a file where a folder should be', () => join(write('file'), 'none.json')],
    [
      'a link that leads nowhere',
      () => {
        symlinkSync(at('none'), at('link'));
        return at('link');
      },
    ],
    ['a name too long for any disk', () => at('x'.repeat(5000))],
  ])('finds %s absent', async (_name, path) => {
    expect(await readBounded(path(), { limit: 10 })).toEqual({ state: 'absent' });
  });

  const REFUSED: readonly (readonly [string, () => string, string])[] = [
    ['a folder', () => folder, 'it is a folder, not a file'],
    [
      'a named pipe',
      () => {
        execFileSync('mkfifo', [at('pipe')]);
        return at('pipe');
      },
      'it is a named pipe, not a file',
    ],
    ['a device', () => '/dev/zero', 'it is a device, not a file'],
    [
      'a circle of links',
      () => {
        symlinkSync(at('b'), at('a'));
        symlinkSync(at('a'), at('b'));
        return at('a');
      },
      'its symbolic links lead in a circle',
    ],
    ['a name with a zero byte', () => `${folder}/a\0b`, 'its name holds a zero byte'],
    [
      'a sparse file of 100 MB',
      () => {
        truncateSync(write('big'), 100_000_000);
        return at('big');
      },
      'it has 100000000 bytes; the limit is 10',
    ],
    [
      'a file whose size is unknown until it is read',
      () => '/proc/self/environ',
      'it grows past the limit of 10 bytes',
    ],
  ];
  test.skipIf(!isPosix).each(REFUSED)('refuses %s and says why', async (_name, path, why) => {
    expect(await readBounded(path(), { limit: 10 })).toEqual({ state: 'refused', why });
  });

  test('refuses a socket and says why', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(at('socket'), resolve));
    const content = await readBounded(at('socket'), { limit: 10 });
    await new Promise((resolve) => server.close(resolve));
    expect(content).toEqual({ state: 'refused', why: 'it is a socket, not a file' });
  });

  test('refuses what it may not read', async () => {
    const path = write('closed.json', '{}');
    chmodSync(path, 0);
    const content = await asNobody(() => readBounded(path, { limit: 10 }));
    expect(content).toEqual({ state: 'refused', why: 'permission denied' });
  });

  test('follows a link inside the given folder and refuses one that leads out of it', async () => {
    write('in/a.json', 'in');
    write('out/b.json', 'out');
    symlinkSync('a.json', at('in/near'));
    symlinkSync('../out/b.json', at('in/far'));
    symlinkSync('../out', at('in/away'));
    linkSync(at('out/b.json'), at('in/hard'));
    const state = async (name: string): Promise<unknown> =>
      (await readBounded(at('in', name), { limit: 10, within: at('in') })).state;
    expect(await Promise.all(['a.json', 'near', 'hard'].map(state))).toEqual([
      'read',
      'read',
      'read',
    ]);
    expect(await Promise.all(['far', 'away/b.json'].map(state))).toEqual(['refused', 'refused']);
  });
});

describe('walk', () => {
  const bounds = { depth: 5, entries: 100, skip: new Set(['skipped']) };
  const files = async (options = bounds): Promise<string[]> =>
    (await walk(folder, options)).files.map(({ steps }) => steps.join('/'));

  test('lists files in order, passes by what it is told to, and has nothing where nothing is', async () => {
    for (const path of ['b/2', 'b/10', 'a/x/y', 'skipped/z', '.dot/d']) write(path);
    expect(await files()).toEqual(['.dot/d', 'a/x/y', 'b/10', 'b/2']);
    expect(await walk(at('none'), bounds)).toEqual({ files: [], unfollowed: [], unread: [] });
  });

  test('follows a link to another folder inside the root, once, and no link in a circle or out', async () => {
    write('real/.cursor/mcp.json');
    symlinkSync('real/.cursor', at('.cursor'));
    symlinkSync('..', at('real/up'));
    symlinkSync('.', at('self'));
    symlinkSync(tmpdir(), at('out'));
    write('maze/1/leaf');
    symlinkSync('../1', at('maze/1/again'));
    symlinkSync('maze', at('entry'));
    const walked = await walk(folder, bounds);
    expect(walked.files.map(({ steps }) => steps.join('/'))).toEqual([
      '.cursor/mcp.json',
      'entry/1/leaf',
      'maze/1/leaf',
      'real/.cursor/mcp.json',
    ]);
    expect(walked.unfollowed.map(({ steps }) => steps.join('/'))).toEqual([
      'entry/1/again',
      'maze/1/again',
      'out',
      'real/up',
      'self',
    ]);
  });

  test('says where a bound ended it', async () => {
    write('1/2/3/4/deep');
    for (let i = 0; i < 20; i++) write(`wide/${i}`);
    expect((await walk(folder, { ...bounds, depth: 3 })).unread).toEqual([
      { path: at('1/2/3'), why: 'it lies deeper than 3 folders' },
    ]);
    expect((await walk(folder, { ...bounds, entries: 10 })).unread).toContainEqual({
      path: folder,
      why: 'it holds more than 10 files and folders',
    });
  });

  test('says which folder it could not list', async () => {
    write('closed/a');
    chmodSync(at('closed'), 0);
    const { unread } = await asNobody(() => walk(folder, bounds));
    chmodSync(at('closed'), 0o700);
    expect(unread).toEqual([{ path: at('closed'), why: 'permission denied' }]);
  });
});

describe('findPaths', () => {
  const found = async (...steps: string[]): Promise<string[]> =>
    (await findPaths(folder, steps)).paths.map((path) => path.slice(folder.length + 1));

  test('matches * within a name and ** over folders', async () => {
    for (const path of [
      'p/b/mcp.json',
      'p/a/mcp.json',
      'p/a/deep/er/mcp.json',
      'one.config.toml',
      'config.toml',
    ])
      write(path);
    expect(await found('p', '*', 'mcp.json')).toEqual(['p/a/mcp.json', 'p/b/mcp.json']);
    expect(await found('p', '**', 'mcp.json')).toEqual([
      'p/a/deep/er/mcp.json',
      'p/a/mcp.json',
      'p/b/mcp.json',
    ]);
    expect(await found('p', '**', 'er', '*.json')).toEqual(['p/a/deep/er/mcp.json']);
    expect(await found('*.config.toml')).toEqual(['one.config.toml']);
    expect(await found('none', '*', 'x')).toEqual([]);
    expect(await found('none', '**', 'x')).toEqual([]);
  });

  test('takes a name without * as it is, whether it exists or not', async () => {
    expect(await found('x', 'y.json')).toEqual([join('x', 'y.json')]);
  });
});

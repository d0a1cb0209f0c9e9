import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Added, History } from '../../adapters/git/index.ts';
import { keyedDigest } from '../../adapters/digest.ts';
import type { LeakSearch } from '../../domain/leak.ts';
import { searchFolder } from './index.ts';
import type { SearchLimits } from './index.ts';

// Put together at run time, so that no scanner takes this file for a leak.
const drawn = 'aB3dE5gH7jK9mN1pQ2sT4vW6yZ8cX0fR3uL5';
const token = `gl${'pat'}-${drawn.slice(0, 20)}`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'warder-leaks-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(path: string, content: string | Uint8Array): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

const search = (limits: Partial<SearchLimits> = {}, key?: Uint8Array): Promise<LeakSearch> =>
  searchFolder(folder, {
    name: 'here',
    shown: (path) => `/shown/${path}`,
    limits,
    ...(key !== undefined && { fingerprint: (secret) => keyedDigest(key, secret) }),
  });

describe('the files of a folder', () => {
  test('are searched; a leak has its place and what stands around it, and never itself', async () => {
    write('src/a.ts', `// first\nconst ünï = '${token}'; // and '${token}'\n`);
    write('src/b.ts', 'const token = env.TOKEN;\n');
    const found = await search();
    expect(found).toMatchObject({ name: 'here', files: 2, unable: [] });
    expect(found.texts).toMatchObject([
      {
        in: 'files',
        path: '/shown/src/a.ts',
        role: 'product',
        leaks: [
          {
            line: 2,
            column: 14,
            kind: 'GitLab personal access token',
            shows: "const ünï = '[secret]'; // and '",
          },
          { line: 2, column: 51, shows: "'; // and '[secret]'" },
        ],
      },
    ]);
    expect(JSON.stringify(found)).not.toContain(drawn.slice(0, 8));
  });

  test('are passed by where they are binary, or of packages and of Git', async () => {
    write('image.bin', Buffer.concat([Buffer.from([0, 1, 2]), Buffer.from(token)]));
    write('node_modules/x/index.js', token);
    write('.git/config', token);
    write('packed/index.js', `x="${token}"`);
    const { files, texts } = await search();
    expect(files).toBe(1);
    expect(texts.map(({ path }) => path)).toEqual(['/shown/packed/index.js']);
  });

  test('are read in UTF-16, and with broken sequences', async () => {
    write('a.ps1', Buffer.from(`\u{feff}$t = "${token}"`, 'utf16le'));
    write('b.txt', Buffer.concat([Buffer.from([0xff, 0xc3, 0x28]), Buffer.from(`"${token}"`)]));
    const { texts } = await search();
    expect(texts.map(({ path }) => path)).toEqual(['/shown/a.ps1', '/shown/b.txt']);
  });

  test('that are too large, too many or lead out are named', async () => {
    write('large.txt', 'x'.repeat(3000));
    write('small.txt', `"${token}"`);
    symlinkSync('/etc/hostname', join(folder, 'out'));
    const { texts, unable } = await search({ fileBytes: 2000 });
    expect(texts).toHaveLength(1);
    expect(unable).toMatchObject([
      { path: '/shown/large.txt', why: expect.stringContaining('the limit is 2000') },
      { path: '/shown/out', why: 'a symbolic link leads out of the folder' },
    ]);
    for (let index = 0; index < 40; index += 1) write(`more/${index}.txt`, 'words');
    expect((await search({ bytes: 20 })).unable).toContainEqual({
      path: '/shown/',
      why: expect.stringMatching(/^\d+ files were not searched/),
    });
    expect((await search({ milliseconds: -1 })).unable).toContainEqual({
      path: '/shown/',
      why: expect.stringMatching(/the first took too long$/),
    });
    expect((await search({ entries: 10 })).unable).toContainEqual({
      path: '/shown/',
      why: 'it holds more than 10 files and folders',
    });
  });

  test('weigh less where Git is told to leave them out, and then alone', async () => {
    write('.env', `GITLAB=${token}\n`);
    const isMild = async (): Promise<boolean | undefined> =>
      (await search()).texts.find(({ path }) => path === '/shown/.env')?.leaks[0]?.isMild;
    expect(await isMild()).toBe(false);
    write('.gitignore', '# .env\n!.env\nnode_modules/\n');
    expect(await isMild()).toBe(false);
    write('.gitignore', 'dist/\n/.env*\n');
    expect(await isMild()).toBe(true);
  });
});

describe('a history', () => {
  const older = `gl${'pat'}-${drawn.slice(6, 26)}`;

  async function* pieces(
    ...texts: readonly (readonly [commit: string, text: string])[]
  ): AsyncGenerator<Added> {
    for (const [commit, text] of texts) yield { commit, path: 'src/a.ts', line: 7, text };
  }

  const searchWith = (history: History | string): Promise<LeakSearch> =>
    searchFolder(folder, {
      name: 'here',
      shown: (path) => `/shown/${path}`,
      history: async () => history,
    });

  test('is searched for what today holds no more; the oldest commit that added it is named', async () => {
    write('src/a.ts', `const t = '${token}';`);
    const added = pieces(
      ['c3', 'const t = env.TOKEN;'],
      ['c2', `// moved\nconst t = '${older}';\nconst u = '${token}';`],
      ['c1', `const t = '${older}';`],
      ['c0', `connect("${drawn}")`],
    );
    const { history, texts } = await searchWith({ added, commits: 4, cut: undefined });
    expect(history).toEqual({ commits: 4 });
    expect(texts.map((text) => text.in)).toEqual(['files', 'history']);
    expect(texts[1]).toMatchObject({
      path: '/shown/src/a.ts',
      commit: 'c1',
      leaks: [{ line: 7, column: 12, kind: 'GitLab personal access token' }],
    });
    expect(JSON.stringify(texts)).not.toContain(drawn.slice(8, 16));
  });

  test('that cannot be read, or not to its beginning, is said', async () => {
    expect((await searchWith('the folder is no Git repository')).history).toEqual({
      commits: 0,
      unable: 'the folder is no Git repository',
    });
    const cut = { added: pieces(), commits: 5, cut: 'only the newest 5 commits were read' };
    expect((await searchWith(cut)).history?.unable).toContain('only the newest 5 commits');
    expect(await search()).not.toHaveProperty('history');
  });
});

describe('a fingerprint', () => {
  test('is the same for the same secret, under the same key alone', async () => {
    write('a.ts', `const a = '${token}';`);
    write('b.ts', `const b = '${token}';`);
    write('c.ts', `const c = '${token.slice(0, -1)}q';`);
    const prints = async (key: string): Promise<(string | undefined)[]> =>
      (await search({}, Buffer.from(key))).texts.flatMap(({ leaks }) =>
        leaks.map(({ fingerprint }) => fingerprint),
      );
    const [a, b, c] = await prints('one key');
    expect(a).toMatch(/^[0-9a-f]{64}$/);
    expect(b).toBe(a);
    expect(c).not.toBe(a);
    expect((await prints('another key'))[0]).not.toBe(a);
  });

  test('is absent where there is no key that stays', async () => {
    write('a.ts', `const a = '${token}';`);
    expect((await search()).texts[0]?.leaks[0]).not.toHaveProperty('fingerprint');
  });
});

import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Processes } from '../process/index.ts';
import { createHistory } from './index.ts';
import type { Added, HistoryLimits } from './index.ts';

let folder: string;
let processes: Processes;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'warder-git-'));
  processes = new Processes();
});
afterEach(async () => {
  await processes.close();
  rmSync(folder, { recursive: true, force: true });
});

const git = (...args: readonly string[]): string =>
  execFileSync('git', ['-C', folder, ...args], {
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'],
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_AUTHOR_NAME: 'a',
      GIT_AUTHOR_EMAIL: 'a@example.org',
      GIT_COMMITTER_NAME: 'a',
      GIT_COMMITTER_EMAIL: 'a@example.org',
    },
  }).trim();

function commit(files: Readonly<Record<string, string | Uint8Array>>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  git('add', '-A');
  git('commit', '-q', '--allow-empty', '-m', 'change');
  return git('rev-parse', 'HEAD');
}

interface Read {
  readonly added: readonly Added[];
  readonly commits: number;
  readonly cut: string | undefined;
}

async function read(below = '', limits: Partial<HistoryLimits> = {}): Promise<Read> {
  const history = await createHistory(processes, process.env['PATH'])(join(folder, below), limits);
  if (typeof history === 'string') throw new Error(history);
  const added: Added[] = [];
  for await (const one of history.added) added.push(one);
  return { added, commits: history.commits, cut: history.cut };
}

describe('a history', () => {
  beforeEach(() => git('init', '-q', '-b', 'main'));

  test('gives what each commit added, with its lines, newest first', async () => {
    const first = commit({ 'a.txt': 'one\ntwo\nthree\n', 'dir/b c.txt': 'x' });
    const second = commit({ 'a.txt': 'one\n2\nthree\nfour', 'ünï\t.txt': 'y\n' });
    expect(await read()).toEqual({
      commits: 2,
      cut: undefined,
      added: [
        { commit: second, path: 'a.txt', line: 2, text: '2' },
        { commit: second, path: 'a.txt', line: 4, text: 'four' },
        { commit: second, path: 'ünï\t.txt', line: 1, text: 'y' },
        { commit: first, path: 'a.txt', line: 1, text: 'one\ntwo\nthree' },
        { commit: first, path: 'dir/b c.txt', line: 1, text: 'x' },
      ],
    });
  });

  test('includes other branches, stashes, and what references name in one file', async () => {
    commit({ 'a.txt': 'a\n' });
    git('checkout', '-q', '-b', 'other');
    commit({ 'b.txt': 'b\n' });
    git('checkout', '-q', 'main');
    git('pack-refs', '--all');
    git('gc', '-q');
    writeFileSync(join(folder, 'a.txt'), 'stashed\n');
    git('stash');
    const texts = (await read()).added.map(({ text }) => text);
    expect(texts).toEqual(expect.arrayContaining(['a', 'b', 'stashed']));
  });

  test('of a merge gives what came from none of its parents', async () => {
    commit({ 'a.txt': 'one\ntwo\nthree\n' });
    git('checkout', '-q', '-b', 'other');
    commit({ 'a.txt': 'one\ntheirs\nthree\n' });
    git('checkout', '-q', 'main');
    commit({ 'a.txt': 'one\nours\nthree\n' });
    expect(() => git('merge', '-q', 'other')).toThrow('merge');
    const id = commit({ 'a.txt': 'one\nneither\nthree\n' });
    const ofMerge = (await read()).added.filter((one) => one.commit === id);
    expect(ofMerge).toEqual([{ commit: id, path: 'a.txt', line: 2, text: 'neither' }]);
  });

  test('is that of a folder where one below the root is asked about', async () => {
    commit({ 'a.txt': 'a\n', 'src/b.txt': 'b\n' });
    expect((await read('src')).added.map(({ path }) => path)).toEqual(['src/b.txt']);
  });

  test('is read from a second work tree as well', async () => {
    commit({ 'a.txt': 'a\n' });
    git('worktree', 'add', '-q', join(folder, 'second'), '-b', 'second');
    expect((await read('second')).added.map(({ text }) => text)).toEqual(['a']);
  });

  test('takes no line of a file for one of its own', async () => {
    const text = [
      '++ b/other.txt',
      '@@ -1 +1 @@',
      '\\ No newline',
      '-- a/x',
      'diff --git a/x b/x',
    ].join('\n');
    const id = commit({ 'a.txt': `${text}\n` });
    commit({ 'a.txt': 'gone\n' });
    expect((await read()).added).toEqual([
      { commit: expect.any(String), path: 'a.txt', line: 1, text: 'gone' },
      { commit: id, path: 'a.txt', line: 1, text },
    ]);
  });

  test('leaves binary files out', async () => {
    commit({ 'a.bin': Buffer.from([0, 1, 2, 10, 3]), 'b.txt': 'b\n' });
    expect((await read()).added.map(({ path }) => path)).toEqual(['b.txt']);
  });

  test('that is too long ends, and says so', async () => {
    for (const text of ['1', '2', '3']) commit({ 'a.txt': `${text}\n` });
    const short = await read('', { commits: 2 });
    expect(short).toMatchObject({ commits: 2, cut: 'only the newest 2 commits were read' });
    expect(short.added.map(({ text }) => text)).toEqual(['3', '2']);
    expect((await read('', { bytes: 10 })).cut).toMatch(/^only the first 0 MB/);
    expect((await read('', { commits: 3 })).cut).toBeUndefined();
  });

  test('of a shallow clone says where it breaks off', async () => {
    commit({ 'a.txt': 'a\n' });
    commit({ 'a.txt': 'b\n' });
    const clone = join(folder, 'clone');
    git('clone', '-q', '--depth', '1', `file://${folder}`, clone);
    const { added, cut } = await read('clone');
    expect(added.map(({ text }) => text)).toEqual(['b']);
    expect(cut).toBe('the clone is shallow: its history breaks off');
  });
});

describe("a repository's own configuration", () => {
  // Each of these makes an ordinary `git log -p` run a program of the repository's choice.
  test.each([
    ['external diff', ['diff.external']],
    ['text conversion', ['diff.evil.textconv']],
    ['pager', ['core.pager', 'pager.log']],
    ['monitor', ['core.fsmonitor']],
    ['signature', ['gpg.program', 'log.showSignature']],
  ])('runs nothing: %s', async (_what, keys) => {
    git('init', '-q', '-b', 'main');
    const proof = join(folder, 'proof');
    const script = join(folder, 'evil.sh');
    writeFileSync(script, `#!/bin/sh\necho ran > ${proof}\ncat\n`, { mode: 0o755 });
    writeFileSync(join(folder, '.gitattributes'), '* diff=evil\n');
    commit({ 'a.txt': 'a\n' });
    for (const key of keys) git('config', key, key.startsWith('log.') ? 'true' : script);
    expect((await read()).added.map(({ path }) => path)).toContain('a.txt');
    expect(existsSync(proof)).toBe(false);
  });

  test('hides nothing: attributes, replacements and grafts', async () => {
    git('init', '-q', '-b', 'main');
    const first = commit({ 'a.txt': 'a\n', '.gitattributes': '*.txt binary\n' });
    const second = commit({ 'a.txt': 'b\n' });
    git('replace', '--graft', second);
    appendFileSync(join(folder, '.git/info/attributes'), '*.txt -diff\n');
    const commits = (await read()).added.filter(({ path }) => path === 'a.txt');
    expect(commits.map(({ commit: id }) => id)).toEqual(expect.arrayContaining([second, first]));
  });

  test('does not matter where it is broken', async () => {
    git('init', '-q', '-b', 'main');
    commit({ 'a.txt': 'a\n' });
    writeFileSync(join(folder, '.git/config'), '[core\n');
    expect((await read()).added).toHaveLength(1);
  });
});

test.each([
  ['no repository', () => undefined, 'the folder is no Git repository'],
  ['no commit', () => git('init', '-q'), 'the repository has no commit'],
  [
    'a file that leads nowhere',
    () => writeFileSync(join(folder, '.git'), 'gitdir: ../none\n'),
    'the repository has no objects of its own',
  ],
])('where there is %s, it is said', async (_what, make, why) => {
  make();
  expect(await createHistory(processes, process.env['PATH'])(folder)).toBe(why);
});

test('a machine without git is said', async () => {
  expect(await createHistory(processes, '')(folder)).toBe(
    'there is no program `git` on this machine',
  );
});

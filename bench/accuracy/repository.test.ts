import { execFileSync } from 'node:child_process';
import { existsSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { REPOSITORY, makeMirror } from './made.ts';
import { Repository } from './repository.ts';

const { commits, mirror } = makeMirror(
  { 'a.ts': 'one\n', 'folder/ü b.ts': 'two\u{1F600}', 'bad.ts': 'x' },
  { 'c.ts': 'one\n', '.gitattributes': '*.ts diff=evil\n' },
);
const [first = '', second = ''] = commits;
const folder = join(mirror, 'made+server', 'repo');
afterAll(() => rmSync(mirror, { recursive: true }));

test('files of a commit are read by path, whatever their names', () => {
  const repository = Repository.open(mirror, REPOSITORY);
  const tree = repository.tree(first);
  expect([...tree.keys()].sort()).toEqual(['a.ts', 'bad.ts', 'folder/ü b.ts']);
  expect(repository.texts([...tree.values()]).sort()).toEqual(['one\n', 'two\u{1F600}', 'x']);
  expect(repository.texts([])).toEqual([]);
});

test('a moved file is followed', () => {
  const repository = Repository.open(mirror, REPOSITORY);
  expect([...repository.moved(first, second)]).toEqual([['a.ts', 'c.ts']]);
});

test('nothing that the repository configures takes effect', () => {
  const mark = join(mirror, 'mark');
  const evil = `[diff "evil"]\n\tcommand = touch ${mark}\n\ttextconv = touch ${mark}\n[core]\n\tpager = touch ${mark}\n\tfsmonitor = touch ${mark}\n`;
  writeFileSync(join(folder, 'config'), `[core]\n\tbare = true\n${evil}`);
  writeFileSync(join(folder, 'info', 'attributes'), '* diff=evil\n');
  const repository = Repository.open(mirror, REPOSITORY);
  const [before, after] = [
    repository.tree(first).get('a.ts'),
    repository.tree(first).get('bad.ts'),
  ];
  expect(repository.diff(before!, after!)).toContain('@@ -1 +1 @@');
  expect(existsSync(mark)).toBe(false);
});

test('a link is no file of the program', () => {
  const linked = makeMirror({ 'a.ts': 'one' });
  const bare = join(linked.mirror, 'made+server', 'repo');
  const work = join(linked.mirror, 'work');
  execFileSync('git', ['clone', '--quiet', bare, work]);
  symlinkSync('/etc/passwd', join(work, 'link.ts'));
  const as = ['-c', 'user.name=test', '-c', 'user.email=test@example.com'];
  execFileSync('git', ['-C', work, 'add', '.']);
  execFileSync('git', ['-C', work, ...as, 'commit', '--quiet', '--message', 'link']);
  execFileSync('git', ['-C', work, 'push', '--quiet', 'origin', 'HEAD:refs/heads/link']);
  const commit = execFileSync('git', ['-C', work, 'rev-parse', 'HEAD'], { encoding: 'utf8' });
  const tree = Repository.open(linked.mirror, REPOSITORY).tree(commit.trim());
  rmSync(linked.mirror, { recursive: true });
  expect([...tree.keys()]).toEqual(['a.ts']);
});

test('what is missing is an error that says so', () => {
  expect(() => Repository.open(mirror, 'made/other')).toThrow('not in the mirror');
  const repository = Repository.open(mirror, REPOSITORY);
  expect(() => repository.tree('0'.repeat(40))).toThrow('git ls-tree');
  expect(() => repository.texts([{ id: '0'.repeat(40), size: 1 }])).toThrow('missing');
});

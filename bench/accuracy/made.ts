import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Analyse, Span, Spotted } from './analyser.ts';

// For tests: a mirror with one repository that the test writes, and an analysis that a person can follow.

export const REPOSITORY = 'made/server';

/** Files of a commit: path → text. */
export type Files = Readonly<Record<string, string>>;

/** Makes a mirror whose one repository has a commit for each set of files, and gives their hashes. */
export function makeMirror(...states: readonly Files[]): {
  readonly mirror: string;
  readonly commits: readonly string[];
} {
  const mirror = mkdtempSync(join(tmpdir(), 'accuracy-mirror-'));
  const work = join(mirror, 'work');
  const target = join(mirror, REPOSITORY.replace('/', '+'));
  mkdirSync(target);
  const git = (...args: readonly string[]): string => {
    const { status, stderr, stdout } = spawnSync('git', ['-C', work, ...args], {
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'],
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: devNull,
        ...Object.fromEntries(
          ['AUTHOR', 'COMMITTER'].flatMap((who) => [
            [`GIT_${who}_NAME`, 'test'],
            [`GIT_${who}_EMAIL`, 'test@example.com'],
          ]),
        ),
      },
    });
    if (status !== 0) throw new Error(stderr);
    return stdout.trim();
  };
  mkdirSync(work);
  git('init', '--quiet');
  const commits = states.map((files) => {
    git('rm', '-r', '--quiet', '--ignore-unmatch', '.');
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(work, path)), { recursive: true });
      writeFileSync(join(work, path), text);
    }
    git('add', '--all');
    git('commit', '--quiet', '--allow-empty', '--message', 'state');
    return git('rev-parse', 'HEAD');
  });
  git('clone', '--quiet', '--bare', work, join(target, 'repo'));
  rmSync(work, { recursive: true });
  return { mirror, commits };
}

/** `run(` is a command injection, `show(` a low one, `fetch(` a forged request; `function name` to `}` is a function. */
export const analyse: Analyse = (files) => {
  const lines = files.flatMap(({ path, text }) =>
    text.split('\n').map((text, at) => ({ path, text, line: at + 1 })),
  );
  const findings = lines.flatMap(({ line, path, text }): Spotted[] => {
    const where = { path, line, endLine: line };
    const command = { ...where, rule: 'source/command', cwe: [78] };
    if (text.includes('run(')) return [{ ...command, severity: 'high' }];
    if (text.includes('show(')) return [{ ...command, severity: 'low' }];
    return text.includes('fetch(')
      ? [{ ...where, rule: 'source/request', cwe: [918], severity: 'high' }]
      : [];
  });
  const functions = (path: string): Span[] => {
    const own = lines.filter((one) => one.path === path);
    return own.flatMap(({ line, text }) => {
      const name = /^function (\w*)/.exec(text)?.[1];
      const end = own.find((one) => one.line >= line && one.text === '}');
      return name === undefined || end === undefined
        ? []
        : [{ name, startLine: line, endLine: end.line }];
    });
  };
  const unable = lines
    .filter(({ text }) => text.includes('?!'))
    .map(({ path }) => ({ path, why: 'it cannot be read' }));
  return { findings, unable, functions };
};

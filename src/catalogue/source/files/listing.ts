import { go, javascript, members, python } from '../calls.ts';
import { node } from './opening.ts';
import type { FileSink } from './opening.ts';

/** Calls that list or open the folder whose path they are given. */
export const listing: readonly FileSink[] = [
  {
    languages: javascript,
    calls: [
      ...node(['readdir', 'opendir', 'watch']),
      ...members('glob', ['glob', 'globSync', 'sync', 'globIterate']),
      'glob',
      'fast-glob',
      ...members('fast-glob', ['sync', 'async', 'stream', 'glob', 'globSync']),
      'globby',
      ...members('globby', ['globby', 'globbySync', 'sync']),
      'tinyglobby.glob',
      'klaw',
      'walkdir',
      'chokidar.watch',
      'Deno.readDir',
      'simple-git',
      'simple-git.simpleGit',
      'simple-git.default',
    ],
    arguments: [0],
    when: (call) => call.argument(0)?.fields === undefined,
  },
  {
    languages: javascript,
    calls: [
      ...members('glob', ['glob', 'globSync', 'sync']),
      'glob',
      'fast-glob',
      'fast-glob.sync',
      ...members('globby', ['globby', 'globbySync']),
      'tinyglobby.glob',
    ],
    arguments: ['1.cwd', '1.root'],
  },
  {
    languages: javascript,
    calls: members('simple-git', ['simpleGit', 'default']),
    arguments: ['0.baseDir'],
  },
  {
    languages: python,
    calls: members('os', ['listdir', 'scandir', 'walk']),
    arguments: [0],
  },
  {
    languages: python,
    calls: ['*.iterdir', '*.rglob', '*Path().glob', '*Path().walk'],
    arguments: ['receiver'],
  },
  {
    languages: python,
    // A pattern may start with `..`.
    calls: ['*Path().glob', '*Path().rglob'],
    arguments: [0],
  },
  {
    languages: python,
    calls: ['glob.glob', 'glob.iglob', 'git.Repo', 'pygit2.Repository', 'dulwich.repo.Repo'],
    arguments: [0],
  },
  {
    languages: go,
    calls: [
      'os.ReadDir',
      'io/ioutil.ReadDir',
      'path/filepath.Walk',
      'path/filepath.WalkDir',
      'path/filepath.Glob',
      'os.DirFS',
      'os.OpenRoot',
      'net/http.Dir',
      'github.com/go-git/go-git.PlainOpen',
    ],
    arguments: [0],
  },
];

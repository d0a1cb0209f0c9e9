import { afterAll, describe, expect, test } from 'vitest';
import { rmSync } from 'node:fs';
import type { Json } from '../../src/domain/json.ts';
import type { Analyse } from './analyser.ts';
import { REPOSITORY, analyse, makeMirror } from './made.ts';
import type { Files } from './made.ts';
import { measurePairs } from './pairs.ts';
import type { PairScore } from './pair-score.ts';

const mirrors: string[] = [];
afterAll(() => {
  for (const mirror of mirrors) rmSync(mirror, { recursive: true });
});

const blank = (count: number): string => '\n'.repeat(count);
const row = (fields: object): Json =>
  ({
    id: 'one',
    repo: REPOSITORY,
    class: 'command-injection',
    cwe: 'CWE-78',
    language: 'TypeScript',
    fix_style: 'sink_replaced',
    sinks: [{ file: 'server.ts', start_line: 1, end_line: 1 }],
    ...fields,
  }) as Json;

/** Measures one pair: the flaw stands at line 1 of server.ts unless `fields` says otherwise. */
function measure(
  before: Files,
  after: Files,
  fields: object = {},
  by: Analyse = analyse,
): PairScore {
  const { commits, mirror } = makeMirror(before, after);
  mirrors.push(mirror);
  const [vulnerable_commit, fixed_commit] = commits;
  const pairs = [row({ vulnerable_commit, fixed_commit, ...fields })];
  return measurePairs({ pairs }, { mirror, analyse: by, progress: () => undefined });
}
const outcome = ({ rows: [one] }: PairScore): unknown => [one?.isFound, one?.isToldApart];
const at = (line: number, file = 'server.ts'): object => ({
  sinks: [{ file, start_line: line, end_line: line }],
});

describe('one pair', () => {
  test.each([
    ['found before and gone after', 'run(x)', 'safe(x)', {}, [true, true]],
    ['found before and after', 'run(x)', 'check(x);run(x)', {}, [true, false]],
    ['never found', 'spawn(x)', 'safe(x)', {}, [false, false]],
    ['another weakness', 'fetch(x)', 'safe(x)', {}, [false, false]],
    ['within ten lines', `${blank(10)}run(x)`, 'safe(x)', {}, [true, true]],
    ['eleven lines away', `${blank(11)}run(x)`, 'safe(x)', {}, [false, false]],
    ['a finding that blocks nothing', 'show(x)', 'safe(x)', {}, [false, false]],
    ['one that blocks, then one that does not', 'run(x)', 'show(x)', {}, [true, true]],
    ['moved down by the fix', 'run(x)', `${blank(40)}run(x)`, {}, [true, false]],
    [
      'elsewhere after the fix',
      `run(x)\n${blank(40)}`,
      `safe(x)\n${blank(40)}run(x)`,
      {},
      [true, true],
    ],
    ['within what replaced it', 'run(x)', `safe(x)\n${blank(40)}run(x)`, {}, [true, false]],
  ])('%s', (_, before, after, fields, expected) => {
    const score = measure({ 'server.ts': before }, { 'server.ts': after }, fields);
    expect(outcome(score)).toEqual(expected);
    expect(score.unable).toEqual([]);
  });

  test('a finding anywhere in the function around the sink means it, also after the fix', () => {
    const body = (first: string, last: string): string =>
      `function tool\n${first}\n${blank(30)}${last}\n}\nfunction other\n${last}\n}`;
    const before = { 'server.ts': body('', 'run(x)') };
    expect(outcome(measure(before, { 'server.ts': body('', 'safe(x)') }, at(2)))).toEqual([
      true,
      true,
    ]);
    const after = { 'server.ts': blank(100) + body('check(x)', 'run(x)') };
    expect(outcome(measure(before, after, at(2)))).toEqual([true, false]);
  });

  test('a finding in the next function is not at the flaw', () => {
    const text = (call: string): string =>
      `function tool\n}\n${blank(20)}function other\n${call}\n}`;
    const score = measure({ 'server.ts': text('run(x)') }, { 'server.ts': '' }, at(1));
    expect(outcome(score)).toEqual([false, false]);
  });

  test('a file that was only renamed still holds its flaw', () => {
    const text = `${blank(30)}const a = 1;\nrun(x)\n`;
    const score = measure({ 'server.ts': text }, { 'lib/tool.ts': text }, at(32));
    expect(outcome(score)).toEqual([true, false]);
    const removed = measure({ 'server.ts': text }, { 'lib/tool.ts': 'other' }, at(32));
    expect(outcome(removed)).toEqual([true, true]);
  });

  test('several sinks are one flaw: it is told apart when all of them are silent', () => {
    const sinks = [...'ab'].map((name) => ({ file: `${name}.ts`, start_line: 1, end_line: 1 }));
    const before = { 'a.ts': 'run(x)', 'b.ts': 'run(x)' };
    expect(outcome(measure(before, { 'a.ts': '', 'b.ts': 'run(x)' }, { sinks }))).toEqual([
      true,
      false,
    ]);
    expect(outcome(measure(before, { 'a.ts': '', 'b.ts': '' }, { sinks }))).toEqual([true, true]);
  });

  test('without a fix it counts for recall only', () => {
    const fields = { fixed_commit: null, fix_style: undefined };
    const { discrimination, recall } = measure({ 'server.ts': 'run(x)' }, {}, fields);
    expect(recall).toMatchObject({ hits: 1, n: 1 });
    expect(discrimination.all.n).toBe(0);
  });

  test('a class out of scope is told apart from the others, not dropped', () => {
    const fields = { class: 'dos', cwe: 'CWE-78' };
    const { discrimination, recall } = measure(
      { 'server.ts': 'run(x)' },
      { 'server.ts': '' },
      fields,
    );
    expect(discrimination.sink_replaced.n).toBe(0);
    expect(discrimination.outOfScope.sink_replaced).toMatchObject({ hits: 1, n: 1 });
    expect(recall).toMatchObject({ n: 0, outOfScope: { n: 1 } });
  });

  test('findings below medium are counted apart', () => {
    const { discrimination } = measure({ 'server.ts': 'show(x)' }, { 'server.ts': '' });
    expect(discrimination.all.hits).toBe(0);
    expect(discrimination.anySeverity.all.hits).toBe(1);
  });
});

describe('what is analysed', () => {
  /** The paths that the analysis was given, first for the vulnerable commit. */
  function given(files: Files, fields: object): readonly string[] {
    const seen: string[][] = [];
    measure(files, files, fields, (some) => {
      seen.push(some.map(({ path }) => path).sort());
      return analyse(some);
    });
    return seen[0] ?? [];
  }

  test('the nearest package, by its own paths and without its tests', () => {
    const files = {
      'package.json': '{}',
      'other/server.ts': '',
      'servers/git/pyproject.toml': '',
      'servers/git/src/server.py': '',
      'servers/git/src/util.py': '',
      'servers/git/tests/test_server.py': '',
      'servers/git/README.md': '',
    };
    expect(given(files, at(1, 'servers/git/src/server.py'))).toEqual([
      'pyproject.toml',
      'src/server.py',
      'src/util.py',
    ]);
  });

  test('an example that is a package of its own is a program, and its flaw is found there', () => {
    const files = {
      'package.json': '{}',
      'examples/a/package.json': '{}',
      'examples/a/server.ts': 'run(x)',
      'examples/a/util.ts': '',
    };
    const sink = at(1, 'examples/a/server.ts');
    expect(given(files, sink)).toEqual(['package.json', 'server.ts', 'util.ts']);
    expect(outcome(measure(files, { ...files, 'examples/a/server.ts': '' }, sink))).toEqual([
      true,
      true,
    ]);
  });

  test('what it imports from the rest of the repository, and what that imports', () => {
    const files = {
      'a/package.json': '{}',
      'a/index.ts': "import { b } from '../b/lib.js';\nimport c from '@made/c';\nimport 'zod';",
      'b/package.json': '{}',
      'b/lib.ts': "export * from './deep';",
      'b/deep/index.ts': '',
      'b/unused.ts': '',
      'c/package.json': '{}',
      'c/src/main.ts': '',
      'd/package.json': '{}',
      'd/main.ts': '',
    };
    expect(given(files, at(1, 'a/index.ts'))).toEqual([
      'a/index.ts',
      'a/package.json',
      'b/deep/index.ts',
      'b/lib.ts',
      'c/package.json',
      'c/src/main.ts',
    ]);
  });

  test('a Python module of another package is found by its dotted name', () => {
    const files = {
      'a/pyproject.toml': '',
      'a/made/tools/server.py': 'from made.common.paths import safe\nimport os.path\n',
      'b/pyproject.toml': '',
      'b/made/common/paths.py': '',
      'b/made/common/other.py': '',
    };
    expect(given(files, at(1, 'a/made/tools/server.py'))).toEqual([
      'a/made/tools/server.py',
      'a/pyproject.toml',
      'b/made/common/paths.py',
    ]);
  });

  test('a sink in test code is analysed all the same', () => {
    const files = { 'package.json': '{}', 'tests/server.ts': '', 'tests/more.ts': '' };
    expect(given(files, at(1, 'tests/server.ts'))).toEqual(['package.json', 'tests/server.ts']);
  });
});

describe('what cannot be measured', () => {
  const files = { 'server.ts': 'run(x)' };

  test.each([
    ['a repository that the mirror lacks', { repo: 'made/other' }, 'not in the mirror'],
    ['a commit that the repository lacks', { vulnerable_commit: '0'.repeat(40) }, 'git ls-tree'],
    ['a sink in no file', at(1, 'gone.ts'), 'not in the vulnerable commit'],
  ])('%s is unable, and counts as missed', (_, fields, why) => {
    const { discrimination, recall, unable } = measure(files, {}, fields);
    expect(unable).toEqual([{ id: 'one', why: expect.stringContaining(why) }]);
    expect(recall).toMatchObject({ hits: 0, n: 1 });
    expect(discrimination.sink_replaced).toMatchObject({ hits: 0, n: 1 });
  });

  test.each([
    ['a name that leads out of the mirror', { repo: '../..' }],
    ['a short hash', { vulnerable_commit: 'abc' }],
    ['an option instead of a hash', { fixed_commit: '--output=x' }],
    ['no sink', { sinks: [] }],
    ['a sink without lines', { sinks: [{ file: 'server.ts' }] }],
    ['an unknown style', { fix_style: 'other' }],
  ])('%s is a broken row', (_, fields) => {
    const { rows, unable } = measure(files, {}, fields);
    expect(unable).toHaveLength(1);
    expect(rows).toEqual([]);
  });

  test('a file of a sink that the analysis could not read is told', () => {
    const { unable } = measure({ 'server.ts': '?!' }, {});
    expect(unable).toEqual([{ id: 'one', why: 'server.ts: it cannot be read' }]);
  });

  test('an analysis that fails costs one row', () => {
    const fails: Analyse = () => {
      throw new Error('too deep');
    };
    expect(measure(files, {}, {}, fails).unable).toEqual([{ id: 'one', why: 'too deep' }]);
  });

  test('a document without pairs is an error', () => {
    expect(() => measurePairs({}, { mirror: '', analyse, progress: () => undefined })).toThrow(
      'pairs',
    );
  });
});

test('pairs of one fix commit widen the interval, and repositories count once in the mean', () => {
  const { commits, mirror } = makeMirror({ 'server.ts': 'run(x)' }, { 'server.ts': '' });
  mirrors.push(mirror);
  const [vulnerable_commit, fixed_commit] = commits;
  const common = { vulnerable_commit, fixed_commit };
  const pairs = [
    row({ ...common, id: 'one' }),
    row({ ...common, id: 'two' }),
    row({ ...common, id: 'three', repo: 'made/missing' }),
  ];
  const { discrimination } = measurePairs(
    { pairs },
    { mirror, analyse, progress: () => undefined },
  );
  expect(discrimination.sink_replaced).toMatchObject({ hits: 2, n: 3 });
  expect(discrimination.macro.sink_replaced).toBe(0.5);
  const alone = measurePairs(
    { pairs: pairs.slice(0, 2) },
    { mirror, analyse, progress: () => undefined },
  );
  // Two pairs, one commit: as sure as one observation.
  expect(alone.discrimination.sink_replaced.low).toBeCloseTo(0.207, 3);
});

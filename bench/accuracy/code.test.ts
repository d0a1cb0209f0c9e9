import { expect, test } from 'vitest';
import { isProgram, isSource, linesOfCode } from './code.ts';

test.each([
  'src/server.ts',
  'a/b.py',
  'cmd/main.go',
  'lib/index.mjs',
  'src/testimonials.ts',
  'src/latest.py',
])('%s is part of the program', (path) => {
  expect(isSource(path) && isProgram(path)).toBe(true);
});

test.each([
  'src/server.test.ts',
  'tests/a.py',
  'pkg/test_server.py',
  'pkg/server_test.go',
  'src/__tests__/a.ts',
  'node_modules/x/index.js',
  'dist/index.js',
  'web/app.min.js',
  'src/types.d.ts',
])('%s is not', (path) => {
  expect(isSource(path) && isProgram(path)).toBe(false);
});

test.each([
  ['a.ts', '// one\n\nconst a = 1; // two\n/* three\n four */\n/* five */ const b = 2;\n', 2],
  ['a.go', 'package a\n/*\nimport "x"\n*/\nfunc b() {}\n', 2],
  ['a.py', '"""Doc.\n\nMore.\n"""\nimport os\n# no\nx = 1\n', 2],
  ['a.py', "def f():\n    '''Doc.'''\n    return 1\n", 2],
  ['a.py', 'sql = """\nSELECT 1\n"""\nrun(sql)\n', 4],
])('%s holds its lines of code and nothing else', (path, text, lines) => {
  expect(linesOfCode(path, text)).toBe(lines);
});

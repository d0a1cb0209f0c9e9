import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { analyse } from './made.ts';
import { measurePrograms } from './programs.ts';
import type { ProgramScore } from './programs.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** Measures twins: `class/language` → the vulnerable program and the fixed one. */
function measure(twins: Readonly<Record<string, readonly [string, string]>>): ProgramScore {
  const folder = mkdtempSync(join(tmpdir(), 'accuracy-programs-'));
  folders.push(folder);
  for (const [id, [vulnerable, fixed]] of Object.entries(twins)) {
    for (const [state, text] of Object.entries({ vulnerable, fixed })) {
      const file = join(folder, id, state, 'server.ts');
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }
  return measurePrograms(folder, { analyse, progress: () => undefined });
}

test('a twin is told apart when its flaw is found and its fixed state is silent', () => {
  const score = measure({
    'command-injection/typescript': ['run(x)', 'safe(x)'],
    'command-injection/typescript-guard': ['run(x)', 'check(x); run(x)'],
    'command-injection/python': ['fetch(x)', 'fetch(x)'],
    'ssrf/python': ['fetch(x)', ''],
  });
  expect(score.recall).toMatchObject({ hits: 3, n: 4 });
  expect(score.discrimination).toMatchObject({ hits: 2, n: 4 });
  expect(score.falsePositives).toMatchObject({ hits: 2, n: 4 });
  expect(score.byLanguage['typescript']).toMatchObject({ hits: 1, n: 2 });
  expect(score.byRule).toEqual({
    'source/command': { right: 2, wrong: 1 },
    'source/request': { right: 1, wrong: 1 },
  });
});

test('a class that nobody knows is unable', () => {
  expect(measure({ 'not-a-class/go': ['run(x)', ''] }).unable).toHaveLength(1);
});

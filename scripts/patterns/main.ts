// Judges every regular expression in `src` that was not judged before, and writes the verdicts:
//
//   node scripts/patterns/main.ts
//
// It takes up to ten seconds for each new expression; `test/patterns.test.ts` holds the verdicts to the code.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { collect, keyOf } from './collect.ts';
import { judge } from './judge.ts';

const ROOT = join(import.meta.dirname, '../..');
const FILE = join(import.meta.dirname, 'verdicts.json');
const TIME = 10_000;

const before: Readonly<Record<string, string>> = JSON.parse(readFileSync(FILE, 'utf8'));
const verdicts = new Map<string, string>();
const save = (): void =>
  writeFileSync(FILE, `${JSON.stringify(Object.fromEntries([...verdicts].sort()), null, 1)}\n`);

const all = await collect(ROOT);
for (const one of all) {
  const key = keyOf(one);
  const verdict = before[key] ?? judge(one, TIME);
  verdicts.set(key, verdict);
  if (before[key] === undefined) console.error(`${verdict.padEnd(14)} ${key.slice(0, 120)}`);
}
save();

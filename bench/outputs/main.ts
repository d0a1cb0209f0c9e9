// How fast returned texts are judged.
//
//   node bench/outputs/main.ts FILE.jsonl
//
// The file is a corpus as the accuracy harness reads it. Every text is judged several times as a tool's
// result; the fastest round counts, since other work on the machine makes a round worse and never better.
import { readCorpus } from '../accuracy/corpus.ts';
import { judgeOutput } from '../../src/catalogue/output/judge.ts';
import type { OutputSubject } from '../../src/domain/rule.ts';

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('usage: node bench/outputs/main.ts FILE.jsonl');
  process.exit(2);
}
const texts = readCorpus(file).rows.flatMap(({ subject: { raw } }) => {
  const text = raw['instructions'] ?? raw['description'];
  return typeof text === 'string' ? [text] : [];
});
const characters = texts.reduce((sum, text) => sum + text.length, 0);
const rounds = Array.from({ length: 7 }, () => judged(texts));
const whole = judged([
  texts
    .join('\n\n')
    .repeat(Math.ceil(1_000_000 / characters))
    .slice(0, 1_000_000),
]);
const best = Math.min(...rounds);
console.log(`${texts.length} texts, ${characters} characters`);
console.log(`${((best / characters) * 300 * 1000).toFixed(0)} µs for 300 characters`);
console.log(`${((texts.length / best) * 1000).toFixed(0)} texts a second`);
console.log(`${whole.toFixed(0)} ms for one text of a million characters`);

/** Milliseconds. */
function judged(all: readonly string[]): number {
  const start = performance.now();
  for (const text of all) judgeOutput(subjectOf(text));
  return performance.now() - start;
}

function subjectOf(text: string): OutputSubject {
  return { carrier: 'result', text, source: undefined, listing: undefined };
}

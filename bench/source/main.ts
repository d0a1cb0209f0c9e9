// How fast source is analysed.
//
//   node bench/source/main.ts FOLDER [FOLDER …]
//
// Each folder is a program. Prints megabytes of source a second of processor time, lines, seconds on the
// clock and peak memory; the parser alone stands beside it, as a base that the machine's mood moves alike.
import { performance } from 'node:perf_hooks';
import { openParsers } from '../../src/adapters/syntax/index.ts';
import { entries } from '../../src/catalogue/entries/registry.gen.ts';
import { models } from '../../src/catalogue/models/registry.gen.ts';
import { rules } from '../../src/catalogue/rules/registry.gen.ts';
import type { Rule } from '../../src/domain/rule.ts';
import { openAnalyser, readProgram } from '../../src/engines/analyse/index.ts';

const folders = process.argv.slice(2);
if (folders.length === 0) {
  console.error('usage: node bench/source/main.ts FOLDER [FOLDER …]');
  process.exit(2);
}
const sourceRules = rules.filter(({ id }) => id.startsWith('source/')) as Rule<'source'>[];
const analyser = await openAnalyser();
const parsers = await openParsers();

/** Seconds of processor time that the work takes. */
function spent(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { system, user } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

for (const folder of folders) {
  const { files } = await readProgram(folder);
  const lines = files.reduce((sum, { text }) => sum + text.split('\n').length, 0);
  const size = files.reduce((sum, { text }) => sum + text.length, 0) / 1e6;
  const base = spent(() => {
    for (const { path, text } of files) {
      if (path.endsWith('.py')) parsers.parse(text, 'python');
      else if (path.endsWith('.go')) parsers.parse(text, 'go');
      else if (/\.[cm]?[jt]sx?$/.test(path)) parsers.parse(text, 'tsx');
    }
  });
  const started = performance.now();
  let found = 0;
  let unable = 0;
  const whole = spent(() => {
    const analysis = analyser.analyse({ files, rules: sourceRules, models, entries });
    for (const rule of sourceRules) found += [...rule.detect(analysis.program)].length;
    unable = analysis.unable.length;
  });
  const seconds = (performance.now() - started) / 1000;
  const peak = process.resourceUsage().maxRSS / 1024;
  console.log(
    `${size.toFixed(1)} MB, ${lines} lines: ${(size / whole).toFixed(2)} MB/s of processor time (parser alone ${(size / base).toFixed(2)}, ratio ${(whole / base).toFixed(2)}), ${seconds.toFixed(1)} s on the clock, ${peak.toFixed(0)} MB at the peak, ${found} findings, ${unable} files unable`,
  );
}

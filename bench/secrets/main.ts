// Speed of the search for secrets: `node bench/secrets/main.ts [FOLDER…]`, by default this repository's
// dependencies. Ordinary files, then texts that are made to be slow. `--json` prints the same as JSON;
// exits 1 when a bar is missed.
import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { walk } from '../../src/adapters/files/index.ts';
import { findSecrets } from '../../src/catalogue/secrets/index.ts';
import { searchFolder } from '../../src/engines/leaks/index.ts';

interface Row {
  readonly what: string;
  /** Megabytes for a second of processor time. */
  readonly speed: number;
  readonly bar: number;
}

const MB = 1_000_000;
const LARGEST = 10 * MB;

/** Seconds of processor time that this process has had: other work on the machine does not count. */
function now(): number {
  const { system, user } = process.cpuUsage();
  return (system + user) / 1e6;
}

/** The texts of folders, read before the clock starts. */
async function textsIn(folders: readonly string[]): Promise<{ path: string; text: string }[]> {
  const found: { path: string; text: string }[] = [];
  for (const folder of folders) {
    const { files } = await walk(folder, { depth: 32, entries: 200_000, skip: new Set(['.git']) });
    for (const { path, steps } of files) {
      if (statSync(path).size > LARGEST) continue;
      const bytes = readFileSync(path);
      if (!bytes.subarray(0, 8000).includes(0))
        found.push({ path: steps.join('/'), text: bytes.toString() });
    }
  }
  return found;
}

async function ordinary(folders: readonly string[]): Promise<Row> {
  const texts = await textsIn(folders);
  const size = texts.reduce((sum, { text }) => sum + text.length, 0);
  // Once for the compiler, which a long run pays once as well.
  for (const { path, text } of texts.slice(0, 500)) findSecrets(text, { path });
  const start = now();
  for (const { path, text } of texts) findSecrets(text, { path });
  const speed = size / MB / (now() - start);
  return { what: `${texts.length} ordinary files, ${Math.round(size / MB)} MB`, speed, bar: 50 };
}

/** The whole way of an audit: names, reads, decodes, searches, locates. */
async function folder(path: string): Promise<Row> {
  const { files } = await walk(path, {
    depth: 32,
    entries: 200_000,
    skip: new Set(['.git', 'node_modules']),
  });
  const size = files.reduce((sum, one) => sum + statSync(one.path).size, 0);
  const start = now();
  await searchFolder(path, { name: path, shown: (one) => one });
  return { what: 'the whole folder, with reading', speed: size / MB / (now() - start), bar: 25 };
}

const HOSTILE: Readonly<Record<string, string>> = {
  'beginnings of tokens': 'sk-',
  'names and signs': 'key=key=',
  'first lines of keys': '-----BEGIN PRIVATE KEY-----\n',
  'addresses without end': 'a://b:',
  'commands without end': 'curl -H "Authorization: ',
  'halves of web tokens': 'eyJhbGciOiJ9.',
  'names and blanks': 'api_key = = = ',
  'opened quotes': 'token="',
};

function hostile(): Row {
  const slowest = Object.entries(HOSTILE).map(([what, part]) => {
    const text = part.repeat((4 * MB) / part.length);
    const start = now();
    findSecrets(text, { path: 'src/a.ts' });
    return { what, speed: text.length / MB / (now() - start) };
  });
  const [worst] = slowest.toSorted((a, b) => a.speed - b.speed);
  return { what: `made to be slow: ${worst?.what}`, speed: worst?.speed ?? 0, bar: 5 };
}

const given = process.argv.slice(2).filter((word) => word !== '--json');
const folders = given.length > 0 ? given : [join(import.meta.dirname, '../../node_modules')];
const rows = [await ordinary(folders), await folder(resolve(folders[0] ?? '.')), hostile()];
if (process.argv.includes('--json')) console.log(JSON.stringify(rows, null, 2));
for (const { bar, speed, what } of process.argv.includes('--json') ? [] : rows) {
  const word = speed >= bar ? 'met   ' : 'MISSED';
  console.log(`${word} ${what}: ${speed.toFixed(1)} MB/s of processor time (bar ${bar})`);
}
process.exitCode = rows.every(({ bar, speed }) => speed >= bar) ? 0 : 1;

// Measures detection on labelled corpora. See README.md beside this file for corpora, counting and limits.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { entries } from '../../src/catalogue/entries/registry.gen.ts';
import { models } from '../../src/catalogue/models/registry.gen.ts';
import { rules } from '../../src/catalogue/rules/registry.gen.ts';
import { messageOf } from '../../src/domain/errors.ts';
import { visible } from '../../src/domain/escape.ts';
import type { Json } from '../../src/domain/json.ts';
import { familyOf } from '../../src/domain/rule.ts';
import { openAnalyser } from '../../src/engines/analyse/index.ts';
import type { TextRule } from './score.ts';
import { measureBenign } from './benign.ts';
import { readCorpus } from './corpus.ts';
import { Meter } from './cost.ts';
import { broken } from './limits.ts';
import type { Scores } from './limits.ts';
import { measurePairs } from './pairs.ts';
import { listed, printed } from './print.ts';
import { measurePrograms } from './programs.ts';
import { publish, recordOf } from './record.ts';

import { analyseWith } from './source.ts';
import { measureTexts } from './texts.ts';

const USAGE = `usage: npm run accuracy -- [corpora] [options]
  --pairs FILE      vulnerable and fixed commits; needs --mirror
  --benign FILE     repositories where no flaw is known; needs --mirror
  --mirror DIR      git directories named owner+name/repo
  --tools FILE      labelled texts, one JSON object per line (also --definitions)
  --programs DIR    twins of our own, <class>/<language>/{vulnerable,fixed}
  --json FILE       write the measurement as JSON; - for standard output
  --publish FILE    write sums and rules, without any row, for docs/accuracy.md
  --show WHAT       list missed, false or all by id and place
  --gate            exit 1 when a limit is broken; without a corpus, measures the ones in this folder
  --limits FILE     other limits than those in this folder`;

const here = (name: string): string => join(import.meta.dirname, name);

const { values: flags } = parseArgs({
  options: {
    pairs: { type: 'string' },
    benign: { type: 'string' },
    mirror: { type: 'string' },
    tools: { type: 'string' },
    definitions: { type: 'string' },
    programs: { type: 'string' },
    json: { type: 'string' },
    publish: { type: 'string' },
    show: { type: 'string' },
    gate: { type: 'boolean', default: false },
    limits: { type: 'string', default: here('limits.json') },
  },
});
const { benign, gate, json, limits, mirror, pairs, show } = flags;
const given = { tools: flags.tools ?? flags.definitions, programs: flags.programs };
const isOwn =
  gate && [pairs, benign, given.tools, given.programs].every((one) => one === undefined);
const tools = isOwn ? here('probes.jsonl') : given.tools;
const programs = isOwn ? here('programs') : given.programs;
const isShown = (what: 'missed' | 'false'): boolean => show === what || show === 'all';

if ([pairs, benign, tools, programs].every((one) => one === undefined)) stop(USAGE);
if (show !== undefined && !['missed', 'false', 'all'].includes(show)) stop(USAGE);
if ((pairs !== undefined || benign !== undefined) && mirror === undefined) {
  stop('--pairs and --benign need --mirror, a folder of git directories named owner+name/repo');
}

try {
  const times = new Map<string, number>();
  const analyser = await openAnalyser();
  const meter = new Meter(analyseWith(analyser, { rules, models, entries }, times), times);
  const setting = { mirror: mirror ?? '', analyse: meter.analyse, progress };
  const scores: Scores = {
    pairs: pairs === undefined ? undefined : measurePairs(document(pairs), setting),
    benign: benign === undefined ? undefined : measureBenign(document(benign), setting),
    programs: programs === undefined ? undefined : measurePrograms(programs, setting),
    texts: tools === undefined ? undefined : measureTexts(readCorpus(tools), textRules()),
  };
  const cost = meter.cost();
  progress('');
  const record = recordOf(scores, cost);
  if (json === '-') console.log(text(record));
  else {
    for (const line of printed(scores, cost)) console.log(line);
    if (json !== undefined) writeFileSync(json, `${text(record)}\n`);
  }
  if (flags.publish !== undefined) {
    const source = rules.filter(({ id }) => familyOf(id) === 'source');
    writeFileSync(flags.publish, `${text(publish(record, source, version()))}\n`);
  }
  for (const what of ['missed', 'false'] as const) {
    if (isShown(what)) for (const line of listed(scores, what)) console.log(`${what}: ${line}`);
  }
  const failures = gate ? broken(document(limits), scores) : [];
  for (const failure of failures) console.error(`gate: ${visible(failure)}`);
  process.exitCode = failures.length > 0 ? 1 : 0;
} catch (thrown) {
  stop(visible(messageOf(thrown)));
}

function textRules(): TextRule[] {
  const families = new Set(['definition', 'output']);
  return rules.filter((rule) => families.has(familyOf(rule.id))) as TextRule[];
}

function text(value: object): string {
  return JSON.stringify(value, null, 2);
}

function version(): string {
  const { version } = document(here('../../package.json')) as { readonly version: string };
  return version;
}

function document(file: string): Json {
  return JSON.parse(readFileSync(file, 'utf8')) as Json;
}

/** One line on a terminal, rewritten; a line each where nobody watches. */
function progress(what: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${visible(what).slice(0, 79)}`);
  else if (what !== '') process.stderr.write(`${visible(what)}\n`);
}

function stop(why: string): never {
  console.error(why);
  process.exit(2);
}

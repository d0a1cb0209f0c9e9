// Measures the definition rules on labelled texts.
//
//   node bench/accuracy/main.ts --definitions FILE.jsonl [--json] [--gate FILE] [--show ids]
//
// An alert is a finding at medium or above. Recall and the kinds of false alarm are printed apart and
// never merged; a text of the corpus is never printed. With --gate the limits in FILE decide the exit code.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { rules } from '../../src/catalogue/rules/registry.gen.ts';
import type { Rule } from '../../src/domain/rule.ts';
import { readCorpus } from './corpus.ts';
import type { Group } from './corpus.ts';
import { judge, macro, median, share } from './score.ts';
import type { Share, Verdict } from './score.ts';

const { values: flags } = parseArgs({
  options: {
    definitions: { type: 'string' },
    json: { type: 'boolean', default: false },
    gate: { type: 'string' },
    show: { type: 'string' },
  },
});
if (flags.definitions === undefined) {
  console.error(
    'usage: node bench/accuracy/main.ts --definitions FILE.jsonl [--json] [--gate FILE] [--show missed|false]',
  );
  process.exit(2);
}

const definitionRules = rules.filter((rule) =>
  rule.id.startsWith('definition/'),
) as Rule<'definition'>[];
const verdicts = judge(readCorpus(flags.definitions), definitionRules);
const of = (...groups: readonly Group[]): Verdict[] =>
  verdicts.filter(({ row }) => groups.includes(row.group));
const attacks = of('attack');
const inDefinitions = attacks.filter(({ row }) => row.carrier !== 'output');

const measures: Record<string, Share> = {
  'core recall': share(inDefinitions.filter(({ row }) => row.isCore)),
  'attack recall': share(inDefinitions),
  'attack recall, outputs': share(attacks.filter(({ row }) => row.carrier === 'output')),
  'capability names': share(of('capability')),
  'benign descriptions': share(of('description', 'hard-negative')),
  'hard negatives': share(of('hard-negative')),
  documents: share(of('document')),
};
const categories = Map.groupBy(of('attack', 'capability'), ({ row }) => row.category);
const byRule = definitionRules.map(({ id }) => ({
  rule: id,
  attacks: attacks.filter(({ alerts }) => alerts.includes(id)).length,
  capabilities: of('capability').filter(({ alerts }) => alerts.includes(id)).length,
  benign: of('description', 'hard-negative').filter(({ alerts }) => alerts.includes(id)).length,
  documents: of('document').filter(({ alerts }) => alerts.includes(id)).length,
  notes: of('description', 'hard-negative').filter(({ notes }) => notes.includes(id)).length,
}));
const cost = median(verdicts.map(({ microseconds }) => microseconds));
const failures = flags.gate === undefined ? [] : broken(flags.gate);

if (flags.json) {
  const recallByCategory = Object.fromEntries(
    [...categories].map(([name, members]) => [name, share(members)]),
  );
  console.log(
    JSON.stringify(
      {
        measures,
        macroCore: macro(inDefinitions.filter(({ row }) => row.isCore)),
        recallByCategory,
        byRule,
        medianMicroseconds: Math.round(cost),
        failures,
      },
      null,
      2,
    ),
  );
} else {
  for (const [name, value] of Object.entries(measures)) console.log(line(name, value));
  console.log(
    `macro core recall      ${(macro(inDefinitions.filter(({ row }) => row.isCore)) * 100).toFixed(1)} %`,
  );
  console.log(`median cost            ${Math.round(cost)} µs a text\n`);
  for (const [name, members] of [...categories].sort())
    console.log(line(`  ${name}`, share(members)));
  console.log('\nalerts by rule            attacks capabilities  benign documents (benign notes)');
  for (const row of byRule.filter(
    (entry) =>
      entry.attacks + entry.capabilities + entry.benign + entry.documents + entry.notes > 0,
  )) {
    console.log(
      `${row.rule.padEnd(38)} ${[row.attacks, row.capabilities, row.benign, row.documents].map((n) => String(n).padStart(5)).join(' ')} (${row.notes})`,
    );
  }
}
if (flags.show === 'missed')
  for (const { row } of attacks.filter(({ alerts }) => alerts.length === 0))
    console.log(row.id, row.category);
if (flags.show === 'false')
  for (const { row, alerts } of of('description', 'hard-negative', 'document').filter(
    ({ alerts }) => alerts.length > 0,
  ))
    console.log(row.id, row.group, alerts.join(' '));
for (const failure of failures) console.error(`gate: ${failure}`);
process.exitCode = failures.length > 0 ? 1 : 0;

function line(name: string, { hits, of, rate, low, high }: Share): string {
  const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;
  return `${name.padEnd(30)} ${`${hits}/${of}`.padStart(10)} = ${percent(rate).padStart(7)}  [${percent(low)} – ${percent(high)}]`;
}

/** The limits that do not hold: `{ "core recall": { "atLeast": 0.75 }, "documents": { "atMost": 0.03 } }`. */
function broken(file: string): string[] {
  const limits = JSON.parse(readFileSync(file, 'utf8')) as Record<
    string,
    { atLeast?: number; atMost?: number }
  >;
  return Object.entries(limits).flatMap(([name, { atLeast = 0, atMost = 1 }]) => {
    const value = measures[name];
    if (value === undefined) return [`there is no measure ${JSON.stringify(name)}`];
    if (value.of === 0) return [`${name}: the corpus has no such rows`];
    if (value.rate >= atLeast && value.rate <= atMost) return [];
    return [`${name} is ${value.rate.toFixed(4)}; allowed is ${atLeast} to ${atMost}`];
  });
}

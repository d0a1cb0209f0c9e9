// How many definitions a second one core judges: processor time of the definition rules, one tool a listing.
//
//   node bench/texts/main.ts [--json]
//
// The texts are those of the training set, of about 300 characters each; every one is new to the rules,
// though their words are not. Exits 1 when the bar is missed.
import { rules } from '../../src/catalogue/rules/registry.gen.ts';
import { definition, subjectOf } from '../../src/domain/example.ts';
import type { DefinitionSubject, Rule } from '../../src/domain/rule.ts';
import { scored, isProse } from '../../src/catalogue/text/suspicion.ts';
import { compose } from '../accuracy/training/compose.ts';

const BAR = 20_000;
const MOST = 6000;
const definitionRules = rules.filter(({ id }) =>
  id.startsWith('definition/'),
) as unknown as Rule<'definition'>[];

/** Mostly harmless, as tools are. */
function subjects(seed: number): DefinitionSubject[] {
  const texts = compose(seed, 4);
  const attacks = texts.filter(({ isAttack }) => isAttack).slice(0, MOST / 20);
  return [...texts.filter(({ isAttack }) => !isAttack).slice(0, MOST), ...attacks].map(
    ({ description, name }) => subjectOf(definition('tool', { name, description })),
  );
}

/** Microseconds of processor time for a text, the least of five rounds. */
function cost(work: (subject: DefinitionSubject) => void): number {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 5; round += 1) {
    const fresh = subjects(round + 1);
    const { system, user } = process.cpuUsage();
    for (const subject of fresh) work(subject);
    const spent = process.cpuUsage({ system, user });
    least = Math.min(least, (spent.user + spent.system) / fresh.length);
  }
  return least;
}

const characters =
  subjects(1).reduce((sum, { raw }) => sum + String(raw['description']).length, 0) /
  subjects(1).length;
const model = cost((subject) => {
  for (const passage of subject.passages) if (isProse(passage)) scored(passage, subject);
});
const all = cost((subject) => {
  for (const rule of definitionRules) {
    if (rule.notApplicable?.(subject) === undefined) for (const _match of rule.detect(subject));
  }
});
const rows = [
  { what: 'the model alone', microseconds: model, textsPerSecond: 1e6 / model },
  { what: 'all definition rules', microseconds: all, textsPerSecond: 1e6 / all },
];
if (process.argv.includes('--json')) console.log(JSON.stringify({ characters, rows }, null, 2));
else {
  console.log(`${Math.round(characters)} characters a text`);
  for (const { microseconds, textsPerSecond, what } of rows) {
    const isMet = textsPerSecond >= BAR;
    console.log(
      `${isMet ? 'met   ' : 'MISSED'} ${what}: ${microseconds.toFixed(1)} µs a text, ${Math.round(textsPerSecond)} a second (bar ${BAR})`,
    );
  }
}
process.exitCode = 1e6 / all >= BAR ? 0 : 1;

// How many definitions a second one core judges.
//
//   node bench/texts/main.ts [--json]
//
// What is timed is what `warder` does with the listings of a client's servers once they are there: every
// passage of every definition is found, every rule of the family `definition` judges every definition, and
// the findings are made fit to be shown (`scanListings`). A text is one definition: its name, description
// and the names and descriptions of its parameters. Processor time of the whole process, collector and
// compiler included, in rounds of several thousand texts. Each round has texts of its own, composed from
// templates as the training set is, with one attack in twenty and hand-written probes among them, so that
// no memory of whole texts could help; words do repeat, as they do in life. Said is the median of the
// rounds after the first. Exits 1 when it is below the bar.
import { readingsOf } from '../../src/catalogue/text/reading.ts';
import { isProse, scoresIn } from '../../src/catalogue/text/suspicion.ts';
import { rules } from '../../src/catalogue/rules/registry.gen.ts';
import type { DefinitionSubject } from '../../src/domain/rule.ts';
import { passagesOf } from '../../src/domain/definition.ts';
import { scanListings } from '../../src/engines/scan/index.ts';
import { median } from '../accuracy/share.ts';
import { clientsOf } from './listings.ts';
import type { Client } from './listings.ts';

const BAR = 20_000;
const TEXTS = 5000;
const ROUNDS = 7;

const definitionRules = rules.filter(({ id }) => id.startsWith('definition/'));

/** Microseconds of processor time for a text: the median of the rounds. */
async function cost(work: (client: Client) => Promise<void> | void): Promise<number> {
  const spent: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const clients = clientsOf(round + 1, TEXTS);
    const texts = clients.flat().reduce((sum, { definitions }) => sum + definitions.length, 0);
    const before = process.cpuUsage();
    for (const client of clients) await work(client);
    const { system, user } = process.cpuUsage(before);
    if (round > 0) spent.push((user + system) / texts);
  }
  return median(spent);
}

function lengthOf(clients: readonly Client[]): number {
  const definitions = clients.flat().flatMap((listing) => listing.definitions);
  const length = definitions.flatMap((one) => passagesOf(one).passages);
  return length.reduce((sum, { text }) => sum + text.length, 0) / definitions.length;
}

/** The model by itself, for comparison. */
function readOnly(client: Client): void {
  for (const listing of client) {
    for (const definition of listing.definitions) {
      const { passages } = passagesOf(definition);
      const subject: DefinitionSubject = { ...definition, passages, listing, others: [] };
      for (const reading of readingsOf(subject)) {
        if (isProse(reading.passage)) scoresIn(reading, subject);
      }
    }
  }
}

const characters = lengthOf(clientsOf(1, TEXTS));
const model = await cost(readOnly);
const all = await cost(async (client) => {
  await scanListings(definitionRules, client, (text) => text);
});
const rows = [
  { what: 'the model alone', microseconds: model, textsPerSecond: 1e6 / model },
  {
    what: `all ${definitionRules.length} definition rules`,
    microseconds: all,
    textsPerSecond: 1e6 / all,
  },
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

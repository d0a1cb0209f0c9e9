// Trains the model of `src/catalogue/text/model.ts` on the texts of `training/`, and writes its weights.
//
//   node bench/accuracy/train.ts [--check]
//
// The same texts give the same weights. Before it trains on all, it leaves out one fifth of the templates at
// a time and says how many of their texts a model without them finds: what it makes of phrases it never saw.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { featureCount } from '../../src/catalogue/text/features.ts';
import type { Weights } from '../../src/catalogue/text/model.ts';
import { learn, worstOf } from './training/learn.ts';
import { samplesOf } from './training/sample.ts';
import { packed } from './training/pack.ts';

const { values: flags } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const SETTINGS = { features: featureCount, rounds: 8, rate: 0.1, decay: 0.003, leastTemplates: 4 };
const FOLDS = 5;
/** How many sets are composed. Their models differ by chance; the mean of their weights is a model too, and a better one. */
const SETS = 4;
const PER_TEMPLATE = 40;

const samples = samplesOf(SETS, PER_TEMPLATE);
const all = mean(
  Array.from({ length: SETS }, (_, seed) =>
    learn(seed === 0 ? samples : samplesOf(SETS + seed, PER_TEMPLATE), { ...SETTINGS, seed }),
  ),
);
const text = packed(all, samples.length);
const file = join(import.meta.dirname, '../../src/catalogue/text/weights.gen.ts');
if (flags.check) {
  if (readFileSync(file, 'utf8') !== text) {
    console.error('the weights are not what the training set gives: run `npm run train`');
    process.exitCode = 1;
  }
} else {
  writeFileSync(file, text);
  const attacks = samples.filter(({ isAttack }) => isAttack).length;
  console.log(
    `${samples.length} texts, ${attacks} of them attacks; ${used(all)} of ${featureCount} features used`,
  );
  console.log(`unseen templates: ${leftOut()}`);
}

function mean(models: readonly Weights[]): Weights {
  const values = new Float32Array(featureCount);
  let bias = 0;
  for (const model of models) {
    bias += model.bias / models.length;
    for (const [i, value] of model.values.entries()) {
      values[i] = (values[i] as number) + value / models.length;
    }
  }
  return { bias, values };
}

function used({ values }: Weights): number {
  return values.filter((value) => value !== 0).length;
}

/** Recall on attacks of templates that were left out, at the score that one harmless text in 200 reaches. */
function leftOut(): string {
  const scored = Array.from({ length: FOLDS }, (_, fold) => {
    const rest = samples.filter(({ cluster }) => cluster % FOLDS !== fold);
    const weights = learn(rest, { ...SETTINGS, seed: fold });
    return samples
      .filter(({ cluster }) => cluster % FOLDS === fold)
      .map((sample) => ({ ...sample, score: worstOf(sample, weights) }));
  }).flat();
  const harmless = scored
    .filter(({ isAttack }) => !isAttack)
    .map(({ score }) => score)
    .sort((a, b) => b - a);
  const limit = harmless[Math.floor(harmless.length / 200)] ?? 0;
  const attacks = scored.filter(({ isAttack }) => isAttack);
  const found = attacks.filter(({ score }) => score > limit).length;
  return `${((100 * found) / attacks.length).toFixed(1)} % of attacks found, with 0.5 % of harmless texts flagged`;
}

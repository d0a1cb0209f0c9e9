// Trains the model of `src/catalogue/output/odds.ts` on the texts of `training/outputs/`, and writes its weights.
//
//   node bench/accuracy/train-outputs.ts [--check]
//
// As `train.ts` does for definitions.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { outputFeatureCount } from '../../src/catalogue/output/odds.ts';
import type { Weights } from '../../src/catalogue/text/model.ts';
import { learn, worstOf } from './training/learn.ts';
import { outputSamples } from './training/outputs.ts';
import { packed } from './training/pack.ts';

const { values: flags } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const SETTINGS = {
  features: outputFeatureCount,
  rounds: 8,
  rate: 0.1,
  decay: 0.003,
  leastTemplates: 4,
};
const FOLDS = 5;
const SETS = 3;
const PER_PASSAGE = 10;

const samples = outputSamples(SETS, PER_PASSAGE);
const models = Array.from({ length: SETS }, (_, seed) =>
  learn(seed === 0 ? samples : outputSamples(SETS + seed, PER_PASSAGE), { ...SETTINGS, seed }),
);
const text = packed(mean(models), samples.length);
const file = join(import.meta.dirname, '../../src/catalogue/output/weights.gen.ts');
if (flags.check) {
  if (readFileSync(file, 'utf8') !== text) {
    console.error('the weights are not what the training set gives: run `npm run train`');
    process.exitCode = 1;
  }
} else {
  writeFileSync(file, text);
  const attacks = samples.filter(({ isAttack }) => isAttack).length;
  console.log(`${samples.length} texts, ${attacks} of them attacks`);
  console.log(`unseen passages: ${leftOut()}`);
}

function mean(all: readonly Weights[]): Weights {
  const values = new Float32Array(outputFeatureCount);
  let bias = 0;
  for (const model of all) {
    bias += model.bias / all.length;
    for (const [i, value] of model.values.entries()) {
      values[i] = (values[i] as number) + value / all.length;
    }
  }
  return { bias, values };
}

/** Recall on attacks of passages that were left out, at the odds that one harmless text in 100 reaches. */
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
  const limit = harmless[Math.floor(harmless.length / 100)] ?? 0;
  const attacks = scored.filter(({ isAttack }) => isAttack);
  const found = attacks.filter(({ score }) => score > limit).length;
  return `${((100 * found) / attacks.length).toFixed(1)} % of attacks found, with 1 % of harmless texts flagged (at ${limit.toFixed(2)})`;
}

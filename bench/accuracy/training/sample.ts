import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../../../src/catalogue/rules/registry.gen.ts';
import { definition, subjectOf } from '../../../src/domain/example.ts';
import type { DefinitionSubject, Rule } from '../../../src/domain/rule.ts';
import { readingsOf } from '../../../src/catalogue/text/reading.ts';
import { isProse, signedPassage } from '../../../src/catalogue/text/suspicion.ts';
import { readCorpus } from '../corpus.ts';
import { compose } from './compose.ts';
import type { Composed } from './compose.ts';
import { sampleOf } from './learn.ts';
import type { Sample } from './learn.ts';

/** How often a text that somebody wrote as a whole counts, against a composed one. */
const WHOLE = 8;

/** Rules whose examples differ from harmless texts in what they say, not in how they are written or placed. */
const SAYING =
  /^definition\/(?:approval-bypass|command-order|concealment|conversation-theft|diverted-data|hidden-behaviour|instruction-override|lasting-order|poisoned-text|preference-manipulation|priority-coercion|remote-reference|secret-collection|sensitive-path|side-task|staged-behaviour|tool-hijack|tool-transfer|user-deception|weakened-protection)$/;

/** Everything that is learned from: composed texts, whole ones, the probes, and the rules' own examples. */
export function samplesOf(seed: number, perTemplate: number): Sample[] {
  const composed = compose(seed, perTemplate);
  const samples = composed.map((text) =>
    sampleFrom(subjectFrom(text), text.isAttack, text.template),
  );
  let cluster = Math.max(...composed.map(({ template }) => template));
  const add = (subject: DefinitionSubject, isAttack: boolean): void => {
    cluster += 1;
    const sample = sampleFrom(subject, isAttack, cluster);
    if (sample.sentences.length === 0) return;
    for (let i = 0; i < WHOLE; i += 1) samples.push(sample);
  };
  for (const text of wholeTexts()) add(subjectFrom(text), text.isAttack);
  for (const { group, subject } of readCorpus(join(import.meta.dirname, '../probes.jsonl')).rows) {
    add(subject, group === 'attack');
  }
  for (const { examples } of rules.filter(({ id }) => SAYING.test(id)) as Rule<'definition'>[]) {
    for (const subject of examples.bad) add(subject, true);
    for (const subject of [...examples.good, ...examples.nearMiss]) add(subject, false);
  }
  return samples;
}

function sampleFrom(subject: DefinitionSubject, isAttack: boolean, cluster: number): Sample {
  const passages = readingsOf(subject)
    .filter(({ passage }) => isProse(passage))
    .map((reading) => signedPassage(reading, subject));
  return sampleOf(isAttack, cluster, passages);
}

function wholeTexts(): Composed[] {
  return readFileSync(join(import.meta.dirname, 'texts.txt'), 'utf8')
    .split('\n')
    .filter((line) => /^[+-] /.test(line))
    .map((line) => {
      const [name = '', parameters = '', ...rest] = line.slice(2).split(' | ');
      return {
        isAttack: line.startsWith('+'),
        category: 'whole',
        template: 0,
        name,
        parameters: parameters.split(', '),
        description: rest.join(' | ').replaceAll('\\n', '\n'),
        kind: 'tool',
      };
    });
}

function subjectFrom({ description, hint, kind, name, parameters }: Composed): DefinitionSubject {
  if (kind === 'instructions') return subjectOf(definition(kind, { instructions: description }));
  const properties = Object.fromEntries(
    parameters.map((parameter, i) => [
      parameter,
      { type: 'string', ...(i === 0 && hint !== undefined && { description: hint }) },
    ]),
  );
  const inputSchema = { type: 'object', properties };
  return subjectOf(definition(kind, { name, description, inputSchema }));
}

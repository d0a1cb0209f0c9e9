import { definition, subjectOf } from '../../../src/domain/example.ts';
import type { DefinitionSubject } from '../../../src/domain/rule.ts';
import { isProse, signedPassage } from '../../../src/catalogue/text/suspicion.ts';
import type { Composed } from './compose.ts';
import { sampleOf } from './learn.ts';
import type { Sample } from './learn.ts';

/** A composed text as the definition that a server would send, and that as the learner sees it. */
export function sampleFrom(text: Composed): Sample {
  const subject = subjectFrom(text);
  const passages = subject.passages
    .filter(isProse)
    .map((passage) => signedPassage(passage, subject));
  return sampleOf(text.isAttack, text.template, passages);
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

import type { Grammar } from '../../../adapters/syntax/index.ts';
import type { FrontEnd } from './index.ts';
import { go } from './go.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';

const FRONT_ENDS: readonly FrontEnd[] = [javascript, python, go];

/** The grammar that reads a file, by its name; undefined for what is no source in a language that we know. */
export function grammarOf(path: string): Grammar | undefined {
  const ending = /\.\w+$/.exec(path)?.[0] ?? '';
  for (const { grammars } of FRONT_ENDS) {
    if (Object.hasOwn(grammars, ending)) return grammars[ending];
  }
  return undefined;
}

export function frontEndOf(grammar: Grammar): FrontEnd {
  const found = FRONT_ENDS.find(({ grammars }) => Object.values(grammars).includes(grammar));
  if (found === undefined) throw new Error(`no front end reads ${grammar}`);
  return found;
}

import type { Signed } from './features.ts';
import { reasonsFor } from './model.ts';
import type { Weights } from './model.ts';
import { quote } from './quote.ts';

const MOST_REASONS = 12;
const MOST_WORDS = 4;

/** What counted for most in a sentence: what its signs come to where that has a name, and the words. */
export function explain(all: readonly Signed[], index: number, weights: Weights): string {
  const { text } = all[index] as Signed;
  const reasons = reasonsFor(all, index, weights, MOST_REASONS);
  const named = reasons.find(({ says }) => says !== undefined)?.says;
  const words = reasons
    .filter(({ says }) => says === undefined)
    .map(({ first, second }) => {
      const [one, other] = [first, second].map(({ at, end }) => quote(text.slice(at, end)));
      return one === other ? one : `${one} with ${other}`;
    });
  const counts = `What counts most: ${[...new Set(words)].slice(0, MOST_WORDS).join(', ')}.`;
  return named === undefined ? counts : `It says that ${named}. ${counts}`;
}

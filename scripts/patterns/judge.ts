import { checkSync } from 'recheck';
import type { Written } from './collect.ts';

/** `safe`, `polynomial 2` (the degree), `exponential`, or `unknown` where there was not the time to tell. */
export type Verdict = string;

/** Judges how the time of an expression grows with the length of a text. @param milliseconds to do it in */
export function judge(
  { flags, source }: Pick<Written, 'source' | 'flags'>,
  milliseconds: number,
  checker: 'auto' | 'automaton' = 'auto',
): Verdict {
  const known = flags.replace('v', 'u').replaceAll(/[dv]/g, '');
  const found = checkSync(source, known, { timeout: milliseconds, checker });
  if (found.status !== 'vulnerable') return found.status;
  const { complexity } = found;
  return complexity.type === 'polynomial' ? `polynomial ${complexity.degree}` : complexity.type;
}

import { isObject } from '../../src/domain/json.ts';
import type { Json } from '../../src/domain/json.ts';
import type { BenignScore } from './benign.ts';
import type { PairScore } from './pair-score.ts';
import type { ProgramScore } from './programs.ts';
import type { Share } from './share.ts';
import type { TextScore } from './texts.ts';

/** What one run measured. A member is missing where that corpus was not given. */
export interface Scores {
  readonly pairs?: PairScore | undefined;
  readonly benign?: BenignScore | undefined;
  readonly texts?: TextScore | undefined;
  readonly programs?: ProgramScore | undefined;
}

/** A measure by the name that limits are set on; `n` is how many things it rests on. */
type Measures = ReadonlyMap<string, { readonly value: number; readonly n: number }>;

/**
 * The limits that do not hold, as sentences. A limit on something that was not measured, or on no rows,
 * does not hold either; and nothing that was given may be unable.
 *
 * @param limits `{ "core recall": { "atLeast": 0.75 }, "documents": { "atMost": 0.03 } }`
 */
export function broken(limits: Json, scores: Scores): string[] {
  const measures = measuresOf(scores);
  if (!isObject(limits)) return ['the limits are no object of names'];
  const missed = Object.entries(limits).flatMap(([name, given]) => {
    const measure = measures.get(name);
    if (measure === undefined) return [`there is no measure ${JSON.stringify(name)}`];
    if (measure.n === 0) return [`${name}: the corpus has no such rows`];
    const { atLeast = -Infinity, atMost = Infinity } = isObject(given) ? given : {};
    if (typeof atLeast !== 'number' || typeof atMost !== 'number' || !isObject(given)) {
      return [`${name}: a limit has atLeast or atMost, as numbers`];
    }
    if (measure.value >= atLeast && measure.value <= atMost) return [];
    const limit = measure.value < atLeast ? `at least ${atLeast}` : `at most ${atMost}`;
    return [`${name} is ${measure.value.toFixed(4)}; the limit is ${limit}`];
  });
  return [...missed, ...unableIn(scores)];
}

function measuresOf({ benign, pairs, programs, texts }: Scores): Measures {
  const shares = new Map<string, Share>(Object.entries(texts?.shares ?? {}));
  if (programs !== undefined) {
    shares.set('program recall', programs.recall);
    shares.set('program discrimination', programs.discrimination);
    shares.set('false alarms on fixed programs', programs.falsePositives);
  }
  if (pairs !== undefined) {
    shares.set('sink replaced', pairs.discrimination.sink_replaced);
    shares.set('guard added', pairs.discrimination.guard_added);
    shares.set('pair recall', pairs.recall);
  }
  const measures = new Map([...shares].map(([name, { n, rate }]) => [name, { value: rate, n }]));
  if (benign !== undefined) {
    const { perKloc, repositories } = benign;
    measures.set('medium or higher per kLOC', { value: perKloc.mediumOrHigher, n: repositories });
  }
  return measures;
}

function unableIn(scores: Scores): string[] {
  return Object.values(scores).flatMap((score: Scores[keyof Scores]) =>
    (score?.unable ?? []).map(({ id, why }) => `unable: ${id}: ${why}`),
  );
}

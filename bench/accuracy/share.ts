/** A share with its Wilson score interval (95 %). Rates are 0 to 1. */
export interface Share {
  readonly hits: number;
  readonly n: number;
  readonly rate: number;
  readonly low: number;
  readonly high: number;
}

const Z = 1.959964;

/**
 * `hits` of `n`. Of nothing, nothing is known: the interval is then 0 to 1.
 *
 * @param effective how many independent observations the `n` are worth; at most `n`
 */
export function wilson(hits: number, n: number, effective: number = n): Share {
  if (n === 0) return { hits, n, rate: 0, low: 0, high: 1 };
  const rate = hits / n;
  const middle = rate + (Z * Z) / (2 * effective);
  const spread = Z * Math.sqrt((rate * (1 - rate)) / effective + (Z * Z) / (4 * effective ** 2));
  const scale = 1 + (Z * Z) / effective;
  const low = Math.max(0, (middle - spread) / scale);
  return { hits, n, rate, low, high: Math.min(1, (middle + spread) / scale) };
}

/**
 * The share of items that are hits. Items of one cluster are taken to stand or fall together, the
 * careful assumption: the interval then rests on Kish's effective size, (Σm)² / Σm² over cluster sizes m.
 */
export function shareOf<T>(
  items: readonly T[],
  isHit: (item: T) => boolean,
  clusterOf?: (item: T) => string,
): Share {
  const hits = items.filter(isHit).length;
  if (clusterOf === undefined || items.length === 0) return wilson(hits, items.length);
  const sizes = [...Map.groupBy(items, clusterOf).values()].map((members) => members.length);
  const squares = sizes.reduce((sum, size) => sum + size * size, 0);
  return wilson(hits, items.length, items.length ** 2 / squares);
}

/** The mean of the groups' shares: a repository, or a template, that occurs fifty times counts once. */
export function macroOf<T>(
  items: readonly T[],
  isHit: (item: T) => boolean,
  groupOf: (item: T) => string,
): number {
  const rates = [...Map.groupBy(items, groupOf).values()].map(
    (members) => members.filter(isHit).length / members.length,
  );
  return rates.length === 0 ? 0 : rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
}

/** One share per group, by name. */
export function sharesBy<T>(
  items: readonly T[],
  isHit: (item: T) => boolean,
  groupOf: (item: T) => string,
  clusterOf?: (item: T) => string,
): Record<string, Share> {
  const groups = [...Map.groupBy(items, groupOf)].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    groups.map(([name, members]) => [name, shareOf(members, isHit, clusterOf)]),
  );
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

import type { Allowed, Leak } from '../../domain/leak.ts';
import { findAddresses } from './addresses.ts';
import { findLooks } from './looks.ts';
import { findPrivateKeys } from './private-keys.ts';
import { fileRole } from '../../domain/role.ts';
import type { FileRole } from '../../domain/role.ts';
import { MOST_ALLOWED, Search } from './search.ts';

export interface SecretsFound {
  /** In the order of the text; no two overlap; at most two thousand. */
  readonly leaks: readonly Leak[];
  /** What looked like a secret and is none, with the reason; at most a thousand. */
  readonly allowed: readonly Allowed[];
  /** Not everything was found: the text holds too much that is like a secret, or begins like one. */
  readonly isCut: boolean;
}

export interface TextFacts {
  /** Path of the file with forward slashes, where the text is one. */
  readonly path?: string;
  /** By the path where it is left out. */
  readonly role?: FileRole;
}

const MOST_LEAKS = 2000;

/**
 * The secrets that stand in a text: credentials of the forms that their issuers use, private keys,
 * passwords in addresses, values whose name tells and which look drawn, and, with little confidence,
 * literals that only look drawn. A pure function of the text: configurations, sources, definitions,
 * outputs and histories use the same one. Time is linear in the length of the text, whatever it holds.
 */
export function findSecrets(
  text: string,
  { path = '', role = fileRole(path) }: TextFacts = {},
): SecretsFound {
  const search = new Search(text, path, role);
  search.run();
  const keys = findPrivateKeys(text);
  const addresses = findAddresses(text);
  const isPlain = (role === 'product' || role === 'settings') && !search.isPacked;
  const known = [...keys.allowed, ...search.allowed, ...addresses.allowed].slice(0, MOST_ALLOWED);
  // A form that is known not to be a secret's stays none under a telling name.
  const guessed = [...search.named.leaks, ...(isPlain ? findLooks(text) : [])]
    .slice(0, MOST_LEAKS)
    .filter((leak) => !known.some(({ start }) => leak.start <= start && start < leak.end));
  // Two forms may fit one place; where one of them knows it for no secret, it is none.
  const refuted = new Set(search.allowed.map(({ start }) => start));
  const formed = search.leaks.filter(({ start }) => !refuted.has(start));
  const leaks = [...keys.leaks, ...formed, ...addresses.leaks, ...guessed];
  return {
    leaks: withoutOverlap(leaks.slice(0, MOST_LEAKS)),
    allowed: onePerPlace([...known, ...search.named.allowed]),
    isCut: search.isCut || leaks.length >= MOST_LEAKS,
  };
}

/**
 * The first credential in a text that is one whatever stands around it: of an issuer's form, or a
 * private key. For texts that say nothing by names of their own, and for values by themselves.
 */
export function formIn(text: string): Leak | undefined {
  const search = new Search(text, '', 'lock');
  search.run();
  const refuted = new Set(search.allowed.map(({ start }) => start));
  const formed = search.leaks.filter(({ start }) => !refuted.has(start));
  const leaks = [...findPrivateKeys(text).leaks, ...formed];
  if (leaks.length === 0) return undefined;
  return withoutOverlap(leaks.slice(0, MOST_LEAKS)).find(
    ({ confidence, isMild }) => confidence === 'high' && !isMild,
  );
}

function onePerPlace(allowed: readonly Allowed[]): Allowed[] {
  const byStart = new Map(allowed.toReversed().map((one) => [one.start, one]));
  return [...byStart.values()].sort((a, b) => a.start - b.start).slice(0, MOST_ALLOWED);
}

/** One leak a place: the surer way to tell it wins, then the longer stretch. */
function withoutOverlap(leaks: readonly Leak[]): Leak[] {
  const order = ['block', 'form', 'address', 'name', 'look'];
  const best = leaks.toSorted(
    (a, b) =>
      order.indexOf(a.by) - order.indexOf(b.by) ||
      b.end - b.start - (a.end - a.start) ||
      a.start - b.start,
  );
  const kept: Leak[] = [];
  for (const leak of best) {
    if (!kept.some(({ end, start }) => leak.start < end && start < leak.end)) kept.push(leak);
  }
  return kept.sort((a, b) => a.start - b.start);
}

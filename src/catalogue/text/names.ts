import type { Definition, Listing } from '../../domain/definition.ts';

const LONGEST = 64;

/** The definitions of a listing by name, for rules that look for a name in many. */
class NameIndex {
  /** By kind and name. */
  readonly all: ReadonlyMap<string, readonly Definition[]>;
  readonly #listing: Listing;
  #slips: ReadonlyMap<string, readonly Definition[]> | undefined;

  constructor(listing: Listing) {
    const all = new Map<string, Definition[]>();
    for (const definition of listing.definitions) add(all, keyOf(definition), definition);
    this.all = all;
    this.#listing = listing;
  }

  /** Tools by skeleton with one letter left out: names with a common entry are one slip apart. */
  get slips(): ReadonlyMap<string, readonly Definition[]> {
    if (this.#slips !== undefined) return this.#slips;
    const slips = new Map<string, Definition[]>();
    for (const definition of this.#listing.definitions) {
      if (definition.kind !== 'tool') continue;
      for (const slip of slipsOf(skeletonOf(definition.name))) add(slips, slip, definition);
    }
    this.#slips = slips;
    return slips;
  }
}

// Each listing is indexed once, however many definitions are compared with it.
const indexes = new WeakMap<Listing, NameIndex>();

export function namesOf(listing: Listing): NameIndex {
  let index = indexes.get(listing);
  if (index === undefined) indexes.set(listing, (index = new NameIndex(listing)));
  return index;
}

export function keyOf({ kind, name }: Pick<Definition, 'kind' | 'name'>): string {
  return `${kind} ${name}`;
}

const ALIKE: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '0': 'o',
    '1': 'l',
    '5': 's',
    i: 'l',
    і: 'l',
    ı: 'l',
    ｌ: 'l',
    а: 'a',
    е: 'e',
    о: 'o',
    р: 'p',
    с: 'c',
    у: 'y',
    х: 'x',
    ѕ: 's',
    ј: 'j',
    ԁ: 'd',
    һ: 'h',
    ӏ: 'l',
    ο: 'o',
    α: 'a',
    ε: 'e',
    ρ: 'p',
    ν: 'v',
    τ: 't',
    κ: 'k',
    ɑ: 'a',
    ɡ: 'g',
  }),
);

/** The name as a hasty reader sees it: look-alike signs folded, separators and case dropped. */
export function skeletonOf(name: string): string {
  const folded = Array.from(
    name.slice(0, 256).normalize('NFKC').toLowerCase(),
    (char) => ALIKE.get(char) ?? char,
  );
  return folded
    .join('')
    .replace(/[\s_.:/\p{Cf}-]/gu, '')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w');
}

/** The skeleton itself and each form with one letter left out. */
export function slipsOf(skeleton: string): Set<string> {
  const slips = new Set([skeleton]);
  if (skeleton.length < 8 || skeleton.length > LONGEST) return slips;
  for (let i = 0; i < skeleton.length; i += 1)
    slips.add(skeleton.slice(0, i) + skeleton.slice(i + 1));
  return slips;
}

/** Whether a name says enough to be somebody's: several words, or one long one. "search" and "fetch" are everybody's. */
export function isSpecific(name: string): boolean {
  return name.length >= 6 && /[A-Za-z\d][_.:/-][A-Za-z\d]|[a-z][A-Z]/.test(name);
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

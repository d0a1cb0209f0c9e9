import type { CallName } from '../../../domain/flow.ts';
import type { SourceLanguage } from '../../../domain/source.ts';

/** Something that is told of calls by name. */
interface Spec {
  readonly languages: readonly SourceLanguage[];
}

/** Names whose answers are kept. */
const MOST_SEEN = 100_000;
const NONE: readonly never[] = [];

/** Finds what is told of a call by its name. Patterns are sorted by their last word, so that most names meet few. */
export class NameIndex<T extends Spec> {
  readonly #exact = new Map<string, T[]>();
  readonly #byLast = new Map<string, { readonly pattern: RegExp; readonly spec: T }[]>();
  readonly #loose: { readonly pattern: RegExp; readonly spec: T }[] = [];
  readonly #seen = new Map<SourceLanguage, Map<string, readonly T[]>>();

  constructor(specs: Iterable<T>, namesOf: (spec: T) => readonly CallName[]) {
    for (const spec of specs) for (const name of namesOf(spec)) this.#add(name, spec);
  }

  #add(name: string, spec: T): void {
    if (!name.includes('*')) {
      put(this.#exact, name, spec);
      return;
    }
    const entry = { pattern: patternOf(name), spec };
    const last = lastWord(name);
    if (last.includes('*') || last === '') this.#loose.push(entry);
    else put(this.#byLast, last, entry);
  }

  find(name: string, language: SourceLanguage): readonly T[] {
    let seen = this.#seen.get(language);
    if (seen === undefined) {
      seen = new Map();
      this.#seen.set(language, seen);
    }
    let found = seen.get(name);
    if (found === undefined) {
      found = this.#look(name, language);
      if (seen.size < MOST_SEEN) seen.set(name, found);
    }
    return found;
  }

  #look(name: string, language: SourceLanguage): readonly T[] {
    const fits = ({ pattern }: { readonly pattern: RegExp }): boolean => pattern.test(name);
    const all = [
      ...(this.#exact.get(name) ?? []),
      ...(this.#byLast.get(lastWord(name)) ?? []).filter(fits).map(({ spec }) => spec),
      ...this.#loose.filter(fits).map(({ spec }) => spec),
    ];
    const found = [...new Set(all)].filter(({ languages }) => languages.includes(language));
    return found.length === 0 ? NONE : found;
  }
}

function put<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

export function lastWord(name: string): string {
  return name.slice(Math.max(name.lastIndexOf('.'), name.lastIndexOf('#')) + 1);
}

// A `*` matches lazily between fixed words and names are short, so no name makes this slow.
function patternOf(name: string): RegExp {
  const words = name.split(/\*+/).map((word) => word.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${words.join('[^]*?')}$`);
}

const EXTENSION = /(?:\/index)?\.[cm]?js$/;

/**
 * The name of a module outside the program: `node:` and Node's `/promises` are left out, and the file endings
 * of deep imports; Go's paths lose their major version.
 */
export function moduleName(from: string, language: SourceLanguage): string {
  if (language === 'javascript') {
    const plain = from.replace(/^node:/, '');
    return /^(?:fs|dns|timers|stream|readline)\/promises$/.test(plain)
      ? plain.slice(0, -9)
      : plain.replace(EXTENSION, '');
  }
  return language === 'go' ? from.replace(/\/v\d+$/, '') : from;
}

/** `fs.promises.readFile` is `fs.readFile`, and `axios.default.get`, as compilers write it, is `axios.get`. */
export function plainName(name: string): string {
  return name
    .replace(/^([^.()]{1,100})\.default(?=\.|$)/, '$1')
    .replace(/^(fs|dns|fs-extra)\.promises\./, '$1.');
}

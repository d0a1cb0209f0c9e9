import type { LockedPackage, Lockfile } from '../../domain/dependency.ts';

const MOST_PACKAGES = 200_000;
const MOST_PROBLEMS = 100;

type Found = Omit<LockedPackage, 'needs'> & { readonly asks: readonly string[] };

/**
 * Puts a lockfile together: each package under the keys by which others ask for it. What they ask for
 * is looked up when all are there.
 */
export class Graph {
  readonly #format: string;
  readonly #packages: Found[] = [];
  readonly #byKey = new Map<string, number>();
  readonly #roots = new Set<string>();
  readonly #problems: { at: string | number; why: string }[] = [];

  constructor(format: string) {
    this.#format = format;
  }

  /** @param keys how it is asked for; of two packages with one key the first is found */
  add(found: Found, ...keys: readonly string[]): void {
    if (this.#packages.length >= MOST_PACKAGES) {
      if (this.#packages.length === MOST_PACKAGES) this.problem('', 'it names too many packages');
      return;
    }
    const at = this.#packages.push(found) - 1;
    for (const key of keys) if (!this.#byKey.has(key)) this.#byKey.set(key, at);
  }

  /** Says that the project itself asks for what has this key. */
  root(key: string): void {
    this.#roots.add(key);
  }

  problem(at: string | number, why: string): void {
    if (this.#problems.length < MOST_PROBLEMS) this.#problems.push({ at, why });
  }

  done(): Lockfile {
    const find = (keys: Iterable<string>): number[] => [
      ...new Set([...keys].flatMap((key) => this.#byKey.get(key) ?? [])),
    ];
    return {
      format: this.#format,
      packages: this.#packages.map(({ asks, ...rest }) => ({ ...rest, needs: find(asks) })),
      roots: find(this.#roots),
      problems: this.#problems,
    };
  }
}

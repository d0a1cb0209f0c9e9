import type { KnownFlaw, PinnedFile, PinnedPackage } from '../../domain/dependency.ts';

type Given = Partial<Omit<PinnedPackage, 'flaws'>> & {
  readonly flaws?: readonly (Omit<KnownFlaw, 'also'> & { readonly also?: readonly string[] })[];
};

/** A lockfile with one package, for the examples of rules. */
export function pinned({ flaws = [], ...given }: Given): PinnedFile {
  return {
    path: 'package-lock.json',
    role: 'product',
    format: 'npm',
    problems: [],
    advisories: 0,
    packages: [
      {
        ecosystem: 'npm',
        name: 'thing',
        version: '1.2.3',
        origin: 'registry',
        isDevelopment: false,
        needs: [],
        way: ['thing'],
        flaws: flaws.map((flaw) => ({ also: [], ...flaw })),
        ...given,
      },
    ],
  };
}

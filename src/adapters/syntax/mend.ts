import type { Grammar } from './index.ts';

interface Mend {
  /** What a text must have for the pattern to be worth a look. */
  readonly needs: string;
  readonly pattern: RegExp;
  /** Something of the same length that the grammar knows. */
  readonly by: (found: string) => string;
}

const MENDS: readonly Mend[] = [
  {
    // `import('x').Type` and `typeof import('x')`, which are types. A call of `import` is a promise, of
    // which nobody reads other members than these.
    needs: 'import(',
    pattern:
      /\btypeof\s{1,20}import\(\s{0,20}(?:'[^'"\n]{1,300}'|"[^'"\n]{1,300}")\s{0,20}\)|\bimport\(\s{0,20}(?:'[^'"\n]{1,300}'|"[^'"\n]{1,300}")\s{0,20}\)(?=\s{0,20}\.\s{0,20}(?!(?:then|catch|finally)\b)[\w$])/g,
    by: (found) => {
      const at = found.indexOf('import');
      return found.slice(0, at) + 'import'.padEnd(found.length - at, '_');
    },
  },
  {
    // `export type * from 'x'`.
    needs: 'export type',
    pattern: /\bexport type(?=\s{0,20}\*)/g,
    by: () => 'export     ',
  },
  {
    // A variable of this name, as in what compilers make of `using x = y`, which is left alone.
    needs: 'using',
    pattern: /\busing\b(?!\s{1,20}[\w$])/g,
    by: () => 'Using',
  },
  {
    // A class whose name a minifier made this short.
    needs: 'new of',
    pattern: /\bnew of\b/g,
    by: () => 'new Of',
  },
];

/**
 * Puts something else in the place of what the grammar does not know, so that one such word does not
 * cost the function around it, or the rest of the file. Offsets stay what they are, and names are read
 * from the text as it was.
 */
export function mend(text: string, grammar: Grammar): string {
  if (grammar !== 'typescript' && grammar !== 'tsx') return text;
  let mended = text;
  for (const { by, needs, pattern } of MENDS)
    if (mended.includes(needs)) mended = mended.replace(pattern, by);
  return mended;
}

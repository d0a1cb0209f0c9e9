import type { Grammar } from './index.ts';

// `import('x').Type` and `typeof import('x')`, which are types. A call of `import` is a promise, of
// which nobody reads other members than these.
const TYPE_IMPORT =
  /\btypeof\s{1,20}import\(\s{0,20}(?:'[^'"\n]{1,300}'|"[^'"\n]{1,300}")\s{0,20}\)|\bimport\(\s{0,20}(?:'[^'"\n]{1,300}'|"[^'"\n]{1,300}")\s{0,20}\)(?=\s{0,20}\.\s{0,20}(?!(?:then|catch|finally)\b)[\w$])/g;

// `export type * from 'x'`.
const TYPE_EXPORT = /\bexport type(?=\s{0,20}\*)/g;

/**
 * Puts something of the same length that the grammar knows in the place of what it does not know, so
 * that one such type does not cost the function around it. Offsets stay what they are.
 */
export function mend(text: string, grammar: Grammar): string {
  if (grammar !== 'typescript' && grammar !== 'tsx') return text;
  let mended = text;
  if (mended.includes('import('))
    mended = mended.replace(TYPE_IMPORT, (found) => {
      const at = found.indexOf('import');
      return found.slice(0, at) + 'import'.padEnd(found.length - at, '_');
    });
  if (mended.includes('export type')) mended = mended.replace(TYPE_EXPORT, 'export     ');
  return mended;
}

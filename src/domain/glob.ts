/** Characters of a pattern and of a text that are compared; longer ones match nothing. */
const LONGEST = 4096;

/**
 * Whether a whole text fits a pattern: `*` stands for any characters but `/`, `**` for any at all, `?`
 * for one that is no `/`. `**` followed by a slash also stands for no folder. Takes time in proportion
 * to the product of both lengths, whatever stands in them.
 */
export function fits(pattern: string, text: string): boolean {
  if (pattern.length > LONGEST || text.length > LONGEST) return false;
  // Which beginnings of the text the pattern so far fits.
  let fit = Array.from({ length: text.length + 1 }, (_, length) => length === 0);
  for (let at = 0; at < pattern.length; at++) {
    const isAny = pattern.startsWith('**', at);
    const next = fit.map(() => false);
    if (pattern[at] === '*') {
      const isFolders = isAny && pattern[at + 2] === '/';
      for (let end = 0; end <= text.length; end++) {
        const before = end > 0 && next[end - 1] === true;
        const mayPass = isAny || text[end - 1] !== '/';
        next[end] = fit[end] === true || (before && mayPass);
      }
      if (isFolders) {
        // `a/**/b`: whole folders only, or none.
        for (let end = 0; end <= text.length; end++) {
          next[end] = fit[end] === true || (next[end] === true && text[end - 1] === '/');
        }
        at++;
      }
      if (isAny) at++;
    } else {
      for (let end = 1; end <= text.length; end++) {
        const here = text[end - 1];
        const isSame = pattern[at] === '?' ? here !== '/' : pattern[at] === here;
        next[end] = fit[end - 1] === true && isSame;
      }
    }
    fit = next;
  }
  return fit[text.length] === true;
}

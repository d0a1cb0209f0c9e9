import { quoted } from '../../domain/escape.ts';
import type { LeakSearch, SearchedText } from '../../domain/leak.ts';
import type { Match } from '../../domain/rule.ts';
import type { Case, Found, Group } from './groups.ts';

/** What searches for secrets came to: a text is one case, and what was not searched is said with the first. */
export function leakGroups(searched: readonly LeakSearch[]): Group<'secret'>[] {
  return searched.map((search): Group<'secret'> => {
    const { files, history, name, server, texts, unable } = search;
    const group = { name, ...(server !== undefined && { server }) };
    const [first] = unable;
    if (files === 0 && first === undefined && history === undefined) {
      const why = 'there is no text in it';
      return { ...group, cases: [], instead: { outcome: 'not-applicable', why } };
    }
    const partly =
      first === undefined
        ? undefined
        : `${unable.length === 1 ? 'a file was' : `${unable.length} files were`} not searched, or not wholly: ${quoted(first.path, 80)}: ${first.why}`;
    const cases = [caseOf(nothingIn('files', name), partly)];
    if (history !== undefined) cases.push(caseOf(nothingIn('history', name), history.unable));
    return { ...group, cases: [...cases, ...texts.map((text) => caseOf(text))] };
  });
}

/** Stands for all texts without a leak, so that to find none is a pass. */
function nothingIn(where: SearchedText['in'], path: string): SearchedText {
  return { in: where, path, role: 'product', leaks: [] };
}

function caseOf(text: SearchedText, partly?: string): Case<'secret'> {
  return {
    subject: text,
    ...(partly !== undefined && { partly }),
    found: (match) => foundIn(text, match),
  };
}

/** A leak is named by its file, its kind and what stands around it, so that it stays itself when lines move. */
function foundIn({ commit, leaks, path }: SearchedText, { offset, shows }: Match): Found {
  const leak = leaks.find(({ start }) => start === offset);
  const { column = 1, kind = '', line = 1 } = leak ?? {};
  return {
    place: { in: 'file', path, line, column, ...(commit !== undefined && { commit }) },
    shows,
    about: [path, kind, shows.replaceAll(/\s+/g, ' ')],
  };
}

import { readable, visible } from '../../../domain/escape.ts';

// Foreign text goes into code spans, where Markdown reads nothing: no mention, no reference, no link,
// no HTML. Sentences are ours, with foreign words quoted in them at most.

const LONGEST = 600;

/** Foreign text as a code span. */
export function code(text: string): string {
  return span(visible(short(text)));
}

/** A path as a code span. */
export function pathCode(text: string): string {
  return span(readable(short(text)));
}

/** A code span within a table, where a bar would end the cell even so. */
export function cell(text: string): string {
  return code(text).replaceAll('|', '\\|');
}

// What forges turn into links, mentions and references wherever it stands in running text, and what
// begins HTML or an entity. Trailing punctuation is no part of it.
const LIVE = /[@#!$%~&<>`|^\\[\]*_{}]|\/|:\D|www\.|^gh-\d|^[0-9a-f]{7,64}$|\.\w/i;
const WORD = /^([("']*)(.*?)([.,;:!?)"']*)$/s;

/** A sentence: words that a renderer could act on become code, and so does whatever is not a plain word. */
export function prose(text: string): string {
  return readable(text.length > 4000 ? `${text.slice(0, 4000)}…` : text)
    .split(/ +/)
    .filter((word) => word !== '')
    .map((word, index) => {
      const [, before = '', core = '', after = ''] = WORD.exec(word) ?? [];
      if (LIVE.test(core)) return before + span(core) + after;
      // At the start of a line these would begin a list, a heading or a rule.
      return index === 0
        ? word.replace(/^([-+=]|\d+[.)])/, (start) => start.replace(/.$/s, '\\$&'))
        : word;
    })
    .join(' ');
}

function span(text: string): string {
  if (text === '') return '(empty)';
  const longest = Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = /^[` ]|[` ]$/.test(text) ? ' ' : '';
  return `${fence}${pad}${text}${pad}${fence}`;
}

function short(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

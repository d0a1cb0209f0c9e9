import { pieces, readable } from '../../../domain/escape.ts';

// A page is built from templates in which every value is escaped unless it is markup already, and
// markup comes from a template only. So no text can become markup by being forgotten.

const LONGEST = 4000;

/** Finished HTML. */
export class Markup {
  readonly html: string;

  constructor(html: string) {
    this.html = html;
  }
}

type Value = Markup | string | number | undefined | readonly Value[];

/** Builds markup; values are escaped for text and for quoted attributes alike, lists are joined. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Markup {
  let text = strings[0] ?? '';
  for (const [index, value] of values.entries()) {
    text += markupOf(value) + (strings[index + 1] ?? '');
  }
  return new Markup(text);
}

/** Foreign text for a person to read: what a screen would not show is written out and marked. */
export function foreign(text: string): Markup {
  const cut = text.slice(0, LONGEST);
  const shown = pieces(cut).map((piece) => {
    const safe = new Markup(escapeHtml(piece.text));
    return piece.isHidden ? html`<mark>${safe}</mark>` : safe;
  });
  const more = text.length > LONGEST ? ` … ${text.length - LONGEST} characters more` : '';
  return html`${shown}${more}`;
}

/** Foreign text as code. */
export function code(text: string): Markup {
  return html`<code>${foreign(text)}</code>`;
}

function markupOf(value: Value): string {
  if (value === undefined) return '';
  if (value instanceof Markup) return value.html;
  if (typeof value === 'string') return escapeHtml(readable(value.slice(0, LONGEST)));
  if (typeof value === 'number') return String(value);
  return value.map(markupOf).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? '');
}

import { capital, count } from '../words.ts';
import type { Case, Group } from '../group.ts';
import { code, foreign, html } from './markup.ts';
import type { Markup } from './markup.ts';
import type { RenderOptions } from '../options.ts';
import { shortPath } from '../paths.ts';

const OPEN_PLACES = 5;
// An article that fits on a page is kept on one; a longer one may be cut between its places.
const SHORT_PLACES = 4;

type Names = (subject: string) => string;

/** One rule's findings: where, with the evidence, then why it matters and what to do. */
export function findingArticle(
  group: Group,
  nameOf: Names,
  options: RenderOptions,
  anchor: string,
): Markup {
  const { added, cases, confidence, fix, rule, severity, title, why } = group;
  const places = cases.map((one) => placeItem(one, cases.length > 1, nameOf, options));
  const rest = places.slice(OPEN_PLACES);
  return html`
<article class="finding ${severity}${cases.length > SHORT_PLACES ? '' : ' short'}">
<h3><span class="badge ${severity}">${capital(severity)}</span> ${title}</h3>
<p class="quiet small"><a href="#${anchor}">${rule}</a>${[
    cases.length > 1 ? ` · ${count(cases.length, 'place')}` : '',
    added > 0 && cases.length > 1 ? ` · ${added} new` : '',
    ` · ${confidence} confidence`,
  ]}${added === 1 && cases.length === 1 ? html` · ${newBadge}` : ''}</p>
<ul class="places">${places.slice(0, OPEN_PLACES)}</ul>
${
  rest.length === 0
    ? ''
    : html`<details><summary>${count(rest.length, 'more place')}</summary><ul class="places">${rest}</ul></details>`
}
<dl class="lines">
${why === '' ? '' : html`<dt>Why</dt><dd>${why}</dd>`}
<dt>Fix</dt><dd>${fix}</dd>
</dl>
</article>`;
}

const newBadge: Markup = html`<span class="badge low">New</span>`;

function placeItem(
  { finding: { because, place, shows }, isNew }: Case,
  isOneOfMany: boolean,
  nameOf: Names,
  options: RenderOptions,
): Markup {
  const where =
    place.in === 'file'
      ? html`<code>${shortPath(place.path, options)}:${place.line}:${place.column}</code>${
          place.pointer === undefined || place.pointer === ''
            ? ''
            : html` <span class="quiet">at</span> ${code(place.pointer)}`
        }`
      : html`${foreign(nameOf(place.server))}, ${place.kind}${
          place.name === place.kind ? '' : html` ${code(place.name)}`
        }${place.pointer === '' ? '' : html` <span class="quiet">at</span> ${code(place.pointer)}`}`;
  return html`<li><p>${where}${isOneOfMany && isNew ? html` ${newBadge}` : ''}</p>${
    shows === '' ? '' : html`<pre>${foreign(shows)}</pre>`
  }${because === undefined ? '' : html`<p>${because}</p>`}</li>`;
}

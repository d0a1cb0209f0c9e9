import type { Step } from '../../../domain/finding.ts';
import type { Place } from '../../../domain/place.ts';
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
  { finding: { because, place, shows, steps = [] }, isNew }: Case,
  isOneOfMany: boolean,
  nameOf: Names,
  options: RenderOptions,
): Markup {
  const where = placeMarkup(place, nameOf, options);
  return html`<li><p>${where}${isOneOfMany && isNew ? html` ${newBadge}` : ''}</p>${
    shows === '' ? '' : html`<pre>${foreign(shows)}</pre>`
  }${because === undefined ? '' : html`<p>${because}</p>`}${
    steps.length === 0
      ? ''
      : html`<ol class="steps">${steps.map((step) => stepItem(step, nameOf, options))}</ol>`
  }</li>`;
}

function stepItem(
  { place, says, shows = '' }: Step,
  nameOf: Names,
  options: RenderOptions,
): Markup {
  const evidence = shows === '' ? '' : html`<pre>${foreign(shows)}</pre>`;
  return html`<li><p>${placeMarkup(place, nameOf, options)}</p><p>${says}</p>${evidence}</li>`;
}

function placeMarkup(place: Place, nameOf: Names, options: RenderOptions): Markup {
  const pointer = place.pointer ?? '';
  const at = pointer === '' ? '' : html` <span class="quiet">at</span> ${code(pointer)}`;
  if (place.in === 'file') {
    return html`<code>${shortPath(place.path, options)}:${place.line}:${place.column}</code>${at}`;
  }
  const named = place.name === place.kind ? '' : html` ${code(place.name)}`;
  return html`${foreign(nameOf(place.server))}, ${place.kind}${named}${at}`;
}

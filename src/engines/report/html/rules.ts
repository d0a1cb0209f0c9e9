import type { Group } from '../group.ts';
import { named, referencesOf } from '../references.ts';
import { count } from '../words.ts';
import { html } from './markup.ts';
import type { Markup } from './markup.ts';

/** What the rules that found something stand for in published lists, each under its anchor. */
export function ruleArticles(
  groups: readonly Group[],
  anchors: ReadonlyMap<string, string>,
): Markup[] {
  return [...Map.groupBy(groups, ({ rule }) => rule)].flatMap(([rule, [first, ...rest]]) =>
    first === undefined ? [] : [article(rule, anchors.get(rule) ?? '', first, rest)],
  );
}

function article(rule: string, anchor: string, first: Group, rest: readonly Group[]): Markup {
  const { controls, techniques, topTens } = referencesOf(first.like);
  const found = [first, ...rest].reduce((sum, { cases }) => sum + cases.length, 0);
  const weaknesses = first.like.cwe.map(
    (id) =>
      html`<a href="https://cwe.mitre.org/data/definitions/${id}.html" rel="noreferrer">CWE-${id}</a>`,
  );
  return html`
<article class="short" id="${anchor}">
<h3>${first.title}</h3>
<p class="quiet small">${rule} · ${count(found, 'finding')}</p>
<dl class="lines">
${row('Controls', controls.map(named))}${row(
  'Techniques',
  techniques.map(({ id, title }) => title ?? id),
)}${row('Weaknesses', weaknesses)}${row('Top tens', topTens.map(named))}
</dl>
</article>`;
}

function row(label: string, lines: readonly (Markup | string)[]): Markup {
  if (lines.length === 0) return html``;
  const items = lines.map((line) => html`<li>${line}</li>`);
  return html`<dt>${label}</dt><dd><ul>${items}</ul></dd>\n`;
}

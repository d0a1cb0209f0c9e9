import { sha256 } from '../../../adapters/digest.ts';
import type { AuditReport, CoverageRow } from '../../../domain/report.ts';
import { severities } from '../../../domain/severity.ts';
import { gapsOf, namesOf } from '../../../domain/gaps.ts';
import type { Gap } from '../../../domain/gaps.ts';
import { placeText } from '../../../domain/place.ts';
import { decisionFacts } from '../decisions.ts';
import { groupsOf } from '../group.ts';
import type { Group } from '../group.ts';
import { findingArticle } from './finding.ts';
import { code, foreign, html, Markup } from './markup.ts';
import { ruleArticles } from './rules.ts';
import { serverArticle } from './server.ts';
import { style } from './style.ts';
import type { RenderOptions } from '../options.ts';
import { shortPath } from '../paths.ts';
import { changes, coverageSentence, duration, headline, moment } from '../words.ts';

/** The page may show itself and nothing else: no script, no image, no font, no frame, no form. */
const POLICY: string = `default-src 'none'; style-src 'sha256-${Buffer.from(sha256(style), 'hex').toString('base64')}'; base-uri 'none'; form-action 'none'`;

/** The report as one page that needs nothing else and reads well on paper. */
export function htmlReport(report: AuditReport, options: RenderOptions): string {
  const groups = groupsOf(report);
  const anchors = new Map(
    [...new Set(groups.map(({ rule }) => rule))].map((rule, index) => [rule, `rule-${index + 1}`]),
  );
  const sections = [
    section('findings', 'Findings', findings(report, groups, anchors, options)),
    section('fixed', 'Fixed', fixed(report, options)),
    section('left', 'Left by decision', left(report, options)),
    section('gaps', 'Not looked at', gaps(gapsOf(report), options)),
    section(
      'servers',
      'Servers',
      report.servers.map((server) => serverArticle(server, report.findings, options)),
    ),
    section('coverage', 'Coverage', coverage(report)),
    section('rules', 'Rules', ruleArticles(groups, anchors)),
  ].filter((one) => one !== undefined);
  const body = html`${sections.map(
    ({ body, id, title }) => html`<section id="${id}"><h2>${title}</h2>${body}</section>`,
  )}`;
  const legend = body.html.includes('<mark>')
    ? html`<p class="quiet small">Marked text, like <mark>\\u\{200b}</mark>, stands for characters that a screen does not show.</p>`
    : '';
  const since = changes(report);
  const { run, target, tool } = report;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Warder audit: ${headline(report)}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
<header>
<h1>Warder audit</h1>
<p class="verdict">${headline(report)}</p>
${since === undefined ? '' : html`<p>${since}.</p>`}
<p class="quiet small">Target ${foreign(target)} · ${moment(run.started)} · ${duration(run.milliseconds)} · Warder ${tool.version}${run.id === undefined ? '' : ` · run ${run.id}`}</p>
${legend}
<nav aria-label="Contents"><ul>${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>
</header>
<main id="main">
${body}
</main>
</body>
</html>
`.html;
}

interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Markup | readonly Markup[];
}

function section(
  id: string,
  title: string,
  body: Markup | readonly Markup[] | undefined,
): Section | undefined {
  const isEmpty = body === undefined || (!(body instanceof Markup) && body.length === 0);
  return isEmpty ? undefined : { id, title, body };
}

function findings(
  report: AuditReport,
  groups: readonly Group[],
  anchors: ReadonlyMap<string, string>,
  options: RenderOptions,
): Markup | undefined {
  if (groups.length === 0) return undefined;
  const tally = severities.map((severity) => {
    const number = report.summary.findings[severity];
    const tone = number > 0 ? `some ${severity}` : 'none';
    return html`<li class="${tone}"><b>${number}</b> ${severity}</li>`;
  });
  const nameOf = namesOf(report);
  return html`<ul class="tally">${tally}</ul>
${groups.map((group) => findingArticle(group, nameOf, options, anchors.get(group.rule) ?? ''))}`;
}

function fixed({ run }: AuditReport, options: RenderOptions): Markup | undefined {
  const gone = run.since?.fixed ?? [];
  if (gone.length === 0) return undefined;
  const items = gone.map(
    ({ severity, title, where }) =>
      html`<li><span class="badge good">Fixed</span> ${title} (${severity}): <code>${shortPath(where, options)}</code></li>`,
  );
  return html`<ul class="places">${items}</ul>`;
}

function left({ suppressed = [] }: AuditReport, options: RenderOptions): Markup | undefined {
  if (suppressed.length === 0) return undefined;
  const rows = suppressed.map(
    ({ by, finding }) =>
      html`<tr><th scope="row">${finding.title} (${finding.severity})<br><code>${foreign(shortPath(placeText(finding.place), options))}</code></th><td>${by.reason}<br><span class="quiet small">${decisionFacts(by, options).join(' · ')}</span></td></tr>\n`,
  );
  return html`<div class="scroll" tabindex="0" role="region" aria-label="What was found and left by decision"><table>
<thead><tr><th scope="col">Finding</th><th scope="col">Reason, and who decided</th></tr></thead>
<tbody>${rows}</tbody></table></div>`;
}

function gaps(all: readonly Gap[], options: RenderOptions): Markup | undefined {
  if (all.length === 0) return undefined;
  const rows = all.map(
    ({ hint, names, why }) =>
      html`<tr><th scope="row">${names.map((name) => html`<code>${shortPath(name, options)}</code> `)}</th><td>${why}${hint === undefined ? '' : html`<br><strong>Try:</strong> ${hint}`}</td></tr>\n`,
  );
  return html`<div class="scroll" tabindex="0" role="region" aria-label="What was not looked at"><table>
<thead><tr><th scope="col">What</th><th scope="col">Why, and what helps</th></tr></thead>
<tbody>${rows}</tbody></table></div>`;
}

const OUTCOMES = ['pass', 'fail', 'not-applicable', 'unable', 'error'] as const;

function coverage(report: AuditReport): Markup | undefined {
  if (report.coverage.length === 0) return undefined;
  const byRule = Map.groupBy(report.coverage, ({ rule }) => rule);
  const rows = [...byRule].map(([rule, outcomes]) => {
    const cells = OUTCOMES.map((one) => html`<td class="number">${tallyOf(outcomes, one)}</td>`);
    return html`<tr><th scope="row">${code(rule)}</th>${cells}</tr>\n`;
  });
  return html`<p>${coverageSentence(report)}</p>
<details><summary>What each rule came to</summary><div class="scroll" tabindex="0" role="region" aria-label="Outcomes by rule"><table>
<thead><tr><th scope="col">Rule</th>${['Passed', 'Found', 'Not applicable', 'Unable', 'Failed'].map(
    (head) => html`<th scope="col" class="number">${head}</th>`,
  )}</tr></thead>
<tbody>${rows}</tbody></table></div></details>`;
}

function tallyOf(rows: readonly CoverageRow[], outcome: CoverageRow['outcome']): number {
  return rows.filter((row) => row.outcome === outcome).length;
}

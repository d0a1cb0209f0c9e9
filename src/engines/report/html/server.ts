import type {
  AuditReport,
  LaunchRecord,
  LookReport,
  ServerReport,
} from '../../../domain/report.ts';
import { code, foreign, html } from './markup.ts';
import type { Markup } from './markup.ts';
import type { RenderOptions } from '../options.ts';
import { shortPath } from '../paths.ts';
import { capital, clientsOf, count, offer, severitiesOf, severityCounts } from '../words.ts';

/** One server: how it is reached, who uses it, what it offers, what stood out. */
export function serverArticle(
  server: ServerReport,
  findings: AuditReport['findings'],
  options: RenderOptions,
): Markup {
  const { found, id, launch, look, name, problem } = server;
  const counts = severityCounts(severitiesOf(findings, id));
  const result = counts.length > 0 ? capital(counts.join(', ')) : look.seen ? 'Nothing' : '';
  return html`
<article class="short">
<h3>${foreign(name)} <span class="quiet small">${foreign(id)}</span></h3>
<dl class="lines">
${row('Found', result)}
${look.seen ? row('Offers', capital(offer(look))) : row('Not looked at', look.why)}
${launch === undefined ? row('Problem', problem ?? '') : launchRows(launch, options)}
${row(
  'Configured in',
  html`<ul>${found.map(
    (one) =>
      html`<li>${clientsOf(one).map((client) => html`${foreign(client)}, `)}${one.scope}${one.disabled ? ', disabled' : ''}: <code>${shortPath(
        one.path,
        options,
      )}:${one.line}:${one.column}</code>${
        one.unknownKeys.length === 0
          ? ''
          : html`<br>Unknown keys: ${one.unknownKeys.map((key) => html`${code(key)} `)}`
      }</li>`,
  )}</ul>`,
)}
${lookRows(look)}
</dl>
</article>`;
}

function launchRows(launch: LaunchRecord, options: RenderOptions): Markup {
  const names = (all: readonly string[]): Markup | string =>
    all.length === 0 ? '' : html`${all.map((name) => html`${code(name)} `)}`;
  if (launch.transport !== 'stdio') {
    return html`${row('Address', code(launch.url))}${row('Headers', names(launch.headers))}`;
  }
  return html`${row('Command', code([launch.command, ...launch.args].join(' ')))}${row(
    'Folder',
    launch.cwd === undefined ? '' : html`<code>${shortPath(launch.cwd, options)}</code>`,
  )}${row('Environment', names(launch.env))}`;
}

function lookRows(look: LookReport): Markup {
  const notes = look.notes.map(
    ({ count: times, kind, sample, what }) =>
      html`<li>${kind}: ${what}${times > 1 ? ` (${times} times)` : ''}${
        sample === undefined ? '' : html`<pre>${foreign(sample)}</pre>`
      }</li>`,
  );
  return html`${
    look.seen
      ? html`${row('Protocol', html`${foreign(look.protocolVersion)} (${look.era})`)}${row(
          'Contained by',
          look.containment,
        )}${row('Limits of the containment', look.unenforced.join(', '))}`
      : ''
  }${row('Remarks', notes.length === 0 ? '' : html`<ul>${notes}</ul>`)}${
    look.stderr.text === ''
      ? ''
      : row(
          'Standard error',
          html`<details><summary>${count(look.stderr.bytes, 'byte')}${
            look.stderr.truncated ? ', cut' : ''
          }</summary><pre>${foreign(look.stderr.text)}</pre></details>`,
        )
  }`;
}

function row(label: string, value: Markup | string): Markup {
  return value === '' ? html`` : html`<dt>${label}</dt><dd>${value}</dd>\n`;
}

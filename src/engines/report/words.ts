import { list } from '../../domain/list.ts';
import type {
  AuditReport,
  CoverageRow,
  FoundRecord,
  LookReport,
  ServerReport,
} from '../../domain/report.ts';
import { severities } from '../../domain/severity.ts';
import type { Severity } from '../../domain/severity.ts';

// The words that every format shares. Nothing here escapes: the format that prints does.

/** `1 tool`, `2 tools`, `1,200 entries`. */
export function count(number: number, one: string, many: string = `${one}s`): string {
  const digits = String(number).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${digits} ${number === 1 ? one : many}`;
}

/** The clients that use the server from one place: the file's own, then those that read it too. */
export function clientsOf({
  alsoReadBy = [],
  client,
}: Pick<FoundRecord, 'alsoReadBy' | 'client'>): readonly string[] {
  return [client, ...alsoReadBy];
}

/** What stood open while a server was looked at. */
export function limitsOf({ look }: ServerReport): readonly string[] {
  return look.seen ? look.unenforced : [];
}

/** `2 high, 1 low`; the severities that were found, worst first. */
export function severityCounts(found: Readonly<Partial<Record<Severity, number>>>): string[] {
  return severities.filter((one) => found[one]).map((one) => `${found[one]} ${one}`);
}

/** How many findings of each severity a server has. */
export function severitiesOf(
  findings: AuditReport['findings'],
  id: string,
): Partial<Record<Severity, number>> {
  const counts: Partial<Record<Severity, number>> = {};
  for (const { server, severity } of findings) {
    if (server === id) counts[severity] = (counts[severity] ?? 0) + 1;
  }
  return counts;
}

/** For each rule, in the order of the report: `3 passed, 1 could not be made`. */
export function outcomesByRule({ coverage }: AuditReport): Map<string, string> {
  const byRule = new Map<string, CoverageRow['outcome'][]>();
  for (const { outcome, rule } of coverage) {
    const known = byRule.get(rule);
    if (known === undefined) byRule.set(rule, [outcome]);
    else known.push(outcome);
  }
  return new Map(
    [...byRule].map(([rule, outcomes]) => [
      rule,
      outcomeCounts((one) => outcomes.filter((outcome) => outcome === one).length).join(', '),
    ]),
  );
}

const OUTCOMES = [
  ['pass', 'passed'],
  ['fail', 'found something'],
  ['not-applicable', 'did not apply'],
  ['unable', 'could not be made'],
  ['error', 'failed'],
] as const satisfies readonly (readonly [CoverageRow['outcome'], string])[];

function outcomeCounts(countOf: (outcome: CoverageRow['outcome']) => number): string[] {
  return OUTCOMES.map(([outcome, words]) => [countOf(outcome), words] as const)
    .filter(([number]) => number > 0)
    .map(([number, words]) => `${number} ${words}`);
}

/** The whole report in one sentence. */
export function headline({
  findings,
  servers: all,
  summary: { findings: counts, seen, servers, texts },
}: AuditReport): string {
  const found = severityCounts(counts);
  const what = found.length > 0 ? list(found) : 'nothing';
  if (texts !== undefined) return `Read ${count(texts, 'text')} and found ${what}.`;
  if (servers === 0) {
    return findings.length > 0
      ? `There are no servers to look at; the files show ${what}.`
      : 'There are no servers to look at.';
  }
  const off = all.filter(({ look }) => !look.seen && look.reason === 'disabled').length;
  if (off === servers) {
    const who = servers === 1 ? 'The only server' : `Each of ${count(servers, 'server')}`;
    return `${who} is switched off; the files show ${what}.`;
  }
  if (seen === 0) {
    return servers === 1
      ? `The server could not be looked at; its files show ${what}.`
      : `None of ${count(servers, 'server')} could be looked at; their files show ${what}.`;
  }
  const reach = seen === servers ? '' : `${seen} of `;
  const others = off === 0 ? '' : ` (${off} switched off)`;
  return `Looked at ${reach}${count(servers, 'server')}${others} and found ${what}.`;
}

/** What changed since the last run; undefined on the first. */
export function changes({ run: { since } }: AuditReport): string | undefined {
  if (since === undefined) return undefined;
  const parts = [
    since.new.length > 0 ? `${since.new.length} new` : '',
    since.fixed.length > 0 ? `${since.fixed.length} fixed` : '',
    since.unchanged.length > 0 ? `${since.unchanged.length} unchanged` : '',
    since.notChecked.length > 0 ? `${since.notChecked.length} not checked again` : '',
  ].filter((part) => part !== '');
  return `${parts.length > 0 ? list(parts) : 'No change'} since ${moment(since.started)}`;
}

/** How many checks were made and how they ended, in one sentence. */
export function coverageSentence({ coverage, summary: { outcomes } }: AuditReport): string {
  const rules = new Set(coverage.map(({ rule }) => rule)).size;
  return `${count(rules, 'rule')}, ${count(coverage.length, 'check')}: ${list(outcomeCounts((one) => outcomes[one]))}.`;
}

/** What a server offers, in numbers. */
export function offer(look: LookReport): string {
  if (!look.seen) return 'not looked at';
  const { tools, prompts, resources, templates } = look.counts;
  const parts = [
    tools > 0 ? count(tools, 'tool') : '',
    prompts > 0 ? count(prompts, 'prompt') : '',
    resources > 0 ? count(resources, 'resource') : '',
    templates > 0 ? count(templates, 'template') : '',
  ].filter((part) => part !== '');
  return parts.length > 0 ? parts.join(', ') : 'offers nothing';
}

/** An ISO time to the minute, as people write it. What is no ISO time stays as it is. */
export function moment(time: string): string {
  return time.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::[\d.]{2,10})?Z$/, '$1 $2 UTC');
}

/** Milliseconds since the epoch as an ISO time; undefined where no calendar has them. */
export function isoTime(milliseconds: number): string | undefined {
  const time = new Date(milliseconds);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

/** `0.4 s`, `12 s`, `3 min 5 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 100) return 'less than 0.1 s';
  if (milliseconds < 10_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** The text with a capital first letter. */
export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

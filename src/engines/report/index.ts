import type { AdvisoryRow } from '../../domain/advisory-store.ts';
import type { LockReport } from '../../domain/lock.ts';
import type { AuditReport, InventoryRecord } from '../../domain/report.ts';
import type { AnyRule } from '../../domain/rule.ts';
import type { RunRow } from '../../domain/store.ts';
import { htmlReport } from './html/page.ts';
import { jsonText } from './json.ts';
import { markdownReport } from './markdown/page.ts';
import { openvexReport } from './openvex.ts';
import type { RenderOptions } from './options.ts';
import { referencesOf } from './references.ts';
import { sarifDrift } from './sarif/drift.ts';
import { sarifReport } from './sarif/log.ts';
import { textDrift } from './text/drift.ts';
import { textHistory } from './text/history.ts';
import { textInventory } from './text/inventory.ts';
import { textReport } from './text/report.ts';
import { textRule } from './text/rule.ts';
import { textRules } from './text/rules.ts';
import { textAdvisories, textMatches, textSources } from './text/vulns.ts';
import type { Known, Matched } from './text/vulns.ts';
import { isoTime } from './words.ts';

export type { RenderOptions } from './options.ts';
export type { Matched } from './text/vulns.ts';

/**
 * `text` for a terminal, `json` the report itself (`schema/audit-report.json`), `sarif` 2.1.0 for code
 * scanning, `html` one page for reading and printing, `markdown` for a pull request or an issue,
 * `openvex` for whoever asks whether a flaw does harm.
 */
export type ReportFormat = 'text' | 'json' | 'sarif' | 'html' | 'markdown' | 'openvex';

const writers: Readonly<
  Record<ReportFormat, (report: AuditReport, options: RenderOptions) => string>
> = {
  text: textReport,
  json: jsonText,
  sarif: (report, options) => sarifReport(report, options),
  html: htmlReport,
  markdown: markdownReport,
  openvex: openvexReport,
};

/**
 * Draws a report. The text ends with a line break, and nothing foreign in it can reach beyond its own
 * place: it is escaped for the format, made visible and bounded in length. JSON holds it whole.
 */
export function render(
  report: AuditReport,
  format: ReportFormat,
  options: RenderOptions = {},
): string {
  return writers[format](report, options);
}

/** Draws an inventory (`schema/inventory.json`). */
export function renderInventory(
  inventory: InventoryRecord,
  format: 'text' | 'json',
  options: RenderOptions = {},
): string {
  return format === 'json' ? jsonText(inventory) : textInventory(inventory, options);
}

/**
 * Draws what differs from a lock (`schema/lock-report.json`).
 *
 * @param isDetailed each change with its texts before and after, and why it matters
 */
export function renderDrift(
  report: LockReport,
  format: 'text' | 'json' | 'sarif',
  options: RenderOptions & { readonly isDetailed?: boolean } = {},
): string {
  if (format === 'json') return jsonText(report);
  return format === 'sarif'
    ? sarifDrift(report, options)
    : textDrift(report, options, options.isDetailed === true);
}

/** Draws a list of runs, in the order given. */
export function renderHistory(
  runs: readonly RunRow[],
  format: 'text' | 'json',
  options: RenderOptions = {},
): string {
  if (format === 'text') return textHistory(runs, options);
  return jsonText({
    format: 'warder-history/1',
    runs: runs.map((run) => ({ ...run, started: isoTime(run.started) })),
  });
}

/** Draws a rule: what it looks for, why, what to do, and examples; in JSON without the examples. */
export function renderRule(
  rule: AnyRule,
  format: 'text' | 'json',
  options: RenderOptions = {},
): string {
  if (format === 'text') return textRule(rule, options);
  return jsonText({ format: 'warder-rule/1', ...ruleRecord(rule) });
}

/** Draws the list of the rules. */
export function renderRules(
  rules: readonly AnyRule[],
  format: 'text' | 'json',
  options: RenderOptions = {},
): string {
  if (format === 'text') return textRules(rules, options);
  return jsonText({ format: 'warder-rules/1', rules: rules.map(ruleRecord) });
}

function ruleRecord(rule: AnyRule): object {
  const { confidence, cwe, fix, id, severity, title, why } = rule;
  return { id, title, severity, confidence, why, fix, cwe, ...referencesOf(rule) };
}

/** Draws what advisories say of packages, and how old they are. */
export function renderMatches(
  report: Known & { readonly matched: readonly Matched[] },
  format: 'text' | 'json',
  options: RenderOptions = {},
): string {
  if (format === 'text') return textMatches(report, options);
  const { matched, newest, sources } = report;
  return jsonText({
    format: 'warder-matches/1',
    sources,
    newest: isoTime(newest),
    matched: matched.map(({ packages, path, problems }) => ({
      path,
      packages: packages.length,
      affected: packages.filter(({ flaws }) => flaws.length > 0),
      problems,
    })),
  });
}

/** Draws advisories as a list. */
export function renderAdvisories(
  advisories: readonly AdvisoryRow[],
  format: 'text' | 'json',
  options: RenderOptions = {},
): string {
  if (format === 'text') return textAdvisories(advisories, options);
  return jsonText({ format: 'warder-advisories/1', advisories });
}

/** Draws where advisories come from. */
export function renderSources(
  report: Parameters<typeof textSources>[0],
  format: 'text' | 'json',
  options: RenderOptions = {},
): string {
  if (format === 'text') return textSources(report, options);
  const { newest, sources } = report;
  return jsonText({
    format: 'warder-sources/1',
    newest: isoTime(newest),
    sources: sources.map((one) => ({ ...one, synced: isoTime(one.synced) })),
  });
}

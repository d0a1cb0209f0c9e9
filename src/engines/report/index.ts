import type { AuditReport } from '../../domain/report.ts';
import { htmlReport } from './html/page.ts';
import { jsonText } from './json.ts';
import { markdownReport } from './markdown/page.ts';
import type { RenderOptions } from './options.ts';
import { sarifReport } from './sarif/log.ts';
import { textReport } from './text/report.ts';

export type { RenderOptions } from './options.ts';

/**
 * `text` for a terminal, `json` the report itself (`schema/audit-report.json`), `sarif` 2.1.0 for code
 * scanning, `html` one page for reading and printing, `markdown` for a pull request or an issue.
 */
export type ReportFormat = 'text' | 'json' | 'sarif' | 'html' | 'markdown';

const writers: Readonly<
  Record<ReportFormat, (report: AuditReport, options: RenderOptions) => string>
> = {
  text: textReport,
  json: jsonText,
  sarif: sarifReport,
  html: htmlReport,
  markdown: markdownReport,
};

/** The formats, by the names that the command line takes. */
export const reportFormats: readonly ReportFormat[] = Object.keys(writers) as ReportFormat[];

/**
 * Draws a report. The text ends with a line break, and nothing foreign in it can reach beyond its own
 * place: it is escaped for the format, made visible and bounded in length. JSON and SARIF hold it whole.
 */
export function render(
  report: AuditReport,
  format: ReportFormat,
  options: RenderOptions = {},
): string {
  return writers[format](report, options);
}

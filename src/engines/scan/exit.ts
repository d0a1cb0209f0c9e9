import { isIncomplete } from '../../domain/gaps.ts';
import type { AuditReport } from '../../domain/report.ts';
import { isAtLeast } from '../../domain/severity.ts';
import type { Severity } from '../../domain/severity.ts';

/** 0 clean, 1 findings at or above the threshold, 3 something could not be looked at. 2 is for usage. */
export type AuditExit = 0 | 1 | 3;

/** What an audit's process should exit with. Findings outrank incompleteness. */
export function exitCode(report: AuditReport, failOn: Severity | 'never'): AuditExit {
  const isBad =
    failOn !== 'never' && report.findings.some((one) => isAtLeast(one.severity, failOn));
  if (isBad) return 1;
  return isIncomplete(report) ? 3 : 0;
}

import { placeText } from '../../domain/place.ts';
import type { AuditReport, SinceLast } from '../../domain/report.ts';
import { familyOf } from '../../domain/rule.ts';

/**
 * What changed since an earlier run on the same target. A finding is *fixed* only when its rule looked
 * again at the same thing and found nothing, or the thing is gone; where the rule could not look this
 * time, the finding is *not checked*.
 */
export function compareRuns(
  earlier: { readonly id: string; readonly report: AuditReport },
  now: Pick<AuditReport, 'findings' | 'suppressed' | 'coverage' | 'servers' | 'unread'>,
): SinceLast {
  const known = idsIn(earlier.report);
  // What somebody decided to leave is still there, and neither fixed nor, when the decision ends, new.
  const present = idsIn(now);
  const blind = new Set(
    now.coverage
      .filter(({ outcome }) => outcome === 'unable' || outcome === 'error')
      .map(({ rule, subject }) => `${rule}\n${subject}`),
  );
  // What servers are together changes with each of them: any blind look of such a rule counts.
  const blindTogether = new Set([...blind].map((key) => key.split('\n', 1)[0]));
  const unread = new Set(now.unread.map(({ path }) => path));
  const gone = earlier.report.findings
    .filter((finding) => !present.has(finding.id))
    .map((finding) => ({
      finding,
      isBlind:
        (familyOf(finding.rule) === 'inventory' && blindTogether.has(finding.rule)) ||
        (finding.server !== undefined && blind.has(`${finding.rule}\n${finding.server}`)) ||
        (finding.place.in === 'file' && unread.has(finding.place.path)),
    }));
  const records = (isBlind: boolean): SinceLast['fixed'] =>
    gone
      .filter((one) => one.isBlind === isBlind)
      .map(({ finding: { id, rule, severity, title, place } }) => ({
        id,
        rule,
        severity,
        title,
        where: placeText(place),
      }));
  return {
    run: earlier.id,
    started: earlier.report.run.started,
    new: now.findings.filter(({ id }) => !known.has(id)).map(({ id }) => id),
    unchanged: now.findings.filter(({ id }) => known.has(id)).map(({ id }) => id),
    fixed: records(false),
    notChecked: records(true),
  };
}

function idsIn({
  findings,
  suppressed = [],
}: Pick<AuditReport, 'findings' | 'suppressed'>): ReadonlySet<string> {
  return new Set([...findings, ...suppressed.map(({ finding }) => finding)].map(({ id }) => id));
}

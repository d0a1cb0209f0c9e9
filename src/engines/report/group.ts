import type { Finding } from '../../domain/finding.ts';
import type { AuditReport } from '../../domain/report.ts';
import type { Confidence, Severity } from '../../domain/severity.ts';

/** What one rule found, wherever it found it: one thing to read, with its places. */
export interface Group {
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly title: string;
  /** What the cases have in common; each adds its own `because`. */
  readonly why: string;
  readonly fix: string;
  readonly cases: readonly Case[];
  /** How many of the cases the last run did not have; none where there was no last run. */
  readonly added: number;
  readonly like: Finding;
}

export interface Case {
  readonly finding: Finding;
  readonly because: string;
  readonly isNew: boolean;
}

/** The findings by rule, worst first. Cases that a rule graded otherwise stand in a group of their own. */
export function groupsOf({ findings, run }: AuditReport): Group[] {
  const fresh = new Set(run.since?.new);
  const byRule = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.severity, finding.confidence, finding.rule, finding.fix]);
    const known = byRule.get(key);
    if (known === undefined) byRule.set(key, [finding]);
    else known.push(finding);
  }
  return [...byRule.values()].map((found): Group => {
    const [like] = found;
    const why = commonSentences(found.map((finding) => finding.why));
    const cases = found.map((finding) => ({
      finding,
      because: finding.why.slice(why.length).trim(),
      isNew: fresh.has(finding.id),
    }));
    return {
      rule: like.rule,
      severity: like.severity,
      confidence: like.confidence,
      title: like.title,
      why,
      fix: like.fix,
      cases,
      added: cases.filter(({ isNew }) => isNew).length,
      like,
    };
  });
}

/** The whole sentences with which all the texts begin. */
function commonSentences(texts: readonly string[]): string {
  const first = texts[0] ?? '';
  let length = first.length;
  for (const text of texts) {
    let same = 0;
    while (same < length && text[same] === first[same]) same++;
    length = same;
  }
  const isWhole = texts.every((text) => text.length === length || text[length] === ' ');
  if (isWhole && (length === first.length || first[length - 1] === '.')) {
    return first.slice(0, length);
  }
  const end = first.lastIndexOf('. ', length - 1);
  return end < 0 ? '' : first.slice(0, end + 1);
}

import { sha256 } from '../../../adapters/digest.ts';
import { changeKinds } from '../../../domain/drift.ts';
import type { Change } from '../../../domain/drift.ts';
import { quoted } from '../../../domain/escape.ts';
import type { Finding } from '../../../domain/finding.ts';
import type { DriftItem, LockReport, ServerDrift } from '../../../domain/lock.ts';
import type { AuditReport } from '../../../domain/report.ts';
import type { RenderOptions } from '../options.ts';
import { capital } from '../words.ts';
import { sarifReport } from './log.ts';

/**
 * What differs from a lock, for code scanning: each kind of change is a rule, and stands at the lock, for
 * that is the file in which it is settled. What could not be looked at is a notification.
 */
export function sarifDrift(report: LockReport, options: RenderOptions): string {
  const findings = report.servers.flatMap((server) =>
    server.items.flatMap((item) => [
      ...item.changes.map((change) => findingOf(change, item, server, report.lock)),
      ...item.findings,
    ]),
  );
  return sarifReport(auditOf(report, findings), options, 'warder/lock/');
}

function auditOf({ lock, servers, tool, unread }: LockReport, findings: Finding[]): AuditReport {
  const count = (severity: Finding['severity']): number =>
    findings.filter((one) => one.severity === severity).length;
  return {
    format: 'warder-audit/1',
    tool,
    run: { started: '', milliseconds: 0 },
    target: lock,
    summary: {
      servers: servers.length,
      seen: servers.filter(({ state }) => state !== 'unable' && state !== 'absent').length,
      findings: {
        critical: count('critical'),
        high: count('high'),
        medium: count('medium'),
        low: count('low'),
        info: count('info'),
      },
      outcomes: { pass: 0, fail: 0, 'not-applicable': 0, unable: 0, error: 0 },
    },
    servers: [],
    findings,
    coverage: [],
    unread: [...unread, ...servers.flatMap(gapsOf)],
  };
}

function gapsOf({ name, state, unchecked, why = '' }: ServerDrift): AuditReport['unread'] {
  const reasons = state === 'unable' ? [why, ...unchecked] : unchecked;
  return reasons.map((reason) => ({ path: name, why: reason }));
}

function findingOf(change: Change, item: DriftItem, server: ServerDrift, lock: string): Finding {
  const { after, at, before, change: kind, grade, name, what } = change;
  const named = name === '' || name === change.kind ? '' : ` ${quoted(name, 80)}`;
  const who = item.seen === undefined ? '' : `, ${item.seen}`;
  const key = JSON.stringify([server.id, change.kind, name, kind, at, item.seen ?? '']);
  return {
    id: sha256(key).slice(0, 16),
    rule: `lock/${kind}`,
    severity: grade,
    confidence: 'high',
    title: `${capital(kind.replaceAll('-', ' '))} since it was approved`,
    place: { in: 'file', path: lock, line: 1, column: 1 },
    shows: after ?? before ?? '',
    why: changeKinds[kind].why,
    because: `${capital(quoted(server.name, 80))}, ${change.kind}${named}${who}: ${what}.`,
    fix: 'Read it with `warder lock diff`, and approve what is right with `warder lock approve`.',
    controls: ['POL-03'],
    techniques: ['tool-mutation'],
    cwe: [345],
    top10: { csa: ['MCP-03'], owasp: ['MCP03'] },
  };
}

import { sha256 } from '../../adapters/digest.ts';
import { readable } from '../../domain/escape.ts';
import type { Suppressed } from '../../domain/exception.ts';
import type { Finding } from '../../domain/finding.ts';
import { canonicalJson } from '../../domain/json.ts';
import type { Json } from '../../domain/json.ts';
import type { AuditReport } from '../../domain/report.ts';
import { packageUrls, vexNames, vexProducts } from '../../domain/vex.ts';
import { jsonText } from './json.ts';
import { isoTime } from './words.ts';

const LONGEST = 1000;

/**
 * The findings as OpenVEX 0.2.0, one statement each. What was found is `affected`, with what to do; what
 * was left with a justification of OpenVEX is `not_affected`; what was left without one is a risk that
 * somebody took, so it is `affected` too, and the action is their decision.
 */
export function openvexReport(report: AuditReport): string {
  const launches = new Map(report.servers.map(({ id, launch }) => [id, launch]));
  const subject = (finding: Finding): { readonly [key: string]: Json } => {
    const launch = launches.get(finding.server ?? '');
    const isLocal = launch?.transport === 'stdio';
    return about(finding, isLocal ? packageUrls(launch.command, launch.args) : []);
  };
  const statements: Json[] = [
    ...report.findings.map((finding) => ({
      ...subject(finding),
      status: 'affected',
      action_statement: text(finding.fix),
    })),
    ...(report.suppressed ?? []).map(({ by, finding }) => ({
      ...subject(finding),
      ...decided(by),
    })),
  ];
  return jsonText({
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': `urn:warder:vex:${sha256(canonicalJson(statements))}`,
    author: 'Warder',
    role: 'Document Creator',
    timestamp: isoTime(Date.parse(report.run.started)) ?? new Date(0).toISOString(),
    version: 1,
    tooling: `Warder ${report.tool.version}`,
    statements,
  });
}

function about(finding: Finding, packages: readonly string[]): { readonly [key: string]: Json } {
  const { place, rule, title } = finding;
  const where = place.in === 'file' ? '' : ` (${place.kind} ${JSON.stringify(place.name)})`;
  return {
    vulnerability: {
      '@id': `urn:warder:finding:${finding.id}`,
      name: vexNames(finding).own,
      description: text(`${rule}: ${title}${where}`),
    },
    products: vexProducts(finding, packages).map((id) => ({ '@id': id })),
  };
}

function decided({ expires, justification, owner, reason }: Suppressed['by']): {
  readonly [key: string]: Json;
} {
  if (justification !== undefined) {
    return { status: 'not_affected', justification, impact_statement: text(reason) };
  }
  const who = owner === undefined ? '' : ` by ${owner}`;
  const until = expires === undefined ? '' : ` until ${expires}`;
  return { status: 'affected', action_statement: text(`Accepted${who}${until}: ${reason}`) };
}

function text(said: string): string {
  return readable(said.length > LONGEST ? `${said.slice(0, LONGEST)}…` : said);
}

import { rules } from '../../../catalogue/rules/registry.gen.ts';
import { readable, visible } from '../../../domain/escape.ts';
import type { Suppressed } from '../../../domain/exception.ts';
import type { Finding, Step } from '../../../domain/finding.ts';
import type { AuditReport, FoundRecord } from '../../../domain/report.ts';
import { gapsOf, namesOf } from '../../../domain/gaps.ts';
import type { Gap } from '../../../domain/gaps.ts';
import { list } from '../../../domain/list.ts';
import { jsonText } from '../json.ts';
import type { RenderOptions } from '../options.ts';
import { fileUri } from '../paths.ts';
import { locationsOf, ROOT } from './places.ts';
import { CWE, level, ruleDescriptor } from './rules.ts';
import type { RuleText } from './rules.ts';
import { isoTime } from '../words.ts';

const LONGEST = 1000;

/**
 * The report as SARIF 2.1.0 (OASIS, with errata 01). All rules of the catalogue are listed, with help,
 * also when nothing was found; what was not looked at stands in the invocation's notifications.
 */
export function sarifReport(
  report: AuditReport,
  options: RenderOptions,
  category = 'warder/audit/',
): string {
  const { suppressed = [] } = report;
  const known = ruleTexts([...report.findings, ...suppressed.map(({ finding }) => finding)]);
  const order = new Map([...known.keys()].map((id, index) => [id, index]));
  const gaps = gapsOf(report);
  const nameOf = namesOf(report);
  const entries = new Map(report.servers.map(({ found, id }) => [id, found[0]]));
  const fresh = report.run.since && new Set(report.run.since.new);
  const resultOf = (finding: Finding): object => ({
    ruleIndex: order.get(finding.rule) ?? -1,
    ...result(finding, fresh),
    message: { text: messageText(finding, nameOf) },
    locations: locationsOf(finding.place, entries.get(finding.server ?? ''), options),
    ...(finding.steps !== undefined &&
      finding.steps.length > 0 && { codeFlows: [codeFlow(finding.steps, entries, options)] }),
  });
  return jsonText({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Warder',
            version: report.tool.version,
            rules: [...known.values()].map(ruleDescriptor),
            notifications: notificationKinds,
            supportedTaxonomies: [{ name: CWE.name, guid: CWE.guid }],
          },
        },
        automationDetails: { id: category },
        columnKind: 'utf16CodeUnits',
        ...(options.cwd !== undefined && {
          originalUriBaseIds: { [ROOT]: { uri: `${fileUri(options.cwd).replace(/\/$/, '')}/` } },
        }),
        invocations: [invocation(report, gaps, options)],
        taxonomies: [taxonomy([...known.values()])],
        results: [
          // The standard wants the property on all results of a run, or on none.
          ...report.findings.map((finding) => ({
            ...resultOf(finding),
            ...(suppressed.length > 0 && { suppressions: [] }),
          })),
          ...suppressed.map(({ by, finding }) => ({
            ...resultOf(finding),
            suppressions: [suppression(by, options)],
          })),
        ],
        properties: { target: report.target, summary: report.summary },
      },
    ],
  });
}

/** The catalogue's rules, then those that only an older report still knows, from their findings. */
function ruleTexts(findings: readonly Finding[]): Map<string, RuleText> {
  const texts = new Map<string, RuleText>(rules.map((rule) => [rule.id, rule]));
  for (const finding of findings) {
    if (!texts.has(finding.rule)) texts.set(finding.rule, { ...finding, id: finding.rule });
  }
  return texts;
}

function taxonomy(known: readonly RuleText[]): object {
  const ids = [...new Set(known.flatMap(({ cwe }) => cwe))].sort((a, b) => a - b);
  return {
    ...CWE,
    taxa: ids.map((id) => ({
      id: String(id),
      helpUri: `https://cwe.mitre.org/data/definitions/${id}.html`,
    })),
  };
}

function result(finding: Finding, fresh: ReadonlySet<string> | undefined): object {
  return {
    ruleId: finding.rule,
    level: level(finding.severity),
    partialFingerprints: {
      'warderFinding/v1': finding.id,
      // The name under which code-scanning services look for an identity.
      primaryLocationLineHash: `${finding.id}:1`,
    },
    ...(fresh !== undefined && { baselineState: fresh.has(finding.id) ? 'new' : 'unchanged' }),
    properties: {
      severity: finding.severity,
      confidence: finding.confidence,
      fix: finding.fix,
      ...(finding.server !== undefined && { server: finding.server }),
    },
  };
}

/** Somebody's decision to leave a result, with the place where it stands. */
function suppression(by: Suppressed['by'], options: RenderOptions): object {
  const { from, justification, place, reason } = by;
  const why = justification === undefined ? reason : `${justification}: ${reason}`;
  return {
    kind: from === 'comment' ? 'inSource' : 'external',
    status: 'accepted',
    justification: withoutLinks(readable(short(why))),
    location: locationsOf(place, undefined, options)[0],
    properties: {
      from,
      ...(by.owner !== undefined && { owner: readable(short(by.owner)) }),
      ...(by.expires !== undefined && { expires: by.expires }),
    },
  };
}

/** The steps as one thread: what a viewer lets its reader walk through. */
function codeFlow(
  steps: readonly Step[],
  entries: ReadonlyMap<string, FoundRecord | undefined>,
  options: RenderOptions,
): object {
  const locations = steps.map(({ place, says, shows = '' }) => {
    const entry = place.in === 'definition' ? entries.get(place.server) : undefined;
    const evidence = shows === '' ? '' : ` ${visible(short(shows))}`;
    const message = { text: withoutLinks(`${readable(short(says))}${evidence}`) };
    return { location: { ...locationsOf(place, entry, options)[0], message } };
  });
  return { threadFlows: [{ locations }] };
}

function messageText(
  { because, place, shows, title, why }: Finding,
  nameOf: (subject: string) => string,
): string {
  const where =
    place.in === 'file'
      ? ''
      : ` in ${visible(nameOf(place.server))}, ${place.kind} "${visible(short(place.name))}"`;
  const reason = because === undefined ? '' : ` ${readable(short(because))}`;
  const evidence = shows === '' ? '' : ` Seen: ${visible(short(shows))}`;
  return withoutLinks(
    `${readable(short(title))}${where}. ${readable(short(why))}${reason}${evidence}`,
  );
}

/** Viewers read `[text](target)` in a message as a link; with its parenthesis written out it is none. */
function withoutLinks(text: string): string {
  return text.replaceAll('](', ']\\u{28}');
}

const notificationKinds = [
  { id: 'server', shortDescription: { text: 'A server could not be looked at' } },
  { id: 'listing', shortDescription: { text: 'Part of what a server offers was not read' } },
  { id: 'file', shortDescription: { text: 'A file could not be read' } },
  { id: 'rule', shortDescription: { text: 'A rule could not judge, or failed' } },
  { id: 'earlier', shortDescription: { text: 'An earlier finding could not be checked again' } },
] as const satisfies readonly { id: Gap['kind']; shortDescription: object }[];

function invocation(
  { run }: AuditReport,
  gaps: readonly Gap[],
  { exitCode }: RenderOptions,
): object {
  const started = isoTime(Date.parse(run.started));
  const ended = isoTime(Date.parse(run.started) + run.milliseconds);
  const isSetUp = ({ isIntended, kind }: Gap): boolean => isIntended || kind === 'file';
  return {
    executionSuccessful: gaps.every(({ isIntended }) => isIntended),
    ...(exitCode !== undefined && { exitCode }),
    ...(started !== undefined && { startTimeUtc: started }),
    ...(ended !== undefined && { endTimeUtc: ended }),
    toolConfigurationNotifications: gaps.filter(isSetUp).map(notification),
    toolExecutionNotifications: gaps.filter((gap) => !isSetUp(gap)).map(notification),
  };
}

function notification({ hint, isIntended, kind, names, why }: Gap): object {
  const text = `${list(names, 20)}: ${why}${hint === undefined ? '' : ` ${hint}`}`;
  return {
    descriptor: { id: kind, index: notificationKinds.findIndex(({ id }) => id === kind) },
    level: isIntended ? 'note' : 'warning',
    message: { text: withoutLinks(readable(short(text))) },
  };
}

function short(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

import { list } from '../../../domain/list.ts';
import type { AuditReport, ServerReport } from '../../../domain/report.ts';
import { columns, hang } from './sheet.ts';
import type { Sheet } from './sheet.ts';
import { clientsOf, duration, moment, outcomesByRule } from '../words.ts';

/** What only `--verbose` shows: each server in full, what each rule came to, the run itself. */
export function detailsOf(report: AuditReport, sheet: Sheet): string[] {
  const sections = [
    ...report.servers.map((server) => serverLines(server, sheet)),
    ruleLines(report, sheet),
    runLines(report, sheet),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

function serverLines({ found, id, launch, look, problem }: ServerReport, sheet: Sheet): string[] {
  const lines = [sheet.paint('strong', sheet.foreign(id))];
  const add = (label: string, text: string): void => {
    if (text !== '') lines.push(...hang(`  ${label.padEnd(12)} `, text, sheet.width));
  };
  if (launch?.transport === 'stdio') {
    add('starts', [launch.command, ...launch.args].map(sheet.foreign).join(' '));
    add('in', sheet.path(launch.cwd ?? ''));
    add('environment', launch.env.map(sheet.foreign).join(', '));
  } else if (launch !== undefined) {
    add('at', sheet.foreign(launch.url));
    add('headers', launch.headers.map(sheet.foreign).join(', '));
  }
  add('problem', sheet.own(problem ?? ''));
  for (const one of found) {
    const more = [one.scope === one.client ? '' : one.scope, one.disabled ? 'disabled' : ''].filter(
      (word) => word !== '',
    );
    const where = `${sheet.path(one.path)}:${one.line}:${one.column}`;
    const facts = more.length === 0 ? '' : ` (${more.join(', ')})`;
    add('found', `${list(clientsOf(one).map(sheet.foreign))}${facts} ${where}`);
    add('unknown', one.unknownKeys.map(sheet.foreign).join(', '));
  }
  if (look.seen) {
    add('speaks', `${sheet.foreign(look.protocolVersion)} (${look.era})`);
    add('contained', sheet.foreign(look.containment));
    add('digest', sheet.foreign(look.digest));
  } else {
    add('not seen', `${sheet.own(look.why)} (${sheet.own(look.reason)})`);
  }
  for (const note of look.notes) {
    const times = note.count > 1 ? ` (${note.count} times)` : '';
    add('remark', `${sheet.own(note.kind)}: ${sheet.own(note.what)}${times}`);
    add('', sheet.foreign(note.sample ?? ''));
  }
  for (const [index, line] of look.stderr.text.trimEnd().split('\n').entries()) {
    add(index === 0 ? 'stderr' : '', sheet.foreign(line));
  }
  if (look.stderr.truncated)
    add('', `${look.stderr.bytes} bytes in all, of which this is the start`);
  return lines;
}

function ruleLines(report: AuditReport, sheet: Sheet): string[] {
  if (report.coverage.length === 0) return [];
  const rows = [...outcomesByRule(report)].map(([rule, outcomes]) => [
    sheet.foreign(rule),
    outcomes,
  ]);
  return [
    sheet.paint('strong', 'Rules'),
    ...columns(rows, sheet.width - 2).map((line) => `  ${line}`),
  ];
}

function runLines({ run, target, tool }: AuditReport, sheet: Sheet): string[] {
  const what = `Target ${target}, warder ${tool.version}, ${moment(run.started)}`;
  const id = run.id === undefined ? '' : `, run ${run.id}`;
  return hang('', sheet.own(`${what}, ${duration(run.milliseconds)}${id}.`), sheet.width);
}

import type { Flow, OriginKind } from '../../domain/flow.ts';
import type { Program, SourceMatch } from '../../domain/program.ts';
import type { Rule } from '../../domain/rule.ts';
import type { SourceRole } from '../../domain/source.ts';
import { severities } from '../../domain/severity.ts';
import type { Confidence, Severity } from '../../domain/severity.ts';

const ORIGINS: Readonly<Record<OriginKind, string>> = {
  argument: 'which a model chooses',
  request: 'which comes with an HTTP request',
  remote: 'which a remote service answered',
  secret: 'a credential of the program',
  assumed: 'a parameter of a function that nothing in the program was seen to call',
};

type Judged = Pick<Rule<'source'>, 'id' | 'severity' | 'confidence'>;

/**
 * What the flows of a rule come to: its `detect`. Severity falls with what is not certain: data of a
 * remote service and ways through functions that are not known count one step less, parameters that are
 * foreign by assumption and code that is not the product's count low at most.
 */
export function flowsOf({
  id,
  severity,
  confidence,
}: Judged): (program: Program) => Iterable<SourceMatch> {
  return function* detect(program) {
    const roles = new Map(program.modules.map(({ path, role }) => [path, role]));
    for (const flow of program.flows) {
      if (flow.rule !== id) continue;
      const role = roles.get(flow.path) ?? 'product';
      const at = flow.weakCheck ?? flow;
      yield {
        path: at.path,
        at: at.at,
        end: at.end,
        because: because(flow),
        steps: flow.steps,
        severity: severityOf(flow, flow.sink.severity ?? severity, role),
        confidence: confidenceOf(flow, confidence),
      };
    }
  };
}

function because({ origin, sink, source, weakCheck }: Flow): string {
  const start = `\`${source}\`, ${ORIGINS[origin]}, ${sink.does}`;
  return weakCheck === undefined ? `${start}.` : `${start}; it was checked, but ${weakCheck.why}.`;
}

function severityOf({ isUncertain, origin }: Flow, full: Severity, role: SourceRole): Severity {
  const steps = Number(isUncertain) + Number(origin === 'remote');
  const lowered = stepsDown(full, steps);
  return origin === 'assumed' || role !== 'product' ? mildest(lowered, 'low') : lowered;
}

function stepsDown(severity: Severity, steps: number): Severity {
  return (
    severities[Math.min(severities.indexOf(severity) + steps, severities.length - 1)] ?? 'info'
  );
}

function mildest(a: Severity, b: Severity): Severity {
  return severities.indexOf(a) > severities.indexOf(b) ? a : b;
}

function confidenceOf({ isUncertain, origin }: Flow, full: Confidence): Confidence {
  if (isUncertain || origin === 'assumed') return 'low';
  return origin === 'remote' && full === 'high' ? 'medium' : full;
}

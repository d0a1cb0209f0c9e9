import type { Flow, OriginKind } from '../../domain/flow.ts';
import type { Program, SourceMatch } from '../../domain/program.ts';
import type { Rule } from '../../domain/rule.ts';
import type { SourceRole } from '../../domain/role.ts';
import { compareSeverity, severities } from '../../domain/severity.ts';
import type { Confidence, Severity } from '../../domain/severity.ts';

const ORIGINS: Readonly<Record<OriginKind, string>> = {
  argument: 'which a model chooses',
  request: 'which comes with an HTTP request',
  remote: 'which a remote service answered',
  secret: 'a credential of the program',
  assumed: 'a parameter of a function that nothing in the program was seen to call',
};

type WeakCheck = NonNullable<Flow['weakCheck']>;

interface Judged extends Pick<Rule<'source'>, 'id' | 'severity' | 'confidence'> {
  /** What checks that do not hold must be about to be what is to be mended: the finding is then there. */
  readonly mends?: readonly WeakCheck['about'][];
  /** What of the program, beyond the values, makes a flow harmless. */
  readonly unless?: (program: Program, flow: Flow) => boolean;
}

/**
 * What the flows of a rule come to: its `detect`. Severity falls with what is not certain: data of a
 * remote service and ways through functions that are not known count one step less, parameters that are
 * foreign by assumption and code that is not the product's count low at most.
 */
export function flowsOf(judged: Judged): (program: Program) => Iterable<SourceMatch> {
  return function* detect(program) {
    const roles = new Map(program.modules.map(({ path, role }) => [path, role]));
    // What one function does with one thing from outside is mended in one place, and so is a check that
    // many flows pass: each is one finding, the gravest.
    const found = new Map<string, SourceMatch>();
    for (const flow of program.flows) {
      if (flow.rule !== judged.id || judged.unless?.(program, flow) === true) continue;
      const match = matchOf(flow, judged, roles);
      const isHere = match.path === flow.path && match.at === flow.at;
      const key = isHere
        ? `${flow.path} ${flow.function === '' ? flow.at : flow.function} ${rootOf(flow.source)}`
        : `${match.path}:${match.at}`;
      const known = found.get(key);
      if (known === undefined || isGraver(match, known)) found.set(key, match);
    }
    yield* found.values();
  };
}

function matchOf(
  flow: Flow,
  { confidence, mends, severity }: Judged,
  roles: ReadonlyMap<string, SourceRole>,
): SourceMatch {
  const check = mends !== undefined && isToMend(flow, mends) ? flow.weakCheck : undefined;
  const { at, end, path } = check ?? flow;
  // Where a test feeds the product, what arrives is the test's.
  const isProduct = [flow.path, flow.steps[0]?.path].every(
    (one) => one === undefined || (roles.get(one) ?? 'product') === 'product',
  );
  return {
    path,
    at,
    end,
    because: because(flow, check),
    steps: flow.steps,
    severity: severityOf(flow, flow.sink.severity ?? severity, isProduct),
    confidence: confidenceOf(flow, confidence),
  };
}

/** A path's check is to be mended where what it looked at, the cleaned path, is what is used. */
function isToMend({ known, weakCheck }: Flow, mends: readonly WeakCheck['about'][]): boolean {
  if (weakCheck === undefined || !mends.includes(weakCheck.about)) return false;
  return !mends.includes('path') || mends.length > 1 || known.includes('normalised');
}

/** `args.file` of `args.file.name[]`. */
function rootOf(source: string): string {
  return source.split(/[.[]/, 2).join('.');
}

function isGraver(a: SourceMatch, b: SourceMatch): boolean {
  return (
    a.severity !== undefined &&
    b.severity !== undefined &&
    compareSeverity(a.severity, b.severity) < 0
  );
}

function because({ origin, sink, source }: Flow, check: WeakCheck | undefined): string {
  const start = `\`${source}\`, ${ORIGINS[origin]}, ${sink.does}`;
  return check === undefined ? `${start}.` : `${start}; it was checked, but ${check.why}.`;
}

function severityOf({ isUncertain, origin }: Flow, full: Severity, isProduct: boolean): Severity {
  const steps = Number(isUncertain) + Number(origin === 'remote');
  const lowered = stepsDown(full, steps);
  return origin === 'assumed' || !isProduct ? mildest(lowered, 'low') : lowered;
}

function stepsDown(severity: Severity, steps: number): Severity {
  return (
    severities[Math.min(severities.indexOf(severity) + steps, severities.length - 1)] ?? 'info'
  );
}

function mildest(a: Severity, b: Severity): Severity {
  return compareSeverity(a, b) > 0 ? a : b;
}

function confidenceOf({ isUncertain, origin }: Flow, full: Confidence): Confidence {
  if (isUncertain || origin === 'assumed') return 'low';
  return origin === 'remote' && full === 'high' ? 'medium' : full;
}

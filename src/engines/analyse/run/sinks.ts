import type { Flow, FlowStep } from '../../../domain/flow.ts';
import { lineAndColumn } from '../../../domain/source.ts';
import type { SourceModule, Span } from '../../../domain/source.ts';
import { argumentAt, positional } from './arguments.ts';
import type { Call } from './arguments.ts';
import { HARMLESS, knownOf, bits, isEnough, namesOf } from './assurance.ts';
import type { Bits } from './assurance.ts';
import type { Activation, ArmedSink, Machine } from './machine.ts';
import { UNKNOWN, stepsOf } from './value.ts';
import type { Label, Trail, Value } from './value.ts';
import { viewOf } from './view.ts';

/** Looks whether a call is a sink, and whether foreign data reaches it that may do harm there. */
export function reach(machine: Machine, act: Activation, call: Call): void {
  const { language } = act.module.module;
  const armed = machine.knowledge.sinks.find(call.name, language);
  if (armed.length === 0) return;
  const view = viewOf(call, language, act.module.module);
  for (const one of armed) {
    const { arguments: places, when } = one.sink;
    if (when !== undefined && !when(view)) continue;
    for (const at of typeof places === 'function' ? places(view) : places) {
      const value = argumentAt(call, at);
      if (value !== undefined && value !== UNKNOWN) check(machine, act, call, one, value);
    }
  }
}

/** Looks at what a handler returns or a function throws as at the argument of a call of this name. */
export function reachOut(
  machine: Machine,
  act: Activation,
  name: '(result)' | '(error)',
  value: Value,
  { at, end }: Span,
): void {
  if (value === UNKNOWN) return;
  const callee = { kind: 'other', operands: [], at, end } as const;
  reach(machine, act, {
    node: { kind: 'call', callee, arguments: [], isNew: false, at, end },
    name,
    method: name,
    receiver: undefined,
    callee: UNKNOWN,
    args: positional(value),
  });
}

function check(
  machine: Machine,
  act: Activation,
  call: Call,
  armed: ArmedSink,
  value: Value,
): void {
  const { facts } = act;
  if (facts === undefined) return;
  for (const { label, more } of harmful(value, 0)) {
    const { origin } = label;
    const from = armed.sink.from;
    if (from === undefined ? origin.kind === 'secret' : !from.includes(origin.kind)) continue;
    const known = knownOf(label.bits, facts.bitsOf(origin)) | more;
    if ((known & HARMLESS) !== 0 || isEnough(known, armed.masks)) continue;
    if ((known & armed.having) !== armed.having || (known & armed.lacking) !== 0) continue;
    record(machine, act, call, armed, label, known);
  }
}

const TAKES_A_VALUE =
  /^(?:-[CHXbdefgimnou]|--(?:after|author|before|branch|committer|config|context|data|depth|directory|file|filter|format|grep|header|host|id|input|key|label|max-count|message|name|namespace|output|path|port|profile|project|query|region|repo|since|timeout|type|until|url|user|value))$/;

/** Foreign data in a value; after a `--` in a list nothing is taken for an option. */
function harmful(
  value: Value,
  more: Bits,
  depth = 4,
): { readonly label: Label; readonly more: Bits }[] {
  const found = value.labels.map((label) => ({ label, more }));
  if (depth === 0) return found;
  let gained = more;
  let isValue = false;
  for (const item of value.items ?? []) {
    found.push(...harmful(item, isValue ? gained | bits('led') : gained, depth - 1));
    if (item.constant === '--' || item.constant === '--end-of-options') gained |= bits('no-dash');
    // What follows an option that takes a value is that value, whatever it looks like.
    isValue = typeof item.constant === 'string' && TAKES_A_VALUE.test(item.constant);
  }
  for (const field of value.fields?.values() ?? []) found.push(...harmful(field, more, depth - 1));
  if (value.element !== undefined) found.push(...harmful(value.element, more, depth - 1));
  return found;
}

const RANK = ['argument', 'request', 'remote', 'secret', 'assumed'];

function record(
  machine: Machine,
  act: Activation,
  call: Call,
  armed: ArmedSink,
  label: Label,
  known: Bits,
): void {
  const { module } = act.module;
  const { node } = call;
  const key = `${armed.rule} ${module.path} ${node.at} ${node.end}`;
  const rank = RANK.indexOf(label.origin.kind) * 2 + Number(label.isUncertain);
  const before = machine.flows.get(key);
  if (before !== undefined && before.rank <= rank) return;
  const weak = act.facts?.weakOf(label.origin);
  const flow: Flow & { readonly rank: number } = {
    rule: armed.rule,
    sink: armed.sink,
    path: module.path,
    at: node.at,
    end: node.end,
    function: act.node?.name ?? '',
    origin: label.origin.kind,
    source: label.origin.name,
    steps: [...stepsOf(label.trail).map(stepAt), stepOf(module, node.at, `it ${armed.sink.does}`)],
    known: namesOf(known),
    ...(weak !== undefined && {
      weakCheck: {
        path: weak.module.path,
        at: weak.at,
        end: weak.end,
        why: weak.why,
        about: weak.about ?? 'text',
      },
    }),
    isUncertain: label.isUncertain,
    rank,
  };
  machine.flows.set(key, flow);
}

function stepAt({ at, module, what }: Trail): FlowStep {
  return stepOf(module, at, what);
}

function stepOf(module: SourceModule, at: number, what: string): FlowStep {
  return { path: module.path, ...lineAndColumn(module.lines, at), what };
}

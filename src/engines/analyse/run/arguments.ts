import type { CallExpression, FunctionNode, SourceModule, Target } from '../../../domain/source.ts';
import { lineage } from './modules.ts';
import { deepLabels, foreign, joinLabels, list } from './value.ts';
import type { Label, Value } from './value.ts';

/** What a function is called with. */
export interface Arguments {
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
  /** Anything past the last position: the element of a spread list. */
  readonly more?: Value | undefined;
  /** What parameters that are not named take their values from: a spread record. */
  readonly fields?: Value | undefined;
}

export const noArguments: Arguments = { positional: [], named: new Map() };

export function positional(...values: readonly Value[]): Arguments {
  return { positional: values, named: new Map() };
}

/** A call with everything that is known of it, here and now. */
export interface Call {
  readonly node: CallExpression;
  readonly name: string;
  /** The last word of the callee as written. */
  readonly method: string;
  /** What a method is called on. */
  readonly receiver: Value | undefined;
  readonly callee: Value;
  readonly args: Arguments;
}

/** What rules may ask of a call. */
export type ShownCall = Pick<Call, 'node' | 'name' | 'receiver' | 'args'>;

/** A call that rules are told of. There are very many: nothing is held that nobody asks for. */
export interface CallRecord {
  readonly call: ShownCall;
  readonly module: SourceModule;
  readonly within: FunctionNode | undefined;
  result: Value;
}

export function callable(value: Value | undefined): NonNullable<Value['closures']> | undefined {
  if (value === undefined) return undefined;
  if (value.closures !== undefined) return value.closures;
  if (value.instance === undefined) return undefined;
  for (const one of lineage(value.instance)) {
    const method = one.methods.get('__call__');
    if (method !== undefined)
      return [
        {
          node: method,
          frame: one.frame.outer ?? one.frame,
          module: one.module,
          self: value,
          owner: one,
        },
      ];
  }
  return undefined;
}

export function keyOfClosure(closures: NonNullable<Value['closures']>): string {
  return closures.map(({ frame, node }) => `${node.at}:${node.end}:${frame.id}`).join();
}

/** The argument that a rule or model means; undefined past the last. */
export function argumentAt(
  { args, receiver }: Pick<Call, 'args' | 'receiver'>,
  at: number | string,
): Value | undefined {
  if (at === 'receiver') return receiver;
  if (typeof at === 'number')
    return args.positional.at(at) ?? (at >= args.positional.length ? args.more : undefined);
  if (at === 'any') {
    const more = args.more === undefined ? [] : [args.more];
    return list([...args.positional, ...more, ...args.named.values()]);
  }
  const [head = '', ...path] = at.split('.');
  let value = /^-?\d+$/.test(head) ? args.positional.at(Number(head)) : args.named.get(head);
  if (head === 'receiver') value = receiver;
  for (const name of path) {
    const field = value?.fields?.get(name) ?? itemOf(value, name);
    if (field !== undefined) value = field;
    else if (value !== undefined && value.labels.length > 0)
      value = foreign(
        value.labels.map((label) => ({ ...label, origin: label.origin.child(name) })),
      );
    else value = undefined;
  }
  return value;
}

function itemOf(value: Value | undefined, name: string): Value | undefined {
  return /^\d+$/.test(name) ? value?.items?.[Number(name)] : undefined;
}

export function nameOf(target: Target): string {
  if (target.kind === 'name') return target.name;
  return target.kind === 'fallback' ? nameOf(target.target) : '';
}

export function labelsIn(args: Arguments): readonly Label[] {
  let labels: readonly Label[] = [];
  for (const value of args.positional) labels = joinLabels(labels, deepLabels(value, 3));
  for (const value of args.named.values()) labels = joinLabels(labels, deepLabels(value, 3));
  if (args.more !== undefined) labels = joinLabels(labels, args.more.labels);
  if (args.fields !== undefined) labels = joinLabels(labels, deepLabels(args.fields, 3));
  return labels;
}

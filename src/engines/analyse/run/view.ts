import type { ArgumentRef, CallView, ValueView } from '../../../domain/flow.ts';
import type { CallSite } from '../../../domain/program.ts';
import type { SourceRole } from '../../../domain/role.ts';
import type { FunctionNode, SourceLanguage, SourceModule } from '../../../domain/source.ts';
import { argumentAt } from './arguments.ts';
import type { CallRecord, ShownCall } from './arguments.ts';
import { deepLabels } from './value.ts';
import type { Value } from './value.ts';

/** A call as rules see it. */
export function viewOf(call: ShownCall, language: SourceLanguage, module: SourceModule): CallView {
  const { args, name, node } = call;
  return {
    name,
    language,
    count: args.positional.length,
    isNew: node.isNew,
    argument: (at) => argumentOf(call, module, at),
  };
}

function argumentOf(call: ShownCall, module: SourceModule, at: ArgumentRef): ValueView | undefined {
  const { node } = call;
  const value = argumentAt(call, at);
  if (value === undefined) return undefined;
  const index = typeof at === 'number' && at < 0 ? node.arguments.length + at : at;
  const written =
    typeof index === 'number'
      ? node.arguments[index]?.value
      : index === 'receiver' && node.callee.kind === 'member'
        ? node.callee.object
        : node.arguments.find((one) => one.name === at)?.value;
  return valueView(
    value,
    written === undefined
      ? ''
      : module.text.slice(written.at, Math.min(written.end, written.at + 120)),
  );
}

export function valueView(value: Value, text = ''): ValueView {
  return new Seen(value, text);
}

/** A value as rules see it: most are never looked at, so nothing is worked out before it is asked for. */
class Seen implements ValueView {
  readonly #value: Value;
  readonly text: string;

  constructor(value: Value, text: string) {
    this.#value = value;
    this.text = text;
  }

  get constant(): ValueView['constant'] {
    return this.#value.constant;
  }

  get prefix(): string {
    const { constant, pattern, prefix } = this.#value;
    if (typeof constant === 'string') return constant;
    return pattern === undefined ? prefix : '';
  }

  field(name: string): ValueView | undefined {
    const field = this.#value.fields?.get(name);
    return field === undefined ? undefined : valueView(field);
  }

  get fields(): readonly string[] | undefined {
    const { fields, isOpen } = this.#value;
    return fields === undefined || isOpen ? undefined : [...fields.keys()];
  }

  get items(): readonly ValueView[] | undefined {
    return this.#value.items?.map((item) => valueView(item));
  }

  get isForeign(): boolean {
    return deepLabels(this.#value).some(({ origin }) => origin.kind !== 'secret');
  }

  get name(): string | undefined {
    const { class: one, instance, name } = this.#value;
    return name ?? instance?.node.name ?? one?.node.name;
  }

  get pattern(): string | undefined {
    return this.#value.pattern;
  }

  get isFunction(): boolean {
    return this.#value.closures !== undefined;
  }
}

/** A call that was recorded, as rules see it. */
export class Site implements CallSite {
  readonly #record: CallRecord;

  constructor(record: CallRecord) {
    this.#record = record;
  }

  get name(): string {
    return this.#record.call.name;
  }

  get path(): string {
    return this.#record.module.path;
  }

  get language(): SourceLanguage {
    return this.#record.module.language;
  }

  get role(): SourceRole {
    return this.#record.module.role;
  }

  get at(): number {
    return this.#record.call.node.at;
  }

  get end(): number {
    return this.#record.call.node.end;
  }

  get within(): FunctionNode | undefined {
    return this.#record.within;
  }

  get count(): number {
    return this.#record.call.args.positional.length;
  }

  get isNew(): boolean {
    return this.#record.call.node.isNew;
  }

  argument(at: ArgumentRef): ValueView | undefined {
    const { call, module } = this.#record;
    return argumentOf(call, module, at);
  }

  get result(): ValueView {
    return valueView(this.#record.result);
  }
}

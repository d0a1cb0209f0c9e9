import type { ArgumentRef, CallView, ValueView } from '../../../domain/flow.ts';
import type { SourceLanguage, SourceModule } from '../../../domain/source.ts';
import { argumentAt } from './arguments.ts';
import type { Call } from './arguments.ts';
import { deepLabels } from './value.ts';
import type { Value } from './value.ts';

/** A call as rules see it. */
export function viewOf(call: Call, language: SourceLanguage, module: SourceModule): CallView {
  const { args, name, node } = call;
  return {
    name,
    language,
    count: args.positional.length,
    isNew: node.isNew,
    argument: (at: ArgumentRef) => {
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
    },
  };
}

export function valueView(value: Value, text = ''): ValueView {
  return {
    constant: value.constant,
    prefix:
      typeof value.constant === 'string'
        ? value.constant
        : value.pattern === undefined
          ? value.prefix
          : '',
    field: (name) => {
      const field = value.fields?.get(name);
      return field === undefined ? undefined : valueView(field);
    },
    fields: value.fields === undefined || value.isOpen ? undefined : [...value.fields.keys()],
    items: value.items?.map((item) => valueView(item)),
    isForeign: deepLabels(value).some(({ origin }) => origin.kind !== 'secret'),
    name: value.name ?? value.instance?.node.name ?? value.class?.node.name,
    pattern: value.pattern,
    isFunction: value.closures !== undefined,
    text,
  };
}

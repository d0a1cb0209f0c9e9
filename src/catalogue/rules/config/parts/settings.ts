import { pointersIn } from '../../../../domain/entry-pointers.ts';
import type { JsonPointer } from '../../../../domain/json.ts';
import type { ConfigSubject } from '../../../../domain/rule.ts';
import { localLaunch } from './launch.ts';

/** A variable that the server starts with. */
export interface Setting {
  readonly name: string;
  readonly value: string;
  /** Relative to the entry. */
  readonly at: JsonPointer;
  /** The container that is started gets it, not a process of this machine. */
  readonly isInside: boolean;
}

/** Variables from the entry's environment, from its command line (`env A=b`) and for its container (`-e A=b`). */
export function settingsOf(subject: ConfigSubject): Setting[] {
  const local = localLaunch(subject);
  if (local === undefined || subject.launch?.transport !== 'stdio') return [];
  const { variable } = pointersIn(subject.raw);
  const declared = Object.entries(subject.launch.env).map(([name, secret]) => ({
    name,
    value: secret.reveal(),
    at: variable(name),
    isInside: false,
  }));
  const written = local.layers.flatMap(({ variables }, layer) =>
    variables.map(({ name, value, at }) => ({
      name,
      value,
      at: local.place(at),
      isInside: layer > 0,
    })),
  );
  const passed =
    local.command.image === undefined
      ? []
      : local.command.options.flatMap(({ name, value, valueAt }) => {
          const equals = value?.indexOf('=') ?? -1;
          if ((name !== '-e' && name !== '--env') || value === undefined || equals < 1) return [];
          const variable = { name: value.slice(0, equals), value: value.slice(equals + 1) };
          return [{ ...variable, at: local.place(valueAt), isInside: true }];
        });
  return [...declared, ...written, ...passed];
}

/** Whether a text switches something on. */
export function isOn(value: string): boolean {
  return /^\s*(?:1|true|yes|on|y|t)\s*$/i.test(value);
}

/** Whether a text switches something off. */
export function isOff(value: string): boolean {
  return /^\s*(?:0|false|no|off|n|f|none|disabled?)\s*$/i.test(value);
}

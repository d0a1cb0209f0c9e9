import type { CallView, ValueView } from '../../domain/flow.ts';

// What several source rules ask of a call.

export const javascript = ['javascript'] as const;
export const python = ['python'] as const;
export const go = ['go'] as const;

/** `base.a`, `base.b` … */
export function members(base: string, names: readonly string[]): string[] {
  return names.map((name) => `${base}.${name}`);
}

/** An option by name: Python's keyword, or a member of one of the records that are passed. */
export function option(call: CallView, name: string): ValueView | undefined {
  if (call.language === 'python') return call.argument(name);
  for (let at = 0; at < Math.min(call.count, 6); at++) {
    const found = call.argument(at)?.field(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether an option is set to something that counts as true. */
export function isOn(call: CallView, name: string): boolean {
  const value = option(call, name)?.constant;
  return value === true || (typeof value === 'string' && value !== '');
}

/** The text at a position as far as it is constant. */
export function startOf(call: CallView, at: number | string): string {
  const value = call.argument(at);
  return typeof value?.constant === 'string' ? value.constant : (value?.prefix ?? '');
}

/** The first of an argument's items where it is a list, otherwise the argument: a command's name. */
export function headOf(call: CallView, at: number): ValueView | undefined {
  const value = call.argument(at);
  return value?.items === undefined ? value : value.items[0];
}

/** The last component of a constant path, lower case and without `.exe`. */
export function baseName(value: ValueView | undefined): string {
  const text = value?.constant;
  if (typeof text !== 'string') return '';
  const name = text.trim().split(/[\\/]/).at(-1) ?? '';
  return name.toLowerCase().replace(/\.(?:exe|cmd|bat)$/, '');
}

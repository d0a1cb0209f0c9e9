import type { Expression } from '../../../domain/source.ts';
import { bits } from './assurance.ts';
import type { Bits } from './assurance.ts';
import type { Activation, Machine } from './machine.ts';
import {
  UNKNOWN,
  Value,
  along,
  constant,
  elementOf,
  elements,
  isOwn,
  joinLabels,
  list,
  withBits,
} from './value.ts';
import type { Label } from './value.ts';

/** Text that is put together in the source. */
export function composed(
  machine: Machine,
  act: Activation,
  expression: Expression & { readonly kind: 'text' },
): Value {
  const parts = expression.parts.map((part) => machine.evaluate(act, part));
  if (parts.some(({ items, element }) => items !== undefined || element !== undefined))
    return lists(parts);
  return concatenate(parts, { machine, act, at: expression.at });
}

/** `["git"] + files` in Python. */
function lists(parts: readonly Value[]): Value {
  if (parts.every(({ items }) => items !== undefined))
    return list(parts.flatMap(({ items }) => items ?? []));
  const known = parts[0]?.items;
  if (known !== undefined) return list([...known, ...parts.slice(1).map(elementOf)]);
  let made = UNKNOWN;
  for (const part of parts) made = made === UNKNOWN ? part : elements(elementOf(part));
  return made;
}

const AFTER_HOST = /^[a-z][a-z0-9+.-]*:\/\/[^/?#\\]+[/?#]/i;
/** Nothing foreign stands before the end of the host. */
const ROOTED = /^[a-z][a-z0-9+.-]*:\/\/[^/?#\\\0]+[/?#]/i;
const SCHEME_ALONE = /^[a-z][a-z0-9+.-]*:\/\/$/i;
/** The rest of a host, behind a name of which it is the domain. */
const DOMAIN = /^\.[\w-]+(?:\.[\w-]+)+(?:[/?#:]|$)/;
const SCHEME_ONLY = /^[a-z][a-z0-9+.-]*:\/\/[^/?#\\]*$/i;

/** Parts one after the other: where a foreign part stands decides what it can do there. */
export function concatenate(
  parts: readonly Value[],
  where?: { readonly machine: Machine; readonly act: Activation; readonly at: number },
): Value {
  let before = '';
  let leads = true;
  let follows = false;
  let isConfigured = false;
  let isHosted = false;
  let isConstant = true;
  let labels: readonly Label[] = [];
  let prefix: string | undefined;
  for (const [index, part] of parts.entries()) {
    const text = textOf(part.constant);
    if (text !== undefined) {
      before += text;
      if (text !== '') leads = false;
      follows = true;
      continue;
    }
    isConstant = false;
    prefix ??= before + part.prefix;
    if (part.labels.length > 0) {
      const isName =
        SCHEME_ALONE.test(before) &&
        DOMAIN.test(textOf(parts[index + 1]?.constant) ?? '') &&
        isPlain(part, where?.act);
      const given = isName ? withBits(part.labels, bits('host-listed')) : part.labels;
      labels = joinLabels(
        labels,
        placed(given, { before, leads, isConfigured, isHosted, isAlone: parts.length === 1 }),
      );
      isHosted ||= isName;
      // A text that has its host already keeps it, whatever follows.
      isHosted ||= part.labels.every(({ bits: known }) => (known & bits('after-host')) !== 0);
    }
    // What the program chose itself, such as a base address, is as good as constant text.
    if (leads) {
      isConfigured = isOwn(part) || part.isRooted || hasKnownHost(part, where?.act);
      before += part.prefix;
    }
    leads = false;
    before += isOwn(part) ? '\u{1}' : '\u{0}';
    follows = true;
  }
  if (isConstant) return constant(before);
  const made = new Value();
  made.prefix = (prefix ?? '').slice(0, 200);
  made.suffix = suffixOf(parts);
  made.isRooted = parts[0]?.isRooted === true || ROOTED.test(before);
  made.labels = labels;
  if (labels.length > 0 && follows && parts.length > 1 && where !== undefined) {
    const { act, at } = where;
    made.labels = along(labels, { module: act.module.module, at, what: 'it is put into a text' });
  }
  return made;
}

/** Whether a text is known to be letters, digits and `_ . - :` alone. */
function isPlain({ labels }: Value, act: Activation | undefined): boolean {
  return labels.every(
    ({ bits: made, origin }) => ((made | (act?.facts?.bitsOf(origin) ?? 0)) & bits('plain')) !== 0,
  );
}

/** Whether a text's host was checked, or is fixed. */
function hasKnownHost({ labels }: Value, act: Activation | undefined): boolean {
  const enough = bits('host-listed') | bits('after-host');
  return labels.every(
    (label) => ((label.bits | (act?.facts?.bitsOf(label.origin) ?? 0)) & enough) !== 0,
  );
}

function placed(
  labels: readonly Label[],
  {
    before,
    isAlone,
    isConfigured,
    isHosted,
    leads,
  }: {
    readonly before: string;
    readonly leads: boolean;
    readonly isConfigured: boolean;
    readonly isHosted: boolean;
    readonly isAlone: boolean;
  },
): readonly Label[] {
  if (isAlone) return labels;
  let gained: Bits = bits('embedded');
  if (!leads) {
    gained |= bits('led');
    if (before !== '') gained |= bits('no-dash');
    if (/[\\/]$/.test(before) || before.endsWith('\u{1}')) gained |= bits('under-folder');
    const isUrl = AFTER_HOST.test(before);
    if (isUrl || (isConfigured && !SCHEME_ONLY.test(before.replaceAll('\u{1}', ''))))
      gained |= bits('after-host', 'scheme-listed');
    if (isConfigured || isHosted) gained |= bits('after-host', 'scheme-listed');
  }
  return labels.map((label) => ({
    ...label,
    part: undefined,
    bits: (label.bits & ~bits('contained')) | gained,
  }));
}

function textOf(value: Value['constant']): string | undefined {
  if (value === undefined) return undefined;
  return typeof value === 'string' ? value : String(value ?? '');
}

/** `path.sep`, `os.sep`, `filepath.Separator`. */
const SEPARATOR = /\.(?:sep|(?:Path)?Separator)$/;

function suffixOf(parts: readonly Value[]): string {
  let suffix = '';
  for (const part of parts.toReversed()) {
    const text = textOf(part.constant);
    if (text === undefined)
      return SEPARATOR.test(part.name ?? '') ? `/${suffix}` : part.suffix + suffix;
    suffix = text + suffix;
  }
  return suffix.slice(-40);
}

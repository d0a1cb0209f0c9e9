// What is made of a text.
import type { Builtin } from './index.ts';
import { patternBits } from './pattern.ts';
import type { Call } from '../run/arguments.ts';
import { bits } from '../run/assurance.ts';
import type { Bits } from '../run/assurance.ts';
import type { Activation } from '../run/machine.ts';
import { concatenate } from '../run/text.ts';
import {
  UNKNOWN,
  Value,
  constant,
  elementOf,
  elements,
  foreign,
  joinLabels,
  list,
  withBits,
  withPart,
  plainLabels,
} from '../run/value.ts';
import type { Label } from '../run/value.ts';

type Named = readonly (readonly [string, Builtin])[];

const NOTHING: readonly Label[] = [];
const SEPARATOR = /\.(?:sep|Separator)$/;

/** A place in a template that says by its name that it decides where a request goes. */
const HOSTS = /host|url|domain|server|endpoint|base|origin|address/i;

/** `template.replace('{id}', value)`: the value stands within a text of the program's own. */
function filledIn(template: Value, at: Value | undefined, by: Value): Value | undefined {
  const place = at?.constant ?? at?.pattern ?? at?.prefix ?? '';
  if (by.labels.length === 0 || template.isInfluenced || HOSTS.test(`${place}`)) return undefined;
  const { constant: text } = template;
  if (typeof text !== 'string') return concatenate([template, by, UNKNOWN]);
  const found = typeof place === 'string' && place !== '' ? text.indexOf(place) : -1;
  if (found < 0) return undefined;
  const rest = text.slice(found + `${place}`.length);
  return concatenate([constant(text.slice(0, found)), by, constant(rest)]);
}

function replaced(act: Activation, call: Call): Value | undefined {
  const { args, receiver } = call;
  const [pattern, by] = args.positional;
  const labels = receiver?.labels ?? NOTHING;
  if (receiver !== undefined && labels.length === 0)
    return by === undefined ? undefined : filledIn(receiver, pattern, by);
  if (labels.length === 0) return undefined;
  let gained = 0;
  const source = pattern?.pattern;
  const isGlobal = pattern?.prefix.includes('g') === true || call.method === 'replaceAll';
  if (source !== undefined && isGlobal && typeof by?.constant === 'string')
    gained = cleaned(source, by.constant);
  else if (typeof pattern?.constant === 'string' && typeof by?.constant === 'string') {
    // JavaScript's `replace` of a text replaces the first one alone.
    const isEach = call.method === 'replaceAll' || act.module.module.language !== 'javascript';
    if (isEach) gained = escaped(pattern.constant, by.constant);
  } else if (
    source !== undefined &&
    isGlobal &&
    by?.closures !== undefined &&
    /^\[(?=[^\]]*<)(?=[^\]]*&)(?=[^\]]*")[^\]^]+\]$/.test(source)
  ) {
    // A function that is asked for each of the characters that mean something in HTML.
    gained = bits('html-escaped');
  }
  return foreign(withBits(joinLabels(labels, by?.labels ?? NOTHING), gained));
}

/** What is left when everything that a pattern matches is replaced. */
function cleaned(source: string, by: string): Bits {
  const gained = escaped(source, by);
  if (gained !== 0) return gained;
  return /^[\w-]*$/.test(by) ? patternBits(source, 'search').no : 0;
}

/** What a text is when each of these is replaced by that. */
function escaped(text: string, by: string): Bits {
  if (text === "'" && by === "''") return bits('sql-quoted');
  // Names are put into double quotes, backticks (MySQL) or brackets (SQL Server), the closing one doubled.
  if (/^\\?["`\]]$/.test(text) && by === text.slice(-1).repeat(2)) return bits('identifier');
  if (text === "'" && /^'\\+''$/.test(by)) return bits('shell-quoted');
  if (text === '<' && /^&(?:lt|#0*60|#x0*3c);$/i.test(by)) return bits('html-escaped');
  return /^\\?"$/.test(text) && /^\\{1,2}(?:"|\$&)$/.test(by) ? bits('quote-escaped') : 0;
}

/** Where values stand in a template: `%s` and `%5.2f`, or `{}`, `{0}` and `{name:>8}`. */
const PLACES = {
  percent: /%(?:%|[-+ #0]{0,5}\d{0,4}(?:\.\d{0,4})?[a-zA-Z])/g,
  braces: /\{\{|\}\}|\{(\w{0,60})[^{}]{0,100}\}/g,
};

/** A template with values in it, each where it stands. */
function formatted(
  template: Value | undefined,
  values: readonly Value[],
  style: keyof typeof PLACES,
  names: ReadonlyMap<string, Value> = new Map(),
): Value {
  const text = template?.constant;
  if (template === undefined || typeof text !== 'string' || /%[[*]/.test(text))
    return unplaced(template, [...values, ...names.values()]);
  const parts: Value[] = [];
  let from = 0;
  let next = 0;
  for (const match of text.matchAll(PLACES[style])) {
    const [whole, name = ''] = match;
    const isDoubled = whole === '%%' || whole === '{{' || whole === '}}';
    parts.push(constant(text.slice(from, match.index) + (isDoubled ? whole.slice(1) : '')));
    from = match.index + whole.length;
    if (isDoubled) continue;
    const index = name === '' ? next++ : Number(name);
    parts.push(names.get(name) ?? values[index] ?? UNKNOWN);
  }
  parts.push(constant(text.slice(from)));
  return concatenate(parts);
}

/** Values in a template whose text is not known: after what it starts with, in any order. */
function unplaced(template: Value | undefined, values: readonly Value[]): Value {
  const text = template?.prefix ?? '';
  const parts = [constant(text.slice(0, /[{%]/.exec(text)?.index ?? text.length))];
  if (template !== undefined && template.labels.length > 0) parts.push(template);
  parts.push(...values, constant(' '));
  return concatenate(parts);
}

const keep: Builtin = (_machine, _act, { receiver }) => {
  if (receiver === undefined || receiver.labels.length === 0) return undefined;
  return foreign(receiver.labels);
};

/** What the start of a text says goes with it. */
const OF_START = bits('led', 'no-dash', 'relative', 'after-host');

/** The same text, in other letters or with less around it. */
function keptOf(text: Value | undefined, lost: Bits): Value | undefined {
  if (text === undefined || text.labels.length === 0) return undefined;
  return foreign(withBits(text.labels, 0, lost));
}

const compiled: Builtin = (_machine, _act, { args, name }) => {
  const [source] = args.positional;
  const text = source?.pattern ?? source?.constant;
  if (typeof text !== 'string') return undefined;
  const made = new Value();
  made.pattern = text;
  made.prefix =
    name === 'RegExp' && typeof args.positional[1]?.constant === 'string'
      ? args.positional[1].constant
      : name === 'RegExp'
        ? ''
        : 'g';
  return made;
};

const printed: Builtin = (_machine, _act, { args }) =>
  formatted(args.positional[0], args.positional.slice(1), 'percent');

export const textNames: Named = [
  ['re.compile', compiled],
  ['RegExp', compiled],
  ['regexp.MustCompile', compiled],
  [
    'regexp.Compile',
    (machine, act, call) => {
      const made = compiled(machine, act, call);
      return made === undefined ? undefined : list([made, UNKNOWN]);
    },
  ],
  [
    're.sub',
    (_m, _act, { args }) => {
      const [pattern, by, subject] = args.positional;
      const source = pattern?.pattern ?? pattern?.constant;
      const labels = subject?.labels ?? NOTHING;
      if (typeof source !== 'string' || labels.length === 0) return undefined;
      return foreign(
        withBits(labels, typeof by?.constant === 'string' ? cleaned(source, by.constant) : 0),
      );
    },
  ],
  ['fmt.Sprintf', printed],
  ['util.format', printed],
  ...['TrimSpace', 'TrimRight', 'TrimSuffix', 'ToLower', 'ToUpper', 'ToValidUTF8'].map(
    (name) =>
      [
        `strings.${name}`,
        (_m, _act, { args }) => keptOf(args.positional[0], 0),
      ] as const satisfies Named[number],
  ),
  ...['Trim', 'TrimLeft', 'TrimPrefix'].map(
    (name) =>
      [
        `strings.${name}`,
        (_m, _act, { args }) => keptOf(args.positional[0], OF_START),
      ] as const satisfies Named[number],
  ),
  ...['Replace', 'ReplaceAll'].map(
    (name) =>
      [
        `strings.${name}`,
        (_m, act, { args, ...call }) => {
          const [receiver, ...rest] = args.positional;
          if (receiver === undefined) return undefined;
          return replaced(act, { ...call, receiver, args: { ...args, positional: rest } });
        },
      ] as const satisfies Named[number],
  ),
  ['strings.Join', (_m, _act, { args }) => joined(args.positional[0], args.positional[1])],
  ['String', (_m, _act, { args }) => args.positional[0]],
  ['str', (_m, _act, { args }) => args.positional[0]],
  ['string', (_m, _act, { args }) => args.positional[0]],
  [
    'shlex.split',
    (_m, _act, { args }) =>
      elements(
        foreign(
          withBits(args.positional[0]?.labels ?? NOTHING, 0, bits('led', 'no-dash', 'embedded')),
        ),
      ),
  ],
];

function joined(parts: Value | undefined, separator: Value | undefined): Value | undefined {
  if (parts === undefined) return undefined;
  const between = separator?.constant === undefined ? UNKNOWN : constant(separator.constant);
  if (parts.items !== undefined && parts.items.length <= 30)
    return concatenate(
      parts.items.flatMap((item, index) => (index === 0 ? [item] : [between, item])),
    );
  const element = elementOf(parts);
  return foreign(withBits(element.labels, bits('embedded')));
}

function holds(text: unknown, character: string): boolean {
  return typeof text === 'string' && text.includes(character);
}

export const textMethods: Named = [
  [
    'sub',
    (_m, _act, { args, receiver }) => {
      const [by, subject] = args.positional;
      if (receiver?.pattern === undefined || subject === undefined) return undefined;
      return foreign(
        withBits(
          subject.labels,
          typeof by?.constant === 'string' ? cleaned(receiver.pattern, by.constant) : 0,
        ),
      );
    },
  ],
  [
    'ReplaceAllString',
    (_m, _act, { args, receiver }) => {
      const [subject, by] = args.positional;
      if (receiver?.pattern === undefined || subject === undefined) return undefined;
      return foreign(
        withBits(
          subject.labels,
          typeof by?.constant === 'string' ? cleaned(receiver.pattern, by.constant) : 0,
        ),
      );
    },
  ],
  ['replace', (_m, act, call) => replaced(act, call)],
  ['replaceAll', (_m, act, call) => replaced(act, call)],
  ...[
    'trim',
    'strip',
    'toString',
    'toLowerCase',
    'toUpperCase',
    'lower',
    'upper',
    'casefold',
    'rstrip',
    'trimEnd',
    'normalize',
    'valueOf',
    'title',
    'encode',
    'decode',
    'as_posix',
  ].map(
    (name) =>
      [
        name,
        ((machine, act, call) =>
          call.receiver?.name === undefined || call.receiver.labels.length > 0
            ? keep(machine, act, call)
            : undefined) satisfies Builtin,
      ] as const,
  ),
  ...['trimStart', 'lstrip', 'slice', 'substring', 'substr', 'removeprefix', 'removesuffix'].map(
    (name) =>
      [
        name,
        ((_machine, _act, { args, receiver }) => {
          if (
            receiver === undefined ||
            receiver.labels.length === 0 ||
            receiver.items !== undefined
          )
            return undefined;
          const labels = name.startsWith('s') ? plainLabels(receiver.labels) : receiver.labels;
          const cut = name === 'lstrip' ? args.positional[0]?.constant : undefined;
          const gained =
            (holds(cut, '-') ? bits('no-dash') : 0) | (holds(cut, '/') ? bits('relative') : 0);
          return foreign(withBits(labels, gained, OF_START));
        }) satisfies Builtin,
      ] as const,
  ),
  ...[
    'split',
    'splitlines',
    'rsplit',
    'partition',
    'rpartition',
    'matchAll',
    'findall',
    'FindAllString',
    'FindStringSubmatch',
  ].map(
    (name) =>
      [
        name,
        ((_machine, _act, { args, receiver }) => {
          if (receiver === undefined || receiver.labels.length === 0) return undefined;
          // Between separators of paths stand components of paths.
          const by = args.positional[0];
          const isPath =
            by?.constant === '/' || by?.constant === '\\' || SEPARATOR.test(by?.name ?? '');
          return elements(
            foreign(
              withBits(
                receiver.labels,
                isPath ? bits('component') : 0,
                bits('led', 'no-dash', 'embedded'),
              ),
            ),
          );
        }) satisfies Builtin,
      ] as const,
  ),
  [
    'charAt',
    (_m, _act, { args, receiver }) =>
      receiver === undefined || receiver.labels.length === 0 || args.positional[0]?.constant !== 0
        ? undefined
        : foreign(withPart(receiver.labels, 'first')),
  ],
  [
    'concat',
    (_m, _act, { args, receiver }) =>
      receiver === undefined || receiver.items !== undefined || receiver.element !== undefined
        ? undefined
        : concatenate([receiver, ...args.positional]),
  ],
  [
    'format',
    (_m, _act, { args, receiver }) =>
      receiver?.prefix === '' && receiver.labels.length === 0 && receiver.constant === undefined
        ? undefined
        : formatted(receiver, args.positional, 'braces', args.named),
  ],
  [
    'join',
    (_m, _act, { args, name, receiver }) => {
      if (name.startsWith('path.') || name.startsWith('os.path') || name.endsWith('filepath.Join'))
        return undefined;
      const [first] = args.positional;
      // Python joins with the receiver between; JavaScript joins the receiver.
      if (receiver?.items !== undefined || receiver?.element !== undefined)
        return joined(receiver, first ?? constant(','));
      if (receiver?.constant !== undefined) return joined(first, receiver);
      return undefined;
    },
  ],
];

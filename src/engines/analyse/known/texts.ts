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
} from '../run/value.ts';
import type { Label } from '../run/value.ts';

type Named = readonly (readonly [string, Builtin])[];

const NOTHING: readonly Label[] = [];
const SEPARATOR = /\.(?:sep|Separator)$/;

function replaced(act: Activation, call: Call): Value | undefined {
  const { args, receiver } = call;
  const [pattern, by] = args.positional;
  const labels = receiver?.labels ?? NOTHING;
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
  if (text === '"' && by === '""') return bits('identifier');
  if (text === "'" && /^'\\+''$/.test(by)) return bits('shell-quoted');
  if (text === '<' && /^&(?:lt|#0*60|#x0*3c);$/i.test(by)) return bits('html-escaped');
  return /^\\?"$/.test(text) && /^\\{1,2}(?:"|\$&)$/.test(by) ? bits('quote-escaped') : 0;
}

function formatted(template: Value | undefined, values: readonly Value[]): Value {
  const text = template?.prefix ?? '';
  const first = /[{%]/.exec(text)?.index ?? text.length;
  const parts: Value[] = [];
  const head = text.slice(0, first);
  if (head !== '') parts.push(constant(head));
  if (template !== undefined && template.labels.length > 0) parts.push(template);
  parts.push(...values);
  if (template?.constant !== undefined || parts.length < 2)
    parts.push(constant(text.slice(first).replaceAll(/%[a-z]|\{[^}]*\}/gi, '') || ' '));
  return concatenate(parts);
}

const keep: Builtin = (_machine, _act, { receiver }) => {
  if (receiver === undefined || receiver.labels.length === 0) return undefined;
  return foreign(receiver.labels);
};

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
  ['fmt.Sprintf', (_m, _act, { args }) => formatted(args.positional[0], args.positional.slice(1))],
  ['util.format', (_m, _act, { args }) => formatted(args.positional[0], args.positional.slice(1))],
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
        ((_machine, _act, { receiver }) => {
          if (
            receiver === undefined ||
            receiver.labels.length === 0 ||
            receiver.items !== undefined
          )
            return undefined;
          return foreign(
            withBits(receiver.labels, 0, bits('led', 'no-dash', 'relative', 'after-host')),
          );
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
        : formatted(receiver, [...args.positional, ...args.named.values()]),
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

import type { Builtin } from './index.ts';
import type { Call } from '../run/arguments.ts';
import { bits } from '../run/assurance.ts';
import { know } from '../run/knowing.ts';
import type { Activation } from '../run/machine.ts';
import {
  UNKNOWN,
  Value,
  constant,
  foreign,
  isOwn,
  joinLabels,
  list,
  withBits,
  withPart,
} from '../run/value.ts';
import type { Label } from '../run/value.ts';

type Named = readonly (readonly [string, Builtin])[];

/** What a path no longer is when it is joined to another. */
const GONE = bits('contained', 'normalised', 'resolved');
/** What Python's paths are called, whatever they were made of. */
const PATH = 'pathlib.Path()';

/** How functions that put paths together treat an absolute part that is not the first. */
type Absolute = 'appended' | 'replaces';

/** Where a foreign part stands in a joined path, and what that says. */
function joined(
  parts: readonly Value[],
  absolute: Absolute,
  isNormalised: boolean,
  name?: string,
): Value {
  let labels: readonly Label[] = [];
  let hasFolder = false;
  let leads = true;
  for (const part of parts) {
    if (isOwn(part)) {
      if (part.constant !== '' && part.constant !== '.') {
        hasFolder = true;
        leads = false;
      }
      labels = joinLabels(labels, part.labels);
      continue;
    }
    let gained = isNormalised ? bits('normalised') : 0;
    if (!leads) gained |= bits('no-dash', 'led', 'embedded');
    const isHeld =
      absolute === 'appended' ||
      part.labels.every(({ bits: known }) => (known & bits('relative')) !== 0);
    if (hasFolder && isHeld) gained |= bits('under-folder');
    labels = joinLabels(
      labels,
      withBits(part.labels, gained, parts.length === 1 ? 0 : GONE & ~gained),
    );
    leads = false;
  }
  const [first] = parts;
  const made = new Value();
  made.name = name;
  made.labels = labels;
  made.prefix = first?.prefix ?? '';
  if (parts.at(-1)?.labels.length === 0) made.suffix = parts.at(-1)?.suffix ?? '';
  if (labels.length === 0 && parts.every(({ constant: one }) => typeof one === 'string'))
    return constant(parts.map(({ constant: one }) => one).join('/'));
  return made;
}

const join: Builtin = (_m, _act, { args }) => joined(withMore(args), 'appended', true);
const resolve: Builtin = (_m, _act, { args }) => {
  const made = anchored(joined(withMore(args), 'replaces', true));
  made.labels = withBits(made.labels, bits('no-dash'));
  return made;
};

/** Where a relative path leads depends on the folder that the program runs in. */
function anchored(made: Value): Value {
  if (typeof made.constant !== 'string' || /^(?:[\\/]|[a-z]:)/i.test(made.constant)) return made;
  const own = new Value();
  own.labels = made.labels;
  return own;
}

const pythonJoin: Builtin = (_m, _act, { args }) => joined(withMore(args), 'replaces', false);

function withMore({ more, positional }: Call['args']): readonly Value[] {
  return more === undefined ? positional : [...positional, more];
}

function cleaned(given: Value | undefined, gained: number): Value {
  const made = foreign(withBits(given?.labels ?? [], gained));
  if (made !== UNKNOWN) {
    made.prefix = given?.prefix ?? '';
    made.name = given?.name;
  }
  return made === UNKNOWN ? anchored(given ?? UNKNOWN) : made;
}

const relative: Builtin = (_m, _act, { args }) => {
  const to = args.positional[1];
  return to === undefined ? undefined : foreign(withPart(to.labels, 'relative'));
};

const isLocal: Builtin = (_m, act, { args }) =>
  tested(act, args.positional[0], bits('relative', 'no-parent'), 0);
const isAbsolute: Builtin = (_m, act, { args, receiver }) => {
  const subject = args.positional[0] ?? receiver;
  // Of a relative path between two folders, to be absolute means another drive.
  if (subject?.labels.some(({ part }) => part === 'relative') === true)
    return tested(act, subject, 0, 0);
  return tested(act, subject, 0, bits('relative'));
};

function tested(act: Activation, subject: Value | undefined, yes: number, no: number): Value {
  const made = new Value();
  const labels = subject?.labels ?? [];
  if (act.facts === undefined) return made;
  made.yes = know(act.facts, labels, yes);
  made.no = know(act.facts, labels, no);
  return made;
}

/** `os.path.commonpath([root, path]) == root`: to be equal to the root is to lie in it, without `..`. */
const common: Builtin = (_m, act, { args, name }) => {
  const [paths] = args.positional;
  let labels: readonly Label[] = [];
  for (const item of paths?.items ?? []) labels = joinLabels(labels, item.labels);
  if (name.endsWith('commonprefix') || !isClean(act, labels))
    return foreign(withPart(labels, 'first'));
  return foreign(withPart(labels, 'relative'));
};

export const pathNames: Named = [
  ['path.join', join],
  ['path.posix.join', join],
  ['path.win32.join', join],
  ['path.resolve', resolve],
  ['path.posix.resolve', resolve],
  ['path.normalize', (_m, _act, { args }) => cleaned(args.positional[0], bits('normalised'))],
  ['path.relative', relative],
  ['path.isAbsolute', isAbsolute],
  [
    'fs.realpath',
    (_m, _act, { args }) => cleaned(args.positional[0], bits('normalised', 'resolved')),
  ],
  [
    'fs.realpathSync',
    (_m, _act, { args }) => cleaned(args.positional[0], bits('normalised', 'resolved')),
  ],
  [
    'fs.realpathSync.native',
    (_m, _act, { args }) => cleaned(args.positional[0], bits('normalised', 'resolved')),
  ],
  ['os.path.join', pythonJoin],
  [
    'os.path.abspath',
    (_m, _act, { args }) => cleaned(args.positional[0], bits('normalised', 'no-dash')),
  ],
  ['os.path.normpath', (_m, _act, { args }) => cleaned(args.positional[0], bits('normalised'))],
  [
    'os.path.realpath',
    (_m, _act, { args }) => cleaned(args.positional[0], bits('normalised', 'resolved')),
  ],
  ['os.path.isabs', isAbsolute],
  [
    'os.path.relpath',
    (_m, _act, { args }) => foreign(withPart(args.positional[0]?.labels ?? [], 'relative')),
  ],
  ['os.path.commonpath', common],
  ['os.path.commonprefix', common],
  ['pathlib.Path', (_m, _act, { args }) => joined(withMore(args), 'replaces', false, PATH)],
  ['pathlib.PurePath', (_m, _act, { args }) => joined(withMore(args), 'replaces', false, PATH)],
  ['path/filepath.Join', join],
  ['path.Join', join],
  ['path/filepath.Clean', (_m, _act, { args }) => cleaned(args.positional[0], bits('normalised'))],
  [
    'path/filepath.Abs',
    (_m, _act, { args }) => list([cleaned(args.positional[0], bits('normalised')), UNKNOWN]),
  ],
  [
    'path/filepath.EvalSymlinks',
    (_m, _act, { args }) =>
      list([cleaned(args.positional[0], bits('normalised', 'resolved')), UNKNOWN]),
  ],
  [
    'path/filepath.Rel',
    (_m, _act, { args }) =>
      list([foreign(withPart(args.positional[1]?.labels ?? [], 'relative')), UNKNOWN]),
  ],
  ['path/filepath.IsLocal', isLocal],
  ['path/filepath.IsAbs', isAbsolute],
];

export const pathMethods: Named = [
  // Methods of Python's paths: the receiver carries the data.
  [
    'resolve',
    (_m, _act, { args, receiver }) =>
      receiver === undefined || receiver.labels.length === 0 || args.positional.length > 0
        ? undefined
        : cleaned(receiver, bits('normalised', 'resolved', 'no-dash')),
  ],
  [
    'absolute',
    (_m, _act, { receiver }) =>
      receiver === undefined || receiver.labels.length === 0
        ? undefined
        : cleaned(receiver, bits('no-dash')),
  ],
  [
    'expanduser',
    (_m, _act, { receiver }) =>
      receiver === undefined || receiver.labels.length === 0 ? undefined : cleaned(receiver, 0),
  ],
  [
    'joinpath',
    (_m, _act, { args, receiver }) =>
      receiver === undefined
        ? undefined
        : joined([receiver, ...args.positional], 'replaces', false, PATH),
  ],
  ['is_relative_to', (_m, act, call) => contained(act, call)],
  ['is_absolute', isAbsolute],
  [
    'relative_to',
    (_m, act, call) => {
      const { receiver } = call;
      if (receiver === undefined || act.facts === undefined || receiver.labels.length === 0)
        return undefined;
      // It throws where the path does not lie there.
      act.facts = know(act.facts, receiver.labels, containment(act, receiver.labels));
      return foreign(withPart(receiver.labels, 'relative'));
    },
  ],
];

function containment(act: Activation, labels: readonly Label[]): number {
  return isClean(act, labels) ? bits('contained') : bits('weakly-checked');
}

/** Whether no `..` is left in any of it. */
function isClean(act: Activation, labels: readonly Label[]): boolean {
  return labels.every(
    (label) =>
      ((label.bits | (act.facts?.bitsOf(label.origin) ?? 0)) & bits('normalised', 'no-parent')) !==
      0,
  );
}

function contained(act: Activation, { receiver }: Call): Value | undefined {
  if (receiver === undefined || receiver.labels.length === 0) return undefined;
  return tested(act, receiver, containment(act, receiver.labels), 0);
}

// What is asked about a text, and what a yes and a no say of it.
import type { Builtin } from './index.ts';
import { patternBits } from './pattern.ts';
import type { MatchMode } from './pattern.ts';
import type { Call } from '../run/arguments.ts';
import { HARMLESS, bits } from '../run/assurance.ts';
import type { Bits } from '../run/assurance.ts';
import type { WeakCheck } from '../run/facts.ts';
import { contains, know, membership } from '../run/knowing.ts';
import type { Activation } from '../run/machine.ts';
import { Value, constant, deepLabels, foreign, isOwn, withBits } from '../run/value.ts';
import type { Label } from '../run/value.ts';

type Named = readonly (readonly [string, Builtin])[];

const NOTHING: readonly Label[] = [];

export function weakly(
  act: Activation,
  { node }: Call,
  why: string,
  about?: 'path' | 'url',
): WeakCheck {
  const { at, end } = node;
  return { module: act.module.module, at, end, why, ...(about !== undefined && { about }) };
}

/** An answer that says this much of what was asked about. */
export function answer(
  act: Activation,
  labels: readonly Label[],
  yes: Bits,
  no: Bits,
  weak?: WeakCheck,
): Value {
  const made = new Value();
  const { facts } = act;
  if (facts === undefined) return made;
  made.yes = know(facts, labels, yes, weak);
  made.no = know(facts, labels, no, weak);
  return made;
}

/** One of several questions has a yes for an answer, it is not known which; or all have a no. */
function anyOf(answers: readonly (Value | undefined)[]): Value | undefined {
  const made = new Value();
  for (const one of answers) {
    if (one?.yes === undefined || one.no === undefined) return undefined;
    made.yes = made.yes === undefined ? one.yes : made.yes.meet(one.yes);
    made.no = made.no === undefined ? one.no : made.no.and(one.no);
  }
  return made;
}

function startsWith(
  act: Activation,
  call: Call,
  subject: Value | undefined,
  prefix: Value | undefined,
): Value | undefined {
  const labels = subject?.labels ?? NOTHING;
  if (labels.length === 0 || prefix === undefined) return undefined;
  const options = prefix.items ?? prefix.options?.map((one) => constant(one)) ?? [prefix];
  if (options.length > 1) {
    return anyOf(options.map((one) => startsWith(act, call, subject, one)));
  }
  const [only = prefix] = options;
  // `".." + separator`, whatever the separator is.
  const isParent = only.prefix === '..' && only.suffix === '/';
  const text = isParent ? '../' : only.constant;
  if (labels.some(({ part }) => part === 'relative'))
    return answer(act, labels, 0, text === '..' || text === '../' ? bits('contained') : 0);
  if (text === '-' || text === '--')
    return answer(act, labels, 0, text === '-' ? bits('no-dash') : 0);
  if (text === '~/' || text === '.' || text === './') return answer(act, labels, 0, 0);
  if (text === '/' || text === '\\' || text === '~')
    return answer(act, labels, 0, text === '/' ? bits('relative') : 0);
  if (text === '..' || text === '../') return answer(act, labels, 0, 0);
  if (typeof text === 'string' && /^[a-z][a-z0-9+.-]*:(?:\/\/)?$/i.test(text)) {
    const isSafe = /^(?:https?|s3|gs|git|ssh):/i.test(text);
    return answer(act, labels, isSafe ? bits('scheme-listed', 'no-dash') : 0, 0);
  }
  if (typeof text === 'string' && /^[a-z][a-z0-9+.-]*:\/\//i.test(text)) {
    if (/^[a-z][a-z0-9+.-]*:\/\/[^/?#]+[/?#]/i.test(text))
      return answer(act, labels, bits('host-listed', 'scheme-listed', 'no-dash'), 0);
    const why = 'a URL that starts with this may go on with another host';
    return answer(
      act,
      labels,
      bits('weakly-checked', 'scheme-listed', 'no-dash'),
      0,
      weakly(act, call, why, 'url'),
    );
  }
  if (labels.some(({ part }) => part === 'host'))
    return answer(
      act,
      labels,
      bits('weakly-checked'),
      bits('weakly-checked'),
      weakly(act, call, 'it only compares how the host is written', 'url'),
    );
  if (typeof text === 'string' && !/^(?:[\\/]|[a-z]:)/i.test(text)) {
    return answer(act, labels, bits('weakly-checked'), bits('weakly-checked'));
  }
  if (/[\\/]$/.test(only.suffix) || /\.(?:sep|(?:Path)?Separator)$/.test(only.name ?? '')) {
    const isClean = labels.every(
      (label) =>
        ((label.bits | (act.facts?.bitsOf(label.origin) ?? 0)) &
          bits('normalised', 'no-parent')) !==
        0,
    );
    if (isClean) return answer(act, labels, bits('contained'), bits('outside'));
    return answer(
      act,
      labels,
      bits('weakly-checked'),
      0,
      weakly(act, call, 'the path may still have `..` in it', 'path'),
    );
  }
  return answer(
    act,
    labels,
    bits('weakly-checked'),
    0,
    weakly(
      act,
      call,
      'without a separator at its end, the prefix also fits folders whose names go on',
      'path',
    ),
  );
}

function endsWith(
  act: Activation,
  call: Call,
  subject: Value | undefined,
  suffix: Value | undefined,
): Value | undefined {
  const labels = subject?.labels ?? NOTHING;
  if (labels.length === 0 || suffix === undefined) return undefined;
  if (suffix.items !== undefined && suffix.items.length > 0)
    return anyOf(suffix.items.map((one) => endsWith(act, call, subject, one)));
  if (labels.some(({ part }) => part === 'host')) {
    const start = suffix.prefix[0];
    if (start === '.') return answer(act, labels, bits('host-listed'), 0);
    return answer(
      act,
      labels,
      bits('weakly-checked'),
      0,
      weakly(
        act,
        call,
        'without a dot before it, the ending also fits hosts whose names start otherwise',
        'url',
      ),
    );
  }
  return answer(act, labels, 0, 0);
}

function matches(
  act: Activation,
  pattern: Value | undefined,
  subject: Value | undefined,
  mode: MatchMode,
): Value | undefined {
  if (pattern?.options !== undefined && pattern.pattern === undefined) {
    return anyOf(pattern.options.map((one) => matches(act, constant(one), subject, mode)));
  }
  const source =
    pattern?.pattern ?? (typeof pattern?.constant === 'string' ? pattern.constant : undefined);
  const labels = subject?.labels ?? NOTHING;
  if (source === undefined || labels.length === 0) return undefined;
  const meaning = patternBits(source, mode);
  if (meaning.isWeak && meaning.yes === 0) {
    return answer(act, labels, bits('weakly-checked'), bits('weakly-checked') | meaning.no);
  }
  return answer(act, labels, meaning.yes, meaning.no);
}

/** A match object is true, and carries parts of what was matched. */
function matchObject(
  act: Activation,
  pattern: Value | undefined,
  subject: Value | undefined,
  mode: MatchMode,
): Value | undefined {
  const made = matches(act, pattern, subject, mode);
  if (made === undefined) return undefined;
  made.labels = withBits(subject?.labels ?? NOTHING, 0, bits('led', 'no-dash'));
  return made;
}

/** `ALLOWED.includes(x)` and `x.includes('..')` are one method. */
function held(
  act: Activation,
  call: Call,
  holder: Value | undefined,
  item: Value | undefined,
): Value | undefined {
  const { facts } = act;
  if (holder === undefined || item === undefined || facts === undefined) return undefined;
  if (holder.labels.length === 0 && deepLabels(item, 1).length === 0) return undefined;
  const { no, yes } = membership(item, holder, facts);
  const made = new Value();
  made.yes = yes;
  made.no = no;
  // `indexOf` answers with a number: which way it is compared decides, and that is not followed.
  if (call.method === 'indexOf') return foreign(withBits(holder.labels, HARMLESS));
  return made;
}

/** A truth value says what the answer said that it was made of. */
const truthOf: Builtin = (_machine, _act, { args }) => {
  const [asked] = args.positional;
  if (asked === undefined || args.positional.length > 1) return undefined;
  const made = new Value();
  made.yes = asked.yes;
  made.no = asked.no;
  made.alternatives = asked.alternatives;
  made.isInfluenced = asked.isInfluenced || !isOwn(asked);
  if (asked.constant !== undefined) made.constant = Boolean(asked.constant);
  return made;
};

export const questionNames: Named = [
  ['bool', truthOf],
  ['Boolean', truthOf],
  [
    'slices.Contains',
    (_m, act, call) => held(act, call, call.args.positional[0], call.args.positional[1]),
  ],
  [
    're.match',
    (_m, act, call) => matchObject(act, call.args.positional[0], call.args.positional[1], 'match'),
  ],
  [
    're.fullmatch',
    (_m, act, call) => matchObject(act, call.args.positional[0], call.args.positional[1], 'full'),
  ],
  [
    're.search',
    (_m, act, call) => matchObject(act, call.args.positional[0], call.args.positional[1], 'search'),
  ],
  [
    'regexp.MatchString',
    (_m, act, call) => matches(act, call.args.positional[0], call.args.positional[1], 'search'),
  ],
  [
    'strings.HasPrefix',
    (_m, act, call) => startsWith(act, call, call.args.positional[0], call.args.positional[1]),
  ],
  [
    'strings.HasSuffix',
    (_m, act, call) => endsWith(act, call, call.args.positional[0], call.args.positional[1]),
  ],
  [
    'strings.Contains',
    (_m, act, call) => {
      const [subject, text] = call.args.positional;
      if (
        act.facts === undefined ||
        subject === undefined ||
        typeof text?.constant !== 'string' ||
        subject.labels.length === 0
      )
        return undefined;
      const { no, yes } = contains(subject.labels, text.constant, act.facts);
      return Object.assign(new Value(), { yes, no });
    },
  ],
  [
    'strings.ContainsAny',
    (_m, act, call) => {
      const [subject, set] = call.args.positional;
      if (typeof set?.constant !== 'string') return undefined;
      const source = `[${set.constant.replaceAll(/[\]\\^-]/g, '\\$&')}]`;
      return answer(act, subject?.labels ?? NOTHING, 0, patternBits(source, 'search').no);
    },
  ],
];

export const questionMethods: Named = [
  ['startsWith', (_m, act, call) => startsWith(act, call, call.receiver, call.args.positional[0])],
  ['startswith', (_m, act, call) => startsWith(act, call, call.receiver, call.args.positional[0])],
  ['endsWith', (_m, act, call) => endsWith(act, call, call.receiver, call.args.positional[0])],
  ['endswith', (_m, act, call) => endsWith(act, call, call.receiver, call.args.positional[0])],
  ['test', (_m, act, call) => matches(act, call.receiver, call.args.positional[0], 'search')],
  [
    'MatchString',
    (_m, act, call) => matches(act, call.receiver, call.args.positional[0], 'search'),
  ],
  [
    'fullmatch',
    (_m, act, call) => matchObject(act, call.receiver, call.args.positional[0], 'full'),
  ],
  [
    'search',
    (_m, act, call) =>
      call.receiver?.pattern === undefined
        ? undefined
        : matchObject(act, call.receiver, call.args.positional[0], 'search'),
  ],
  [
    'exec',
    (_m, act, call) =>
      call.receiver?.pattern === undefined
        ? undefined
        : matchObject(act, call.receiver, call.args.positional[0], 'search'),
  ],
  [
    'match',
    (_m, act, call) => {
      if (call.receiver?.pattern !== undefined)
        return matchObject(act, call.receiver, call.args.positional[0], 'match');
      return matchObject(act, call.args.positional[0], call.receiver, 'search');
    },
  ],
  ['includes', (_m, act, call) => held(act, call, call.receiver, call.args.positional[0])],
  ['has', (_m, act, call) => held(act, call, call.receiver, call.args.positional[0])],
  ['contains', (_m, act, call) => held(act, call, call.receiver, call.args.positional[0])],
  ['indexOf', (_m, act, call) => held(act, call, call.receiver, call.args.positional[0])],
  ['hasOwnProperty', (_m, act, call) => held(act, call, call.receiver, call.args.positional[0])],
];

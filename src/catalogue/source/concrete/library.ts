import { matchObjectsIn, matchesIn, patternOf, replaced, search, splitBy } from './patterns.ts';
import {
  External,
  List,
  OPAQUE,
  Pattern,
  Routine,
  Table,
  UNKNOWN,
  Vague,
  truthOf,
  turnsOf,
} from './values.ts';
import type { Concrete } from './values.ts';
import { RAISED, UNDECIDED } from './world.ts';
import type { Place } from './world.ts';

// Functions of the three languages that judge and change texts, as far as they need no world.

/** What a call is given. */
export interface Given {
  readonly place: Place;
  readonly positional: readonly Concrete[];
  readonly named: ReadonlyMap<string, Concrete>;
}

type Library = (given: Given) => Concrete | undefined;

/** What a function of the language or a library gives; undefined where that is not known. */
export function functionOf(name: string, given: Given): Concrete | undefined {
  return LIBRARY.get(name)?.(given);
}

/** What a function that is a value gives. */
export function applied(
  given: Given,
  what: Concrete | undefined,
  ...args: readonly Concrete[]
): Concrete {
  const { place } = given;
  const { world } = place;
  if (what instanceof Routine) return world.interpreter.invoke(world, what, args);
  const made =
    what instanceof External
      ? functionOf(what.name, { place, positional: args, named: new Map() })
      : undefined;
  return made ?? (args.some((one) => world.isMade(one)) ? OPAQUE : UNKNOWN);
}

/** Whether a function that is a value says yes to something. */
export function isPassing(
  given: Given,
  what: Concrete | undefined,
  ...args: readonly Concrete[]
): boolean {
  const answer = applied(given, what, ...args);
  const truth = truthOf(answer, given.place.module.language === 'javascript');
  if (truth === undefined) throw UNDECIDED;
  return truth;
}

const text =
  (work: (subject: string, given: Given) => Concrete | undefined): Library =>
  (given) => {
    const [subject] = given.positional;
    return typeof subject === 'string' ? work(subject, given) : undefined;
  };

const two =
  (work: (subject: string, other: string) => Concrete): Library =>
  ({ positional: [subject, other] }) =>
    typeof subject === 'string' && typeof other === 'string' ? work(subject, other) : undefined;

/** `re.IGNORECASE | re.DOTALL`: letters of flags, by what their names hold. */
function flagsIn(given: Given, at: number): string {
  const flags = given.named.get('flags') ?? given.positional[at];
  return typeof flags === 'string'
    ? flags
    : flags instanceof External
      ? (FLAGS.get(flags.name) ?? '')
      : '';
}

const FLAGS: ReadonlyMap<string, string> = new Map(
  [
    ['I', 'i'],
    ['IGNORECASE', 'i'],
    ['S', 's'],
    ['DOTALL', 's'],
    ['M', 'm'],
    ['MULTILINE', 'm'],
    ['X', 'x'],
    ['VERBOSE', 'x'],
  ].map(([name, letter]) => [`re.${name}`, letter ?? '']),
);

/** Letters of all the flags that an expression joins. */
export function flagLetters(parts: readonly Concrete[]): string | undefined {
  const letters = parts.map((part) => (part instanceof External ? FLAGS.get(part.name) : part));
  return letters.every((one) => typeof one === 'string') ? letters.join('') : undefined;
}

function matching(mode: 'search' | 'match' | 'full'): Library {
  return (given) => {
    const pattern = patternOf(given.positional[0], flagsIn(given, 2));
    const subject = given.positional[1];
    return pattern === undefined || typeof subject !== 'string'
      ? undefined
      : search(pattern, subject, mode);
  };
}

function over(work: (pattern: Pattern, subject: string) => Concrete): Library {
  return (given) => {
    const pattern = patternOf(given.positional[0], flagsIn(given, 2));
    const subject = given.positional[1];
    return pattern === undefined || typeof subject !== 'string'
      ? undefined
      : work(pattern, subject);
  };
}

const listed: Library = ({ positional: [items] }) =>
  items === undefined ? new List([]) : isRun(items) ? new List([...turnsOf(items)]) : undefined;
const set: Library = ({ positional: [items] }) =>
  items === undefined || isRun(items) ? new List([...turnsOf(items ?? '')], true) : undefined;

function isRun(value: Concrete): boolean {
  return (
    value instanceof List ||
    typeof value === 'string' ||
    (value instanceof Table && value.type === undefined)
  );
}

function truths(given: Given): (boolean | undefined)[] | undefined {
  const [items] = given.positional;
  if (!(items instanceof List)) return undefined;
  return items.items.map((item) => truthOf(item, given.place.module.language === 'javascript'));
}

const length: Library = ({ positional: [items] }) =>
  typeof items === 'string' ? items.length : items instanceof List ? items.items.length : undefined;

const ends: Library = () => {
  throw RAISED;
};

/** A text without the comments of SQL, each of them a blank. */
function withoutComments(statement: string): string {
  return statement.replaceAll(/\/\*(?:[^*]|\*(?!\/))*\*\//g, ' ').replaceAll(/--[^\n]*/g, ' ');
}

const error: Library = () => new Table(new Map([['message', UNKNOWN]]));

const LIBRARY: ReadonlyMap<string, Library> = new Map<string, Library>([
  // Python.
  ['re.search', matching('search')],
  ['re.match', matching('match')],
  ['re.fullmatch', matching('full')],
  ['re.findall', over(matchesIn)],
  ['re.finditer', over(matchObjectsIn)],
  ['re.split', over(splitBy)],
  ['re.compile', (given) => patternOf(given.positional[0], flagsIn(given, 1))],
  ['re.escape', text((subject) => subject.replaceAll(/[^\w]/g, String.raw`\$&`))],
  [
    're.sub',
    (given) => {
      const pattern = patternOf(given.positional[0], flagsIn(given, 4));
      const [, by, subject] = given.positional;
      return pattern === undefined || typeof by !== 'string' || typeof subject !== 'string'
        ? undefined
        : replaced(pattern, subject, by, true);
    },
  ],
  [
    'any',
    (given) => {
      const all = truths(given);
      return all?.includes(true) === true
        ? true
        : all?.includes(undefined) === true
          ? OPAQUE
          : all && false;
    },
  ],
  [
    'all',
    (given) => {
      const all = truths(given);
      return all?.includes(false) === true
        ? false
        : all?.includes(undefined) === true
          ? OPAQUE
          : all && true;
    },
  ],
  ['len', length],
  ['str', text((subject) => subject)],
  ['bool', boolean],
  ['list', listed],
  ['tuple', listed],
  ['sorted', listed],
  ['set', set],
  ['frozenset', set],
  [
    'enumerate',
    ({ positional: [items] }) =>
      items instanceof List
        ? new List(items.items.map((item, nth) => new List([nth, item])))
        : undefined,
  ],
  [
    'next',
    ({ positional: [items, usual] }) =>
      items instanceof List ? (items.items[0] ?? usual ?? null) : undefined,
  ],
  [
    'isinstance',
    ({ positional: [value, type] }) => {
      if (!(type instanceof External)) return undefined;
      if (typeof value === 'string') return type.name === 'str';
      return value instanceof List ? type.name === 'list' : undefined;
    },
  ],
  [
    'sqlparse.format',
    text((subject, { named }) =>
      named.get('strip_comments') === true ? withoutComments(subject) : subject,
    ),
  ],
  ['textwrap.dedent', text((subject) => subject)],
  ['sys.exit', ends],
  // JavaScript.
  ['String', text((subject) => subject)],
  ['Boolean', boolean],
  ['Set', set],
  ['Array.from', listed],
  [
    'Array.isArray',
    ({ positional: [value] }) => (value === undefined ? undefined : value instanceof List),
  ],
  ['Object.freeze', ({ positional: [value] }) => value],
  [
    'Object.keys',
    ({ positional: [value] }) =>
      value instanceof Table ? new List([...value.fields.keys()]) : undefined,
  ],
  [
    'Object.values',
    ({ positional: [value] }) =>
      value instanceof Table ? new List([...value.fields.values()]) : undefined,
  ],
  [
    'Object.entries',
    ({ positional: [value] }) =>
      value instanceof Table ? new List([...turnsOf(value, 'entries')]) : undefined,
  ],
  [
    'RegExp',
    ({ positional: [source, flags] }) => patternOf(source, typeof flags === 'string' ? flags : ''),
  ],
  ['process.exit', ends],
  // Go.
  ['strings.HasPrefix', two((subject, other) => subject.startsWith(other))],
  ['strings.HasSuffix', two((subject, other) => subject.endsWith(other))],
  ['strings.Contains', two((subject, other) => subject.includes(other))],
  ['strings.ContainsAny', two((subject, other) => [...other].some((one) => subject.includes(one)))],
  ['strings.EqualFold', two((subject, other) => subject.toLowerCase() === other.toLowerCase())],
  ['strings.Index', two((subject, other) => subject.indexOf(other))],
  ['strings.Split', two((subject, other) => new List(subject.split(other)))],
  [
    'strings.TrimPrefix',
    two((subject, other) => (subject.startsWith(other) ? subject.slice(other.length) : subject)),
  ],
  [
    'strings.TrimSuffix',
    two((subject, other) => (subject.endsWith(other) ? subject.slice(0, -other.length) : subject)),
  ],
  ['strings.ToUpper', text((subject) => subject.toUpperCase())],
  ['strings.ToLower', text((subject) => subject.toLowerCase())],
  ['strings.TrimSpace', text((subject) => subject.trim())],
  ['strings.TrimLeft', two((subject, other) => trimmed(subject, other, true, false))],
  ['strings.TrimRight', two((subject, other) => trimmed(subject, other, false, true))],
  ['strings.Trim', two((subject, other) => trimmed(subject, other, true, true))],
  ['strings.Fields', text((subject) => new List(subject.split(/\s+/).filter((one) => one !== '')))],
  [
    'strings.ReplaceAll',
    ({ positional: [subject, from, to] }) =>
      typeof subject === 'string' && typeof from === 'string' && typeof to === 'string'
        ? subject.replaceAll(from, () => to)
        : undefined,
  ],
  [
    'strings.Join',
    ({ positional: [items, between] }) =>
      items instanceof List &&
      typeof between === 'string' &&
      items.items.every((one) => typeof one === 'string')
        ? items.items.join(between)
        : undefined,
  ],
  [
    'slices.Contains',
    ({ positional: [items, item] }) =>
      items instanceof List && item !== undefined && !(item instanceof Vague)
        ? items.items.includes(item)
        : undefined,
  ],
  ['string', text((subject) => subject)],
  ['regexp.MustCompile', ({ positional: [source] }) => patternOf(source)],
  ['regexp.Compile', ({ positional: [source] }) => pair(patternOf(source))],
  [
    'regexp.MatchString',
    (given) => {
      const found = over((pattern, subject) => search(pattern, subject, 'search'))(given);
      return found === undefined
        ? undefined
        : pair(found instanceof Vague ? OPAQUE : found !== null);
    },
  ],
  ['regexp.QuoteMeta', text((subject) => subject.replaceAll(/[^\w]/g, String.raw`\$&`))],
  ['errors.New', error],
  ['fmt.Errorf', error],
  ['mcp.NewToolResultError', error],
  ['panic', ends],
]);

function boolean({ place, positional: [value] }: Given): Concrete | undefined {
  return value === undefined
    ? false
    : (truthOf(value, place.module.language === 'javascript') ?? undefined);
}

/** Go's result and error. */
function pair(value: Concrete | undefined): Concrete | undefined {
  return value === undefined ? undefined : new List([value, null]);
}

/** A text without some characters at its ends. */
export function trimmed(
  subject: string,
  characters: string,
  atStart: boolean,
  atEnd: boolean,
): string {
  const isCut = (at: number): boolean => characters.includes(subject[at] ?? '');
  let [from, to] = [0, subject.length];
  if (atStart) while (from < to && isCut(from)) from++;
  if (atEnd) while (to > from && isCut(to - 1)) to--;
  return subject.slice(from, to);
}

/** One word of a command line and the argument that it stands in: 0 is the command, n is args[n-1]. */
export interface Word {
  readonly text: string;
  /** The words of a shell line share the argument that holds the line. */
  readonly at: number;
}

/** One option of a program, as `--name value`, `--name=value`, `-n value` or `-nvalue`. */
export interface Option {
  /** With its dashes; the letters of a cluster (`-it`) stand one by one, as `-i` and `-t`. */
  readonly name: string;
  readonly value?: string;
  readonly at: number;
  /** Where the value stands; equal to `at` where it is attached, or where there is none. */
  readonly valueAt: number;
}

/** How a program reads its options. */
export interface Grammar {
  /** Whether the option takes the next word where no value is attached. */
  readonly takesValue: (name: string) => boolean;
  /** Options after which the program reads no more of its own. */
  readonly last?: ReadonlySet<string>;
  /** `-name` is one option, not a cluster of letters (go, java). */
  readonly isSingleDash?: boolean;
}

interface Scan {
  readonly options: readonly Option[];
  readonly rest: readonly Word[];
}

/** Reads options up to the first word that is none, or past `--`. */
export function scanOptions(words: readonly Word[], grammar: Grammar): Scan {
  const options: Option[] = [];
  let next = 0;
  for (let word = words[next]; word !== undefined; word = words[next]) {
    if (word.text === '--') return { options, rest: words.slice(next + 1) };
    if (!word.text.startsWith('-') || word.text === '-') break;
    const isCluster = grammar.isSingleDash !== true && !word.text.startsWith('--');
    const found = isCluster ? letters(word, grammar) : [long(word)];
    const end = found.at(-1);
    const following = words[next + 1];
    next += 1;
    if (end?.value === undefined && end !== undefined && following !== undefined) {
      if (grammar.takesValue(end.name)) {
        found[found.length - 1] = { ...end, value: following.text, valueAt: following.at };
        next += 1;
      }
    }
    options.push(...found);
    if (found.some(({ name }) => grammar.last?.has(name))) break;
  }
  return { options, rest: words.slice(next) };
}

function long({ text, at }: Word): Option {
  const equals = text.indexOf('=');
  if (equals < 0) return { name: text, at, valueAt: at };
  return { name: text.slice(0, equals), value: text.slice(equals + 1), at, valueAt: at };
}

// Nobody writes more options into one word; what does is no cluster and not worth reading.
const MOST_LETTERS = 16;

/** `-it`, `-eNAME=value`, `-p3.12`: letters up to the first that takes a value, which takes what is left. */
function letters({ text, at }: Word, { takesValue }: Grammar): Option[] {
  const found: Option[] = [];
  for (let index = 1; index < Math.min(text.length, MOST_LETTERS); index += 1) {
    const name = `-${text[index]}`;
    const left = text.slice(index + 1);
    if (left !== '' && (takesValue(name) || left.startsWith('='))) {
      found.push({ name, value: left.replace(/^=/, ''), at, valueAt: at });
      break;
    }
    found.push({ name, at, valueAt: at });
  }
  return found;
}

/** The values of the options of these names, in order. */
export function valuesOf(options: readonly Option[], names: readonly string[]): Word[] {
  return options.flatMap(({ name, value, valueAt }) =>
    names.includes(name) && value !== undefined ? [{ text: value, at: valueAt }] : [],
  );
}

/** A test for `Grammar.takesValue` from a list of names. */
export function anyOf(names: string): (name: string) => boolean {
  const known = new Set(names.split(' '));
  return (name) => known.has(name);
}

/** The program's plain name: lower case, without folder and without `.exe`, `.cmd` and their like. */
export function plainName(program: string): string {
  const file = program.slice(Math.max(program.lastIndexOf('/'), program.lastIndexOf('\\')) + 1);
  return file.toLowerCase().replace(/\.(?:exe|cmd|bat|com|ps1)$/, '');
}

import { readShellLine } from './shell-line.ts';
import { anyOf, scanOptions, valuesOf } from './words.ts';
import type { Grammar, Option, Word } from './words.ts';

// Programs that only prepare the ground for another, which stands in their own arguments.

/** A wrapper taken off. */
export interface Wrapper {
  /** Plain name: `env`, `sudo`, `cmd`, `sh`, `poetry run`. */
  readonly name: string;
  readonly at: number;
  readonly options: readonly Option[];
  /** It gives the command the rights of another user, in most cases of the administrator. */
  readonly isElevating: boolean;
}

/** A variable that the command line sets. */
export interface Variable {
  readonly name: string;
  readonly value: string;
  readonly at: number;
}

interface Unwrapped {
  readonly wrapper: Wrapper;
  readonly variables: readonly Variable[];
  /** The wrapped command. */
  readonly words: readonly Word[];
}

interface Form {
  /** The first word that makes it a wrapper: `run`, `exec`. */
  readonly sub?: readonly string[];
  readonly valued?: string;
  /** How many words the wrapper takes for itself before the command. */
  readonly takes?: number;
  /** Words before the command that are the wrapper's own, however many. */
  readonly own?: RegExp;
  readonly isElevating?: boolean;
  /** NAME=value words may stand before the command. */
  readonly hasVariables?: boolean;
}

const FORMS: ReadonlyMap<string, Form> = new Map<string, Form>([
  ['env', { valued: '-u --unset -C --chdir -P -S --split-string', hasVariables: true }],
  ['cross-env', { hasVariables: true }],
  [
    'sudo',
    {
      valued: '-u -g -h -p -C -D -R -T -U -r -t --user --group --host --prompt --chdir',
      hasVariables: true,
      isElevating: true,
    },
  ],
  ['doas', { valued: '-u -C -a', isElevating: true }],
  ['gsudo', { valued: '-u --user -i --integrity', isElevating: true }],
  ['pkexec', { valued: '--user', isElevating: true }],
  ['runas', { own: /^\//, isElevating: true }],
  ['gosu', { takes: 1 }],
  ['su-exec', { takes: 1 }],
  ['nohup', {}],
  ['setsid', {}],
  ['exec', { valued: '-a' }],
  ['command', {}],
  ['time', { valued: '-f -o' }],
  ['unbuffer', {}],
  ['caffeinate', { valued: '-t -w' }],
  ['nice', { valued: '-n --adjustment' }],
  ['ionice', { valued: '-c -n -p' }],
  ['stdbuf', { valued: '-i -o -e' }],
  ['taskset', { takes: 1 }],
  ['timeout', { valued: '-s -k --signal --kill-after', takes: 1 }],
  ['gtimeout', { valued: '-s -k --signal --kill-after', takes: 1 }],
  ['arch', {}],
  ['xvfb-run', { valued: '-e -f -n -p -s -w' }],
  ['dbus-run-session', { valued: '--config-file --dbus-daemon' }],
  ['corepack', {}],
  ['wsl', { valued: '-d --distribution -u --user --cd --shell-type' }],
  ['dotenv', { valued: '-e -f -v -c' }],
  ['dotenvx', { sub: ['run'], valued: '-f -e' }],
  ['op', { sub: ['run'], valued: '--env-file --account' }],
  ['doppler', { sub: ['run'], valued: '-p -c -t --project --config --token' }],
  ['infisical', { sub: ['run'], valued: '--env --path --projectId --token' }],
  ['aws-vault', { sub: ['exec'], valued: '-d --duration', takes: 1 }],
  ['direnv', { sub: ['exec'], takes: 1 }],
  ['mise', { sub: ['exec', 'x'], valued: '-C --cd -E --env', own: /^[\w:./-]{1,80}@/ }],
  ['volta', { sub: ['run'], valued: '--node --npm --pnpm --yarn' }],
  ['fnm', { sub: ['exec'], valued: '--using' }],
  ['poetry', { sub: ['run'], valued: '-C --directory -P --project' }],
  ['pdm', { sub: ['run'], valued: '-p --project' }],
  ['hatch', { sub: ['run'], valued: '-e --env' }],
  ['rye', { sub: ['run'] }],
  ['pipenv', { sub: ['run'] }],
  ['conda', { sub: ['run'], valued: '-n -p --name --prefix --cwd' }],
  ['mamba', { sub: ['run'], valued: '-n -p --name --prefix --cwd' }],
  ['micromamba', { sub: ['run'], valued: '-n -p --name --prefix --cwd' }],
  ['bundle', { sub: ['exec'] }],
]);

const VARIABLE = /^([A-Za-z_][A-Za-z0-9_]{0,200})=(.*)$/s;

/** Whether a program of this plain name may wrap another. */
export function isWrapper(name: string): boolean {
  return FORMS.has(name);
}

/** Takes the outermost wrapper off; undefined where the first word is none, or wraps nothing. */
export function unwrap(name: string, words: readonly Word[]): Unwrapped | undefined {
  const [program, ...after] = words;
  const form = FORMS.get(name);
  if (program === undefined || form === undefined) return undefined;
  const grammar: Grammar = { takesValue: anyOf(form.valued ?? '') };
  const outer = scanOptions(after, grammar);
  const sub = form.sub?.find((step) => step === outer.rest[0]?.text);
  if (form.sub !== undefined && sub === undefined) return undefined;
  const scan = sub === undefined ? outer : scanOptions(outer.rest.slice(1), grammar);
  const left = [...splitWords(scan.options), ...pastOwnWords(scan.rest, form)];
  const inner = form.hasVariables === true ? takeVariables(left) : { variables: [], words: left };
  if (inner.words.length === 0) return undefined;
  return {
    wrapper: {
      name: sub === undefined ? name : `${name} ${sub}`,
      at: program.at,
      options: sub === undefined ? outer.options : [...outer.options, ...scan.options],
      isElevating: form.isElevating === true,
    },
    ...inner,
  };
}

/** `env -S 'a b' c` is `env a b c`. */
function splitWords(options: readonly Option[]): Word[] {
  return valuesOf(options, ['-S', '--split-string']).flatMap(({ at, text }) =>
    (readShellLine(text, 'posix')?.[0]?.words ?? []).map((word) => ({ text: word, at })),
  );
}

function pastOwnWords(words: readonly Word[], { takes = 0, own }: Form): readonly Word[] {
  let left = words.slice(takes);
  if (own !== undefined) {
    const foreign = left.findIndex(({ text }) => !own.test(text));
    left = foreign < 0 ? [] : left.slice(foreign);
  }
  return left.length < words.length && left[0]?.text === '--' ? left.slice(1) : left;
}

/** Takes `NAME=value` words off the front. */
export function takeVariables(words: readonly Word[]): {
  readonly variables: readonly Variable[];
  readonly words: readonly Word[];
} {
  const variables: Variable[] = [];
  for (const { text, at } of words) {
    const match = VARIABLE.exec(text);
    if (match === null) break;
    variables.push({ name: match[1] ?? '', value: match[2] ?? '', at });
  }
  return { variables, words: words.slice(variables.length) };
}

import { denoPackage, goPackage, npmPackage, nugetPackage, pypiPackage } from './package-spec.ts';
import type { PackageReference } from './package-spec.ts';
import { anyOf, scanOptions, valuesOf } from './words.ts';
import type { Grammar, Option, Word } from './words.ts';

// Programs that fetch a package and run it. What each takes as option comes from its own manual.

export type Runner =
  | 'npx'
  | 'bunx'
  | 'pnpm dlx'
  | 'yarn dlx'
  | 'uvx'
  | 'uv run'
  | 'pipx run'
  | 'go run'
  | 'deno run'
  | 'dnx';

/** What a runner was asked to do. */
export interface Run {
  readonly runner: Runner;
  readonly options: readonly Option[];
  /** The package whose program runs stands first. */
  readonly packages: readonly PackageReference[];
  /** The program, where it is named apart from its package. */
  readonly executable?: Word;
  /** A file that the runner runs. */
  readonly script?: Word;
  /** A line that the runner hands to a shell (`npx -c`). */
  readonly line?: Word;
  readonly args: readonly Word[];
}

const NODE_TOOLS: Grammar = {
  takesValue: anyOf(
    '-p --package --call --registry --cache --userconfig --globalconfig --prefix --loglevel -w --workspace --node-options --node-arg -n --before --tag --location --script-shell -C --dir --cwd --filter -F --reporter --allow-build --config --shell',
  ),
};
const NPM: Grammar = { takesValue: (name) => name === '-c' || NODE_TOOLS.takesValue(name) };
const UV: Grammar = {
  takesValue: anyOf(
    '--from --with -w --with-editable --with-requirements --python -p --index --default-index -i --index-url --extra-index-url -f --find-links --index-strategy --keyring-provider --resolution --prerelease --fork-strategy --exclude-newer --exclude-newer-package --link-mode -P --upgrade-package --refresh-package --reinstall-package --no-build-package --no-binary-package --no-build-isolation-package -C --config-setting --config-settings-package -c --constraints -b --build-constraints --overrides --env-file --color --allow-insecure-host --cache-dir --directory --project --config-file --python-platform --torch-backend --package --group --no-group --only-group --extra --no-extra -m --module -s --script --gui-script',
  ),
  last: new Set(['-m', '--module', '-s', '--script', '--gui-script']),
};
const PIPX: Grammar = {
  takesValue: anyOf('--spec --python --pip-args -i --index-url --backend --fetch-missing-python'),
};
const GO: Grammar = {
  takesValue: anyOf(
    '-C -p -exec -mod -modfile -overlay -pkgdir -tags -ldflags -gcflags -asmflags -gccgoflags -buildmode -compiler -toolexec -installsuffix -covermode -coverpkg -pgo',
  ),
  isSingleDash: true,
};
const DENO: Grammar = {
  takesValue: anyOf(
    '-c --config --import-map --lock --cert --location --seed --preload -L --log-level --ext',
  ),
};
const DOTNET: Grammar = {
  takesValue: anyOf('--version --source --add-source --configfile --framework -v --verbosity'),
};

interface Route {
  /** Words after the program that lead here: `npm exec` is `npm` with `exec`. */
  readonly sub?: readonly string[];
  readonly grammar: Grammar;
  /** `before` holds the options that stood in front of the sub-command; they count too. */
  readonly read: (words: readonly Word[], before: readonly Option[]) => Run | undefined;
}

const npx: Route = { grammar: NPM, read: (words, before) => nodeRun('npx', words, before) };
const bunx: Route = {
  grammar: NODE_TOOLS,
  read: (words, before) => nodeRun('bunx', words, before),
};
const pnpm: Route = {
  grammar: NODE_TOOLS,
  read: (words, before) => nodeRun('pnpm dlx', words, before),
};
const yarn: Route = {
  grammar: NODE_TOOLS,
  read: (words, before) => nodeRun('yarn dlx', words, before),
};
const uvx: Route = { grammar: UV, read: uvxRun };
const dnx: Route = { grammar: DOTNET, read: dnxRun };

const ROUTES: ReadonlyMap<string, readonly Route[]> = new Map<string, readonly Route[]>([
  ['npx', [npx]],
  ['npm', [{ ...npx, sub: ['exec', 'x'] }]],
  ['bunx', [bunx]],
  ['bun', [{ ...bunx, sub: ['x'] }]],
  ['pnpx', [pnpm]],
  ['pnpm', [{ ...pnpm, sub: ['dlx'] }]],
  ['yarn', [{ ...yarn, sub: ['dlx'] }]],
  ['uvx', [uvx]],
  [
    'uv',
    [
      { ...uvx, sub: ['tool run'] },
      { grammar: UV, read: uvRun, sub: ['run'] },
    ],
  ],
  ['pipx', [{ grammar: PIPX, read: pipxRun, sub: ['run'] }]],
  ['go', [{ grammar: GO, read: goRun, sub: ['run'] }]],
  ['deno', [{ grammar: DENO, read: denoRun, sub: ['run', 'x', 'serve'] }]],
  ['dnx', [dnx]],
  ['dotnet', [{ ...dnx, sub: ['dnx', 'tool exec', 'tool execute'] }]],
]);

/** Whether a program of this plain name may fetch and run a package. */
export function isRunner(name: string): boolean {
  return ROUTES.has(name);
}

/** Reads the words after a runner's name; undefined where they do not make it fetch or run something. */
export function readRun(name: string, words: readonly Word[]): Run | undefined {
  for (const { sub, grammar, read } of ROUTES.get(name) ?? []) {
    if (sub === undefined) return read(words, []);
    const { options, rest } = scanOptions(words, grammar);
    const taken = sub.find((path) => path.split(' ').every((step, i) => rest[i]?.text === step));
    if (taken === undefined) continue;
    return read(rest.slice(taken.split(' ').length), options);
  }
  return undefined;
}

function scan(
  words: readonly Word[],
  before: readonly Option[],
  grammar: Grammar,
): ReturnType<typeof scanOptions> {
  const { options, rest } = scanOptions(words, grammar);
  return { options: [...before, ...options], rest };
}

function nodeRun(
  runner: Runner,
  words: readonly Word[],
  before: readonly Option[],
): Run | undefined {
  const { options, rest } = scan(words, before, runner === 'npx' ? NPM : NODE_TOOLS);
  const packages = valuesOf(options, ['-p', '--package']).map(({ text, at }) =>
    npmPackage(text, at),
  );
  const [first, ...args] = rest;
  const line = lineOf(runner, options, first);
  if (line !== undefined) return { runner, options, packages, line, args: [] };
  if (first === undefined) return undefined;
  if (packages.length > 0) return { runner, options, packages, executable: first, args };
  return { runner, options, packages: [npmPackage(first.text, first.at)], args };
}

/** npx takes a shell line as the value of -c; to pnpm -c says that the first word is one. */
function lineOf(
  runner: Runner,
  options: readonly Option[],
  first: Word | undefined,
): Word | undefined {
  if (runner === 'npx') return valuesOf(options, ['-c', '--call'])[0];
  const isLine = options.some(({ name }) => name === '-c' || name === '--shell-mode');
  return runner === 'pnpm dlx' && isLine ? first : undefined;
}

function uvxRun(words: readonly Word[], before: readonly Option[]): Run | undefined {
  const { options, rest } = scan(words, before, UV);
  const [first, ...args] = rest;
  if (first === undefined) return undefined;
  const [from] = valuesOf(options, ['--from']).map(({ text, at }) => pypiPackage(text, at));
  const beside = requirementsOf(options);
  if (from === undefined) {
    return {
      runner: 'uvx',
      options,
      packages: [pypiPackage(first.text, first.at), ...beside],
      args,
    };
  }
  return { runner: 'uvx', options, packages: [from, ...beside], executable: first, args };
}

function uvRun(words: readonly Word[], before: readonly Option[]): Run | undefined {
  const { options, rest } = scan(words, before, UV);
  const run: Run = { runner: 'uv run', options, packages: requirementsOf(options), args: rest };
  const [script] = valuesOf(options, ['-s', '--script', '--gui-script']);
  if (script !== undefined) return { ...run, script };
  const [module] = valuesOf(options, ['-m', '--module']);
  if (module !== undefined) return { ...run, executable: module };
  const [first, ...args] = rest;
  if (first === undefined) return undefined;
  if (/\.pyw?$/i.test(first.text) || /^https?:/i.test(first.text))
    return { ...run, script: first, args };
  return { ...run, executable: first, args };
}

function pipxRun(words: readonly Word[], before: readonly Option[]): Run | undefined {
  const { options, rest } = scan(words, before, PIPX);
  const [first, ...args] = rest;
  if (first === undefined) return undefined;
  const [spec] = valuesOf(options, ['--spec']).map(({ text, at }) => pypiPackage(text, at));
  if (spec !== undefined)
    return { runner: 'pipx run', options, packages: [spec], executable: first, args };
  if (/\.py$/i.test(first.text))
    return { runner: 'pipx run', options, packages: [], script: first, args };
  return { runner: 'pipx run', options, packages: [pypiPackage(first.text, first.at)], args };
}

function goRun(words: readonly Word[], before: readonly Option[]): Run | undefined {
  const { options, rest } = scan(words, before, GO);
  const [first, ...args] = rest;
  if (first === undefined) return undefined;
  // Without a version the module is the one of the folder, pinned by its go.sum.
  if (!first.text.includes('@'))
    return { runner: 'go run', options, packages: [], script: first, args };
  return { runner: 'go run', options, packages: [goPackage(first.text, first.at)], args };
}

function denoRun(words: readonly Word[], before: readonly Option[]): Run | undefined {
  const { options, rest } = scan(words, before, DENO);
  const [first, ...args] = rest;
  if (first === undefined) return undefined;
  const named = denoPackage(first.text, first.at);
  if (named === undefined)
    return { runner: 'deno run', options, packages: [], script: first, args };
  return { runner: 'deno run', options, packages: [named], args };
}

function dnxRun(words: readonly Word[], before: readonly Option[]): Run | undefined {
  const { options, rest } = scan(words, before, DOTNET);
  const [first, ...left] = rest;
  if (first === undefined) return undefined;
  // Options of the runner may follow the package, up to `--`.
  const cut = left.findIndex(({ text }) => text === '--');
  const after = scanOptions(cut < 0 ? left : left.slice(0, cut), DOTNET);
  const all = [...options, ...after.options];
  const [version] = valuesOf(all, ['--version']);
  const args = cut < 0 ? after.rest : left.slice(cut + 1);
  const named = nugetPackage(first.text, version?.text, first.at);
  return { runner: 'dnx', options: all, packages: [named], args };
}

/** `--with a,b` and repeated `--with` name packages that stand beside the one that runs. */
function requirementsOf(options: readonly Option[]): PackageReference[] {
  return valuesOf(options, ['--with', '-w']).flatMap(({ text, at }) =>
    // A comma also joins the bounds of one requirement: `a>=1,<2`.
    text.split(/,(?=\s*[A-Za-z])/).map((part) => pypiPackage(part.trim(), at)),
  );
}

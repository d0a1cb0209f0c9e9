import { join } from 'node:path';
import type { Registry } from '../../adapters/packages/index.ts';
import { kindOf } from '../../adapters/process/index.ts';
import { quoted } from '../../domain/escape.ts';
import type { NotSeen } from '../../domain/introspection.ts';
import type { Start } from '../../domain/ports.ts';
import { fetchLimits } from './fetch.ts';
import type { Recipe } from './fetch.ts';
import { notStarted } from './outcome.ts';
import type { PackagePlan } from './plan.ts';
import type { Program } from './program.ts';

const ENVIRONMENT = 'environment';

/**
 * How Python packages are fetched: built packages only, since building one runs its code, into an
 * environment of its own; by uv where it is installed, otherwise by pip.
 */
export function pythonRecipe(
  plan: PackagePlan,
  registry: Registry,
  python: Program,
  uv: Program | undefined,
  trust: Readonly<Record<string, string>>,
): Recipe {
  const requirements = plan.packages.map(requirement);
  const tools = uv === undefined ? [python] : [uv, python];
  const start = (folder: string, command: string, args: readonly string[]): Start => ({
    command,
    args,
    cwd: folder,
    env: {
      PATH: [...tools.flatMap((tool) => tool.path), '/usr/bin', '/bin'].join(':'),
      ...python.env,
      ...trust,
      UV_PYTHON_DOWNLOADS: 'never',
      UV_NO_CACHE: '1',
      PIP_NO_INPUT: '1',
      PIP_CONFIG_FILE: '/dev/null',
      PYTHONDONTWRITEBYTECODE: '1',
    },
    grants: {
      read: [...tools.flatMap((tool) => tool.read), ...Object.values(trust)],
      write: [folder],
      standIns: [],
      hidden: [],
      hosts: registry.hosts,
    },
    limits: fetchLimits,
  });
  const into = (folder: string): string => join(folder, ENVIRONMENT);
  const own = (folder: string): string => join(into(folder), 'bin/python');
  return {
    packages: plan.packages,
    registry,
    flavour: `python ${python.file}`,
    steps: (folder) =>
      uv === undefined
        ? [
            start(folder, python.file, ['-m', 'venv', into(folder)]),
            start(folder, own(folder), [
              '-m',
              'pip',
              'install',
              '--quiet',
              '--disable-pip-version-check',
              '--retries=1',
              '--no-cache-dir',
              '--only-binary=:all:',
              `--index-url=${registry.url}`,
              '--',
              ...requirements,
            ]),
          ]
        : [
            start(folder, uv.file, ['venv', '--quiet', '--python', python.file, into(folder)]),
            start(folder, uv.file, [
              'pip',
              'install',
              '--quiet',
              '--no-build',
              `--python=${own(folder)}`,
              `--default-index=${registry.url}`,
              '--',
              ...requirements,
            ]),
          ],
  };
}

/** A package as pip takes it: uvx also writes `name@1.2.3` and `name@latest`. */
function requirement({ spec }: PackagePlan['packages'][number]): string {
  const [, name = spec, version] = /^([^@]+)@([^@/]+)$/.exec(spec) ?? [];
  if (version === undefined) return spec;
  return version.trim() === 'latest' ? name : `${name.trim()}==${version.trim()}`;
}

/**
 * What runs: the environment's own Python with the program's script. The script's first line names
 * the folder that the environment was made in, which is not where it stands now.
 */
export function pythonProgram(
  plan: PackagePlan,
  folder: string,
): { readonly python: string; readonly script: string } | NotSeen {
  const bin = join(folder, ENVIRONMENT, 'bin');
  const python = join(bin, 'python');
  if (plan.script !== undefined) return { python, script: plan.script };
  const [first] = plan.packages;
  const names = plan.executable === undefined ? [first?.name ?? ''] : [plan.executable];
  const spellings = names.flatMap((name) => [name, name.replaceAll('-', '_')]);
  const found = spellings
    .filter((name) => /^[\w.-]{1,200}$/.test(name))
    .map((name) => join(bin, name))
    .find((path) => kindOf(path) === 'file');
  if (found !== undefined) return { python, script: found };
  return notStarted(
    'missing-program',
    `The package ${quoted(first?.spec ?? '')} has no program ${quoted(names[0] ?? '')}.`,
    'name one of its programs, as in `uvx --from PACKAGE PROGRAM`',
  );
}

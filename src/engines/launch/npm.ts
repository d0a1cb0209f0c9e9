import { basename, dirname, join } from 'node:path';
import { readBounded } from '../../adapters/files/index.ts';
import type { Registry } from '../../adapters/packages/index.ts';
import { kindOf, realPathOf } from '../../adapters/process/index.ts';
import { quoted } from '../../domain/escape.ts';
import type { NotSeen } from '../../domain/introspection.ts';
import type { Start } from '../../domain/ports.ts';
import type { Recipe } from './fetch.ts';
import { fetchLimits } from './fetch.ts';
import { notStarted } from './outcome.ts';
import type { PackagePlan } from './plan.ts';
import { isWithin } from './private.ts';
import type { Program } from './program.ts';

const NAME = /^(?:@[\w.~-]{1,100}\/)?[\w.~-]{1,214}$/;
const MAX_MANIFEST = 4 * 1024 * 1024;

/** How the packages of npm are fetched: by npm itself, with scripts off and settings of ours. */
export function npmRecipe(
  plan: PackagePlan,
  registry: Registry,
  node: Program,
  tool: Program | undefined,
  trust: Readonly<Record<string, string>>,
): Recipe | undefined {
  const npm = npmScript(node, tool);
  if (npm === undefined) return undefined;
  return {
    packages: plan.packages,
    registry,
    flavour: `npm ${realPathOf(node.file)}`,
    steps: (folder) => {
      const base: Omit<Start, 'command' | 'args'> = {
        cwd: folder,
        env: { PATH: [...node.path, '/usr/bin', '/bin'].join(':'), ...node.env, ...trust },
        grants: {
          read: [...node.read, dirname(dirname(npm)), ...Object.values(trust)],
          write: [folder],
          standIns: [],
          hidden: [],
          hosts: registry.hosts,
        },
        limits: fetchLimits,
      };
      const cache = join(folder, 'cache');
      const options = [
        '--ignore-scripts',
        '--omit=dev',
        '--no-audit',
        '--no-fund',
        '--no-update-notifier',
        '--loglevel=error',
        '--fetch-retries=1',
        '--fetch-retry-mintimeout=1000',
        '--fetch-timeout=60000',
        `--cache=${cache}`,
        `--registry=${registry.url}`,
      ];
      const specs = plan.packages.map(({ spec }) => spec);
      const args = [npm, 'install', ...options, `--prefix=${folder}`, '--', ...specs];
      return [
        { ...base, command: node.file, args },
        { ...base, command: '/bin/rm', args: ['-rf', cache] },
      ];
    },
  };
}

/** The script of npm: beside the `npm` that the user has, or in the installation of this Node. */
function npmScript(node: Program, npm: Program | undefined): string | undefined {
  const folder = dirname(realPathOf(node.file));
  const places = [
    ...(npm === undefined ? [] : [join(dirname(realPathOf(npm.file)), 'npm-cli.js')]),
    join(folder, '../lib/node_modules/npm/bin/npm-cli.js'),
    join(folder, 'node_modules/npm/bin/npm-cli.js'),
  ];
  return places.find((path) => kindOf(path) === 'file');
}

/** The file that npx would run. */
export async function npmProgram(plan: PackagePlan, folder: string): Promise<string | NotSeen> {
  const bin = join(folder, 'node_modules/.bin');
  const [first] = plan.packages;
  const name = plan.executable ?? (await defaultProgram(first?.name ?? '', folder));
  const file = name === undefined || !NAME.test(name) ? undefined : join(bin, basename(name));
  const real = file === undefined ? undefined : realPathOf(file);
  if (real !== undefined && kindOf(real) === 'file' && isWithin(real, realPathOf(folder)))
    return real;
  return notStarted(
    'missing-program',
    `The package ${quoted(first?.spec ?? '')} has no program${plan.executable === undefined ? ' to run' : ` ${quoted(plan.executable)}`}.`,
    'name one of its programs, as in `npx --package NAME PROGRAM`',
  );
}

/** The only program of a package, or the one that is called like it. */
async function defaultProgram(name: string, folder: string): Promise<string | undefined> {
  if (!NAME.test(name)) return undefined;
  const path = join(folder, 'node_modules', name, 'package.json');
  const file = await readBounded(path, { limit: MAX_MANIFEST });
  const plain = basename(name);
  try {
    const manifest: unknown = JSON.parse(
      file.state === 'read' ? Buffer.from(file.bytes).toString() : '{}',
    );
    const bin =
      manifest !== null && typeof manifest === 'object' && 'bin' in manifest && manifest.bin;
    if (typeof bin === 'string') return plain;
    const programs = Object.keys(bin !== null && typeof bin === 'object' ? bin : {});
    return programs.length === 1 ? programs[0] : programs.find((program) => program === plain);
  } catch {
    return undefined;
  }
}

import { join } from 'node:path';
import { sha256 } from '../../adapters/digest.ts';
import { findPaths, readBounded } from '../../adapters/files/index.ts';
import { parseDocument } from '../../adapters/parse/index.ts';
import { isObject, isString } from '../../domain/json.ts';
import type { Artefact } from '../../domain/lock.ts';
import type { PackagePlan } from './plan.ts';

const MAX_MANIFEST = 8 * 1024 * 1024;
/** Files of a Python package that are read, and bytes of one. Larger packages have no integrity here. */
const MAX_FILES = 2_000;
const MAX_FILE = 8 * 1024 * 1024;

/**
 * Which package was fetched into a folder: its version, and what tells its bytes from others under the
 * same version. Undefined where the folder does not say.
 */
export async function artefactOf(plan: PackagePlan, folder: string): Promise<Artefact | undefined> {
  const name = plan.packages[0]?.name;
  if (name === undefined) return undefined;
  return plan.kind === 'npm' ? await npmArtefact(name, folder) : await pythonArtefact(name, folder);
}

/** npm leaves beside the packages what it has installed; it held each archive to the integrity there. */
async function npmArtefact(name: string, folder: string): Promise<Artefact | undefined> {
  const text = await textOf(join(folder, 'node_modules/.package-lock.json'));
  const parsed = text === undefined ? undefined : parseDocument(text, 'json');
  const packages = parsed?.ok === true ? parsed.document.value['packages'] : undefined;
  const found = isObject(packages) ? packages[`node_modules/${name}`] : undefined;
  if (!isObject(found) || !isString(found['version'])) return undefined;
  const { integrity, version } = found;
  return { ecosystem: 'npm', name, version, ...(isString(integrity) && { integrity }) };
}

/** pip and uv keep no digest of the wheel, so the installed files themselves are digested. */
async function pythonArtefact(name: string, folder: string): Promise<Artefact | undefined> {
  const { paths } = await findPaths(join(folder, 'environment'), [
    'lib',
    'python*',
    'site-packages',
    '*.dist-info',
  ]);
  for (const path of paths) {
    const [, site = '', own = '', version = ''] =
      /^(.*)[\\/]([^\\/]+)-([^-\\/]+)\.dist-info$/.exec(path) ?? [];
    if (normal(own) !== normal(name)) continue;
    const wheel = await textOf(join(path, 'WHEEL'));
    const tag = /^Tag: ([\w.-]{1,100})$/m.exec(wheel ?? '')?.[1];
    const integrity = await digestOfFiles(site, await textOf(join(path, 'RECORD')));
    return {
      ecosystem: 'pypi',
      name: normal(name),
      version,
      ...(integrity !== undefined && { integrity }),
      ...(tag !== undefined && { build: tag }),
    };
  }
  return undefined;
}

/** What an installer writes by itself: differs between installers, and is not the package. */
const OWN = /\.pyc$|\.dist-info\/(?:INSTALLER|REQUESTED|RECORD|direct_url\.json|uv_cache\.json)$/;

async function digestOfFiles(
  site: string,
  record: string | undefined,
): Promise<string | undefined> {
  const listed = (record ?? '').split(/\r?\n/).map((line) => line.replace(/,[^,]*,[^,]*$/, ''));
  const files = listed.filter((file) => file !== '' && !file.startsWith('..') && !OWN.test(file));
  if (files.length === 0 || files.length > MAX_FILES) return undefined;
  const lines: string[] = [];
  for (const file of files.sort()) {
    const content = await readBounded(join(site, file), { limit: MAX_FILE, within: site });
    if (content.state !== 'read') return undefined;
    lines.push(`${file} ${sha256(content.bytes)}`);
  }
  return `sha256:${sha256(lines.join('\n'))}`;
}

/** Names of PyPI are equal up to case and the three separators (PEP 503). */
function normal(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

async function textOf(path: string): Promise<string | undefined> {
  const content = await readBounded(path, { limit: MAX_MANIFEST });
  return content.state === 'read' ? new TextDecoder().decode(content.bytes) : undefined;
}

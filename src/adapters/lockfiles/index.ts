import type { Lockfile } from '../../domain/dependency.ts';
import type { JsonObject } from '../../domain/json.ts';
import { parseDocument } from '../parse/index.ts';
import type { DocumentFormat } from '../parse/index.ts';
import { readBun } from './bun.ts';
import { readCargo } from './cargo.ts';
import { readGoModules } from './go.ts';
import { readNpm } from './npm.ts';
import { readPnpm } from './pnpm.ts';
import { readPdm, readPipenv, readPoetry, readRequirements, readUv } from './python.ts';
import { readYarnBerry, readYarnClassic } from './yarn.ts';

/** Bytes of a lockfile; a larger one is refused unread. */
export const MOST_LOCKFILE: number = 64 * 1024 * 1024;

type Format =
  | {
      readonly name: RegExp;
      readonly as: DocumentFormat;
      readonly read: (document: JsonObject) => Lockfile;
    }
  | { readonly name: RegExp; readonly as: 'text'; readonly read: (text: string) => Lockfile };

const FORMATS: readonly Format[] = [
  { name: /^(?:package-lock|npm-shrinkwrap)\.json$/, as: 'json', read: readNpm },
  { name: /^pnpm-lock\.yaml$/, as: 'yaml', read: readPnpm },
  { name: /^yarn\.lock$/, as: 'text', read: readYarn },
  { name: /^bun\.lock$/, as: 'json', read: readBun },
  { name: /^uv\.lock$/, as: 'toml', read: readUv },
  { name: /^poetry\.lock$/, as: 'toml', read: readPoetry },
  { name: /^pdm\.lock$/, as: 'toml', read: readPdm },
  { name: /^Pipfile\.lock$/, as: 'json', read: readPipenv },
  { name: /^requirements[\w.-]*\.txt$/, as: 'text', read: readRequirements },
  { name: /^go\.mod$/, as: 'text', read: readGoModules },
  { name: /^Cargo\.lock$/, as: 'toml', read: readCargo },
];

/** Whether a file of this name is a lockfile that is read here. */
export function isLockfile(name: string): boolean {
  return FORMATS.some((format) => format.name.test(name));
}

/**
 * Reads a lockfile: npm, pnpm, Yarn (both), Bun, uv, Poetry, PDM, Pipenv, pinned requirements, Go modules
 * and Cargo.
 *
 * @param name the file's own name, which tells its format
 * @returns a clause that says why it cannot be read, where it cannot
 */
export function readLockfile(name: string, text: string): Lockfile | { readonly why: string } {
  const format = FORMATS.find((one) => one.name.test(name));
  if (format === undefined) return { why: 'it is no lockfile that is read here' };
  if (format.as === 'text') return format.read(text);
  return document(text, format.as, format.read);
}

function document(
  text: string,
  format: DocumentFormat,
  read: (document: JsonObject) => Lockfile,
): Lockfile | { readonly why: string } {
  const parsed = parseDocument(text, format, MOST_LOCKFILE);
  return parsed.ok ? read(parsed.document.value) : { why: parsed.problem.why };
}

function readYarn(text: string): Lockfile {
  if (!/^__metadata:/m.test(text.slice(0, 10_000))) return readYarnClassic(text);
  const berry = document(text, 'yaml', readYarnBerry);
  return 'why' in berry
    ? { format: 'yarn', packages: [], roots: [], problems: [{ at: '', why: berry.why }] }
    : berry;
}

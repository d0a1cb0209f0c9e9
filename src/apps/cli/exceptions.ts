import { homedir } from 'node:os';
import { dirname, relative, resolve, sep } from 'node:path';
import { readBounded } from '../../adapters/files/index.ts';
import { decodeText } from '../../adapters/parse/index.ts';
import { rules } from '../../catalogue/rules/registry.gen.ts';
import { WarderError } from '../../domain/errors.ts';
import type { Silencer } from '../../domain/exception.ts';
import type { AuditReport } from '../../domain/report.ts';
import {
  baselineText,
  readBaseline,
  readSettings,
  readVex,
} from '../../engines/exceptions/index.ts';
import { writeWhole } from './output.ts';
import type { Terminal } from './terminal.ts';

/** The options that say which decisions hold, as the command line gives them. */
export interface ExceptionFlags {
  /** A file; false for `--no-exceptions`. */
  readonly exceptions?: string | false;
  readonly baseline?: string;
  readonly writeBaseline?: string;
  readonly vex?: readonly string[];
}

/** Where decisions stand unless the user says otherwise: in the folder where they work, never in a target. */
const USUAL = 'warder.yaml';
const LONGEST = 16_000_000;

/**
 * Reads every decision to leave findings that the user gave.
 *
 * @throws WarderError CONFIG_UNREADABLE, CONFIG_INVALID
 */
export async function readExceptions(
  flags: ExceptionFlags,
  { cwd }: Terminal,
): Promise<Silencer[]> {
  const known = new Set(rules.map(({ id }) => id));
  const silencers: Silencer[] = [];
  if (flags.exceptions !== false) {
    const path = resolve(cwd, flags.exceptions ?? USUAL);
    const text = await readText(path);
    if (text !== undefined) {
      const folders = { base: dirname(path), home: homedir() };
      silencers.push(...readSettings(text, path, { folders, rules: known }));
    } else if (flags.exceptions !== undefined) missing(path);
  }
  for (const file of flags.vex ?? []) {
    const path = resolve(cwd, file);
    silencers.push(...readVex((await readText(path)) ?? missing(path), path));
  }
  if (flags.baseline !== undefined) {
    const path = resolve(cwd, flags.baseline);
    silencers.push(...readBaseline((await readText(path)) ?? missing(path), path));
  }
  return silencers;
}

/**
 * Whether a program is the user's own: below the folder where they work, and not somebody's package in
 * it. Comments in other programs silence nothing, for who wrote them is who is judged.
 */
export function ownPrograms(
  { exceptions }: ExceptionFlags,
  { cwd }: Terminal,
): (root: string) => boolean {
  return (root) => {
    const below = relative(cwd, root).split(sep);
    const isForeign = below[0] === '..' || below.includes('node_modules');
    return exceptions !== false && !isForeign;
  };
}

/** Writes what was found as a baseline; paths below the working folder are written from there. */
export function writeBaseline(file: string, report: AuditReport, { cwd }: Terminal): void {
  const show = (path: string): string => {
    const below = relative(cwd, path);
    return below.startsWith('..') ? path : below.replaceAll(sep, '/');
  };
  writeWhole(resolve(cwd, file), baselineText(report, show));
}

/** Undefined where there is no such file. */
async function readText(path: string): Promise<string | undefined> {
  const content = await readBounded(path, { limit: LONGEST });
  if (content.state === 'absent') return undefined;
  const decoded =
    content.state === 'read'
      ? decodeText(content.bytes)
      : ({ ok: false, why: content.why } as const);
  if (decoded.ok) return decoded.text;
  throw new WarderError('CONFIG_UNREADABLE', `cannot read ${JSON.stringify(path)}: ${decoded.why}`);
}

function missing(path: string): never {
  throw new WarderError(
    'CONFIG_UNREADABLE',
    `cannot read ${JSON.stringify(path)}: there is no such file`,
  );
}

import { randomUUID } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { WarderError, messageOf } from '../../domain/errors.ts';

export const formats = ['text', 'json', 'sarif', 'html', 'markdown', 'openvex'] as const;
export type Format = (typeof formats)[number];

/** One report to write: to a file, or to standard output. */
export interface Sink {
  readonly format: Format;
  readonly file?: string;
}

const ENDINGS: readonly (readonly [ending: RegExp, format: Format])[] = [
  [/\.sarif(?:\.json)?$/i, 'sarif'],
  [/\.(?:open)?vex(?:\.json)?$/i, 'openvex'],
  [/\.json$/i, 'json'],
  [/\.html?$/i, 'html'],
  [/\.(?:md|markdown)$/i, 'markdown'],
  [/\.(?:txt|text|log)$/i, 'text'],
];

/**
 * Pairs `--format` and `--output`. Each output takes the format at its position; where there is none,
 * its ending tells. Formats beyond the outputs go to standard output, which takes only one; with
 * outputs alone, the text report still goes there.
 *
 * @throws WarderError USAGE when the pairing is not clear, OUTPUT_UNWRITABLE when a file cannot be made
 */
export function sinks(chosen: readonly Format[], outputs: readonly string[]): Sink[] {
  const files = outputs.map(
    (file, index): Sink => ({ format: chosen[index] ?? formatOf(file), file }),
  );
  const rest = chosen.slice(outputs.length);
  if (rest.length > 1) {
    throw new WarderError('USAGE', `standard output takes one format, not ${rest.join(' and ')}`, {
      hint: 'give each further --format an --output FILE',
    });
  }
  return [{ format: rest[0] ?? 'text' }, ...files];
}

/**
 * Said before anything is looked at: a report that has nowhere to go is work for nothing.
 *
 * @param file an absolute path
 * @throws WarderError OUTPUT_UNWRITABLE
 */
export function requireWritable(file: string): void {
  try {
    // A device or a file of the user's may stand in a folder that is closed to them.
    accessSync(existsSync(file) ? file : dirname(file), constants.W_OK);
  } catch (cause) {
    throw unwritable(file, cause);
  }
}

function unwritable(file: string, cause: unknown): WarderError {
  const message = `cannot write ${JSON.stringify(file)}: ${messageOf(cause)}`;
  const hint = 'name a file in a folder that exists and that you may write to';
  return new WarderError('OUTPUT_UNWRITABLE', message, { hint, cause });
}

function formatOf(file: string): Format {
  const found = ENDINGS.find(([ending]) => ending.test(file));
  if (found !== undefined) return found[1];
  throw new WarderError('USAGE', `the ending of ${JSON.stringify(file)} names no format`, {
    hint: `end it in .json, .sarif, .html, .md, .vex or .txt, or give --format ${formats.join('|')}`,
  });
}

/**
 * Writes a whole file or nothing: a reader never sees half a report. A link is followed; what is no
 * ordinary file (a device, a pipe) is written in place.
 *
 * @throws WarderError OUTPUT_UNWRITABLE
 */
export function writeWhole(file: string, text: string): void {
  let beside: string | undefined;
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    if (found !== undefined && !found.isFile()) return writeFileSync(file, text);
    const target = found === undefined ? file : realpathSync(file);
    beside = join(dirname(target), `.${basename(target)}.${randomUUID()}`);
    writeFileSync(beside, text, { flag: 'wx' });
    renameSync(beside, target);
  } catch (cause) {
    if (beside !== undefined) rmSync(beside, { force: true });
    throw unwritable(file, cause);
  }
}

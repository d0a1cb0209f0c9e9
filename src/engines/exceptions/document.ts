import { parseDocument } from '../../adapters/parse/index.ts';
import type { DocumentFormat } from '../../adapters/parse/index.ts';
import type { Schema } from '../../domain/config.ts';
import { WarderError } from '../../domain/errors.ts';
import { visible } from '../../domain/escape.ts';
import { pointer } from '../../domain/json.ts';
import type { JsonPointer } from '../../domain/json.ts';
import type { FilePlace } from '../../domain/place.ts';

/** A file of decisions that fits its schema, and where each part of it stands. */
export interface Decided<T> {
  readonly value: T;
  readonly placeOf: (at: JsonPointer) => FilePlace;
}

/**
 * Reads a file of the user's own decisions. What does not fit ends the run: a decision that is read
 * wrongly silences what nobody meant.
 *
 * @param path absolute; for messages and places
 * @throws WarderError CONFIG_INVALID
 */
export function readDecided<T>(
  text: string,
  path: string,
  format: DocumentFormat,
  schema: Schema<T>,
): Decided<T> {
  const parsed = parseDocument(text, format);
  if (!parsed.ok) {
    const { at, hint, why } = parsed.problem;
    throw invalid(path, at?.line, why, hint);
  }
  const { duplicateKeys, locate, value } = parsed.document;
  const placeOf = (at: JsonPointer): FilePlace => ({
    in: 'file',
    path,
    pointer: at,
    ...locate(at),
  });
  const [twice] = duplicateKeys;
  if (twice !== undefined) throw invalid(path, locate(twice).line, 'a key stands twice');
  const result = schema.safeParse(value);
  if (result.success) return { value: result.data, placeOf };
  const [issue] = result.error.issues;
  const at = (issue?.path ?? []).reduce<string>((up, step) => pointer(up, String(step)), '');
  const where = at === '' ? '' : `${visible(at)}: `;
  throw invalid(path, locate(at).line, where + visible(issue?.message ?? 'it does not fit'));
}

/** The error for a file of decisions that cannot be taken as it is. */
export function invalid(
  path: string,
  line: number | undefined,
  why: string,
  hint?: string,
): WarderError {
  const where = `${JSON.stringify(path)}${line === undefined ? '' : `, line ${line}`}`;
  return new WarderError('CONFIG_INVALID', `cannot use ${where}: ${why}`, {
    hint: hint ?? 'docs/exceptions.md shows what such a file holds',
  });
}

import { isArray, isObject, isString, pointer } from '../../../../domain/json.ts';
import type { Json, JsonPointer } from '../../../../domain/json.ts';
import { findSecret } from '../../../../domain/secret-find.ts';
import type { FoundSecret } from '../../../../domain/secret-find.ts';
import { formOf } from './secrets.ts';

/** A literal secret in a document. */
export interface FileSecret extends FoundSecret {
  readonly at: JsonPointer;
  readonly name: string;
}

const MAX_DEPTH = 24;
const MAX_STRINGS = 20_000;

/**
 * The literal secrets of a document, in its order.
 *
 * @param skips whether what stands under a key is to be left out
 */
export function secretsInDocument(
  document: Json,
  skips: (key: string) => boolean = () => false,
): FileSecret[] {
  const found: FileSecret[] = [];
  let strings = 0;
  const visit = (value: Json, at: JsonPointer, name: string, depth: number): void => {
    if (depth > MAX_DEPTH || strings > MAX_STRINGS) return;
    if (isString(value)) {
      strings += 1;
      const secret = findSecret(value.slice(0, 20_000), name) ?? formOf(value);
      if (secret !== undefined) found.push({ ...secret, at, name });
    } else if (isArray(value)) {
      for (const [index, item] of value.entries()) visit(item, pointer(at, index), name, depth + 1);
    } else if (isObject(value)) {
      for (const [key, item] of Object.entries(value)) {
        if (!skips(key)) visit(item, pointer(at, key), key, depth + 1);
      }
    }
  };
  visit(document, '', '', 0);
  return found;
}

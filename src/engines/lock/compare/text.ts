import { isString, pointer } from '../../../domain/json.ts';
import type { Json, JsonObject, JsonPointer } from '../../../domain/json.ts';
import type { Changes } from './changes.ts';
import { isSame } from './changes.ts';

type TextKind = 'wording' | 'instructions' | 'title';

/** Compares one text that people or models read. Other spacing or case is a change, though a mild one. */
export function compareText(
  key: string,
  kind: TextKind,
  before: JsonObject,
  after: JsonObject,
  base: JsonPointer,
  changes: Changes,
): void {
  const [old, now] = [before[key], after[key]];
  if (isSame(old, now)) return;
  const at = pointer(base, key);
  const both = { before: old, after: now };
  if (isString(old) && isString(now) && plain(old) === plain(now)) {
    changes.add('layout', at, { what: `only the spacing or case of the ${key} differs`, ...both });
    return;
  }
  const [be, have] = key.endsWith('s') ? ['are', 'have'] : ['is', 'has'];
  const verb =
    old === undefined ? `${be} new` : now === undefined ? `${be} gone` : `${have} other words`;
  const grade = now === undefined ? { grade: 'low' as const } : {};
  changes.add(kind, at, { what: `the ${key} ${verb}`, ...both, ...grade });
}

/** Without white space of the keyboard and without case; hidden characters count. */
function plain(text: Json & string): string {
  return text
    .replace(/[ \t\r\n]+/g, ' ')
    .trim()
    .toLowerCase();
}

import type { DefinitionKind } from '../../../domain/definition.ts';
import { isString, pointer } from '../../../domain/json.ts';
import type { Json, JsonObject } from '../../../domain/json.ts';
import type { Severity } from '../../../domain/severity.ts';
import type { Changes } from './changes.ts';
import { isSame, named, union } from './changes.ts';

/** A hint of a tool: which value is harmless, and what an absent one means (specification, ToolAnnotations). */
interface Hint {
  readonly harmless: boolean;
  readonly absent: boolean;
  /** When the harmless word is taken back, where that is milder than usual. */
  readonly riskier?: Severity;
}

const HINTS: ReadonlyMap<string, Hint> = new Map([
  ['readOnlyHint', { harmless: true, absent: false }],
  ['destructiveHint', { harmless: false, absent: true }],
  ['openWorldHint', { harmless: false, absent: true, riskier: 'medium' }],
  ['idempotentHint', { harmless: true, absent: false, riskier: 'low' }],
]);

/** Compares annotations by what they claim: a hint that is absent says the same as its default. */
export function compareAnnotations(
  before: JsonObject,
  after: JsonObject,
  kind: DefinitionKind,
  changes: Changes,
): void {
  for (const key of union(Object.keys(before), Object.keys(after))) {
    const [old, now] = [before[key], after[key]];
    if (isSame(old, now)) continue;
    const at = pointer('', 'annotations', key);
    const both = { before: old, after: now };
    const hint = HINTS.get(key);
    if (kind === 'tool' && hint !== undefined) compareHint(key, hint, old, now, changes);
    else if (key === 'title') changes.add('title', at, { what: 'the title is another', ...both });
    else {
      // When a resource was last changed is a measurement.
      const isMeasured = key === 'lastModified' && isString(now);
      const what = `the annotation ${named(key)} is another`;
      changes.add('other', at, { what, ...both, ...(isMeasured && { grade: 'info' }) });
    }
  }
}

function compareHint(
  key: string,
  { absent, harmless, riskier }: Hint,
  old: Json | undefined,
  now: Json | undefined,
  changes: Changes,
): void {
  const at = pointer('', 'annotations', key);
  const [was, is] = [claim(old, absent), claim(now, absent)];
  const both = { before: old, after: now };
  if (was === is) {
    changes.add('other', at, { what: `${key} says the same in another way`, ...both });
  } else if (is === harmless) {
    changes.add('annotation-safer', at, {
      what: `${key} means ${is} now, and meant ${was}`,
      ...both,
    });
  } else {
    changes.add('annotation-riskier', at, {
      what: `${key} means ${is} now, and meant ${was}`,
      ...both,
      ...(riskier !== undefined && { grade: riskier }),
    });
  }
}

function claim(value: Json | undefined, absent: boolean): boolean {
  return typeof value === 'boolean' ? value : absent;
}

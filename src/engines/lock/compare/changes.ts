import { changeKinds } from '../../../domain/drift.ts';
import type { Change, Changed, ChangeKind } from '../../../domain/drift.ts';
import { quoted } from '../../../domain/escape.ts';
import { canonicalJson, isString } from '../../../domain/json.ts';
import type { Json, JsonPointer } from '../../../domain/json.ts';
import type { Severity } from '../../../domain/severity.ts';

/** More changes of one thing tell a reader nothing more: it is another thing. */
const MOST = 200;
const LONGEST_TEXT = 4000;

/** What a comparison adds beside the kind of a change and its place. */
interface Details {
  readonly what: string;
  readonly before?: Json | undefined;
  readonly after?: Json | undefined;
  /** Where the case is graver or milder than its kind. */
  readonly grade?: Severity;
}

/** Collects the changes of one thing, in the order in which they are found; bounded. */
export class Changes {
  readonly found: Change[] = [];
  readonly #of: Changed;
  #count = 0;

  constructor(of: Changed) {
    this.#of = of;
  }

  add(change: ChangeKind, at: JsonPointer, details: Details): void {
    this.#count += 1;
    if (this.#count > MOST) return;
    if (this.#count === MOST) {
      this.found.push({ ...this.#of, change: 'other', grade: 'medium', at: '', what: TOO_MANY });
      return;
    }
    const { what, before, after, grade = changeKinds[change].grade } = details;
    this.found.push({
      ...this.#of,
      change,
      grade,
      at,
      what,
      ...(before !== undefined && { before: textOf(before) }),
      ...(after !== undefined && { after: textOf(after) }),
    });
  }
}

const TOO_MANY = `it has more than ${MOST} changes, of which the first are listed`;

/** A value as a reader compares it: a text as it is, anything else as canonical JSON. */
function textOf(value: Json): string {
  const text = isString(value) ? value : canonicalJson(value);
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}

/** A foreign name within a clause of ours. */
export function named(name: string): string {
  return quoted(name, 80);
}

export function isSame(a: Json | undefined, b: Json | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a === b || canonicalJson(a) === canonicalJson(b);
}

/** Names on both sides, those of the earlier side first, each once. */
export function union(before: Iterable<string>, after: Iterable<string>): string[] {
  return [...new Set([...before, ...after])];
}

import { sha256 } from '../../adapters/digest.ts';
import type { Definition } from '../../domain/definition.ts';
import type { Change } from '../../domain/drift.ts';
import { canonicalJson, isArray, isObject } from '../../domain/json.ts';
import type { Json, JsonObject } from '../../domain/json.ts';
import type { Mask } from '../../domain/known-secrets.ts';
import { masked, whole } from '../../domain/record.ts';
import { compareListings } from './compare/listing.ts';
import type { Known } from './compare/listing.ts';

/** Characters of canonical JSON, and levels, beyond which a definition is known by its digest alone. */
const MAX_TEXT = 100_000;
const MAX_DEPTH = 100;

/**
 * A definition with its digest: SHA-256 over its canonical JSON (RFC 8785), in which the secrets that the
 * server was given are masked, so that a rotated token is no drift. In what is kept beside it, whatever
 * looks like a secret is masked too.
 */
export function knownFrom({ kind, name, raw }: Definition, mask: Mask): Known {
  const given = maskedObject(raw, mask);
  const text = canonicalJson(given);
  const isKept = text.length <= MAX_TEXT && depthOf(given) <= MAX_DEPTH;
  return {
    kind,
    name: whole(mask)(name),
    digest: digestOf(text),
    content: isKept ? maskedObject(given, whole(mask)) : undefined,
  };
}

/** A definition of the later of two lists that is not the same in the earlier, or is gone from it. */
export interface ListedFate {
  /** Undefined where it is gone. */
  readonly after: Definition | undefined;
  readonly changes: readonly Change[];
}

/** What differs between two lists of one server, whatever their order; what a change quotes is masked. */
export function compareLists(
  before: readonly Definition[],
  after: readonly Definition[],
): ListedFate[] {
  const nothing: Mask = (text) => text;
  const sources = new Map<Known, Definition>();
  const known = (definition: Definition): Known => {
    const one = knownFrom(definition, nothing);
    sources.set(one, definition);
    return one;
  };
  return compareListings(before.map(known), after.map(known)).map((fate) => ({
    after: fate.after && sources.get(fate.after),
    changes: fate.changes,
  }));
}

/** The digest of a canonical text, as it stands in the lock. */
export function digestOf(text: string): string {
  return `sha256:${sha256(text)}`;
}

function maskedObject(object: JsonObject, mask: Mask): JsonObject {
  const result = masked(object, mask);
  return isObject(result) ? result : {};
}

function depthOf(value: Json): number {
  const inner = isArray(value) ? value : isObject(value) ? Object.values(value) : [];
  return inner.length === 0
    ? 1
    : 1 + inner.reduce<number>((most, one) => Math.max(most, depthOf(one)), 0);
}

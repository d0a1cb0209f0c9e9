import type { Definition } from '../../../domain/definition.ts';
import type { Change } from '../../../domain/drift.ts';
import { isObject, pointer } from '../../../domain/json.ts';
import type { Json, JsonObject } from '../../../domain/json.ts';
import { compareAnnotations } from './annotations.ts';
import { Changes, isSame, named, union } from './changes.ts';
import { compareArguments } from './parameters.ts';
import { compareSchema } from './schema.ts';
import { compareText } from './text.ts';

/** Everything that differs between two states of one definition, member by member. */
export function compareDefinition(before: Definition, after: Definition): Change[] {
  const { kind, name } = after;
  const changes = new Changes({ kind, name });
  const [old, now] = [before.raw, after.raw];
  for (const key of union(Object.keys(old), Object.keys(now))) {
    if (!isSame(old[key], now[key])) compareMember(key, kind, old, now, changes);
  }
  return changes.found;
}

function compareMember(
  key: string,
  kind: Definition['kind'],
  old: JsonObject,
  now: JsonObject,
  changes: Changes,
): void {
  const at = pointer('', key);
  const [before, after] = [old[key], now[key]];
  switch (key) {
    case 'instructions':
      return compareText(key, 'instructions', old, now, '', changes);
    case 'description':
      return compareText(key, 'wording', old, now, '', changes);
    case 'title':
      return compareText(key, 'title', old, now, '', changes);
    case 'inputSchema':
      return compareSchema(before, after, at, changes);
    case 'outputSchema':
      return changes.add('output', at, {
        what: 'the schema of the result is another',
        before,
        after,
      });
    case 'annotations':
      return compareAnnotations(objectOf(before), objectOf(after), kind, changes);
    case 'arguments':
      return compareArguments(before, after, at, changes, (was, is, here) => {
        compareText('description', 'wording', was, is, here, changes);
        compareText('title', 'title', was, is, here, changes);
        if ((was['required'] === true) === (is['required'] === true)) return;
        const isRequired = is['required'] === true;
        const what = isRequired ? 'it is required now' : 'it is no longer required';
        changes.add(isRequired ? 'required' : 'optional', here, { what });
      });
    default:
      return compareOther(key, kind, before, after, changes);
  }
}

function compareOther(
  key: string,
  kind: Definition['kind'],
  before: Json | undefined,
  after: Json | undefined,
  changes: Changes,
): void {
  const at = pointer('', key);
  const both = { before, after };
  const what =
    before === undefined
      ? `${named(key)} is new`
      : after === undefined
        ? `${named(key)} is gone`
        : `${named(key)} is another`;
  if (kind === 'server') {
    // Two servers that only call themselves alike are not one; a version is expected to move.
    changes.add('identity', at, { what, ...both, ...(key === 'name' && { grade: 'medium' }) });
  } else {
    // The size of a resource is a measurement, and changes with what it holds.
    const isMeasured = kind === 'resource' && key === 'size';
    changes.add('other', at, { what, ...both, ...(isMeasured && { grade: 'info' }) });
  }
}

function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

import { canonicalJson, isArray, isObject, isString, pointer } from '../../../domain/json.ts';
import type { Json, JsonObject, JsonPointer } from '../../../domain/json.ts';
import type { Changes } from './changes.ts';
import { named, union } from './changes.ts';

type Compare = (
  before: Json | undefined,
  after: Json | undefined,
  at: JsonPointer,
  changes: Changes,
) => void;

/**
 * Compares the parameters of an object schema by name. One that is gone and one that is new with the very
 * same schema are one that was renamed.
 *
 * @param compare for the schema of a parameter that stands on both sides
 */
export function compareParameters(
  before: JsonObject,
  after: JsonObject,
  base: JsonPointer,
  changes: Changes,
  compare: Compare,
): void {
  const at = pointer(base, 'properties');
  const [old, now] = [objectAt(before, 'properties'), objectAt(after, 'properties')];
  const required = requiredIn(after);
  const gone = Object.keys(old).filter((name) => !Object.hasOwn(now, name));
  const fresh = Object.keys(now).filter((name) => !Object.hasOwn(old, name));
  const heirs = heirsOf(gone, fresh, old, now);
  for (const name of gone) {
    const heir = heirs.get(name);
    if (heir === undefined) {
      const what = `the parameter ${named(name)} is gone`;
      changes.add('parameter-removed', pointer(at, name), { what, before: old[name] });
      continue;
    }
    const what = `the parameter ${named(name)} is called ${named(heir)} now`;
    changes.add('parameter-renamed', pointer(at, heir), { what, before: name, after: heir });
  }
  const renamed = new Set(heirs.values());
  for (const name of fresh) {
    if (renamed.has(name)) continue;
    const how = required.has(name) ? 'and required' : 'and optional';
    const what = `the parameter ${named(name)} is new ${how}`;
    changes.add('parameter-added', pointer(at, name), { what, after: now[name] });
  }
  for (const name of Object.keys(old)) {
    if (Object.hasOwn(now, name)) compare(old[name], now[name], pointer(at, name), changes);
  }
}

/** For each parameter that is gone the new one that can only be it: no other has that schema on either side. */
function heirsOf(
  gone: readonly string[],
  fresh: readonly string[],
  old: JsonObject,
  now: JsonObject,
): Map<string, string> {
  const [leaving, coming] = [bySchema(gone, old), bySchema(fresh, now)];
  const heirs = new Map<string, string>();
  for (const [schema, [name, rival]] of leaving) {
    const [heir, other] = coming.get(schema) ?? [];
    if (name !== undefined && heir !== undefined && rival === undefined && other === undefined) {
      heirs.set(name, heir);
    }
  }
  return heirs;
}

function bySchema(names: readonly string[], schemas: JsonObject): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const name of names) {
    const text = canonicalJson(schemas[name] ?? true);
    const group = groups.get(text);
    if (group === undefined) groups.set(text, [name]);
    else group.push(name);
  }
  return groups;
}

/** Compares which parameters must be given; those that stand on one side only are told elsewhere. */
export function compareRequired(
  before: JsonObject,
  after: JsonObject,
  base: JsonPointer,
  changes: Changes,
): void {
  const [old, now] = [requiredIn(before), requiredIn(after)];
  const at = pointer(base, 'required');
  const known = objectAt(before, 'properties');
  const kept = objectAt(after, 'properties');
  for (const name of union(old, now)) {
    if (old.has(name) === now.has(name)) continue;
    if (Object.hasOwn(known, name) !== Object.hasOwn(kept, name)) continue;
    if (now.has(name)) changes.add('required', at, { what: `${named(name)} is required now` });
    else changes.add('optional', at, { what: `${named(name)} is no longer required` });
  }
}

/** Compares the arguments of a prompt: a list of objects with a name, which is no JSON Schema. */
export function compareArguments(
  before: Json | undefined,
  after: Json | undefined,
  at: JsonPointer,
  changes: Changes,
  compareOne: (before: JsonObject, after: JsonObject, at: JsonPointer) => void,
): void {
  const [old, now] = [byName(before), byName(after)];
  for (const name of union(old.keys(), now.keys())) {
    const [was, is] = [old.get(name), now.get(name)];
    const here = pointer(at, name);
    if (was === undefined) {
      const what = `the argument ${named(name)} is new`;
      changes.add('parameter-added', here, { what, after: is });
    } else if (is === undefined) {
      const what = `the argument ${named(name)} is gone`;
      changes.add('parameter-removed', here, { what, before: was });
    } else compareOne(was, is, here);
  }
}

function byName(items: Json | undefined): Map<string, JsonObject> {
  const objects = isArray(items) ? items.filter(isObject) : [];
  return new Map(objects.map((item) => [isString(item['name']) ? item['name'] : '', item]));
}

function objectAt(object: JsonObject, key: string): JsonObject {
  const value = object[key];
  return isObject(value) ? value : {};
}

function requiredIn(schema: JsonObject): Set<string> {
  const names = schema['required'];
  return new Set(isArray(names) ? names.filter(isString) : []);
}

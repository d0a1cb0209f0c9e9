import type { ConfigSource, KeyPath } from '../../domain/client.ts';
import { visible } from '../../domain/escape.ts';
import { isArray, isObject, isString, pointer } from '../../domain/json.ts';
import type { Json, JsonObject, JsonPointer } from '../../domain/json.ts';

/** A value that a key path leads to. */
interface Hit {
  readonly value: Json;
  readonly at: JsonPointer;
  /** The key that stood for `*folder`. */
  readonly folder?: string;
}

/** One entry as it stands in a document. */
interface RawEntry extends Hit {
  readonly name: string;
}

export interface Extracted {
  readonly entries: readonly RawEntry[];
  /** Files that are named in the place of servers: a plugin's manifest may keep them elsewhere. */
  readonly references: readonly string[];
  /** What was there and could not be taken, in sentences. */
  readonly problems: readonly string[];
  /** Whether any of the places for servers exists, if only empty. */
  readonly isFound: boolean;
}

/** Entries of one file. A client that really has more is not known. */
const MOST_ENTRIES = 1000;
const MOST_REFERENCES = 20;

const NOTHING: Extracted = { entries: [], references: [], problems: [], isFound: false };

/** Keys of which an entry has at least one. */
const TELLING = ['command', 'cmd', 'url', 'serverUrl', 'httpUrl', 'uri'];

/** Follows a key path; `*` and `*folder` fan out over all members. */
function valuesAt(document: Json, path: KeyPath): Hit[] {
  let hits: Hit[] = [{ value: document, at: '' }];
  for (const step of path) {
    const next: Hit[] = [];
    for (const { at, folder, value } of hits) {
      const kept = folder === undefined ? {} : { folder };
      if (isArray(value) && step === '*') {
        for (const [index, item] of value.entries())
          next.push({ ...kept, value: item, at: pointer(at, index) });
      } else if (isObject(value) && step.startsWith('*')) {
        for (const [key, item] of Object.entries(value)) {
          const named = step === '*folder' ? { folder: key } : kept;
          next.push({ ...named, value: item, at: pointer(at, key) });
        }
      } else if (isObject(value) && Object.hasOwn(value, step)) {
        next.push({ ...kept, value: value[step] ?? null, at: pointer(at, step) });
      }
    }
    hits = next;
  }
  return hits;
}

/** The texts that a key path leads to; where it ends in `*folder`, the keys. Lists are read through. */
export function textsAt(
  document: Json,
  path: KeyPath,
): { readonly text: string; readonly folder?: string }[] {
  return valuesAt(document, path).flatMap(({ folder, value }) => {
    if (path.at(-1) === '*folder') return folder === undefined ? [] : [{ text: folder }];
    const kept = folder === undefined ? {} : { folder };
    return (isArray(value) ? value : [value]).filter(isString).map((text) => ({ text, ...kept }));
  });
}

/** The entries of a document under the key paths of a source. Names and values are taken as they are. */
export function entriesIn(
  document: JsonObject,
  { describes, ignore, servers }: Pick<ConfigSource, 'describes' | 'ignore' | 'servers'>,
): Extracted {
  if (describes !== undefined) return entryDescribed(document, describes);
  const own = servers.filter((path) => path.length > 0);
  const places = own.flatMap((path) =>
    valuesAt(document, path).filter(({ value }) => value !== null),
  );
  if (places.length > 0) return entriesOf(places, ignore);
  const isFlat = own.length < servers.length;
  return isFlat ? entriesOfRoot(document) : NOTHING;
}

/** Entries under any key that some client uses, at most four keys down, for a file of no known client. */
export function entriesAnywhere(document: JsonObject, keys: ReadonlySet<string>): Extracted {
  const places: Hit[] = [];
  const visit = (value: Json, at: JsonPointer, depth: number): void => {
    if (depth >= 4 || !isObject(value)) return;
    for (const [key, member] of Object.entries(value)) {
      const here = { value: member, at: pointer(at, key) };
      const holds = membersOf(here)?.some((item) => looksLikeEntry(item.value)) ?? false;
      if (keys.has(key) && holds) places.push(here);
      else visit(member, here.at, depth + 1);
    }
  };
  visit(document, '', 0);
  return places.length > 0 ? entriesOf(places) : entriesOfRoot(document);
}

function entriesOf(places: readonly Hit[], ignore?: ConfigSource['ignore']): Extracted {
  const entries: RawEntry[] = [];
  const references: string[] = [];
  const problems: string[] = [];
  for (const place of places) {
    const named = textsOnly(place.value);
    const members = membersOf(place);
    if (named.length > 0) references.push(...named.slice(0, MOST_REFERENCES));
    else if (members !== undefined) {
      entries.push(...members.filter(({ value }) => !isIgnored(value, ignore)));
    } else problems.push(`the servers at ${visible(place.at)} are neither an object nor a list`);
  }
  const kept = bounded(entries);
  return { ...kept, references, problems: [...problems, ...kept.problems], isFound: true };
}

function textsOnly(value: Json): readonly string[] {
  const items = isArray(value) ? value : [value];
  return items.every(isString) ? items : [];
}

/** The one entry of a file that describes a server. */
function entryDescribed(
  document: JsonObject,
  { entry, name }: NonNullable<ConfigSource['describes']>,
): Extracted {
  const [named] = textsAt(document, name);
  const entries = valuesAt(document, entry).map((hit) => ({
    ...hit,
    name: named?.text ?? 'server',
  }));
  return { ...NOTHING, entries, isFound: entries.length > 0 };
}

/** The flat form: the document itself is name → entry, beside whatever else it holds. */
function entriesOfRoot(document: JsonObject): Extracted {
  const members = membersOf({ value: document, at: '' }) ?? [];
  const entries = members.filter(({ value }) => looksLikeEntry(value));
  return { ...NOTHING, ...bounded(entries), isFound: entries.length > 0 };
}

function bounded(entries: readonly RawEntry[]): Pick<Extracted, 'entries' | 'problems'> {
  if (entries.length <= MOST_ENTRIES) return { entries, problems: [] };
  const cut = `it holds ${entries.length} servers; the first ${MOST_ENTRIES} were read`;
  return { entries: entries.slice(0, MOST_ENTRIES), problems: [cut] };
}

function looksLikeEntry(value: Json): boolean {
  return isObject(value) && TELLING.some((key) => Object.hasOwn(value, key));
}

/** Name → entry of an object, or the items of a list by their `name`, `id` or number. */
function membersOf({ at, folder, value }: Hit): RawEntry[] | undefined {
  const kept = folder === undefined ? {} : { folder };
  if (isObject(value)) {
    return Object.entries(value).map(([name, item]) => ({
      ...kept,
      name,
      value: item,
      at: pointer(at, name),
    }));
  }
  if (!isArray(value)) return undefined;
  return value.map((item, index) => {
    const names = isObject(item) ? [item['name'], item['id']] : [];
    const name = names.filter(isString).find((text) => text !== '') ?? String(index + 1);
    return { ...kept, name, value: item, at: pointer(at, index) };
  });
}

function isIgnored(value: Json, ignore: ConfigSource['ignore']): boolean {
  if (ignore === undefined || !isObject(value)) return false;
  const mark = value[ignore.key];
  return isString(mark) && ignore.values.includes(mark);
}

import { COMMAND_KEYS, ENV_KEYS, HEADER_KEYS, TYPE_KEYS, URL_KEYS } from './entry.ts';
import { isArray, isObject, pointer } from './json.ts';
import type { Json, JsonObject, JsonPointer } from './json.ts';

/** Where the parts of a launch stand in the raw entry, whatever its client calls them. */
export interface EntryPointers {
  /** Of a word of the command line: 0 is the command, n is args[n-1]. */
  readonly word: (at: number) => JsonPointer;
  readonly variable: (name: string) => JsonPointer;
  readonly header: (name: string) => JsonPointer;
  readonly url: JsonPointer;
  readonly type: JsonPointer;
}

/** An object that holds parts of the launch, and where it stands. */
interface Holder {
  readonly at: JsonPointer;
  readonly value: JsonObject;
}

/** A value, and where it stands. */
interface Part {
  readonly at: JsonPointer;
  readonly value: Json | undefined;
}

/** The counterpart of `entryFrom`: it says where each thing that was read stands, relative to the entry. */
export function pointersIn(raw: JsonObject): EntryPointers {
  const holders = holdersIn(raw);
  const part = (keys: readonly string[]): Part => partIn(holders, keys);
  return {
    word: wordPointers(part),
    variable: (name) => pointer(part(ENV_KEYS).at, name),
    header: (name) => {
      const own = part(HEADER_KEYS);
      const options = part(['requestOptions']);
      const isOwn = isObject(own.value) && Object.hasOwn(own.value, name);
      return isOwn || !isObject(options.value)
        ? pointer(own.at, name)
        : pointer(options.at, 'headers', name);
    },
    url: part(URL_KEYS).at,
    type: part(TYPE_KEYS).at,
  };
}

/** Innermost first: what stands in a nested command or transport counts before what stands beside it. */
function holdersIn(raw: JsonObject): Holder[] {
  const holders: Holder[] = [{ at: '', value: raw }];
  for (const key of ['transport', 'command']) {
    const { at, value } = partIn(holders, [key]);
    if (isObject(value)) holders.unshift({ at, value });
  }
  return holders;
}

function partIn(holders: readonly Holder[], keys: readonly string[]): Part {
  for (const key of keys) {
    const holder = holders.find(({ value }) => Object.hasOwn(value, key));
    if (holder !== undefined) return { at: pointer(holder.at, key), value: holder.value[key] };
  }
  return { at: pointer('', keys[0] ?? ''), value: undefined };
}

function wordPointers(part: (keys: readonly string[]) => Part): EntryPointers['word'] {
  const named = part(COMMAND_KEYS);
  const command = isObject(named.value) ? part(['path']) : named;
  const words = isArray(command.value) ? command.value.length : 1;
  const first = part(['args']);
  // As `entryFrom` does: a null `args` gives way to `arguments`.
  const args = first.value === undefined || first.value === null ? part(['arguments']) : first;
  return (at) => {
    if (at < words) return isArray(command.value) ? pointer(command.at, at) : command.at;
    return isArray(args.value) ? pointer(args.at, at - words) : args.at;
  };
}

import type { FunctionNode } from '../../../domain/source.ts';
import type { Value } from './value.ts';

/** Functions that call functions, directly. */
type Calls = ReadonlyMap<FunctionNode, ReadonlySet<FunctionNode>>;

/**
 * What functions put where others may read it: fields of classes and variables of modules. Whoever read
 * such a thing before it grew is behind, and so is whoever called them.
 */
export class Growth {
  /** Whether something grew that is worth running those again who are behind. */
  isTelling = false;
  /** By what holds it (a class, the variables of a module) and by name. */
  readonly #readers = new Map<object, Map<string, Set<FunctionNode>>>();
  /** Records and lists that are held so, with those who read them. */
  readonly #collections = new Map<Value, ReadonlySet<FunctionNode>>();
  readonly #behind = new Set<FunctionNode>();

  noteRead(
    holder: object,
    name: string,
    value: Value | undefined,
    reader: FunctionNode | undefined,
  ): void {
    // The top level of a module runs once.
    if (reader === undefined) return;
    let names = this.#readers.get(holder);
    if (names === undefined) {
      names = new Map();
      this.#readers.set(holder, names);
    }
    let readers = names.get(name);
    if (readers === undefined) {
      readers = new Set();
      names.set(name, readers);
    }
    readers.add(reader);
    if (value?.fields !== undefined || value?.items !== undefined)
      this.#collections.set(value, readers);
  }

  /** Notes that what is held under a name is no longer what it was. */
  note(holder: object, name: string, before: Value | undefined, after: Value | undefined): void {
    if (!isMore(before, after)) return;
    for (const reader of this.#readers.get(holder)?.get(name) ?? []) this.#behind.add(reader);
  }

  /** Notes that something was put into a collection, in its place. */
  noteInside(collection: Value): void {
    for (const reader of this.#collections.get(collection) ?? []) this.#behind.add(reader);
  }

  /** The functions that are behind, from here on no longer. */
  take(calls: Calls): ReadonlySet<FunctionNode> {
    const callers = new Map<FunctionNode, FunctionNode[]>();
    for (const [caller, callees] of calls) {
      for (const callee of callees) {
        const known = callers.get(callee);
        if (known === undefined) callers.set(callee, [caller]);
        else known.push(caller);
      }
    }
    // A set that grows while it is gone through is gone through to its end.
    const behind = new Set(this.#behind);
    for (const one of behind) for (const caller of callers.get(one) ?? []) behind.add(caller);
    this.#behind.clear();
    this.isTelling = false;
    return behind;
  }
}

/** Whether those who read a value may come to something else than with the one before. */
function isMore(before: Value | undefined, after: Value | undefined): boolean {
  if (before === after || after === undefined) return false;
  return (
    before === undefined ||
    before.labels.length !== after.labels.length ||
    before.closures?.length !== after.closures?.length ||
    before.constant !== after.constant ||
    before.name !== after.name ||
    before.instance !== after.instance ||
    before.others?.length !== after.others?.length ||
    before.class !== after.class ||
    before.module !== after.module ||
    before.fields?.size !== after.fields?.size ||
    before.items?.length !== after.items?.length
  );
}

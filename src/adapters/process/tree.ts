import { hasMark, readTable } from './table.ts';
import type { Process, ProcessTable } from './table.ts';

/**
 * A process with everything that came from it. Children are found by parent, by group and session,
 * and, since a daemon leaves all three, by a mark in the environment that children inherit.
 */
export class Tree {
  readonly root: number;
  readonly #mark: string | undefined;
  /** pid → start of every member that was ever seen, so that an orphan is still known as ours. */
  readonly #known = new Map<number, string>();
  /** Strangers whose environment was looked at, so that it is looked at once. */
  readonly #strangers = new Map<number, string>();

  /** @param mark undefined where a process namespace already keeps the tree together */
  constructor(root: number, mark: string | undefined) {
    this.root = root;
    this.#mark = mark;
  }

  /** The living members, the root among them while it lives. */
  members(table: ProcessTable): Process[] {
    const children = new Map<number, Process[]>();
    for (const one of table.values()) {
      const siblings = children.get(one.parent);
      if (siblings === undefined) children.set(one.parent, [one]);
      else siblings.push(one);
    }
    const queue = [...table.values()].filter((one) => this.#isOurs(one));
    const found = new Map(queue.map((one) => [one.pid, one]));
    for (const one of queue) {
      for (const child of children.get(one.pid) ?? []) {
        if (found.has(child.pid)) continue;
        found.set(child.pid, child);
        queue.push(child);
      }
    }
    for (const one of queue) this.#known.set(one.pid, one.started);
    return queue.filter((one) => !one.isZombie);
  }

  #isOurs(one: Process): boolean {
    if (one.pid === this.root || one.group === this.root || one.session === this.root) return true;
    if (this.#known.get(one.pid) === one.started) return true;
    if (this.#mark === undefined || this.#strangers.get(one.pid) === one.started) return false;
    if (hasMark(one.pid, this.#mark)) return true;
    this.#strangers.set(one.pid, one.started);
    return false;
  }

  /** Sends a signal to every living member but those left out, and tells how many there were. */
  async signal(
    signal: NodeJS.Signals,
    isLeftOut: (one: Process) => boolean = () => false,
  ): Promise<number> {
    const members = this.members(await readTable()).filter((one) => !isLeftOut(one));
    for (const { pid } of members) sendSignal(pid, signal);
    return members.length;
  }
}

/** Sends a signal; a process that is gone already is no error. */
function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone, which is what was wanted.
  }
}

import type { Exit, Limits } from '../../domain/ports.ts';
import { readTable, residentMemory } from './table.ts';
import type { ProcessTable } from './table.ts';
import type { Tree } from './tree.ts';

const EVERY = process.platform === 'linux' ? 100 : 1000;

type Reason = NonNullable<Exit['ended']>;

interface Watched {
  readonly limits: Limits;
  readonly end: (reason: Reason) => void;
}

/**
 * Looks at every running tree a few times a second and ends those that pass a limit. One look serves
 * all of them. What no kernel limit covers for a whole tree (memory, processes, processor time) is
 * bounded here; between two looks a tree may pass its limit for a moment.
 */
export class Watch {
  readonly #trees = new Map<Tree, Watched>();
  #timer: NodeJS.Timeout | undefined;
  #isLooking = false;

  add(tree: Tree, watched: Watched): void {
    this.#trees.set(tree, watched);
    this.#timer ??= setInterval(() => void this.#look(), EVERY).unref();
  }

  remove(tree: Tree): void {
    this.#trees.delete(tree);
    if (this.#trees.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  async #look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      const table = await readTable();
      for (const [tree, { limits, end }] of this.#trees) {
        const reason = passedLimit(tree, table, limits);
        if (reason !== undefined) end(reason);
      }
    } finally {
      this.#isLooking = false;
    }
  }
}

function passedLimit(tree: Tree, table: ProcessTable, limits: Limits): Reason | undefined {
  const members = tree.members(table);
  if (members.length > limits.processes) return 'processes';
  const cpu = members.reduce((sum, one) => sum + one.cpuSeconds, 0);
  if (cpu > limits.cpuSeconds) return 'time';
  const memory = members.reduce((sum, one) => sum + residentMemory(one.pid), 0);
  return memory > limits.memory ? 'memory' : undefined;
}

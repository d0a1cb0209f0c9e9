import { randomBytes } from 'node:crypto';
import type { SandboxManager } from '@anthropic-ai/sandbox-runtime';
import { WarderError, messageOf } from '../../domain/errors.ts';
import type { Processes } from '../process/index.ts';

type Manager = typeof SandboxManager;

/** The right of one start to reach some hosts, for as long as it is not released. */
export interface Pass {
  /** By this the proxy knows whose connection it is. Nobody guesses it. */
  readonly id: string;
  readonly manager: Manager;
  release(): void;
}

/**
 * The library sandbox-runtime, whose proxies open single hosts to a contained process: by name, with
 * the addresses checked that the name resolves to. Loaded when first needed, since it is large. It
 * keeps its state per process, so there can be one of these at a time.
 */
export class Runtime {
  readonly #processes: Processes;
  #loaded: Promise<Manager> | undefined;
  #disown: () => void = () => undefined;

  constructor(processes: Processes) {
    this.#processes = processes;
  }

  /** @param hosts names or literal addresses, each with or without `:port`; `*.` for names below one */
  async allow(hosts: readonly string[]): Promise<Pass> {
    this.#loaded ??= this.#load();
    const manager = await this.#loaded;
    const id = randomBytes(16).toString('base64url');
    try {
      manager.registerCommandNetworkLists(id, { allowedDomains: [...hosts] });
    } catch (cause) {
      throw new WarderError('USAGE', `cannot allow these hosts: ${messageOf(cause)}`, {
        hint: 'write name, *.name or name:port',
        cause,
      });
    }
    return { id, manager, release: () => manager.unregisterCommandNetworkLists(id) };
  }

  async #load(): Promise<Manager> {
    const { SandboxManager: manager } = await import('@anthropic-ai/sandbox-runtime');
    await manager.initialize({
      network: { allowedDomains: [], deniedDomains: [] },
      filesystem: { denyRead: [], allowWrite: [], denyWrite: [] },
    });
    const socket = manager.getLinuxHttpSocketPath();
    if (socket !== undefined) this.#disown = await this.#processes.adopt(socket);
    return manager;
  }

  async close(): Promise<void> {
    if (this.#loaded === undefined) return;
    const manager = await this.#loaded.catch(() => undefined);
    this.#loaded = undefined;
    await manager?.reset();
    this.#disown();
  }
}

import type { Sandbox } from '../../domain/ports.ts';
import type { Processes } from '../process/index.ts';
import { createBubblewrap } from './bubblewrap.ts';
import { Runtime } from './runtime.ts';
import { createSandboxRuntime } from './sandbox-runtime.ts';
import { createUncontained } from './uncontained.ts';

export { createBubblewrap } from './bubblewrap.ts';
export { Runtime } from './runtime.ts';
export { createSandboxRuntime } from './sandbox-runtime.ts';

/** The ways to start a server on this machine. */
export interface Sandboxes {
  /** For what needs no network. */
  readonly closed: Sandbox;
  /** For what may reach the hosts that its start grants. */
  readonly reaching: Sandbox;
  /** No containment, for what the user has consented to. */
  readonly none: Sandbox;
}

/**
 * The containment of this platform: our own bubblewrap profile on Linux, with the filtering proxy of
 * sandbox-runtime where hosts are granted; sandbox-runtime on macOS. One set per process at a time.
 *
 * @param path where to look for programs, as a PATH variable
 * @param home the user's home folder
 */
export function createSandboxes(
  processes: Processes,
  path: string | undefined,
  home: string,
): Sandboxes {
  const runtime = new Runtime(processes);
  const none = createUncontained(processes, home);
  if (process.platform === 'linux') {
    const closed = createBubblewrap(processes, path);
    return { closed, reaching: createBubblewrap(processes, path, runtime), none };
  }
  const both = createSandboxRuntime(processes, path, runtime);
  return { closed: both, reaching: both, none };
}

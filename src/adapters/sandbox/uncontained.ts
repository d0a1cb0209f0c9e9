import type { Sandbox } from '../../domain/ports.ts';
import type { Processes } from '../process/index.ts';

/**
 * No containment, for a start to which the user has consented: the same clean environment and the
 * same answer for the end of the process, and nothing closed.
 *
 * @param home the user's home folder, which a server without containment gets as HOME
 */
export function createUncontained(processes: Processes, home: string): Sandbox {
  return {
    name: 'none',
    check: () => Promise.resolve(undefined),
    cannotEnforce: () => [
      'file access',
      'network access',
      'limits are checked now and then, not by the kernel',
      ...(process.platform === 'linux'
        ? ['a child that leaves its session and its environment behind can outlive the server']
        : ['a child that leaves its process group can outlive the server']),
    ],
    start: ({ command, args, cwd, env, limits }) =>
      processes.start({
        file: command,
        args,
        cwd: cwd ?? home,
        env: { HOME: home, ...env },
        limits,
      }),
    close: () => Promise.resolve(),
  };
}

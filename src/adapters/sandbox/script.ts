import { WarderError } from '../../domain/errors.ts';
import type { Limits, Start } from '../../domain/ports.ts';

/** A word as a POSIX shell reads it back, whatever is in it (XCU 2.2.2: single quotes). */
export function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/**
 * Refuses a start with a zero byte in any of its words: it would end the word early, and what comes
 * after it would be read as another.
 */
export function refuseZeroBytes({ command, args, cwd, env, grants }: Start): void {
  const paths = [...grants.read, ...grants.write, ...grants.standIns, ...grants.hidden];
  const words = [
    command,
    ...args,
    cwd ?? '',
    ...Object.entries(env).flat(),
    ...paths,
    ...grants.hosts,
  ];
  if (words.some((word) => word.includes('\0'))) {
    throw new WarderError(
      'START_FAILED',
      'the command, its folder or its environment holds a zero byte',
    );
  }
}

/** Whether a shell has a variable of this name; others it may drop from the environment. */
export function isShellName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
}

/** The words of a command, preceded by `env` with those variables that a shell cannot pass on. */
export function commandWords(
  env: Readonly<Record<string, string>>,
  command: string,
  args: readonly string[],
): string[] {
  const others = Object.entries(env).filter(([name]) => !isShellName(name));
  const words = [...others.map(([name, value]) => `${name}=${value}`), command, ...args];
  return others.length > 0 ? ['/usr/bin/env', ...words] : words;
}

// One process of a language runtime has about a dozen threads, and the kernel counts threads.
const THREADS = 16;
const BLOCK = 512;

/**
 * Shell lines that lower the kernel's limits for this process and what comes from it. Where the
 * kernel or the shell does not know one it is left: `Watch` bounds the tree as a whole anyway.
 */
export function limitLines(limits: Limits, countsPerSandbox: boolean): string[] {
  const tasks = limits.processes * THREADS;
  return [
    'ulimit -c 0',
    `ulimit -n ${limits.openFiles} 2>/dev/null`,
    `ulimit -f ${Math.ceil(limits.fileSize / BLOCK)} 2>/dev/null`,
    // bash spells it -u, dash -p; the other's letter means something harmless or nothing.
    ...(countsPerSandbox
      ? [`ulimit -u ${tasks} 2>/dev/null || ulimit -p ${tasks} 2>/dev/null`]
      : []),
  ];
}

/**
 * Whether the kernel counts a user's tasks for each user namespace (Linux 5.14 and newer). Before, a
 * limit for the sandbox would count the user's whole desktop.
 */
export function countsTasksPerNamespace(release: string): boolean {
  const [major = 0, minor = 0] = release.split('.').map(Number);
  return major > 5 || (major === 5 && minor >= 14);
}

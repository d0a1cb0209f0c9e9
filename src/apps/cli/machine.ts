import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import type { Machine } from '../../engines/inventory/index.ts';
import type { Terminal } from './terminal.ts';

/** The machine that Warder runs on, for the inventory. */
export function thisMachine({ cwd, environment, platform }: Terminal): Machine {
  const drive = platform === 'linux' ? windowsDrive() : undefined;
  return {
    platform: platform === 'win32' || platform === 'darwin' ? platform : 'linux',
    home: homedir(),
    env: (name) => environment[name],
    projects: [cwd],
    ...(drive !== undefined && { windowsDrive: drive }),
  };
}

/** On WSL, where drive C of Windows is mounted. */
function windowsDrive(): string | undefined {
  try {
    if (!/microsoft/i.test(readFileSync('/proc/version', 'utf8'))) return undefined;
  } catch {
    return undefined;
  }
  return ['/mnt/c', '/c'].find((path) => existsSync(`${path}/Users`));
}

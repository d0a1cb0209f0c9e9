import type { CallView } from '../../domain/flow.ts';
import { baseName, headOf, isOn, members } from './calls.ts';

// How programs are started, shared by the rules about shells, programs and their arguments.

const SHELLS = new Set([
  'sh',
  'bash',
  'zsh',
  'dash',
  'ksh',
  'ash',
  'fish',
  'busybox',
  'cmd',
  'powershell',
  'pwsh',
]);
const COMMAND_FLAG = /^(?:-[a-z]*c|\/c|\/k|-command|-encodedcommand)$/i;

/** Whether a constant names a shell. */
export function isShell(name: string): boolean {
  return SHELLS.has(name);
}

/** Whether a constant is the option by which a shell takes a command line. */
export function isCommandFlag(value: unknown): boolean {
  return typeof value === 'string' && COMMAND_FLAG.test(value);
}

/** A program and a list of arguments. */
export const spawning: readonly string[] = [
  ...members('child_process', ['spawn', 'spawnSync', 'execFile', 'execFileSync']),
  'cross-spawn',
  'cross-spawn.spawn',
  'cross-spawn.sync',
  'execa',
  ...members('execa', ['execa', 'execaSync', 'sync']),
  'tinyexec.x',
  'tinyexec.exec',
  'nano-spawn',
  'node-pty.spawn',
  'Bun.spawn',
  'Bun.spawnSync',
];

export const running: readonly string[] = members('subprocess', [
  'run',
  'call',
  'check_call',
  'check_output',
  'Popen',
]);

/** Whether a call goes through a shell: by an option, or because a shell is what it starts. */
export function usesShell(call: CallView): boolean {
  return isOn(call, 'shell') || isShell(baseName(headOf(call, 0)));
}

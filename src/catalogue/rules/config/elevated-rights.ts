import { readShellLine } from '../../../domain/command/shell-line.ts';
import { plainName, valuesOf } from '../../../domain/command/words.ts';
import type { Command } from '../../../domain/command.ts';
import { entry } from '../../../domain/example.ts';
import type { Rule } from '../../../domain/rule.ts';
import { localLaunch, notLocal } from './parts/launch.ts';

const ELEVATORS = new Set(['sudo', 'doas', 'pkexec', 'gsudo', 'runas', 'su']);
const ROOT = /^(?:root|0|#0|administrator|system)$/i;

export const rule: Rule<'config'> = {
  id: 'config/elevated-rights',
  severity: 'high',
  confidence: 'high',
  title: 'Server runs with the rights of an administrator',
  why: 'Whatever makes the model call the server then acts on the whole machine: other users, the system, the protection that is meant to stop it.',
  fix: 'Start the server as the user; give that user, or an account of its own, the one right that the server needs.',
  controls: ['RUN-02'],
  techniques: ['unauthorized-privilege-escalation', 'privilege-escalation'],
  cwe: [250],
  top10: { csa: ['MCP-07', 'MCP-05'], owasp: ['MCP02'] },
  examples: {
    bad: [
      entry({ command: 'sudo', args: ['-n', 'notes'] }),
      entry({ command: 'sh', args: ['-c', 'exec sudo -E notes'] }),
      entry({ command: 'sh', args: ['-c', 'cd /srv; ./prepare && sudo ./notes'] }),
      entry({ command: 'su', args: ['root', '-c', 'notes'] }),
      entry({ command: 'runas', args: ['/user:Administrator', 'notes.exe'] }),
      entry({ command: 'wsl', args: ['-u', 'root', 'notes'] }),
      entry({ command: 'powershell', args: ['-c', 'Start-Process notes -Verb RunAs'] }),
    ],
    good: [entry({ command: 'notes', args: [] })],
    nearMiss: [
      entry({ command: 'notes', args: ['sudo', '--user', 'root'] }),
      entry({ command: 'wsl', args: ['-d', 'Debian', 'notes'] }),
      entry({ command: 'sudo-notes', args: [] }),
      entry({ command: 'sh', args: ['-c', 'notes --title "sudo for all"'] }),
    ],
  },
  notApplicable: notLocal,
  *detect(subject) {
    const local = localLaunch(subject);
    if (local === undefined) return;
    // Inside a container the rights are the container's.
    const { name: started, program, wrappers } = local.command;
    // What they start could not be read, that they start it could.
    if (ELEVATORS.has(started)) yield { at: local.place(program.at), shows: started };
    for (const { at, isElevating, name, options } of wrappers) {
      const [user] = valuesOf(options, ['-u', '--user']);
      const isRootOfGuest = name === 'wsl' && user !== undefined && ROOT.test(user.text);
      if (!isElevating && !isRootOfGuest) continue;
      const isOther = isElevating && user !== undefined && !ROOT.test(user.text);
      yield {
        at: local.place(at),
        shows: [name, ...(user === undefined ? [] : [user.text.slice(0, 60)])].join(' '),
        ...(isOther && { severity: 'low', because: 'The user that it changes to is not root.' }),
        ...(isRootOfGuest && { severity: 'medium', because: 'It is root within the Linux guest.' }),
      };
    }
    for (const at of hiddenIn(local.command)) yield { at: local.place(at), shows: local.show(at) };
  },
};

/** Lines that are not seen through and start something with other rights. */
function hiddenIn({ lines, name }: Command): number[] {
  return lines.flatMap(({ at, dialect, shell, text }) => {
    const commands = name === shell ? (readShellLine(text, dialect) ?? []) : [];
    const isElevating = commands.some(({ words: [first = ''] }) => ELEVATORS.has(plainName(first)));
    const isVerb = dialect === 'powershell' && /-verb\s+runas\b/i.test(text.slice(0, 20_000));
    return isElevating || isVerb ? [at] : [];
  });
}

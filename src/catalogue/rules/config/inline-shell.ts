import type { Command, ShellLine, Word } from '../../../domain/command.ts';
import { isShell } from '../../../domain/command/shells.ts';
import { plainName } from '../../../domain/command/words.ts';
import { entry } from '../../../domain/example.ts';
import type { Rule } from '../../../domain/rule.ts';
import type { Severity } from '../../../domain/severity.ts';
import { runsDownload } from './parts/downloads.ts';
import { localLaunch, notLocal } from './parts/launch.ts';

// What a line does to hide what it runs.
const DISGUISE =
  /\bbase64\s+(?:-d\b|-D\b|--decode)|\bxxd\s+-r|\bopenssl\s+enc\b|\beval\b|FromBase64String|\b(?:iex|Invoke-Expression)\b|\\x[0-9a-f]{2}\\x[0-9a-f]{2}/i;

export const rule: Rule<'config'> = {
  id: 'config/inline-shell',
  severity: 'medium',
  confidence: 'high',
  title: 'Server is started by a shell line',
  why: 'A shell does more than start a program: it chains commands, expands variables and fetches. Who approves the server approves all of it, in one line that few read to the end.',
  fix: 'Name the program as the command and its arguments as args; use cwd and env for what the line prepares.',
  controls: ['RUN-13', 'PRV-11'],
  techniques: ['shell-command-execution', 'os-command-injection'],
  cwe: [78],
  top10: { csa: ['MCP-05', 'MCP-C07'], owasp: ['MCP05'] },
  examples: {
    bad: [
      entry({
        command: 'bash',
        args: ['-c', 'cd /srv/notes && ./prepare.sh; exec node server.js'],
      }),
      entry({ command: 'powershell', args: ['-NoProfile', '-enc', 'bgBvAGQAZQAgAHMALgBqAHMA'] }),
      entry({ command: ['sh', '-c', 'echo bm9kZSBzLmpz | base64 -d > /srv/s; node /srv/s'] }),
      entry({ command: 'nsenter', args: ['-t', '1', 'bash', '-c', 'notes'] }),
      entry({ command: 'docker', args: ['run', 'debian', 'sh', '-c', 'a; b'] }),
      entry({ command: 'npx', args: ['-p', 'notes@1.0.0', '-c', 'notes --port $PORT & wait'] }),
    ],
    good: [entry({ command: 'node', args: ['/srv/notes/server.js'], cwd: '/srv/notes' })],
    nearMiss: [
      entry({ command: 'cmd', args: ['/c', 'npx', '-y', '@example/notes@1.0.0'] }),
      entry({ command: 'cmd.exe', args: ['/c', 'npx -y @example/notes@1.0.0'] }),
      entry({ command: 'bash', args: ['/srv/notes/start.sh'] }),
      entry({ command: 'notes', args: ['-c', 'config.json'] }),
    ],
  },
  notApplicable: notLocal,
  *detect(subject) {
    const local = localLaunch(subject);
    if (local === undefined) return;
    for (const [depth, command] of local.layers.entries()) {
      for (const [index, line] of command.lines.entries()) {
        // Another rule says what a download that is run means.
        if (runsDownload(line)) continue;
        // The last line is seen through where what it starts is not its shell.
        const isSeen = index < command.lines.length - 1 || command.name !== line.shell;
        const graded = gradeOf(line, isSeen);
        if (graded === undefined) continue;
        const severity = depth > 0 ? milder(graded.severity) : graded.severity;
        yield { at: local.place(line.at), shows: local.show(line.at), ...graded, severity };
      }
      const handed = handedToShell(command);
      if (handed !== undefined && depth === 0) {
        const because = 'Another program hands it to a shell.';
        yield {
          at: local.place(handed.at),
          shows: local.show(handed.at),
          because,
          confidence: 'low',
        };
      }
    }
  },
};

/** The line of `find … -exec sh -c …`, `ssh host bash -c …`: a shell among the words of a program. */
function handedToShell({ args, image, lines }: Command): Word | undefined {
  if (image !== undefined || lines.length > 0) return undefined;
  const shell = args.findIndex(
    ({ text }, index) =>
      isShell(plainName(text)) && /^(?:-[a-z]{0,4}c|\/c)$/i.test(args[index + 1]?.text ?? ''),
  );
  return shell < 0 ? undefined : args[shell + 2];
}

/** A container holds what runs in it. */
function milder(severity: Severity): Severity {
  return severity === 'high' ? 'medium' : 'low';
}

function gradeOf(
  line: ShellLine,
  isSeen: boolean,
): { readonly severity: Severity; readonly because: string } | undefined {
  if (line.isEncoded) {
    return { severity: 'high', because: 'The line is encoded, so that nobody can read it.' };
  }
  if (DISGUISE.test(line.text)) {
    return { severity: 'high', because: 'The line decodes or builds what it then runs.' };
  }
  // On Windows scripts such as npx.cmd need cmd to start them.
  if (line.isPlain && line.dialect === 'cmd') return undefined;
  if (line.isPlain || line.shell === '') {
    return { severity: 'low', because: 'Here it starts one program, which needs no shell.' };
  }
  if (isSeen) return { severity: 'low', because: 'Here it only prepares one program.' };
  return { severity: 'medium', because: 'The line runs more than one command.' };
}

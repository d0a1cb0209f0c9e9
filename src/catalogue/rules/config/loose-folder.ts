import type { Word } from '../../../domain/command.ts';
import { valuesOf } from '../../../domain/command/words.ts';
import { entry } from '../../../domain/example.ts';
import type { Rule } from '../../../domain/rule.ts';
import { looseFolderOf } from './parts/folders.ts';
import { localLaunch, notLocal } from './parts/launch.ts';
import type { LocalLaunch } from './parts/launch.ts';

const LOADS = ['-r', '--require', '--import', '--loader', '--experimental-loader', '-jar'];

const BECAUSE = {
  shared: 'Every user of the machine may put files there.',
  within: 'The folder above it is shared by every user of the machine, and emptied now and then.',
  downloads: 'It holds whatever was fetched last.',
} as const;

export const rule: Rule<'config'> = {
  id: 'config/loose-folder',
  severity: 'medium',
  confidence: 'medium',
  title: 'Server is started from a folder that others write to',
  why: 'Files in a temporary folder come from everybody: any program or user can put another one in the place of the server before the client next starts it.',
  fix: 'Move the program into a folder that only you or the administrator can write to, and name that path.',
  controls: ['RUN-13', 'PRV-11'],
  techniques: ['installer-spoofing', 'process-injection', 'privilege-escalation'],
  cwe: [379, 427],
  top10: { csa: ['MCP-05', 'MCP-C07'], owasp: ['MCP05'] },
  examples: {
    bad: [
      entry({ command: '/tmp/notes' }),
      entry({ command: 'node', args: ['/var/tmp/notes/server.js'] }),
      entry({ command: 'python3', args: ['C:\\Users\\Public\\notes.py'] }),
      entry({ command: 'bash', args: ['/home/alex/Downloads/start.sh'] }),
      entry({ command: 'node', args: ['--require', '/tmp/patch.js', '/srv/notes.js'] }),
      entry({ command: 'node', args: ['server.js'], cwd: '/tmp/notes' }),
    ],
    good: [entry({ command: '/usr/local/bin/notes' })],
    nearMiss: [
      entry({ command: 'notes', args: ['--cache', '/tmp/notes'], env: { TMPDIR: '/tmp' } }),
      entry({ command: 'node', args: ['/srv/tmp/server.js', '/tmp'] }),
      entry({ command: '/home/alex/Downloads-archive/notes' }),
      entry({ command: 'docker', args: ['run', '-v', '/tmp/x:/tmp/x', 'notes', '/tmp/notes'] }),
      entry({ command: '/usr/local/bin/notes', cwd: '/tmp' }),
    ],
  },
  notApplicable: notLocal,
  *detect(subject) {
    const local = localLaunch(subject);
    if (local === undefined) return;
    for (const { at, text } of startedFiles(local)) {
      const loose = looseFolderOf(text);
      if (loose === undefined) continue;
      yield {
        at: local.place(at),
        shows: local.show(at),
        because: BECAUSE[loose],
        severity: loose === 'within' ? 'low' : 'medium',
      };
    }
  },
};

/** Every file that is loaded as code, as a path from the folder that the server starts in. */
function startedFiles({ command, cwd }: LocalLaunch): Word[] {
  const { options, packages, program, script } = command;
  const folders = packages.filter(({ origin }) => origin === 'folder');
  const named = [
    program,
    ...(script === undefined ? [] : [script]),
    ...valuesOf(options, LOADS),
    ...folders.map(({ at, spec }) => ({ text: spec, at })),
  ];
  return named.map(({ at, text }) => {
    const isRelative =
      /^[\w.-]+(?:[\\/]|\.[a-z]{1,4}$)|^\.{1,2}[\\/]/i.test(text) && !/^[A-Za-z]:/.test(text);
    return { at, text: isRelative && cwd !== undefined ? `${cwd}/${text}` : text };
  });
}

import { entry } from '../../../domain/example.ts';
import type { Rule } from '../../../domain/rule.ts';
import type { ConfigScope } from '../../../domain/server.ts';
import { isAnchored } from './parts/folders.ts';
import { localLaunch, notLocal } from './parts/launch.ts';
import type { LocalLaunch } from './parts/launch.ts';

const HOLDS_ANYWHERE = new Set<ConfigScope>(['user', 'managed', 'plugin']);
const OPENED = /\$\{(?:workspaceFolder|workspaceRoot|projectDir|PWD)[^}]*\}|\$PWD\b/;

export const rule: Rule<'config'> = {
  id: 'config/relative-command',
  severity: 'medium',
  confidence: 'medium',
  title: 'What the server runs depends on the folder that is open',
  why: 'The entry holds for every folder, and the path is looked up in the one that the client happens to stand in: a repository that brings a file of that name has it run.',
  fix: 'Name the whole path, or set cwd to the folder of the server.',
  controls: ['RUN-13'],
  techniques: ['installer-spoofing', 'os-command-injection'],
  cwe: [426, 427],
  top10: { csa: ['MCP-05', 'MCP-C07'], owasp: ['MCP05'] },
  examples: {
    bad: [
      entry({ command: './bin/notes' }),
      entry({ command: 'node', args: ['dist/server.js'] }),
      entry({ command: 'python3', args: ['server.py'] }),
      entry({ command: 'node', args: ['${workspaceFolder}/server.js'] }, { scope: 'managed' }),
    ],
    good: [entry({ command: 'node', args: ['/srv/notes/dist/server.js'] })],
    nearMiss: [
      entry({ command: 'node', args: ['dist/server.js'], cwd: '/srv/notes' }),
      entry({ command: 'node', args: ['dist/server.js'] }, { scope: 'project' }),
      entry({ command: 'uv', args: ['--directory', '/srv/notes', 'run', 'server.py'] }),
      entry({ command: 'sh', args: ['-c', 'cd /srv/notes && node server.js'] }),
      entry({ command: '~/bin/notes', args: ['./data'] }),
      entry({ command: 'npx', args: ['-y', '@example/notes@1.0.0'] }),
    ],
  },
  notApplicable: (subject) =>
    HOLDS_ANYWHERE.has(subject.scope)
      ? notLocal(subject)
      : 'the entry holds for one folder, in which its paths start',
  *detect(subject) {
    const local = localLaunch(subject);
    if (local === undefined || hasFolder(local)) return;
    const { program, script } = local.command;
    const isRelative = /[\\/]/.test(program.text) && !isAnchored(program.text);
    const word = isRelative || OPENED.test(program.text) ? program : script;
    if (word === undefined) return;
    if (!OPENED.test(word.text) && isAnchored(word.text)) return;
    yield { at: local.place(word.at), shows: local.show(word.at) };
  },
};

/** Whether the entry or the command says in which folder it starts. */
function hasFolder({ command, cwd }: LocalLaunch): boolean {
  if (cwd !== undefined && isAnchored(cwd) && !OPENED.test(cwd)) return true;
  const { lines, options } = command;
  const isSet = options.some(
    ({ name, value }) =>
      ['--directory', '--project', '--prefix', '--cwd', '-C', '--dir'].includes(name) &&
      value !== undefined,
  );
  return isSet || lines.some(({ text }) => /\b(?:cd|pushd|Set-Location)\s/.test(text));
}

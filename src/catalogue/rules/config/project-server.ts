import { entry } from '../../../domain/example.ts';
import type { ConfigSubject, Match, Rule } from '../../../domain/rule.ts';
import { isAnchored } from './parts/folders.ts';
import { cut, localLaunch } from './parts/launch.ts';
import type { LocalLaunch } from './parts/launch.ts';

const TASK_RUNNERS = new Set([
  'npm',
  'pnpm',
  'yarn',
  'make',
  'just',
  'task',
  'rake',
  'gradle',
  'gradlew',
  'mvn',
  'mvnw',
  'cargo',
  'docker-compose',
  'mise',
  'pixi',
]);
const IN_PROJECT =
  /\$\{(?:workspaceFolder|workspaceRoot|projectDir|PWD|CLAUDE_PROJECT_DIR)[^}]*\}|\$PWD\b|^\.{1,2}(?:[\\/]|$)/;

export const rule: Rule<'config'> = {
  id: 'config/project-server',
  severity: 'low',
  confidence: 'high',
  title: 'Project brings a server that its folder starts',
  why: 'Whoever writes to the repository decides what runs on the machine of everybody who opens it and says yes once; a later commit can change what that yes was for.',
  fix: 'Read the entry before you trust the folder, and again when it changes; keep servers that you need everywhere in your own configuration.',
  controls: ['RUN-13', 'PRV-01'],
  techniques: ['auth-bypass-rogue-server', 'installer-spoofing', 'os-command-injection'],
  cwe: [829, 426],
  top10: { csa: ['MCP-C01', 'MCP-C07'], owasp: ['MCP09', 'MCP05'] },
  examples: {
    bad: [
      entry({ command: 'bash', args: ['./tools/start.sh'] }, { scope: 'project' }),
      entry({ command: 'node', args: ['${workspaceFolder}/server.js'] }, { scope: 'project' }),
      entry({ command: 'npm', args: ['run', 'mcp'] }, { scope: 'project' }),
      entry({ command: 'npx', args: ['-y', 'notes@1.0.0'] }, { scope: 'project' }),
      entry({ url: 'https://notes.example.com/mcp' }, { scope: 'project' }),
    ],
    good: [entry({ command: 'npx', args: ['-y', 'notes@1.0.0'] })],
    nearMiss: [
      entry({ command: 'node', args: ['${workspaceFolder}/server.js'] }),
      entry({ command: 'bash', args: ['./tools/start.sh'] }, { scope: 'managed' }),
    ],
  },
  notApplicable: ({ scope }) =>
    scope === 'project' ? undefined : 'the configuration is not the project’s own',
  *detect(subject) {
    const { launch, scope } = subject;
    if (scope !== 'project' || launch === undefined) return;
    if (launch.transport !== 'stdio') {
      const because = 'Here it is reached, not started: what it learns goes to its address.';
      yield { at: '', shows: subject.name.slice(0, 100), severity: 'info', because };
      return;
    }
    yield localMatch(subject);
  },
};

function localMatch(subject: ConfigSubject): Match {
  const local = localLaunch(subject);
  const own = local === undefined ? undefined : ownCode(local);
  if (local === undefined || own === undefined) {
    const because = 'What it starts is not part of the repository.';
    return { at: '', shows: cut(local?.show(0) ?? ''), because };
  }
  const because = 'It runs a file or a task of the repository itself, or a shell.';
  return { at: local.place(own), shows: local.show(own), severity: 'medium', because };
}

/** The word that makes the server run what the repository holds. */
function ownCode({ command, words }: LocalLaunch): number | undefined {
  const { code, executable, lines, name, packages, program, runner, script } = command;
  const line = lines.find(({ isPlain }) => !isPlain);
  if (line !== undefined) return line.at;
  if (code !== undefined) return code.at;
  if (script !== undefined && !isAnchored(script.text)) return script.at;
  if (/[\\/]/.test(program.text) && !isAnchored(program.text)) return program.at;
  if (TASK_RUNNERS.has(name) && runner === undefined) return program.at;
  const folder = packages.find(
    ({ name: path, origin }) => origin === 'folder' && !/^[\\/~]/.test(path),
  );
  if (folder !== undefined) return folder.at;
  // `uv run notes` starts what the project's own environment holds.
  if (runner === 'uv run' && packages.length === 0 && executable !== undefined)
    return executable.at;
  // Arguments name what a server works on; before the program's own they name what it is.
  const end = command.args[0]?.at ?? words.length;
  const at = words.slice(0, end).findIndex((word) => IN_PROJECT.test(word));
  return at < 0 ? undefined : at;
}
